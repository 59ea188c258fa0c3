/* Places, occupations, licences, education, code lists and placeholders: what the built-in tables give. */
#include "codes/education.h"
#include "codes/licence.h"
#include "codes/occupation.h"
#include "codes/place.h"
#include "codes/placeholder.h"
#include "tap.h"

static kr_buffer scratch;

static bool
is_municipality(const kr_places *places, enum kr_division division, uint32_t row, const char *want)
{
	return kr_slice_is(kr_places_municipality(places, division, row), want);
}

static void
all_postcodes(const kr_places *places)
{
	size_t inhabited = 0, boxes = 0;
	bool good = true;
	for (int i = 0; i < 10000; i++) {
		const kr_pc4 *area = &places->areas[i];
		if (!area->is_known)
			continue;
		area->is_box ? boxes++ : inhabited++;
		for (int division = 0; division < KR_DIVISIONS; division++)
			good &= kr_places_region(places, (enum kr_division)division, area->municipality[division]).len == 4;
		good &= area->latitude > 50700000 && area->latitude < 53600000 && area->longitude > 3300000 && area->longitude < 7300000;
	}
	ok(inhabited == 4065 && boxes == 670, "4065 inhabited postcodes and 670 others");
	ok(good, "each lies in a region of both divisions and in the Netherlands");
}

static void
areas(const kr_places *places)
{
	const kr_pc4 *amsterdam = kr_places_area(places, KR_SLICE("1011")), *weesp = kr_places_area(places, KR_SLICE("1381"));
	ok(amsterdam != NULL && amsterdam->latitude == 52371950 && amsterdam->longitude == 4905530, "coordinates of 1011");
	ok(weesp != NULL && is_municipality(places, KR_DIVISION_2020, weesp->municipality[0], "GM0457") &&
	    is_municipality(places, KR_DIVISION_2026, weesp->municipality[1], "GM0363"), "Weesp went into Amsterdam");
	ok(kr_slice_is(kr_places_region(places, KR_DIVISION_2020, weesp->municipality[0]), "AM12") &&
	    kr_slice_is(kr_places_region(places, KR_DIVISION_2026, weesp->municipality[1]), "AM18"), "and changed region");
	ok(kr_places_area(places, KR_SLICE("9999")) != NULL && kr_places_area(places, KR_SLICE("0999")) == NULL &&
	    kr_places_area(places, KR_SLICE("10")) == NULL && kr_places_area(places, KR_SLICE("10a1")) == NULL, "no such postcode");
	ok(kr_places_area(places, KR_SLICE("1000"))->is_box, "1000 is for PO boxes");
}

static void
municipality_names(const kr_places *places)
{
	static const struct { const char *text, *want; } cases[] = {
	    {"Amsterdam", "GM0363"}, {"AMSTERDAM", "GM0363"}, {"GM0363", "GM0363"}, {"363", "GM0363"}, {"0363", "GM0363"},
	    {"Den Haag", "GM0518"}, {"'s-Gravenhage", "GM0518"}, {"s Gravenhage", "GM0518"}, {"Bergen (NH)", "GM0373"},
	    {"Bergen", ""}, {"Sudwest-Fryslan", "GM1900"}, {"Weesp", "GM0363"}, {"GM0457", "GM0363"}, {"Haaren", ""},
	    {"Nergens", ""}, {"GM9999", ""}, {"", ""}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		uint32_t row = kr_places_find_municipality(places, KR_DIVISION_2026, kr_slice_text(cases[i].text), &scratch);
		ok(is_municipality(places, KR_DIVISION_2026, row, cases[i].want), cases[i].text);
	}
}

static void
regions(const kr_places *places)
{
	uint32_t row = kr_places_find_region(places, KR_DIVISION_2026, KR_SLICE("Groot Amsterdam"), &scratch);
	ok(places->regions[KR_DIVISION_2026].definition.rows == 35, "35 regions");
	ok(kr_slice_is(kr_region_code(places, KR_DIVISION_2026, row), "AM18") &&
	    kr_slice_is(kr_region_name(places, KR_DIVISION_2026, row), "Groot Amsterdam"), "a region by name");
	row = kr_places_find_region(places, KR_DIVISION_2026, KR_SLICE("FOOD VALLEY"), &scratch);
	ok(kr_slice_is(kr_region_code(places, KR_DIVISION_2026, row), "AM38"), "a region by alias");
	ok(kr_places_find_region(places, KR_DIVISION_2026, KR_SLICE("Atlantis"), &scratch) == KR_NO_PLACE, "no region");
	ok(kr_places_division(places, (kr_date){2020, 12, 31}) == KR_DIVISION_2020 &&
	    kr_places_division(places, (kr_date){2021, 1, 1}) == KR_DIVISION_2026 &&
	    kr_places_division(places, (kr_date){0}) == KR_DIVISION_2026, "the division of 2020 holds to the end of 2020");
}

static void
towns(const kr_places *places)
{
	uint32_t row = kr_places_find_town(places, KR_DIVISION_2026, KR_SLICE("Kudelstaart"), &scratch);
	ok(is_municipality(places, KR_DIVISION_2026, row, "GM0358"), "a town lies in a municipality");
	ok(kr_places_find_town(places, KR_DIVISION_2026, KR_SLICE("Beek"), &scratch) == KR_NO_PLACE,
	    "a name of towns in several municipalities is no answer");
}

static void
occupations(void)
{
	static const struct { const char *title, *want; } cases[] = {
	    {"lasser", "7212"}, {"LASSERS", "7212"}, {"Lasser (m/v)", "7212"}, {"lasser m/v/x", "7212"},
	    {"Lasser 32 uur", "7212"}, {"Verpleegkundigen", "3221"}, {"nt2-docenten", "2353"}, {"timmerlieden", "7115"},
	    {"huisarts", "2211"}, {"lassr", ""}, {"diversen", ""}, {"", ""}, {"7212", ""}, {"Officieren", "0110"}};
	kr_occupations list;
	kr_error error;
	if (!ok(kr_occupations_load(&list, NULL, &error), "occupations load"))
		return;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		kr_slice code = kr_occupation_code(&list, kr_slice_text(cases[i].title), &scratch);
		if (!ok(kr_slice_is(code, cases[i].want), cases[i].title))
			printf("# got %.*s\n", (int)code.len, code.ptr ? code.ptr : "");
	}
	ok(kr_slice_is(kr_occupation_of_code(&list, KR_SLICE("C7212")), "7212") &&
	    kr_slice_is(kr_occupation_of_code(&list, KR_SLICE("72.12")), "7212") &&
	    kr_slice_is(kr_occupation_of_code(&list, KR_SLICE("72")), "72") &&
	    kr_occupation_of_code(&list, KR_SLICE("9999")).len == 0 &&
	    kr_occupation_of_code(&list, KR_SLICE("2212345678")).len == 0, "codes");
	kr_occupations_free(&list);
}

static void
licences(void)
{
	kr_licences list;
	kr_error error;
	if (!ok(kr_licences_load(&list, NULL, &error), "licences load"))
		return;
	uint32_t ce = kr_licences_allowed(&list, KR_SLICE("CE")), wanted = kr_licences_named(&list, KR_SLICE("B|C"));
	ok((ce & wanted) == wanted, "CE implies B and C");
	ok((kr_licences_allowed(&list, KR_SLICE("B")) & kr_licences_named(&list, KR_SLICE("BE"))) == 0, "B does not imply BE");
	ok(kr_licences_allowed(&list, KR_SLICE("none")) == 0 && kr_licences_named(&list, KR_SLICE("")) == 0, "none and unknown");
	kr_licences_free(&list);
}

static void
education(void)
{
	kr_education item = kr_education_parts(KR_SLICE("4:Zorg:yes:1"));
	ok(kr_slice_is(item.level, "4") && kr_slice_is(item.field, "Zorg") && kr_slice_is(item.diploma, "yes") &&
	    kr_slice_is(item.status, "1"), "the parts of an item");
	ok(kr_education_rank(KR_SLICE("3")) == kr_education_rank(KR_SLICE("4")) && kr_education_rank(KR_SLICE("9")) == 0,
	    "havo/vwo ranks with mbo, 9 says nothing");
	ok(kr_work_level_rank(KR_SLICE("5")) == 4 &&
	    kr_education_rank(KR_SLICE("5")) == 4 && kr_work_level_rank(KR_SLICE("na")) == 0, "hbo on both scales");
}

static void
placeholders(void)
{
	kr_placeholders list;
	kr_error error;
	if (!ok(kr_placeholders_load(&list, NULL, &error), "placeholders load"))
		return;
	ok(kr_placeholder_find(&list, KR_PLACEHOLDER_ANY, KR_SLICE(" Onbekend "), &scratch) == KR_CODE_UNKNOWN &&
	    kr_placeholder_find(&list, KR_PLACEHOLDER_NAME, KR_SLICE("NNB"), &scratch) == KR_CODE_UNKNOWN &&
	    kr_placeholder_find(&list, KR_PLACEHOLDER_ANY, KR_SLICE("??"), &scratch) == KR_CODE_UNKNOWN, "words that say nothing");
	ok(kr_placeholder_find(&list, KR_PLACEHOLDER_ANY, KR_SLICE("niet  Bekend"), &scratch) == KR_CODE_UNKNOWN, "blanks and case");
	ok(kr_placeholder_find(&list, KR_PLACEHOLDER_LIST, KR_SLICE("geen"), &scratch) == KR_CODE_NONE &&
	    kr_placeholder_find(&list, KR_PLACEHOLDER_END_DATE, KR_SLICE("31-12-9999"), &scratch) == KR_CODE_OPEN, "by kind");
	ok(kr_placeholder_find(&list, KR_PLACEHOLDER_ANY, KR_SLICE("Bekend"), &scratch) == 0 &&
	    kr_placeholder_find(&list, KR_PLACEHOLDER_ANY, KR_SLICE("99999"), &scratch) == 0, "words that say something");
	kr_placeholders_free(&list);
}

int
main(void)
{
	kr_places places;
	kr_error error;
	if (ok(kr_places_load(&places, NULL, &error), "places load")) {
		all_postcodes(&places);
		areas(&places);
		municipality_names(&places);
		regions(&places);
		towns(&places);
		kr_places_free(&places);
	} else {
		printf("# %s\n", error.message);
	}
	occupations();
	licences();
	education();
	placeholders();
	kr_buffer_free(&scratch);
	return tap_done();
}
