#include "source/convert_postcode.h"

#include "base/ascii.h"

static bool
ends_at(kr_slice text, size_t at)
{
	return at >= text.len || text.ptr[at] == ' ' || text.ptr[at] == ',';
}

/* Bytes of the postcode at `at`, with its letters or, at the start of the text, without; 0: none. */
static size_t
postcode_at(kr_slice text, size_t at)
{
	if (at + 4 > text.len || text.ptr[at] == '0' || (at > 0 && !ends_at(text, at - 1)))
		return 0;
	for (size_t i = at; i < at + 4; i++)
		if (!kr_is_digit(text.ptr[i]))
			return 0;
	size_t letters = at + 4 + (at + 4 < text.len && text.ptr[at + 4] == ' ');
	if (letters + 2 <= text.len && kr_is_letter(text.ptr[letters]) && kr_is_letter(text.ptr[letters + 1]) &&
	    ends_at(text, letters + 2))
		return letters + 2 - at;
	return at == 0 && ends_at(text, 4) ? 4 : 0;
}

static bool
has_digit(kr_slice text)
{
	for (size_t i = 0; i < text.len; i++)
		if (kr_is_digit(text.ptr[i]))
			return true;
	return false;
}

/* Without blanks and commas at both ends. */
static kr_slice
bare(kr_slice text)
{
	text = kr_slice_trim(text);
	while (text.len > 0 && text.ptr[0] == ',')
		text = kr_slice_trim(kr_slice_part(text, 1, text.len));
	while (text.len > 0 && text.ptr[text.len - 1] == ',')
		text = kr_slice_trim(kr_slice_part(text, 0, text.len - 1));
	return text;
}

bool
kr_split_at_postcode(kr_slice text, kr_slice *before, kr_slice *postcode, kr_slice *behind)
{
	const kr_slice nothing = {NULL, 0};
	*before = *postcode = *behind = nothing;
	for (size_t i = 0; i < text.len; i++) {
		size_t length = kr_is_digit(text.ptr[i]) ? postcode_at(text, i) : 0;
		if (length == 0 || (i > 0 && !has_digit(kr_slice_part(text, 0, i))))
			continue;
		*before = bare(kr_slice_part(text, 0, i));
		*postcode = kr_slice_part(text, i, i + length);
		*behind = bare(kr_slice_part(text, i + length, text.len));
		return true;
	}
	if (!has_digit(text))
		*behind = text;
	else if (kr_is_digit(text.ptr[0]))
		*postcode = text;
	return false;
}
