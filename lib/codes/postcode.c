#include "codes/postcode.h"

static char
upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - ('a' - 'A')) : c;
}

/* Letters and digits in capitals; their number, or 0 when there are more than six or something else. */
static size_t
squeeze(kr_slice text, char out[6])
{
	size_t count = 0;
	for (size_t i = 0; i < text.len; i++) {
		char c = upper(text.ptr[i]);
		if (c == ' ' || c == '-' || c == '.')
			continue;
		if (count == 6 || !((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')))
			return 0;
		out[count++] = c;
	}
	return count;
}

static bool
are_digits(const char *at)
{
	if (at[0] < '1' || at[0] > '9')
		return false;
	for (int i = 1; i < 4; i++)
		if (at[i] < '0' || at[i] > '9')
			return false;
	return true;
}

static bool
are_letters(const char *at)
{
	if (at[0] < 'A' || at[0] > 'Z' || at[1] < 'A' || at[1] > 'Z')
		return false;
	return at[0] != 'S' || (at[1] != 'A' && at[1] != 'D' && at[1] != 'S');
}

static kr_slice
without_country(kr_slice text)
{
	bool has = text.len > 6 && upper(text.ptr[0]) == 'N' && upper(text.ptr[1]) == 'L';
	return has ? kr_slice_part(text, 2, text.len) : text;
}

const char *
kr_postcode_read(kr_slice text, kr_buffer *out, bool *pc4_only)
{
	char squeezed[6];
	size_t count = squeeze(without_country(kr_slice_trim(text)), squeezed);
	*pc4_only = count == 4;
	if ((count != 4 && count != 6) || !are_digits(squeezed) || (count == 6 && !are_letters(squeezed + 4)))
		return "not-a-postcode";
	kr_buffer_add(out, squeezed, count);
	return NULL;
}
