/* How long something takes, in weeks. */
#include <string.h>

#include "codes/duration.h"
#include "tap.h"

static const char *
weeks_of(const char *text, enum kr_amount_side side)
{
	static char out[64];
	kr_buffer weeks = {0};
	const char *problem = kr_weeks_read(kr_slice_text(text), &(kr_amount){side, 1, 520}, &weeks);
	snprintf(out, sizeof out, "%.*s", (int)weeks.len, weeks.len ? weeks.ptr : "");
	ok(problem == NULL || weeks.len == 0, "nothing is added beside a problem");
	kr_buffer_free(&weeks);
	return problem != NULL ? problem : out;
}

int
main(void)
{
	static const struct { const char *text, *longer, *shorter; } cases[] = {
	    {"12", "12", "12"}, {"12 weken", "12", "12"}, {"6-12", "12", "6"}, {"6 tot 12 weken", "12", "6"}, {"1 week", "1", "1"},
	    {"3 maanden", "13", "13"}, {"3-6 mnd", "26", "13"}, {"max. 6 maanden", "26", "26"}, {"1 maand", "5", "5"},
	    {"1 jaar", "52", "52"}, {"1,5 jaar", "78", "78"}, {"anderhalf jaar", "78", "78"}, {"half jaar", "26", "26"},
	    {"een half jaar", "26", "26"}, {"een maand", "5", "5"}, {"3 maanden tot 1 jaar", "52", "13"}, {"6 weken - 3 maanden", "13", "6"},
	    {"2 dagdelen", "1", "1"}, {"11 dagdelen", "2", "2"}, {"10 dagen", "2", "2"}, {"5 dagen", "1", "1"}, {"16 uur", "1", "1"},
	    {"120 uur", "3", "3"}, {"12 Weken", "12", "12"}, {"zes maanden", "26", "26"}, {"26wk", "26", "26"}, {"2 years", "104", "104"},
	    {"12.5", "not-whole", "not-whole"}, {"0 weken", "out-of-range", "out-of-range"}, {"11 jaar", "out-of-range", "out-of-range"},
	    {"in overleg", "not-a-number", "not-a-number"}, {"weken", "not-a-number", "not-a-number"},
	    {"6 weken, 2 dagdelen per week", "not-a-number", "6"}, {"6 weken verlengbaar", "not-a-number", "not-a-number"},
	    {"-3 maanden", "not-a-number", "not-a-number"}, {"3 maanden per jaar of zo", "not-a-number", "not-a-number"},
	    {"999999999999999999 jaar", "not-a-number", "not-a-number"}, {"9999999 maanden", "out-of-range", "out-of-range"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *text = cases[i].text;
		if (!ok(strcmp(weeks_of(text, KR_AMOUNT_LAST), cases[i].longer) == 0, text))
			printf("# the longer: %s\n", weeks_of(text, KR_AMOUNT_LAST));
		if (!ok(strcmp(weeks_of(text, KR_AMOUNT_FIRST), cases[i].shorter) == 0, text))
			printf("# the shorter: %s\n", weeks_of(text, KR_AMOUNT_FIRST));
	}
	return tap_done();
}
