/*
 * Kinds `hours` (do two ranges of hours a week meet) and `availability` (can the person be there on the first day).
 *
 * Steps of availability: DAYS:SHARE, ascending: the share for who comes at most so many days late.
 */
#include "codes/date.h"
#include "match/kind.h"

/* Row: least and most hours, -1 unknown. Both sides. */
uint32_t
kr_read_hours(kr_world *world, const kr_slice *fields, kr_buffer *out)
{
	(void)world;
	uint32_t bad = kr_put_number(out, fields[0], 99, 0);
	return bad | kr_put_number(out, fields[1], 99, 1);
}

/* Is `least` at most `most`? `above_least` and `below_most` bound the two where they are unknown. 1, 0, or -1: unknown. */
static int
at_most(int32_t least, int32_t above_least, int32_t most, int32_t below_most)
{
	if (least >= 0 && most >= 0)
		return least <= most;
	if (least < 0 && most >= 0 && above_least >= 0 && above_least <= most)
		return 1;
	if (most < 0 && least >= 0 && below_most >= least)
		return 1;
	if (least < 0 && most < 0 && above_least >= 0 && below_most >= above_least)
		return 1;
	return -1;
}

kr_verdict
kr_judge_hours(const kr_world *world, const kr_steps *steps, const int32_t *demand, size_t demand_count,
    const int32_t *value, size_t value_count)
{
	(void)world, (void)demand_count, (void)value_count;
	int one = at_most(demand[0], demand[1], value[1], value[0]);
	int other = at_most(value[0], value[1], demand[1], demand[0]);
	if (one == 0 || other == 0)
		return kr_verdict_of(0, KR_DEMAND_NO | KR_LIMIT_NO, -1);
	return one < 0 || other < 0 ? kr_unknown(steps) : kr_verdict_of(KR_FULL, 0, -1);
}

#define NO_DAY INT32_MIN
#define NEVER INT32_MAX

/* The day that a date says, as the person is best off where only month or year is known. */
static uint32_t
put_day(kr_buffer *out, kr_slice text, bool latest, unsigned bit)
{
	kr_date date;
	bool is_date = kr_date_parse(text, &date), is_open = kr_slice_is(text, "open");
	kr_put(out, is_open ? NEVER : !is_date ? NO_DAY : latest ? kr_date_last(date) : kr_date_first(date));
	return text.len && !is_date && !is_open ? 1u << bit : 0;
}

/* Row: first day of the work. */
uint32_t
kr_read_start(kr_world *world, const kr_slice *fields, kr_buffer *out)
{
	(void)world;
	return put_day(out, fields[0], true, 0);
}

/* Row: at once (1, 0, -1), available from, not before the day after, available until. */
uint32_t
kr_read_availability(kr_world *world, const kr_slice *fields, kr_buffer *out)
{
	(void)world;
	uint32_t bad = kr_put_yes(out, fields[0], 0);
	bad |= put_day(out, fields[1], false, 1);
	bad |= put_day(out, fields[2], false, 2);
	return bad | put_day(out, fields[3], true, 3);
}

static int32_t
first_day(const kr_world *world, const int32_t *value)
{
	int32_t after = value[2] == NO_DAY || value[2] == NEVER ? value[2] : value[2] + 1;
	int32_t day = value[1] > after ? value[1] : after;
	return day == NO_DAY && value[0] == 1 ? world->day : day;
}

/* The day on which the person must be there: the first day of the work, or today when that is past. */
static kr_verdict
judge_day(const kr_steps *steps, const int32_t *value, int32_t first, int32_t needed)
{
	if (value[3] != NO_DAY && value[3] < needed)
		return kr_verdict_of(0, KR_DEMAND_NO | KR_LIMIT_NO, -1);
	if (first == NO_DAY)
		return kr_unknown(steps);
	if (first <= needed)
		return kr_verdict_of(KR_FULL, 0, -1);
	int64_t late = (int64_t)first - needed;
	for (size_t i = 0; i < steps->count; i++)
		if (late <= steps->at[i].at)
			return kr_verdict_of(steps->at[i].share, KR_DEMAND_NO | KR_LIMIT_NO, (int32_t)late);
	return kr_verdict_of(0, KR_DEMAND_NO | KR_LIMIT_NO, first == NEVER ? -1 : (int32_t)late);
}

kr_verdict
kr_judge_availability(const kr_world *world, const kr_steps *steps, const int32_t *demand, size_t demand_count,
    const int32_t *value, size_t value_count)
{
	(void)demand_count, (void)value_count;
	int32_t first = first_day(world, value);
	if (demand[0] == NO_DAY)
		return first != NO_DAY && first <= world->day && value[3] == NO_DAY ? kr_verdict_of(KR_FULL, 0, -1) : kr_unknown(steps);
	int32_t needed = demand[0] > world->day ? demand[0] : world->day;
	if (first == NO_DAY && value[0] == 0 && needed == world->day)
		return kr_verdict_of(0, KR_DEMAND_NO | KR_LIMIT_NO, -1);
	return judge_day(steps, value, first, needed);
}
