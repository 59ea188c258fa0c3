/* Where somebody lives or works: postcode, else town or municipality by name, else what the file says of the region. */
#include "codes/normalizer.h"
#include "codes/postcode.h"

static void
problem(kr_normalizer *normalizer, enum kr_known_field field, const char *code)
{
	kr_normalizer_problem(normalizer, kr_known_field_name(field), code,
	    kr_record_field(normalizer->record, normalizer->inputs[field]));
}

/* True when the value says that nothing is known; then the field is emptied. */
static bool
is_placeholder(kr_normalizer *normalizer, enum kr_known_field field, enum kr_placeholder_kind kind, kr_slice value)
{
	if (kr_placeholder_find(&normalizer->coder.placeholders, kind, value, &normalizer->coder.key) == 0)
		return false;
	problem(normalizer, field, "placeholder");
	kr_normalizer_set(normalizer, field, kr_slice_of(NULL, 0));
	return true;
}

/* Standard postcode and the four digits of it; four digits alone are only a pc4. */
static void
read_postcode(kr_normalizer *normalizer, enum kr_known_field field, char pc4[4], bool *has_pc4)
{
	char bytes[8];
	kr_buffer standard = {bytes, 0, sizeof bytes, false};
	bool pc4_only = false;
	kr_slice value = kr_normalizer_value(normalizer, field);
	if (value.len == 0 || is_placeholder(normalizer, field, KR_PLACEHOLDER_POSTCODE, value))
		return;
	const char *wrong = kr_postcode_read(value, &standard, &pc4_only);
	if (wrong == NULL && is_placeholder(normalizer, field, KR_PLACEHOLDER_POSTCODE, kr_buffer_slice(&standard)))
		return;
	if (wrong == NULL) {
		memcpy(pc4, bytes, 4);
		*has_pc4 = true;
	}
	if (wrong == NULL && pc4_only && field == KR_F_POSTCODE)
		wrong = "pc4-only";
	if (wrong != NULL) {
		problem(normalizer, field, wrong);
		standard.len = 0;
	}
	kr_normalizer_set(normalizer, field, field == KR_F_PC4 ? kr_slice_part(kr_buffer_slice(&standard), 0, 4)
	                                                       : kr_buffer_slice(&standard));
}

enum kr_division
kr_normalizer_division(const kr_normalizer *normalizer)
{
	kr_date as_of = {0};
	if (normalizer->options.has_division)
		return normalizer->options.division;
	(void)kr_date_parse(kr_normalizer_value(normalizer, KR_F_AS_OF), &as_of);
	return kr_places_division(&normalizer->places, as_of);
}

/* What the file itself says of the municipality; KR_NO_PLACE when it says nothing or nothing that is known. */
static uint32_t
stated_municipality(kr_normalizer *normalizer, enum kr_division division)
{
	kr_slice value = kr_normalizer_value(normalizer, KR_F_MUNICIPALITY);
	if (value.len == 0 || is_placeholder(normalizer, KR_F_MUNICIPALITY, KR_PLACEHOLDER_PLACE, value))
		return KR_NO_PLACE;
	uint32_t found = kr_places_find_municipality(&normalizer->places, division, value, &normalizer->coder.key);
	if (found == KR_NO_PLACE)
		problem(normalizer, KR_F_MUNICIPALITY, "unknown-word");
	return found;
}

static uint32_t
town_municipality(kr_normalizer *normalizer, enum kr_division division)
{
	kr_slice town = kr_normalizer_value(normalizer, KR_F_PLACE);
	if (town.len == 0)
		return KR_NO_PLACE;
	uint32_t found = kr_places_find_town(&normalizer->places, division, town, &normalizer->coder.key);
	if (found == KR_NO_PLACE)
		problem(normalizer, KR_F_PLACE, "unknown-place");
	return found;
}

/* A municipality that lies elsewhere than the postcode gives way to it; its original is kept in the rejects. */
static uint32_t
settle_municipality(kr_normalizer *normalizer, enum kr_division division, const kr_pc4 *area)
{
	uint32_t stated = stated_municipality(normalizer, division);
	if (area == NULL)
		return stated != KR_NO_PLACE ? stated : town_municipality(normalizer, division);
	if (stated != KR_NO_PLACE && stated != area->municipality[division])
		problem(normalizer, KR_F_MUNICIPALITY, "not-of-postcode");
	return area->municipality[division];
}

static kr_slice
settle_region(kr_normalizer *normalizer, enum kr_division division, uint32_t municipality)
{
	const kr_places *places = &normalizer->places;
	kr_slice value = kr_normalizer_value(normalizer, KR_F_REGION), region = kr_places_region(places, division, municipality);
	if (value.len == 0 || is_placeholder(normalizer, KR_F_REGION, KR_PLACEHOLDER_PLACE, value))
		return region;
	uint32_t stated = kr_places_find_region(places, division, value, &normalizer->coder.key);
	kr_slice code = kr_region_code(places, division, stated);
	if (stated == KR_NO_PLACE)
		problem(normalizer, KR_F_REGION, "unknown-word");
	else if (region.len != 0 && !kr_slice_equal(code, region))
		problem(normalizer, KR_F_REGION, "not-of-municipality");
	return region.len != 0 ? region : code;
}

void
kr_normalize_places(kr_normalizer *normalizer)
{
	char digits[4];
	bool has_pc4 = false;
	enum kr_division division = kr_normalizer_division(normalizer);
	if (normalizer->kind == KR_OF_EVENT) {
		kr_normalizer_set(normalizer, KR_F_REGION, settle_region(normalizer, division, KR_NO_PLACE));
		return;
	}
	if (normalizer->known[KR_F_POSTCODE] != KR_NO_FIELD)
		read_postcode(normalizer, KR_F_POSTCODE, digits, &has_pc4);
	if (has_pc4)
		kr_normalizer_set(normalizer, KR_F_PC4, kr_slice_of(digits, 4));
	else
		read_postcode(normalizer, KR_F_PC4, digits, &has_pc4);
	const kr_pc4 *area = has_pc4 ? kr_places_area(&normalizer->places, kr_slice_of(digits, 4)) : NULL;
	if (has_pc4 && area == NULL)
		problem(normalizer, KR_F_PC4, "unknown-postcode");
	uint32_t municipality = settle_municipality(normalizer, division, area);
	kr_slice region = settle_region(normalizer, division, municipality);
	kr_normalizer_set(normalizer, KR_F_MUNICIPALITY, kr_places_municipality(&normalizer->places, division, municipality));
	kr_normalizer_set(normalizer, KR_F_REGION, region);
}
