#include "codes/duration.h"

#include "base/ascii.h"
#include "base/number.h"

/* A word for a unit: it is `weeks`/`parts` weeks long. */
typedef struct unit {
	const char *word;
	int64_t weeks, parts;
} unit;

static const unit units[] = {
    {"week", 1, 1}, {"weken", 1, 1}, {"wk", 1, 1}, {"wkn", 1, 1}, {"weeks", 1, 1},
    {"maand", 13, 3}, {"maanden", 13, 3}, {"mnd", 13, 3}, {"mnden", 13, 3}, {"month", 13, 3}, {"months", 13, 3},
    {"jaar", 52, 1}, {"jaren", 52, 1}, {"jr", 52, 1}, {"year", 52, 1}, {"years", 52, 1},
    {"dag", 1, 5}, {"dagen", 1, 5}, {"day", 1, 5}, {"days", 1, 5},
    {"dagdeel", 1, 10}, {"dagdelen", 1, 10},
    {"uur", 1, 40}, {"uren", 1, 40}, {"hour", 1, 40}, {"hours", 1, 40},
};

/* Numbers in words, in hundredths; the longer before what it ends with. */
static const struct {
	const char *word;
	int64_t hundredths;
} numbers[] = {{"anderhalf", 150}, {"een half", 50}, {"half", 50}, {"een", 100}, {"one", 100}, {"twee", 200}, {"drie", 300},
    {"vier", 400}, {"vijf", 500}, {"zes", 600}, {"acht", 800}, {"negen", 900}, {"twaalf", 1200}};

static const unit *
find_unit(kr_slice word)
{
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (kr_slice_equal_fold(word, kr_slice_text(units[i].word)))
			return &units[i];
	return NULL;
}

/* The number before a unit, in hundredths. */
static const char *
read_number(kr_slice text, const kr_amount *amount, int64_t *hundredths)
{
	char digits[KR_NUMBER_MAX * 2];
	kr_buffer out = {digits, 0, sizeof digits, false};
	text = kr_slice_trim(text);
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		if (kr_slice_equal_fold(text, kr_slice_text(numbers[i].word))) {
			*hundredths = numbers[i].hundredths;
			return NULL;
		}
	kr_amount any = {amount->side, 0, 1000000};
	const char *problem = kr_decimal_read(text, &any, &out);
	if (problem == NULL && !kr_decimal_parse(kr_buffer_slice(&out), 2, hundredths))
		problem = "not-a-number";
	return problem;
}

/* The words of a text, one after the other: where the next begins and ends; false behind the last. */
static bool
next_word(kr_slice text, size_t *from, size_t *to)
{
	*from = *to;
	while (*from < text.len && !kr_is_letter(text.ptr[*from]))
		++*from;
	*to = *from;
	while (*to < text.len && kr_is_letter(text.ptr[*to]))
		++*to;
	return *to > *from;
}

/* Splits "3 maanden tot 1 jaar" at its units; the number before the one of the side that counts. NULL: there is no unit. */
static const unit *
find_side(kr_slice text, enum kr_amount_side side, kr_slice *number, size_t *end)
{
	const unit *found = NULL, *here;
	size_t from, to = 0, before = 0;
	while (next_word(text, &from, &to)) {
		if ((here = find_unit(kr_slice_part(text, from, to))) == NULL)
			continue;
		if (found == NULL || side == KR_AMOUNT_LAST) {
			found = here;
			*number = kr_slice_part(text, before, from);
		}
		*end = before = to;
	}
	return found;
}

const char *
kr_weeks_read(kr_slice text, const kr_amount *amount, kr_buffer *out)
{
	kr_slice number = {0};
	size_t end = 0;
	int64_t hundredths;
	const unit *found = find_side(text, amount->side, &number, &end);
	if (found == NULL)
		return kr_integer_read(text, amount, out);
	if (kr_slice_trim(kr_slice_part(text, end, text.len)).len != 0)
		return "not-a-number";
	const char *problem = read_number(number, amount, &hundredths);
	if (problem != NULL)
		return problem;
	int64_t parts = 100 * found->parts, weeks = (hundredths * found->weeks + parts - 1) / parts;
	if (weeks < amount->min || weeks > amount->max)
		return "out-of-range";
	kr_buffer_number(out, weeks);
	return NULL;
}
