/* Names and house numbers, which files put into one column or several. */
#include "base/number.h"
#include "base/ascii.h"
#include "codes/name_form.h"
#include "codes/normalizer.h"

static bool
is_placeholder(kr_normalizer *normalizer, enum kr_placeholder_kind kind, kr_slice value)
{
	return kr_placeholder_find(&normalizer->coder.placeholders, kind, value, &normalizer->coder.key) != 0;
}

/* N.B. and X are initials here, and no placeholders: two letters at most, or capitals with full stops. */
static bool
may_be_initials(kr_slice value)
{
	kr_letters letters = kr_letters_of(value);
	size_t count = letters.upper + letters.lower;
	return count != 0 && (count <= 2 || (letters.has_stop && letters.lower == 0));
}

static enum kr_placeholder_kind
kind_of(enum kr_known_field field)
{
	return field == KR_F_PREFIX || field == KR_F_PARTNER_PREFIX ? KR_PLACEHOLDER_LIST : KR_PLACEHOLDER_NAME;
}

/* The value, or nothing when it is a placeholder for a name. */
static kr_slice
known_name(kr_normalizer *normalizer, enum kr_known_field field, kr_slice value)
{
	if (field == KR_F_INITIALS && may_be_initials(value))
		return value;
	if (!is_placeholder(normalizer, kind_of(field), value))
		return value;
	kr_normalizer_problem(normalizer, kr_known_field_name(field), "placeholder", value);
	return kr_slice_of(NULL, 0);
}

static kr_slice
input_name(kr_normalizer *normalizer, enum kr_known_field field)
{
	return known_name(normalizer, field, kr_record_field(normalizer->record, normalizer->inputs[field]));
}

/* Placeholders are looked for before a name is taken apart and in its parts: "Onbekend, J.P.". */
void
kr_normalize_names(kr_normalizer *normalizer)
{
	kr_name name;
	for (int i = 0; i < KR_NAME_PARTS; i++)
		name.parts[i] = input_name(normalizer, (enum kr_known_field)(KR_F_INITIALS + i));
	kr_slice whole = input_name(normalizer, KR_F_WHOLE_NAME);
	if (whole.len != 0 && name.parts[KR_NAME_SURNAME].len != 0)
		kr_normalizer_problem(normalizer, kr_known_field_name(KR_F_WHOLE_NAME), "beside-surname", whole);
	kr_name_read(&normalizer->names, &name, whole, &normalizer->name_scratch);
	for (int i = 0; i < KR_NAME_PARTS; i++) {
		enum kr_known_field field = (enum kr_known_field)(KR_F_INITIALS + i);
		kr_normalizer_set(normalizer, field, known_name(normalizer, field, name.parts[i]));
	}
}

/* "12a", "12-3", "12 bis": the number, and what follows without the mark between them. */
static kr_slice
split_house(kr_slice value, kr_slice *suffix)
{
	size_t end = 0;
	while (end < value.len && kr_is_digit(value.ptr[end]))
		end++;
	*suffix = kr_slice_part(value, end, value.len);
	while (suffix->len != 0 && (suffix->ptr[0] == '-' || suffix->ptr[0] == ' ' || suffix->ptr[0] == '/'))
		*suffix = kr_slice_part(*suffix, 1, suffix->len);
	*suffix = kr_slice_trim(*suffix);
	return kr_slice_part(value, 0, end);
}

/* The suffix without blanks and dashes at its ends; nothing when it is a placeholder. */
static kr_slice
known_suffix(kr_normalizer *normalizer, kr_slice suffix)
{
	suffix = kr_slice_trim(suffix);
	while (suffix.len > 1 && suffix.ptr[0] == '-')
		suffix = kr_slice_trim(kr_slice_part(suffix, 1, suffix.len));
	if (!is_placeholder(normalizer, KR_PLACEHOLDER_ANY, suffix))
		return suffix;
	kr_normalizer_problem(normalizer, kr_known_field_name(KR_F_HOUSE_SUFFIX), "placeholder", suffix);
	return kr_slice_of(NULL, 0);
}

/* The number in standard form, in `digits`; NULL or the problem. */
static const char *
read_house(kr_normalizer *normalizer, kr_slice value, kr_slice *number, kr_slice *suffix, char digits[KR_NUMBER_MAX])
{
	int64_t parsed;
	bool is_number = kr_number_parse(split_house(value, suffix), 0, 99999, &parsed);
	*number = kr_slice_of(digits, is_number ? kr_number_write(parsed, digits) : 0);
	if (is_placeholder(normalizer, KR_PLACEHOLDER_HOUSE_NUMBER, value) ||
	    is_placeholder(normalizer, KR_PLACEHOLDER_HOUSE_NUMBER, *number))
		return "placeholder";
	return is_number ? NULL : "not-a-number";
}

void
kr_normalize_house(kr_normalizer *normalizer)
{
	char digits[KR_NUMBER_MAX];
	kr_slice number, behind = {NULL, 0}, nothing = {NULL, 0};
	if (normalizer->known[KR_F_HOUSE_NUMBER] == KR_NO_FIELD)
		return;
	kr_slice original = kr_record_field(normalizer->record, normalizer->inputs[KR_F_HOUSE_NUMBER]);
	kr_slice value = kr_slice_trim(original), name = kr_known_field_name(KR_F_HOUSE_NUMBER);
	kr_slice suffix = known_suffix(normalizer, kr_normalizer_value(normalizer, KR_F_HOUSE_SUFFIX));
	const char *problem = value.len == 0 ? NULL : read_house(normalizer, value, &number, &behind, digits);
	if (problem == NULL && behind.len != 0 && suffix.len != 0 && !kr_slice_equal_fold(behind, suffix))
		kr_normalizer_problem(normalizer, name, "two-suffixes", original);
	if (problem != NULL)
		kr_normalizer_problem(normalizer, name, problem, original);
	else if (suffix.len == 0)
		suffix = known_suffix(normalizer, behind);
	kr_normalizer_set(normalizer, KR_F_HOUSE_NUMBER, problem != NULL || value.len == 0 ? nothing : number);
	kr_normalizer_set(normalizer, KR_F_HOUSE_SUFFIX, suffix);
}
