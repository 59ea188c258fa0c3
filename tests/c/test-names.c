#include "codes/name.h"
#include "tap.h"

typedef struct name_case {
	const char *whole, *in[KR_NAME_PARTS], *want[KR_NAME_PARTS];
} name_case;

/* initials, given, prefix, surname, partner_prefix, partner_surname */
static const name_case cases[] = {
    {"J.P. van der Xib", {0}, {"J.P.", "", "van der", "Xib", "", ""}},
    {"Xib, J.P. van der", {0}, {"J.P.", "", "van der", "Xib", "", ""}},
    {"Xib, van der, J.P.", {0}, {"J.P.", "", "van der", "Xib", "", ""}},
    {"Xib, J.P. v.d.", {0}, {"J.P.", "", "van der", "Xib", "", ""}},
    {"Jan Peter van der Xib", {0}, {"", "Jan Peter", "van der", "Xib", "", ""}},
    {"Jan Xib", {0}, {"", "Jan", "", "Xib", "", ""}},
    {"Xib", {0}, {"", "", "", "Xib", "", ""}},
    {"dhr. dr. J. Xib MSc", {0}, {"J.", "", "", "Xib", "", ""}},
    {"mevrouw J. de Xib-in 't Yol", {0}, {"J.", "", "de", "Xib", "in 't", "Yol"}},
    {"de heer Jan Xib", {0}, {"", "Jan", "", "Xib", "", ""}},
    {"Xib, Jan", {0}, {"", "Jan", "", "Xib", "", ""}},
    {"", {"jp", "", "", "XIB"}, {"J.P.", "", "", "Xib", "", ""}},
    {"", {"J P", "", "V.D.", "xib"}, {"J.P.", "", "van der", "Xib", "", ""}},
    {"", {"J.P", "", "", "Van Der Xib"}, {"J.P.", "", "van der", "Xib", "", ""}},
    {"", {"J.P.", "", "van der", "van der Xib"}, {"J.P.", "", "van der", "Xib", "", ""}},
    {"", {"Th.J.", "", "", "Xib"}, {"Th.J.", "", "", "Xib", "", ""}},
    {"", {"Jan", "", "", "Xib"}, {"J.", "Jan", "", "Xib", "", ""}},
    {"", {"IJ", "IJSBRAND", "", "IJZERXIB"}, {"IJ.", "IJsbrand", "", "IJzerxib", "", ""}},
    {"", {"IJsbrand", "", "", "Xib"}, {"IJ.", "IJsbrand", "", "Xib", "", ""}},
    {"", {"", "", "", "d'Xib"}, {"", "", "d'", "Xib", "", ""}},
    {"", {"", "", "", "El-Xibi"}, {"", "", "el", "Xibi", "", ""}},
    {"", {"A.", "", "", "el Xibi"}, {"A.", "", "el", "Xibi", "", ""}},
    {"", {"A.", "", "", "Xib-Yol"}, {"A.", "", "", "Xib", "", "Yol"}},
    {"", {"A.", "", "", "Xib - van Yol"}, {"A.", "", "", "Xib", "van", "Yol"}},
    {"", {"A.", "", "", "Xib-Yol", "", "Zed"}, {"A.", "", "", "Xib-Yol", "", "Zed"}},
    {"", {"A.", "", "", "Xib geb. de Yol"}, {"A.", "", "de", "Yol", "", "Xib"}},
    {"", {"A.", "", "", "Xib e/v Yol"}, {"A.", "", "", "Xib", "", "Yol"}},
    {"", {"", "JAN-PIET", "", "O'XIB"}, {"", "Jan-Piet", "", "O'Xib", "", ""}},
    {"", {"", "", "", "McXib"}, {"", "", "", "McXib", "", ""}},
    {"", {"", "", "", "\xC3\x87" "ELIK"}, {"", "", "", "\xC3\x87" "elik", "", ""}},
    {"", {"", "", "", "van"}, {"", "", "", "Van", "", ""}},
    {"", {"", "", "zot", "Xib"}, {"", "", "zot", "Xib", "", ""}},
    {"", {"", "", "", "  Xib   Yol "}, {"", "", "", "Xib Yol", "", ""}},
    {"X", {0}, {"", "", "", "X", "", ""}},
    {",", {0}, {"", "", "", "", "", ""}},
    {"-", {0}, {"", "", "", "-", "", ""}},
};

static bool
is_name(const kr_name *name, const char *const want[KR_NAME_PARTS])
{
	for (int i = 0; i < KR_NAME_PARTS; i++)
		if (!kr_slice_is(name->parts[i], want[i]))
			return false;
	return true;
}

static void
print(const kr_name *name)
{
	for (int i = 0; i < KR_NAME_PARTS; i++)
		printf("# %d: %.*s\n", i, (int)name->parts[i].len, name->parts[i].ptr ? name->parts[i].ptr : "");
}

static void
check(const kr_names *names, const name_case *one)
{
	kr_name name, again;
	kr_name_scratch scratch = {0}, other = {0};
	for (int i = 0; i < KR_NAME_PARTS; i++)
		name.parts[i] = kr_slice_text(one->in[i]);
	kr_name_read(names, &name, kr_slice_text(one->whole), &scratch);
	if (!ok(is_name(&name, one->want), one->whole[0] ? one->whole : one->in[KR_NAME_SURNAME]))
		print(&name);
	again = name;
	kr_name_read(names, &again, kr_slice_of(NULL, 0), &other);
	if (!ok(is_name(&again, one->want), "once more changes nothing"))
		print(&again);
	kr_buffer_free(&scratch.text);
	kr_buffer_free(&scratch.key);
	kr_buffer_free(&other.text);
	kr_buffer_free(&other.key);
}

int
main(void)
{
	kr_names names;
	kr_error error;
	if (!ok(kr_names_load(&names, NULL, &error), "tables of names load")) {
		printf("# %s\n", error.message);
		return tap_done();
	}
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		check(&names, &cases[i]);
	kr_names_free(&names);
	return tap_done();
}
