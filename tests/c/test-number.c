/* Numbers: integers and decimals in and out, at their limits too. */
#include "base/number.h"

#include <inttypes.h>

#include "random.h"
#include "tap.h"

static bool
parses(const char *text, int64_t wanted)
{
	int64_t number = 77;
	return kr_number_parse(kr_slice_text(text), INT64_MIN, INT64_MAX, &number) && number == wanted;
}

static bool
refuses(const char *text, int64_t min, int64_t max)
{
	int64_t number = 77;
	return !kr_number_parse(kr_slice_text(text), min, max, &number) && number == 77;
}

static bool
scales(const char *text, int places, int64_t wanted)
{
	int64_t scaled = 77;
	return kr_decimal_parse(kr_slice_text(text), places, &scaled) && scaled == wanted;
}

static bool
scales_not(const char *text, int places)
{
	int64_t scaled = 77;
	return !kr_decimal_parse(kr_slice_text(text), places, &scaled) && scaled == 77;
}

static bool
writes(int64_t scaled, int places, const char *wanted)
{
	char out[KR_NUMBER_MAX];
	return kr_slice_is(kr_slice_of(out, kr_decimal_write(scaled, places, out)), wanted);
}

static void
test_integers(void)
{
	const char *const wrong[] = {"", "-", "+1", " 1", "1 ", "1.0", "0x1", "1e3", "--1", "9223372036854775808",
	    "-9223372036854775809", "99999999999999999999999", "\xD9\xA1"};
	bool all = true;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		all = all && refuses(wrong[i], INT64_MIN, INT64_MAX);
	ok(all, "what is no integer is refused and changes nothing");
	ok(parses("0", 0) && parses("-12", -12) && parses("007", 7), "integers");
	ok(parses("9223372036854775807", INT64_MAX), "the largest");
	ok(parses("-9223372036854775808", INT64_MIN), "the smallest");
	ok(refuses("4", 5, 9) && refuses("10", 5, 9) && refuses("-6", 5, 9), "outside of the range");
	ok(!kr_number_parse(kr_slice_of("1\0", 2), 0, 9, &(int64_t){0}), "a NUL is no digit");
}

static void
test_integers_written(void)
{
	char out[KR_NUMBER_MAX], wanted[KR_NUMBER_MAX + 1];
	bool all = true;
	const int64_t edges[] = {0, 1, -1, 9, 10, 99, 100, INT64_MAX, INT64_MIN, INT64_MIN + 1};
	for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) {
		snprintf(wanted, sizeof wanted, "%" PRId64, edges[i]);
		kr_slice text = kr_slice_of(out, kr_number_write(edges[i], out));
		int64_t back = 77;
		all = all && kr_slice_is(text, wanted) && kr_number_parse(text, INT64_MIN, INT64_MAX, &back) && back == edges[i];
	}
	ok(all, "integers are written and read back, the limits too");
}

static void
test_decimals(void)
{
	ok(scales("12.5", 2, 1250) && scales("-1.5", 3, -1500) && scales("7", 2, 700) && scales("0.000000001", 9, 1), "decimals");
	ok(scales("1.500", 1, 15) && scales("1.00", 0, 1), "zeros past the places");
	ok(scales_not("1.51", 1) && scales_not("1.5", 0), "digits past the places");
	ok(scales_not("1,5", 2) && scales_not(".5", 2) && scales_not("5.", 2) && scales_not(".", 2) && scales_not("", 2) &&
	    scales_not("-", 2) && scales_not("1.2.3", 4) && scales_not("1e2", 2) && scales_not("- 1", 2), "what is no decimal");
	ok(scales("92233720368547758.07", 2, INT64_MAX) && scales("-92233720368547758.08", 2, INT64_MIN), "the limits");
	ok(scales_not("92233720368547758.08", 2) && scales_not("92233720368547759", 2), "past the limits");
	ok(writes(1250, 2, "12.5") && writes(-5, 2, "-0.05") && writes(1200, 2, "12") && writes(0, 3, "0"), "written without zeros");
	ok(writes(INT64_MIN, 0, "-9223372036854775808") && writes(INT64_MIN, 9, "-9223372036.854775808") &&
	    writes(INT64_MAX, 2, "92233720368547758.07"), "the limits are written");
}

static void
test_random_decimals(void)
{
	int wrong = 0;
	for (int round = 0; round < 20000; round++) {
		int places = (int)next_random(10);
		int64_t scaled = (int64_t)((uint64_t)next_random(1u << 30) << next_random(34)), back = 77;
		char out[KR_NUMBER_MAX];
		if (next_random(2))
			scaled = -scaled;
		size_t len = kr_decimal_write(scaled, places, out);
		wrong += len > sizeof out || !kr_decimal_parse(kr_slice_of(out, len), places, &back) || back != scaled;
	}
	ok(wrong == 0, "random decimals are read back");
}

static void
test_rounding(void)
{
	ok(kr_divide_round(7, 2) == 4 && kr_divide_round(-7, 2) == -4 && kr_divide_round(5, 3) == 2 && kr_divide_round(4, 3) == 1 &&
	    kr_divide_round(-4, 3) == -1 && kr_divide_round(0, 5) == 0 && kr_divide_round(9, 1) == 9, "halves go away from zero");
	ok(kr_divide_round(INT64_MAX, 2) == INT64_MAX / 2 + 1 && kr_divide_round(INT64_MIN, 2) == INT64_MIN / 2 &&
	    kr_divide_round(INT64_MAX, INT64_MAX) == 1 && kr_divide_round(INT64_MIN, 1) == INT64_MIN &&
	    kr_divide_round(INT64_MAX / 2, INT64_MAX) == 0, "at the limits of the numbers");
}

int
main(void)
{
	test_integers();
	test_integers_written();
	test_decimals();
	test_random_decimals();
	test_rounding();
	return tap_done();
}
