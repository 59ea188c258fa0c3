/* Names and house numbers, which files put into one column or several. */
#include "base/number.h"
#include "codes/normalizer.h"

/* The value, or nothing when it is a placeholder for a name. */
static kr_slice
name_value(kr_normalizer *normalizer, enum kr_known_field field)
{
	kr_slice value = kr_record_field(normalizer->record, normalizer->inputs[field]);
	/* X and N.N. may be initials, and a prefix is short too. */
	bool is_short = field == KR_F_PREFIX || field == KR_F_PARTNER_PREFIX || (field == KR_F_INITIALS && value.len <= 4);
	enum kr_placeholder_kind kind = is_short && !kr_slice_equal_fold(value, KR_SLICE("geen")) ? KR_PLACEHOLDER_ANY : KR_PLACEHOLDER_NAME;
	if (value.len == 0 || kr_placeholder_find(&normalizer->coder.placeholders, kind, value, &normalizer->coder.key) == 0)
		return value;
	kr_normalizer_problem(normalizer, kr_known_field_name(field), "placeholder", value);
	return kr_slice_of(NULL, 0);
}

void
kr_normalize_names(kr_normalizer *normalizer)
{
	kr_name name;
	for (int i = 0; i < KR_NAME_PARTS; i++)
		name.parts[i] = name_value(normalizer, (enum kr_known_field)(KR_F_INITIALS + i));
	kr_slice whole = name_value(normalizer, KR_F_WHOLE_NAME);
	if (whole.len != 0 && name.parts[KR_NAME_SURNAME].len != 0)
		kr_normalizer_problem(normalizer, kr_known_field_name(KR_F_WHOLE_NAME), "beside-surname", whole);
	kr_name_read(&normalizer->names, &name, whole, &normalizer->name_scratch);
	for (int i = 0; i < KR_NAME_PARTS; i++)
		kr_normalizer_set(normalizer, (enum kr_known_field)(KR_F_INITIALS + i), name.parts[i]);
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "12a", "12-3", "12 bis": the number, and what follows without the mark between them. */
static kr_slice
split_house(kr_slice value, kr_slice *suffix)
{
	size_t end = 0;
	while (end < value.len && is_digit(value.ptr[end]))
		end++;
	*suffix = kr_slice_part(value, end, value.len);
	while (suffix->len != 0 && (suffix->ptr[0] == '-' || suffix->ptr[0] == ' ' || suffix->ptr[0] == '/'))
		*suffix = kr_slice_part(*suffix, 1, suffix->len);
	return kr_slice_part(value, 0, end);
}

/* The suffix as it stands, without blanks at its ends and without a placeholder. */
static kr_slice
own_suffix(kr_normalizer *normalizer)
{
	kr_slice suffix = kr_slice_trim(kr_normalizer_value(normalizer, KR_F_HOUSE_SUFFIX));
	while (suffix.len > 1 && suffix.ptr[0] == '-')
		suffix = kr_slice_trim(kr_slice_part(suffix, 1, suffix.len));
	if (suffix.len == 0 || kr_placeholder_find(&normalizer->coder.placeholders, KR_PLACEHOLDER_ANY, suffix, &normalizer->coder.key) == 0)
		return suffix;
	kr_normalizer_problem(normalizer, kr_known_field_name(KR_F_HOUSE_SUFFIX), "placeholder", suffix);
	return kr_slice_of(NULL, 0);
}

void
kr_normalize_house(kr_normalizer *normalizer)
{
	int64_t number;
	char digits[KR_NUMBER_MAX];
	kr_slice found, original = kr_record_field(normalizer->record, normalizer->inputs[KR_F_HOUSE_NUMBER]);
	kr_slice name = kr_known_field_name(KR_F_HOUSE_NUMBER), value = kr_slice_trim(original), nothing = {NULL, 0};
	if (normalizer->known[KR_F_HOUSE_NUMBER] == KR_NO_FIELD)
		return;
	kr_slice suffix = own_suffix(normalizer);
	kr_normalizer_set(normalizer, KR_F_HOUSE_SUFFIX, suffix);
	if (value.len == 0)
		return;
	kr_normalizer_set(normalizer, KR_F_HOUSE_NUMBER, nothing);
	if (kr_placeholder_find(&normalizer->coder.placeholders, KR_PLACEHOLDER_HOUSE_NUMBER, value, &normalizer->coder.key) != 0) {
		kr_normalizer_problem(normalizer, name, "placeholder", original);
		return;
	}
	value = split_house(value, &found);
	bool has_two = found.len != 0 && suffix.len != 0 && !kr_slice_equal_fold(found, suffix);
	if (!kr_number_parse(value, 1, 99999, &number) || has_two) {
		kr_normalizer_problem(normalizer, name, has_two ? "two-suffixes" : "not-a-number", original);
		if (!has_two)
			return;
	}
	kr_normalizer_set(normalizer, KR_F_HOUSE_NUMBER, kr_slice_of(digits, kr_number_write(number, digits)));
	if (suffix.len == 0)
		kr_normalizer_set(normalizer, KR_F_HOUSE_SUFFIX, found);
}
