/* The conversions of profiles, each by its examples. */
#include <stdlib.h>

#include "source/convert.h"
#include "source/convert_value.h"
#include "tap.h"

/*
 * What a profile of one field makes of columns a, b and c; "!" before the value says that a problem was listed. The caller reads it
 * before the next call.
 */
static const char *
makes(const char *rules, const char *a, const char *b, const char *c)
{
	static char out[256];
	kr_buffer text = {0};
	kr_profile profile = {0};
	kr_binding binding = {0};
	kr_converter converter = {0};
	kr_header header = {0};
	kr_error error;
	bool is_empty;
	const kr_slice fields[] = {kr_slice_text(a), kr_slice_text(b), kr_slice_text(c)};
	kr_buffer_format(&text, "field\tcolumn\tconversion\targument\tdefault\n%s\n", rules);
	kr_header_parse(&header, KR_SLICE("a\tb\tc"), "test", &error);
	strcpy(out, "(error)");
	char path[] = "/tmp/kr-test-convert-XXXXXX.tsv";
	int fd = mkstemps(path, 4);
	FILE *file = fdopen(fd, "w");
	fwrite(text.ptr, 1, text.len, file);
	fclose(file);
	if (kr_profile_load(&profile, path, &error) && kr_profile_bind(&profile, &header, "test", &binding, &error) &&
	    kr_converter_open(&converter, &profile, &error) && kr_convert(&converter, &binding, fields, 7, 0, &is_empty)) {
		kr_slice value = converter.values[profile.header.count - 1];
		snprintf(out, sizeof out, "%s%.*s", converter.problem_count ? "!" : "", (int)value.len, value.len ? value.ptr : "");
	}
	remove(path);
	kr_converter_close(&converter);
	kr_binding_free(&binding);
	kr_profile_free(&profile);
	kr_header_free(&header);
	kr_buffer_free(&text);
	return out;
}

/* The rules on one line, for the name of a check. */
static const char *
label(const char *rules)
{
	static char out[200];
	snprintf(out, sizeof out, "%s", rules);
	for (char *at = out; *at; at++)
		*at = *at == '\n' ? '/' : *at == '\t' ? ' ' : *at;
	return out;
}

static void
is(const char *rules, const char *a, const char *wanted)
{
	const char *found = makes(rules, a, "B", "");
	if (!ok(strcmp(found, wanted) == 0, label(rules)))
		printf("# %s: %s, wanted %s\n", a, found, wanted);
}

static void
are(const char *rules, const char *a, const char *b, const char *c, const char *wanted)
{
	const char *found = makes(rules, a, b, c);
	if (!ok(strcmp(found, wanted) == 0, label(rules)))
		printf("# %s, %s, %s: %s, wanted %s\n", a, b, c, found, wanted);
}

/* Every length of day and month, every separator, and what is nearly a date: the short way and the long one read the same. */
static void
test_date_shapes(void)
{
	static const struct {
		const char *day, *date;
	} shapes[] = {{"1-2-2024", "2024-02-01"}, {"01-2-2024", "2024-02-01"}, {"1/12/2024", "2024-12-01"}, {"31.12.2024", "2024-12-31"},
	    {"29-2-2024", "2024-02-29"}, {"1-2-2024 0:00", "2024-02-01"}, {"1-2/2024", NULL}, {"1.2-2024", NULL}, {"29-2-2023", NULL},
	    {"1-13-2024", NULL}, {"32-1-2024", NULL}, {"1-2-024", NULL}, {"1-2-20244", NULL}, {"a-2-2024", NULL}, {"1-b-2024", NULL},
	    {"1-2-202c", NULL}, {"-1-2-2024", NULL}, {"11-12-24", NULL}, {"001-2-2024", NULL}, {"1--2-2024", NULL}, {"12-2024-1", NULL},
	    {"--------", NULL}, {"1-2-2024x", NULL}};
	for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++)
		is("x\ta\tdate\td-m-y", shapes[i].day, shapes[i].date ? shapes[i].date : shapes[i].day);
	is("x\ta\tdate\ty-m-d", "2024-02-29", "2024-02-29");
	is("x\ta\tdate\ty-m-d", "2024/02/29", "2024-02-29");
	is("x\ta\tdate\ty-m-d", "2024-2-9", "2024-02-09");
	is("x\ta\tdate\ty-m-d|d-m-y", "9-2-2024", "2024-02-09");
	is("x\ta\tdate\ty-m-d", "2023-02-29", "2023-02-29");
	is("x\ta\tdate\ty-m-d", "2024.02-29", "2024.02-29");
	is("x\ta\tdate\ty-m-d", "20x4/02/29", "20x4/02/29");
}

static void
test_dates(void)
{
	const char *mixed = "x\ta\tdate\td-m-y|excel|ymd";
	is(mixed, "1-2-2024", "2024-02-01");
	is(mixed, "01/02/2024", "2024-02-01");
	is(mixed, "44562", "2022-01-01");
	is(mixed, "20240229", "2024-02-29");
	is(mixed, "31-2-2024", "31-2-2024");
	is(mixed, "1-2-2024 0:00:00", "2024-02-01");
	is(mixed, "1-2-2024 14:00", "1-2-2024 14:00");
	is(mixed, "1-2/2024", "1-2/2024");
	is(mixed, "Onbekend", "Onbekend");
	is(mixed, "1-2-24", "1-2-24");
	is("x\ta\tdate\tm-d-y", "2/1/2024", "2024-02-01");
	is("x\ta\tdate\ty-m-d", "2024-02-01T00:00:00", "2024-02-01");
	is("x\ta\tdate\tymd", "20240000", "2024");
	test_date_shapes();
}

static void
test_numbers(void)
{
	is("x\ta\tdecimal", "1.234,50", "1234.50");
	is("x\ta\tdecimal", "1234,5", "1234.5");
	is("x\ta\tdecimal", "\xE2\x82\xAC 2.500,-", "2500");
	is("x\ta\tdecimal", "-0,5", "-0.5");
	is("x\ta\tdecimal", "12.34", "12.34");
	is("x\ta\tdecimal", "1,2,3", "1,2,3");
	is("x\ta\tnumber", "30 min", "30");
	is("x\ta\tnumber", "1,5 uur", "1,5 uur");
	is("x\ta\trange\tlow", "32-40", "32");
	is("x\ta\trange\thigh", "32 tot 40 uur", "40");
	is("x\ta\trange\tlow", "40", "");
	is("x\ta\trange\thigh", "40", "40");
	is("x\ta\trange\thigh", "??", "??");
}

static void
test_words(void)
{
	is("x\ta\tmap\tp=q|open=closed", "OPEN", "closed");
	is("x\ta\tmap\tp=q", "r", "r");
	is("x\ta\tyesno", "Ja", "yes");
	is("x\ta\tyesno", "0", "no");
	is("x\ta\tyesno\tvum", "2", "no");
	is("x\ta\tyesno\tvum", "0", "");
	is("x\ta\tyesno", "misschien", "misschien");
	is("x\ta\tyesno", "NEE", "no");
	is("x\ta\tyesno", "Yes", "yes");
	is("x\ta\tyesno", "nej", "nej");
	is("x\ta\tyesno", "2", "2");
	is("x\ta\tyesno\tvum", "1", "yes");
	is("x\ta\tyesno\tvum", "Onwaar", "no");
	is("x\ta\tyesno", "\xE2\x9C\x93", "yes");
	are("x\ta + b + c\tflags\tA|B|C", "J", "n", "1", "A|C");
	are("x\ta + b + c\tflags\tA|B|C", "N", "n", "", "none");
	are("x\ta + b + c\tflags\tA|B|C", "", "", "?", "");
	is("x\tnergens|a\tkeep", "v", "v");
	is("x\ta\tprefix\tW", "1", "W1");
	is("y\tb\tkeep\nx\ta\tkeep\t\tleeg", "", "leeg");
	is("x\t\tconstant\tvast\nx2\ta\tkeep", "v", "v");
}

static void
test_lists(void)
{
	is("x\ta\tlist\t,|;", "p, q;;r", "p|q|r");
	is("x\ta\tlist\t / ", "bar/keuken / zaal", "bar/keuken|zaal");
	is("x\ta\tlist\t,|newline", "p\\nq\\r\\nr\\\\n", "p|q|r\\\\n");
	is("x\ta\tlist\t,", "p|q,r", "!p/q|r");
	is("x\ta\tlist\t,", "p|q", "!p/q");
	are("x\ta + b + c\tlist\t;", "1;2", "", "3", "1|2|3");
	is("x\ta\tlist-map\ttaal=languages", "Taal, rest", "languages|rest");
	is("x\ta\tlevels\t;", "Nederlands (goed); Engels; Frans ((x)", "Nederlands:goed:::|Engels::::|Frans:(x:::");
	are("x\ta + b + c\tjoin\t, ", "p", "", "q", "p, q");
	are("x\ta + b\ttemplate\tnld:{1}:{2}::|{3}", "3", "", "", "nld:3:::");
	are("y\tc\tkeep\nx\ta + b\ttemplate\tnld:{1}:{2}::", "", "", "c", "");
	are("x\ta\ttemplate\t{1}:{1}", "p:q|r", "", "", "!p q/r:p q/r");
	are("x\ta\tlist\t;\nx\tb\t+list\t;\nx\tc\t+keep", "1;2", "3", "4", "1|2|3|4");
	are("x\ta\tlist\t;\nx\tb\t+list\t;", "", "3;4", "", "3|4");
	are("x\ta\tkeep\nx\tb\tkeep", "", "2", "", "2");
	are("source\t\tconstant\tuwv\nx\ta\trecord-id", "17", "", "", "uwv:17");
	are("source\t\tconstant\tuwv\nx\ta\trecord-id", "", "b", "", "(error)");
	are("source\t\tconstant\tuwv\ny\tb\tkeep\nx\ta\trecord-id", "", "b", "", "uwv:7");
}

static void
test_periods(void)
{
	static const char *const cases[][2] = {
	    {"kok (2015-2019)", ":kok:2015:2019"},
	    {"kok (2015 - 2019); afwasser", ":kok:2015:2019|afwasser"},
	    {"kok (03-2015 t/m 06-2019)", ":kok:03-2015:06-2019"},
	    {"kok (03-2015 - 06-2019)", ":kok:03-2015:06-2019"},
	    {"kok (1-3-2015-30-6-2019)", ":kok:1-3-2015:30-6-2019"},
	    {"kok (2015 tot en met 2019)", ":kok:2015:2019"},
	    {"kok (2015\xE2\x80\x93" "2019)", ":kok:2015:2019"},
	    {"kok (2021-heden)", ":kok:2021:heden"},
	    {"kok (sinds 2021)", ":kok:2021:open"},
	    {"kok (2015-)", ":kok:2015:"},
	    {"kok (2015)", ":kok:2015:2015"},
	    {"kok (12-2015)", ":kok:12-2015:12-2015"},
	    {"kok (m/v) (2015-2019)", ":kok (m/v):2015:2019"},
	    {"kok: warm|koud (2015-2019)", "!:kok  warm/koud:2015:2019"},
	    {"kok (m/v)", "kok (m/v)"},
	    {"leidster (0-4)", "leidster (0-4)"},
	    {"kok (sinds kort)", "kok (sinds kort)"},
	    {"kok ()", "kok ()"},
	    {"kok (-)", "kok (-)"},
	    {"kok (", "kok ("},
	    {"(2015-2019)", "(2015-2019)"},
	    {"5120:kok:2015:open", "5120:kok:2015:open"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		is("x\ta\tperiods\t;|newline", cases[i][0], cases[i][1]);
}

static void
test_addresses(void)
{
	static const char *const cases[][4] = {
	    {"Kerkstraat 12 a", "Kerkstraat", "12", "a"},
	    {"Kerkstraat 12-3 hoog", "Kerkstraat", "12", "3 hoog"},
	    {"12a", "", "12", "a"},
	    {"12", "", "12", ""},
	    {"Plein 1940 3", "Plein 1940", "3", ""},
	    {"2e Kerkstraat 5", "2e Kerkstraat", "5", ""},
	    {"Kerkstraat", "Kerkstraat", "", ""},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		is("x\ta\taddress\tstreet", cases[i][0], cases[i][1]);
		is("x\ta\taddress\tnumber", cases[i][0], cases[i][2]);
		is("x\ta\taddress\tsuffix", cases[i][0], cases[i][3]);
	}
}

/* "1234 AB Almere" and addresses with it. */
static void
test_places(void)
{
	static const char *const lines[][4] = {/* value, postcode, place, street */
	    {"1316 AB Almere", "1316 AB", "Almere", ""}, {"1316AB ALMERE", "1316AB", "ALMERE", ""},
	    {"Kerkstraat 12 a, 1316 AB Almere", "1316 AB", "Almere", "Kerkstraat"}, {"1316 Almere", "1316", "Almere", ""},
	    {"Almere", "", "Almere", "Almere"}, {"Kerkstraat 1234 ab", "", "", "Kerkstraat"}, {"0316 AB Almere", "0316 AB Almere", "", ""},
	    {"1316 AB", "1316 AB", "", ""}, {"Laan 12, 1316 AB, Almere Haven", "1316 AB", "Almere Haven", "Laan"}};
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		is("x\ta\taddress\tpostcode", lines[i][0], lines[i][1]);
		is("x\ta\taddress\tplace", lines[i][0], lines[i][2]);
		if (lines[i][3][0] != '\0')
			is("x\ta\taddress\tstreet", lines[i][0], lines[i][3]);
	}
	is("x\ta\taddress\tnumber", "Laan 12 b, 1316 AB Almere", "12");
	is("x\ta\taddress\tsuffix", "Laan 12 b, 1316 AB Almere", "b");
}

static void
test_names(void)
{
	is("x\ta\tname\tsurname", "Hoepelstok, J.P. van der", "Hoepelstok");
	is("x\ta\tname\tprefix", "Hoepelstok, J.P. van der", "van der");
	is("x\ta\tname\tinitials", "Hoepelstok, J.P. van der", "J.P.");
	is("x\ta\tname\tgiven_names", "Elsemijn ten Molensteeg", "Elsemijn");
	is("y\tb\tkeep\nx\ta\tname\tsurname", "", "");
	is("x\ta\tname\tmiddle", "X", "(error)");
}

/* Codes at the end of a URI; codes by their first letters. */
static void
test_codes(void)
{
	is("x\ta\tbehind\t/", "http://voorbeeld.example/isco/C0110", "C0110");
	is("x\ta\tbehind\t/C", "http://voorbeeld.example/isco/C0110", "0110");
	is("x\ta\tbehind\t/", "C0110", "C0110");
	is("x\ta + b\tstarting\tB", "Aap", "B");
	is("x\t*\tstarting\tGM", "GM0034   ", "GM0034");
	is("x\t*\tstarting\tGM|next", "GM0034   ", "B");
	is("x\t*\tkeep", "GM0034", "(error)");
	is("x\t*\tstarting", "GM0034", "(error)");
}

/* Parts of which only the first is there are that part. */
static void
test_parts(void)
{
	is("x\ta + c + c\ttemplate\t{1}:{2}:{3}", "MBO 2", "MBO 2");
	is("x\ta + c + c\ttemplate\t{1}:{2}:{3}", "a:b", "a:b");
	is("x\ta + nix\ttemplate\t{1}:{2}", "a:b", "a:b");
	is("x\tnix + a\ttemplate\t{1}:{2}", "zorg", ":zorg");
	is("x\ta + b + c\ttemplate\t{1}:{2}:{3}", "MBO 2", "MBO 2:B:");
	is("x\ta + c\ttemplate\tnld:{1}:{2}::", "goed", "nld:goed:::");
	is("x\tc + a\ttemplate\t{1}:{2}", "zorg", ":zorg");
}

/* A record for each item: here the first; the others in tests/classifications.bats. */
static void
test_rows(void)
{
	const char *rules = "x\ta + b\trows\t;|newline\ny\tc\tkeep";
	is("x\ta + b\trows\t;", "kok;kokkin", "kok"); /* the first of three */
	is("y\tb\tkeep\nx\tc\trows\t;", "", "");
	is("x\ta\trows\t;\ny\tb\trows\t;", "", "(error)");
	ok(strcmp(makes(rules, "kok", "kokkin; chef", "5120"), "5120") == 0, "the other fields are there in each record");
}

/* A value longer than the scratch: all is done once more, and is right. */
static void
test_growth(void)
{
	kr_profile profile;
	kr_binding binding = {0};
	kr_converter converter = {0};
	kr_header header = {0};
	kr_error error;
	bool is_empty, good;
	static char text[200001];
	for (size_t i = 0; i + 1 < sizeof text; i += 2)
		memcpy(text + i, "a,", 2);
	const kr_slice fields[] = {kr_slice_text("id"), kr_slice_of(text, sizeof text - 1), kr_slice_text("Beroep")};
	kr_header_parse(&header, KR_SLICE("klantnr\ttalen\tBEROEP"), "test", &error);
	good = kr_profile_load(&profile, "gemeente", &error) && kr_profile_bind(&profile, &header, "test", &binding, &error) &&
	       kr_converter_open(&converter, &profile, &error) && kr_convert(&converter, &binding, fields, 1, 0, &is_empty);
	kr_slice languages = converter.values[kr_header_find(&profile.header, KR_SLICE("languages"))];
	kr_slice id = converter.values[kr_header_find(&profile.header, KR_SLICE("record_id"))];
	ok(good && languages.len == 100000 * 6 - 1 && kr_slice_is(id, "gemeente:id"), "values that outgrow the scratch");
	kr_converter_close(&converter);
	kr_binding_free(&binding);
	kr_profile_free(&profile);
	kr_header_free(&header);
}

int
main(void)
{
	test_dates();
	test_numbers();
	test_words();
	test_lists();
	test_periods();
	test_addresses();
	test_places();
	test_names();
	test_codes();
	test_parts();
	test_rows();
	test_growth();
	return tap_done();
}
