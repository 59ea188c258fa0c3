#include "income/path.h"

#include "base/number.h"

enum { FIRST_MONTHS = 12, HOURS_MAX = 8000, WEEKS = 52, MONTHS = 12, HUNDRED = 100 };
#define WAGE_MAX INT64_C(100000)     /* an hour: 1000 euro */
#define MONTH_MAX INT64_C(10000000)  /* a month: 100,000 euro */

/* What is left of the text; words end at blanks and commas. */
typedef struct words {
	kr_slice rest;
	size_t step;
	kr_error *error;
} words;

static bool
refuse(const words *self, const char *what)
{
	return kr_fail(self->error, "step %zu of the path: %s; a step is HOURSh [x WAGE] [for N months], WAGE a month, or back", self->step, what);
}

static bool
is_gap(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n';
}

/* The next word without taking it; a comma is one. Empty at the end. */
static kr_slice
peek(words *self)
{
	size_t len = 0;
	while (self->rest.len && is_gap(*self->rest.ptr))
		self->rest = kr_slice_part(self->rest, 1, self->rest.len);
	while (len < self->rest.len && !is_gap(self->rest.ptr[len]) && self->rest.ptr[len] != ',')
		len++;
	return kr_slice_part(self->rest, 0, len ? len : self->rest.len ? 1 : 0);
}

static kr_slice
take(words *self)
{
	kr_slice word = peek(self);
	self->rest = kr_slice_part(self->rest, word.len, self->rest.len);
	return word;
}

static bool
takes(words *self, const char *word)
{
	if (!kr_slice_is(peek(self), word))
		return false;
	take(self);
	return true;
}

/* A number of at most two decimals, from 0 to `most` hundredths. */
static bool
read_number(kr_slice word, int64_t most, int64_t *hundredths)
{
	return word.len && word.ptr[0] >= '0' && word.ptr[0] <= '9' && kr_decimal_parse(word, 2, hundredths) && *hundredths <= most;
}

static bool
read_hours(words *self, kr_path_step *step)
{
	kr_slice word = take(self);
	if (!read_number(kr_slice_part(word, 0, word.len - 1), HOURS_MAX, &step->hours))
		return refuse(self, "the hours a week must be a number up to 80");
	return true;
}

static bool
read_month_wage(words *self, kr_path_step *step)
{
	if (!read_number(take(self), MONTH_MAX, &step->monthly))
		return refuse(self, "the wage must be a number of euro with at most two decimals");
	step->hourly = KR_PATH_UNSAID;
	return (takes(self, "a") && takes(self, "month")) || refuse(self, "after a number of euro comes \"a month\"");
}

static bool
read_hour_wage(words *self, kr_path_step *step)
{
	step->hourly = KR_PATH_MINIMUM;
	if (takes(self, "minimum"))
		return true;
	return read_number(take(self), WAGE_MAX, &step->hourly) || refuse(self, "after x comes the wage an hour in euro, with at most two decimals, or minimum");
}

/* Hours and wage, with what the step before left. */
static bool
read_work(words *self, const kr_path_step *before, kr_path_step *step)
{
	kr_slice word = peek(self);
	bool has_hours = word.len > 1 && word.ptr[word.len - 1] == 'h';
	if (has_hours && !read_hours(self, step))
		return false;
	word = peek(self);
	if (takes(self, "x"))
		return has_hours ? read_hour_wage(self, step) : refuse(self, "before x come the hours");
	if (word.len && word.ptr[0] >= '0' && word.ptr[0] <= '9')
		return read_month_wage(self, step);
	if (!has_hours)
		return refuse(self, word.len ? "is no work" : "is empty");
	if (before == NULL || before->hourly == KR_PATH_UNSAID)
		return refuse(self, "says no wage, nor does the one before it say one an hour");
	step->hourly = before->hourly;
	return true;
}

static bool
read_months(words *self, kr_path_step *step)
{
	if (!takes(self, "for"))
		return true;
	if (!kr_number_parse(take(self), 1, KR_PATH_MONTHS, &step->months))
		return refuse(self, "after for comes a number of months up to 120");
	return takes(self, "months") || takes(self, "month") || refuse(self, "after for and a number comes months");
}

static bool
read_step(words *self, const kr_path_step *before, kr_path_step *step)
{
	*step = (kr_path_step){.hours = KR_PATH_UNSAID, .hourly = KR_PATH_UNSAID, .months = before ? before->months : FIRST_MONTHS};
	if (takes(self, "back")) {
		step->hours = 0;
		step->hourly = before ? before->hourly : KR_PATH_UNSAID;
	} else if (!read_work(self, before, step)) {
		return false;
	}
	return read_months(self, step);
}

bool
kr_path_parse(kr_slice text, kr_path *path, kr_error *error)
{
	words self = {text, 1, error};
	*path = (kr_path){0};
	do {
		self.step = path->count + 1;
		if (path->count == KR_PATH_STEPS)
			return kr_fail(error, "the path has more than %d steps", KR_PATH_STEPS);
		if (!read_step(&self, path->count ? &path->steps[path->count - 1] : NULL, &path->steps[path->count]))
			return false;
		path->months += path->steps[path->count++].months;
		if (peek(&self).len == 0)
			return path->months <= KR_PATH_MONTHS || kr_fail(error, "the path has more than %d months", KR_PATH_MONTHS);
		bool comma = takes(&self, ",");
		if (!takes(&self, "then") && !comma)
			return refuse(&self, "something stands behind it");
	} while (true);
}

int64_t
kr_path_month_wage(int64_t hours, int64_t hourly)
{
	return kr_divide_round(hours * hourly * WEEKS, (int64_t)MONTHS * HUNDRED);
}
