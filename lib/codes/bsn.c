#include "codes/bsn.h"

enum { FEWEST_DIGITS = 7 };

bool
kr_bsn_passes(uint64_t number)
{
	int64_t sum = -(int64_t)(number % 10);
	if (number == 0 || number > 999999999)
		return false;
	for (int64_t weight = 2; weight <= 9; weight++) {
		number /= 10;
		sum += weight * (int64_t)(number % 10);
	}
	return sum % 11 == 0;
}

static bool
passes(const char digits[KR_BSN_LENGTH])
{
	uint64_t number = 0;
	for (size_t i = 0; i < KR_BSN_LENGTH; i++)
		number = number * 10 + (uint64_t)(digits[i] - '0');
	return kr_bsn_passes(number);
}

/* Number of digits, or 0 when there is anything else but what people put between them. */
static size_t
take_digits(kr_slice text, char digits[KR_BSN_LENGTH])
{
	size_t count = 0;
	text = kr_slice_trim(text);
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if (c == ' ' || c == '.' || c == '-')
			continue;
		if (c < '0' || c > '9' || count == KR_BSN_LENGTH)
			return 0;
		digits[count++] = c;
	}
	return count;
}

const char *
kr_bsn_read(kr_slice text, kr_buffer *out)
{
	char digits[KR_BSN_LENGTH], bsn[KR_BSN_LENGTH];
	size_t count = take_digits(text, digits);
	if (count < FEWEST_DIGITS)
		return "not-a-bsn";
	memset(bsn, '0', KR_BSN_LENGTH);
	memcpy(bsn + KR_BSN_LENGTH - count, digits, count);
	if (!passes(bsn))
		return "elfproef";
	kr_buffer_add(out, bsn, KR_BSN_LENGTH);
	return NULL;
}
