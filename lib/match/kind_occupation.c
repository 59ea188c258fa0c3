/*
 * Kinds `occupation` and `experience`: ISCO-08 codes that agree in their first digits (major, sub-major, minor and unit
 * group, ILO 2012).
 *
 * Steps: 4, 3, 2, 1 share of so many digits in common; experience: per mille of that where it is a job held, not one
 * wanted; open: share for who wants to look outside the wish; pass: digits from which on it counts as a yes.
 */
#include <stdlib.h>

#include "codes/date.h"
#include "match/kind.h"

/* Four bits a digit, 15 where it is not known; above those the number of digits. */
int32_t
kr_occupation_pack(kr_slice code)
{
	int32_t packed = 0;
	if (code.len == 0 || code.len > 4)
		return 0;
	for (size_t i = 0; i < 4; i++) {
		if (i < code.len && (code.ptr[i] < '0' || code.ptr[i] > '9'))
			return 0;
		packed = packed << 4 | (i < code.len ? code.ptr[i] - '0' : 15);
	}
	return packed | (int32_t)code.len << 16;
}

static kr_slice
first_part(kr_slice item)
{
	return kr_slice_part(item, 0, kr_slice_find(item, ':'));
}

/* Row: the code, 0 when unknown. */
uint32_t
kr_read_occupation(kr_world *world, const kr_slice *fields, kr_buffer *out)
{
	(void)world;
	kr_slice code = first_part(fields[0]);
	kr_put(out, kr_occupation_pack(code));
	return code.len && kr_occupation_pack(code) == 0;
}

/* Adds the codes of a list; true when an item had none. A code that is none is told in *bad. */
static bool
put_codes(kr_buffer *out, kr_slice list, uint32_t *bad, unsigned bit)
{
	kr_slice rest = kr_slice_items(list), item;
	bool uncoded = false;
	if (kr_slice_is(list, "none"))
		return false;
	while (kr_slice_next(&rest, '|', &item)) {
		kr_slice code = first_part(item);
		int32_t packed = kr_occupation_pack(code);
		if (packed)
			kr_put(out, packed);
		else
			uncoded = true;
		if (!packed && code.len)
			*bad |= 1u << bit;
	}
	return uncoded;
}

/* Row: open to another occupation, codes held, -1, codes wanted; -2 at the end of either when there may be more of them. */
uint32_t
kr_read_wishes(kr_world *world, const kr_slice *fields, kr_buffer *out)
{
	uint32_t bad = 0;
	(void)world;
	bad |= kr_put_yes(out, fields[2], 2);
	if (put_codes(out, fields[1], &bad, 1) || fields[1].len == 0)
		kr_put(out, -2);
	kr_put(out, -1);
	if (put_codes(out, fields[0], &bad, 0) || fields[0].len == 0)
		kr_put(out, -2);
	return bad;
}

bool
kr_wants_nothing_else(const int32_t *value)
{
	return value[0] == 0;
}

kr_verdict
kr_judge_occupation(const kr_world *world, const kr_steps *steps, const int32_t *demand, size_t demand_count,
    const int32_t *value, size_t value_count)
{
	int32_t held = 0, wanted = 0, digits;
	size_t i = 1;
	(void)world, (void)demand_count;
	if (demand[0] == 0)
		return kr_unknown(steps);
	for (; value[i] >= 0; i++)
		held = (digits = kr_occupation_digits(demand[0], value[i])) > held ? digits : held;
	bool all_jobs = value[i] == -1, complete = value[value_count - 1] != -2;
	for (i += all_jobs ? 1 : 2; i < value_count - !complete; i++)
		wanted = (digits = kr_occupation_digits(demand[0], value[i])) > wanted ? digits : wanted;

	int32_t share = steps->exactly[wanted];
	int32_t by_job = steps->exactly[held] * steps->named[KR_STEP_EXPERIENCE] / KR_FULL;
	share = by_job > share ? by_job : share;
	share = value[0] == 1 && steps->named[KR_STEP_OPEN] > share ? steps->named[KR_STEP_OPEN] : share;
	bool is_wanted = wanted >= steps->named[KR_STEP_PASS];
	if (is_wanted || (complete && held >= steps->named[KR_STEP_PASS]))
		return kr_verdict_of(share, is_wanted || value[0] != 0 ? 0 : KR_LIMIT_NO, wanted > held ? wanted : held);
	if (!complete) {
		bool is_held = held >= steps->named[KR_STEP_PASS];
		return kr_verdict_of(steps->unknown > share ? steps->unknown : share,
		    is_held && value[0] != 0 ? 0 : KR_UNKNOWN, is_held ? held : -1);
	}
	/* Another wish is no lack of skill: who tells no jobs, or some without code, may have held this one. */
	unsigned demand_no = all_jobs ? KR_DEMAND_NO : value[0] == 0 ? 0 : KR_UNKNOWN;
	return kr_verdict_of(share, demand_no | (value[0] == 0 ? KR_LIMIT_NO : 0), all_jobs ? (wanted > held ? wanted : held) : -1);
}

/* Row: days asked, code; nothing for no demand. */
uint32_t
kr_read_experience_demand(kr_world *world, const kr_slice *fields, kr_buffer *out)
{
	kr_buffer years = {0};
	uint32_t bad = kr_put_number(&years, fields[0], 99, 0);
	int32_t asked = years.failed ? -1 : *(const int32_t *)(const void *)years.ptr;
	kr_buffer_free(&years);
	if (asked <= 0)
		return bad;
	kr_put(out, asked * 365);
	return bad | kr_read_occupation(world, fields + 1, out) << 1;
}

/* One job: code, first day, last day (INT32_MAX while it lasts); the first day is INT32_MIN when the length is unknown. */
static uint32_t
put_job(kr_buffer *out, kr_slice item)
{
	kr_slice rest = item, part[4] = {{0}};
	kr_date from, to;
	for (size_t i = 0; i < 4 && kr_slice_next(&rest, ':', &part[i]); i++)
		;
	kr_put(out, kr_occupation_pack(part[0]));
	bool has_from = kr_date_parse(part[2], &from), is_open = kr_slice_is(part[3], "open");
	bool has_to = kr_date_parse(part[3], &to);
	bool known = has_from && (has_to || is_open);
	kr_put(out, known ? kr_date_first(from) : INT32_MIN);
	kr_put(out, !known || is_open ? INT32_MAX : kr_date_last(to));
	return (part[2].len && !has_from) || (part[3].len && !has_to && !is_open);
}

static int
by_first_day(const void *left, const void *right)
{
	int32_t a = ((const int32_t *)left)[1], b = ((const int32_t *)right)[1];
	return (a > b) - (a < b);
}

/* Row: 1 when the list is filled in, then three numbers a job in order of the first day. */
uint32_t
kr_read_experience(kr_world *world, const kr_slice *fields, kr_buffer *out)
{
	uint32_t bad = 0;
	(void)world;
	kr_put(out, fields[0].len != 0);
	size_t start = out->len;
	kr_slice rest = kr_slice_items(fields[0]), item;
	if (kr_slice_is(fields[0], "none"))
		return 0;
	while (kr_slice_next(&rest, '|', &item))
		bad |= put_job(out, item);
	if (out->failed)
		return bad;
	int32_t *jobs = (int32_t *)(void *)(out->ptr + start);
	size_t count = (out->len - start) / (3 * sizeof *jobs);
	qsort(jobs, count, 3 * sizeof *jobs, by_first_day);
	return bad;
}

/* Days in jobs like the one asked, days of two jobs at once counted once. */
kr_verdict
kr_judge_experience(const kr_world *world, const kr_steps *steps, const int32_t *demand, size_t demand_count,
    const int32_t *value, size_t value_count)
{
	int64_t days = 0, counted = INT32_MIN;
	bool unsure = demand_count > 1 && demand[1] == 0;
	if (demand_count == 0)
		return kr_not_asked();
	if (!value[0] || unsure)
		return kr_unknown(steps);
	for (size_t i = 1; i < value_count; i += 3) {
		int64_t from = value[i + 1], to = value[i + 2] < world->day ? value[i + 2] : world->day;
		unsure = unsure || value[i] == 0;
		if (kr_occupation_digits(demand[1], value[i]) < steps->named[KR_STEP_PASS])
			continue;
		unsure = unsure || value[i + 1] == INT32_MIN;
		if (value[i + 1] == INT32_MIN)
			continue;
		from = from > counted ? from : counted + 1;
		days += to >= from ? to - from + 1 : 0;
		counted = to > counted ? to : counted;
	}
	int32_t years = (int32_t)(days / 365), share = (int32_t)(days * KR_FULL / demand[0]);
	if (days >= demand[0])
		return kr_verdict_of(KR_FULL, 0, years);
	if (unsure)
		return kr_verdict_of(share > steps->unknown ? share : steps->unknown, KR_UNKNOWN, years);
	return kr_verdict_of(share, KR_DEMAND_NO, years);
}
