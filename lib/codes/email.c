#include "codes/email.h"

enum { LOCAL_MAX = 64, ADDRESS_MAX = 254 }; /* RFC 5321 */

/* What stands between < and >, or everything; without "mailto:". */
static kr_slice
bare(kr_slice text)
{
	size_t from = kr_slice_find(text, '<'), to = kr_slice_find(text, '>');
	if (from < to && to < text.len)
		text = kr_slice_part(text, from + 1, to);
	if (text.len > 7 && kr_slice_equal_fold(kr_slice_part(text, 0, 7), KR_SLICE("mailto:")))
		text = kr_slice_part(text, 7, text.len);
	return kr_slice_trim(text);
}

static bool
is_letter_or_digit(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

static bool
is_local(kr_slice text)
{
	if (text.len == 0 || text.len > LOCAL_MAX || text.ptr[0] == '.' || text.ptr[text.len - 1] == '.')
		return false;
	for (size_t i = 0; i < text.len; i++)
		if (!is_letter_or_digit(text.ptr[i]) && strchr(".!#$%&'*+/=?^_`{}~-", text.ptr[i]) == NULL)
			return false;
	return true;
}

static bool
is_label(kr_slice label)
{
	if (label.len == 0 || label.len > 63 || label.ptr[0] == '-' || label.ptr[label.len - 1] == '-')
		return false;
	for (size_t i = 0; i < label.len; i++)
		if (!is_letter_or_digit(label.ptr[i]) && label.ptr[i] != '-')
			return false;
	return true;
}

static bool
is_domain(kr_slice domain)
{
	size_t labels = 0;
	kr_slice rest = kr_slice_items(domain), label = {0};
	for (; kr_slice_next(&rest, '.', &label); labels++)
		if (!is_label(label))
			return false;
	return labels >= 2 && label.len >= 2 && (label.ptr[0] < '0' || label.ptr[0] > '9');
}

const char *
kr_email_read(kr_slice text, kr_buffer *out)
{
	kr_slice address = bare(kr_slice_trim(text));
	size_t at = kr_slice_find(address, '@');
	if (address.len > ADDRESS_MAX || at == address.len || !is_local(kr_slice_part(address, 0, at)) ||
	    !is_domain(kr_slice_part(address, at + 1, address.len)))
		return "not-an-email";
	for (size_t i = 0; i < address.len; i++) {
		char c = address.ptr[i];
		kr_buffer_char(out, c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c);
	}
	return NULL;
}
