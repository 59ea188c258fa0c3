#include "source/convert_value.h"

#include "base/ascii.h"
#include "base/number.h"
#include "codes/date.h"
#include "source/convert_postcode.h"

/* Reads up to `most` digits at *at. */
static bool
take_digits(kr_slice text, size_t *at, size_t most, int *number)
{
	size_t from = *at;
	*number = 0;
	while (*at < text.len && *at - from < most && kr_is_digit(text.ptr[*at]))
		*number = *number * 10 + (text.ptr[(*at)++] - '0');
	return *at > from;
}

/* True when what stands behind a date is nothing or midnight. */
static bool
is_midnight(kr_slice rest)
{
	for (size_t i = 0; i < rest.len; i++)
		if (rest.ptr[i] != '0' && rest.ptr[i] != ':' && rest.ptr[i] != ' ' && rest.ptr[i] != '.' &&
		    !(rest.ptr[i] == 'T' && i == 0))
			return false;
	return rest.len == 0 || rest.ptr[0] == ' ' || rest.ptr[0] == 'T';
}

/* A pattern such as "ymd", whose parts have all their digits. */
static bool
is_packed(kr_slice pattern)
{
	return kr_slice_find(pattern, '-') == pattern.len;
}

/* Digits by a pattern such as "d-m-y" or "ymd". */
static bool
by_pattern(kr_slice value, kr_slice pattern, int parts[3])
{
	size_t at = 0;
	char separator = 0;
	for (size_t i = 0; i < pattern.len; i++) {
		char c = pattern.ptr[i];
		size_t from = at;
		if (c == '-') {
			char found = at < value.len ? value.ptr[at++] : 0;
			if ((found != '-' && found != '/' && found != '.') || (separator && found != separator))
				return false;
			separator = found;
			continue;
		}
		int *part = &parts[c == 'y' ? 0 : c == 'm' ? 1 : 2];
		if (!take_digits(value, &at, c == 'y' ? 4 : 2, part))
			return false;
		if (c == 'y' ? at - from != 4 : at - from != 2 && is_packed(pattern))
			return false;
	}
	return is_midnight(kr_slice_part(value, at, value.len));
}

static bool
is_separator(char c)
{
	return (c == '-') | (c == '/') | (c == '.');
}

/*
 * The commonest by far, d-m-y with nothing behind it, almost without branches, which would go the wrong way half of the time: whether
 * day and month have one digit or two is chance. False leaves it to by_pattern.
 */
static bool
by_day_month_year(kr_slice value, int parts[3])
{
	const char *at = value.ptr;
	if (value.len < 8 || value.len > 10)
		return false;
	size_t first = 2u - is_separator(at[1]), second = first + 3 - is_separator(at[first + 2]);
	if (value.len != second + 5 || at[first] != at[second] || !is_separator(at[first]))
		return false;
	unsigned day = (unsigned)(at[first - 1] - '0'), month = (unsigned)(at[second - 1] - '0');
	unsigned tens_of_day = first == 2 ? (unsigned)(at[0] - '0') : 0;
	unsigned tens_of_month = second - first == 3 ? (unsigned)(at[first + 1] - '0') : 0;
	unsigned year = 0;
	bool digits = (day < 10) & (month < 10) & (tens_of_day < 10) & (tens_of_month < 10);
	for (size_t i = 1; i <= 4; i++) {
		unsigned digit = (unsigned)(at[second + i] - '0');
		digits &= digit < 10;
		year = year * 10 + digit;
	}
	parts[0] = (int)year;
	parts[1] = (int)(tens_of_month * 10 + month);
	parts[2] = (int)(tens_of_day * 10 + day);
	return digits;
}

/* The same for y-m-d with all its digits. */
static bool
by_year_month_day(kr_slice value, int parts[3])
{
	static const uint8_t places[8] = {0, 1, 2, 3, 5, 6, 8, 9};
	unsigned all = 0;
	bool digits = true;
	if (value.len != 10 || value.ptr[4] != value.ptr[7] || !is_separator(value.ptr[4]))
		return false;
	for (size_t i = 0; i < 8; i++) {
		unsigned digit = (unsigned)(value.ptr[places[i]] - '0');
		digits &= digit < 10;
		all = all * 10 + digit;
	}
	parts[0] = (int)(all / 10000);
	parts[1] = (int)(all / 100 % 100);
	parts[2] = (int)(all % 100);
	return digits;
}

/* True for the pattern of these three with - between them. */
static inline bool
is_order(kr_slice pattern, char first, char second, char third)
{
	const char *at = pattern.ptr;
	return pattern.len == 5 && at[0] == first && at[1] == '-' && at[2] == second && at[3] == '-' && at[4] == third;
}

static bool
by_common_pattern(kr_slice value, kr_slice pattern, int parts[3])
{
	if (is_order(pattern, 'd', 'm', 'y'))
		return by_day_month_year(value, parts);
	return is_order(pattern, 'y', 'm', 'd') && by_year_month_day(value, parts);
}

static kr_date
read_date(kr_slice value, kr_slice pattern)
{
	int64_t serial;
	int parts[3];
	kr_date none = {0};
	if (pattern.len == 5 && pattern.ptr[0] == 'e' && kr_slice_equal(pattern, KR_SLICE("excel")))
		return kr_number_parse(value, 1, 109574, &serial) ? kr_date_of_excel((int32_t)serial) : none;
	if ((!by_common_pattern(value, pattern, parts) && !by_pattern(value, pattern, parts)) || !kr_date_exists(parts[0], parts[1], parts[2]))
		return none;
	return (kr_date){(int16_t)parts[0], (uint8_t)parts[1], (uint8_t)parts[2]};
}

kr_slice
kr_convert_date(kr_slice value, kr_words patterns, kr_buffer *to)
{
	for (size_t i = 0; i < patterns.count && value.len > 0; i++) {
		kr_date date = read_date(value, patterns.items[i]);
		size_t from = to->len;
		if (date.year == 0)
			continue;
		if (value.len == KR_DATE_MAX && value.ptr[4] == '-' && is_order(patterns.items[i], 'y', 'm', 'd'))
			return value;
		if (kr_buffer_reserve(to, KR_DATE_MAX))
			to->len += kr_date_write(date, to->ptr + from);
		return kr_buffer_since(to, from);
	}
	return value;
}

/* The amount without a euro sign before and ",-" behind it. */
static kr_slice
bare_amount(kr_slice value)
{
	kr_slice bare = kr_slice_trim(value);
	if (kr_slice_starts(bare, KR_SLICE("\xE2\x82\xAC")))
		bare = kr_slice_trim(kr_slice_part(bare, 3, bare.len));
	if (bare.len > 2 && kr_slice_is(kr_slice_part(bare, bare.len - 2, bare.len), ",-"))
		bare.len -= 2;
	return bare;
}

/* Position behind the digits at `at`. */
static size_t
behind_digits(kr_slice text, size_t at)
{
	while (at < text.len && kr_is_digit(text.ptr[at]))
		at++;
	return at;
}

/* True for digits, with points between groups of three or none, and at most one comma before more digits. */
static bool
is_dutch_number(kr_slice text)
{
	size_t from = text.len > 0 && text.ptr[0] == '-', at = behind_digits(text, from);
	if (at == from || (at < text.len && text.ptr[at] == '.' && at - from > 3))
		return false;
	while (at < text.len && text.ptr[at] == '.') {
		from = at + 1;
		at = behind_digits(text, from);
		if (at - from != 3)
			return false;
	}
	if (at == text.len)
		return true;
	return text.ptr[at] == ',' && at + 1 < text.len && behind_digits(text, at + 1) == text.len;
}

kr_slice
kr_convert_decimal(kr_slice value, kr_buffer *to)
{
	kr_slice bare = bare_amount(value);
	size_t from = to->len;
	if (!is_dutch_number(bare))
		return value;
	for (size_t i = 0; i < bare.len; i++)
		if (bare.ptr[i] != '.')
			kr_buffer_char(to, bare.ptr[i] == ',' ? '.' : bare.ptr[i]);
	return kr_buffer_since(to, from);
}

/* False when the first bytes differ by more than case; a quick look before the whole is compared. */
static inline bool
begins_alike(kr_slice a, kr_slice b)
{
	return b.len == 0 || ((a.ptr[0] ^ b.ptr[0]) & ~0x20) == 0;
}

kr_slice
kr_convert_map(kr_slice value, kr_words pairs)
{
	for (size_t i = 0; i < pairs.count; i++) {
		kr_slice pair = pairs.items[i];
		if (pair.len > value.len && pair.ptr[value.len] == '=' && begins_alike(pair, value) &&
		    kr_slice_equal_fold(value, kr_slice_of(pair.ptr, value.len)))
			return kr_slice_part(pair, value.len + 1, pair.len);
	}
	return value;
}

/* A word of at most three letters or digits as one number, lower case; 0 for another. */
#define PACKED(a, b, c) ((uint32_t)(a) | (uint32_t)(b) << 8 | (uint32_t)(c) << 16)

static uint32_t
short_word(kr_slice value)
{
	uint32_t packed = 0;
	if (value.len == 0 || value.len > 3)
		return 0;
	for (size_t i = 0; i < value.len; i++) {
		unsigned char c = (unsigned char)value.ptr[i];
		packed |= (uint32_t)(c >= 'A' && c <= 'Z' ? c + 32 : c) << 8 * i;
	}
	return packed;
}

kr_slice
kr_convert_yesno(kr_slice value, bool vum)
{
	static const kr_slice words[] = {{"true=yes", 8}, {"false=no", 8}, {"waar=yes", 8}, {"onwaar=no", 9}, {"niet=no", 7},
	    {"\xE2\x9C\x93=yes", 7}};
	const kr_slice yes = {"yes", 3}, no = {"no", 2}, unknown = {NULL, 0};
	switch (short_word(value)) {
	case PACKED('j', 0, 0):
	case PACKED('y', 0, 0):
	case PACKED('x', 0, 0):
	case PACKED('1', 0, 0):
	case PACKED('j', 'a', 0):
	case PACKED('y', 'e', 's'):
	case PACKED('w', 'e', 'l'):
		return yes;
	case PACKED('n', 0, 0):
	case PACKED('n', 'o', 0):
	case PACKED('n', 'e', 'e'):
		return no;
	case PACKED('2', 0, 0):
		return vum ? no : value;
	case PACKED('0', 0, 0):
		return vum ? unknown : no;
	default:
		return kr_convert_map(value, (kr_words){words, sizeof words / sizeof words[0]});
	}
}

/* True for four digits 1400-2099 behind which another number stands: a year in the name of a street. */
static bool
is_year_in_name(kr_slice text, size_t from, size_t to)
{
	int64_t year;
	return kr_number_parse(kr_slice_part(text, from, to), 1400, 2099, &year) && to + 1 < text.len &&
	       text.ptr[to] == ' ' && kr_is_digit(text.ptr[to + 1]);
}

/* True when a word of three letters or more and then a number follow: what stands before is part of a street's name. */
static bool
is_street_then_number(kr_slice text, size_t from)
{
	kr_slice rest = kr_slice_part(text, from, text.len), word;
	bool street = false;
	while (kr_slice_next(&rest, ' ', &word)) {
		if (street && word.len > 0 && kr_is_digit(word.ptr[0]))
			return true;
		street |= word.len >= 3 && !kr_is_digit(word.ptr[0]);
	}
	return false;
}

/* Where the house number stands; *to becomes its end. text.len when there is none. */
static size_t
find_number(kr_slice text, size_t *to)
{
	for (size_t i = 0; i < text.len; i++) {
		if (!kr_is_digit(text.ptr[i]) || (i > 0 && text.ptr[i - 1] != ' '))
			continue;
		*to = behind_digits(text, i);
		if (i == 0 ? !is_street_then_number(text, *to) : !is_year_in_name(text, i, *to))
			return i;
	}
	return text.len;
}

static kr_slice
without_joint(kr_slice text)
{
	while (text.len > 0 && (text.ptr[0] == ' ' || text.ptr[0] == '-' || text.ptr[0] == '/'))
		text = kr_slice_part(text, 1, text.len);
	return kr_slice_trim(text);
}

static kr_slice
address_line(kr_slice value, enum kr_address_part part)
{
	size_t to = value.len, from = 0;
	if (behind_digits(value, 0) < value.len)
		from = find_number(value, &to);
	if (part == KR_ADDRESS_STREET)
		return kr_slice_trim(kr_slice_part(value, 0, from));
	if (from == value.len)
		return kr_slice_of(NULL, 0);
	return part == KR_ADDRESS_NUMBER ? kr_slice_part(value, from, to)
					 : without_joint(kr_slice_part(value, to, value.len));
}

kr_slice
kr_convert_address(kr_slice value, enum kr_address_part part)
{
	kr_slice before, postcode, behind;
	if (value.len < 4 && part <= KR_ADDRESS_SUFFIX)
		return address_line(value, part); /* too short for a postcode */
	bool found = kr_split_at_postcode(value, &before, &postcode, &behind);
	if (part == KR_ADDRESS_POSTCODE || part == KR_ADDRESS_PLACE)
		return part == KR_ADDRESS_POSTCODE ? postcode : behind;
	return address_line(found ? before : value, part);
}

kr_slice
kr_convert_behind(kr_slice value, kr_slice mark)
{
	for (size_t at = value.len; at > 0 && mark.len > 0; at--)
		if (kr_slice_starts(kr_slice_part(value, at - 1, value.len), mark))
			return kr_slice_part(value, at - 1 + mark.len, value.len);
	return value;
}

/* Position behind what joins two numbers: "-", "tot", "/" with blanks around or not; 0 when it is something else. */
static size_t
behind_joint(kr_slice text, size_t at)
{
	static const char *const joints[] = {"tot en met", "t/m", "tot", "-", "\xE2\x80\x93", "/"};
	kr_slice rest = kr_slice_part(text, at, text.len);
	kr_slice trimmed = kr_slice_trim(rest);
	for (size_t i = 0; i < sizeof joints / sizeof joints[0]; i++) {
		kr_slice joint = kr_slice_text(joints[i]);
		if (!kr_slice_starts(trimmed, joint))
			continue;
		trimmed = kr_slice_trim(kr_slice_part(trimmed, joint.len, trimmed.len));
		return (size_t)(trimmed.ptr - text.ptr);
	}
	return 0;
}

kr_slice
kr_convert_range(kr_slice value, bool high)
{
	const kr_slice unknown = {NULL, 0};
	size_t first = behind_digits(value, 0), second = behind_joint(value, first);
	if (first == 0 || second == 0)
		return high ? kr_convert_number(value) : unknown;
	kr_slice last = kr_convert_number(kr_slice_part(value, second, value.len));
	if (last.len == 0 || behind_digits(last, 0) != last.len)
		return high ? value : unknown;
	return high ? last : kr_slice_part(value, 0, first);
}

/* Position behind digits that may have points and commas between them. */
static size_t
behind_amount(kr_slice text, size_t at)
{
	size_t end = behind_digits(text, at);
	while (end > at && end + 1 < text.len && (text.ptr[end] == '.' || text.ptr[end] == ',') && kr_is_digit(text.ptr[end + 1]))
		end = behind_digits(text, end + 1);
	return end;
}

/* Takes a word and the blank behind it off the start of a text. */
static bool
takes_word(kr_slice *text, kr_slice word)
{
	bool starts = kr_slice_starts(*text, word);
	if (starts)
		*text = kr_slice_part(*text, word.len, text->len);
	return starts;
}

kr_slice
kr_convert_amount(kr_slice value, kr_slice which)
{
	const kr_slice unknown = {NULL, 0};
	kr_slice text = value;
	bool is_unit = kr_slice_is(which, "unit"), is_high = kr_slice_is(which, "high");
	bool only_low = takes_word(&text, KR_SLICE("vanaf ")), only_high = !only_low && takes_word(&text, KR_SLICE("tot "));
	size_t first = behind_amount(text, 0), from = first ? behind_joint(text, first) : 0;
	size_t last = from ? behind_amount(text, from) : 0;
	bool is_range = from > 0 && last > from && !only_low && !only_high;
	kr_slice rest = kr_slice_trim(kr_slice_part(text, is_range ? last : first, text.len));
	if (first == 0 || (rest.len > 0 && !kr_slice_starts(rest, KR_SLICE("per "))))
		return is_unit ? unknown : value;
	if (is_unit)
		return rest;
	if (is_high ? only_low : only_high)
		return unknown;
	return is_range && is_high ? kr_slice_part(text, from, last) : kr_slice_part(text, 0, first);
}

kr_slice
kr_convert_number(kr_slice value)
{
	size_t digits = behind_digits(value, 0);
	if (digits == value.len)
		return value;
	kr_slice unit = kr_slice_trim(kr_slice_part(value, digits, value.len));
	for (size_t i = 0; i < unit.len; i++)
		if (!((unit.ptr[i] | 32) >= 'a' && (unit.ptr[i] | 32) <= 'z') && unit.ptr[i] != '.')
			return value;
	return digits > 0 && (unit.len == 0 || unit.ptr[0] != '.') ? kr_slice_part(value, 0, digits) : value;
}

kr_slice
kr_convert_same(kr_slice value)
{
	kr_slice rest = kr_slice_items(value), first = {NULL, 0}, item;
	kr_slice_next(&rest, '|', &first);
	while (kr_slice_next(&rest, '|', &item))
		if (!kr_slice_equal(item, first))
			return value;
	return first;
}
