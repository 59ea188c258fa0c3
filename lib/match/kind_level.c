/*
 * Kinds `level` (level at which somebody works and thinks) and `education` (courses), compared by rank: VUM's numbers are
 * no order (codes/education.h).
 *
 * Steps of level: RANKS:SHARE for who is so many ranks short. Step of education: field: share where the level is right and
 * the field of study is not, or may not be, the one asked: fields are free text, so another wording is never a no. Step of
 * both: perhaps: share of an answer that is unknown because nothing says whether a course of that rank was completed.
 */
#include "codes/education.h"
#include "match/kind.h"
#include "text/fold.h"

enum { NOT_HAD = 0, PERHAPS = 1, HAD = 2 };

static int32_t
diploma(const kr_education *course)
{
	if (kr_slice_is(course->diploma, "yes"))
		return HAD;
	if (kr_slice_is(course->diploma, "no") || kr_slice_is(course->status, "2") || kr_slice_is(course->status, "3"))
		return NOT_HAD;
	return kr_slice_is(course->status, "1") ? HAD : PERHAPS;
}

static kr_verdict
perhaps(const kr_steps *steps)
{
	kr_verdict verdict = kr_unknown(steps);
	if (steps->named[KR_STEP_PERHAPS] > verdict.share)
		verdict.share = (uint16_t)steps->named[KR_STEP_PERHAPS];
	return verdict;
}

/* Row: rank asked; nothing for no demand. */
uint32_t
kr_read_level(kr_world *world, const kr_slice *fields, kr_buffer *out)
{
	int rank = kr_work_level_rank(fields[0]);
	(void)world;
	if (rank > 0)
		kr_put(out, rank);
	return fields[0].len && !rank && !kr_slice_is(fields[0], "na");
}

/* Row: rank of the level (0 unknown), highest rank of a diploma, highest rank of a course that may have ended in one. */
uint32_t
kr_read_own_level(kr_world *world, const kr_slice *fields, kr_buffer *out)
{
	kr_slice rest = kr_slice_items(fields[1]), item;
	int highest[] = {0, 0, 0}; /* by what is known of the diploma */
	uint32_t bad = fields[0].len && !kr_work_level_rank(fields[0]) && !kr_slice_is(fields[0], "na");
	(void)world;
	while (kr_slice_next(&rest, '|', &item)) {
		kr_education course = kr_education_parts(item);
		int rank = kr_education_rank(course.level), *best = &highest[diploma(&course)];
		*best = rank > *best ? rank : *best;
	}
	kr_put(out, kr_work_level_rank(fields[0]));
	kr_put(out, highest[HAD]);
	kr_put(out, highest[PERHAPS]);
	return bad;
}

/* A diploma of that rank shows the level where the level itself is unknown; the lack of one shows nothing. */
kr_verdict
kr_judge_level(const kr_world *world, const kr_steps *steps, const int32_t *demand, size_t demand_count,
    const int32_t *value, size_t value_count)
{
	(void)world, (void)value_count;
	if (demand_count == 0)
		return kr_not_asked();
	if (value[0] >= demand[0] || (value[0] == 0 && value[1] >= demand[0]))
		return kr_verdict_of(KR_FULL, 0, -1);
	if (value[0] == 0)
		return value[2] >= demand[0] ? perhaps(steps) : kr_unknown(steps);
	int32_t short_of = demand[0] - value[0];
	return kr_verdict_of(short_of < 5 ? steps->exactly[short_of] : 0, KR_DEMAND_NO, short_of);
}

static int32_t
field_word(kr_world *world, kr_slice field, bool add)
{
	kr_slice folded = kr_folded(&world->folded, field);
	return folded.len ? kr_world_word(world, folded, add) : 0;
}

/* Row: rank and field of each course of which any will do. */
uint32_t
kr_read_education_demand(kr_world *world, const kr_slice *fields, kr_buffer *out)
{
	kr_slice rest = kr_slice_items(fields[0]), item;
	if (kr_slice_is(fields[0], "none"))
		return 0;
	while (kr_slice_next(&rest, '|', &item)) {
		kr_education course = kr_education_parts(item);
		kr_put(out, kr_education_rank(course.level));
		kr_put(out, field_word(world, course.field, true));
	}
	return 0;
}

/* Row: 1 when the list is filled in; then rank, field and whether there is a diploma, for each course. */
uint32_t
kr_read_education(kr_world *world, const kr_slice *fields, kr_buffer *out)
{
	kr_slice rest = kr_slice_items(fields[0]), item;
	kr_put(out, fields[0].len != 0);
	if (kr_slice_is(fields[0], "none"))
		return 0;
	while (kr_slice_next(&rest, '|', &item)) {
		kr_education course = kr_education_parts(item);
		kr_put(out, kr_education_rank(course.level));
		kr_put(out, field_word(world, course.field, false));
		kr_put(out, diploma(&course));
	}
	return 0;
}

/* Does one course meet one demand? A course of unknown level may. */
static int32_t
meets(const int32_t *demand, const int32_t *course)
{
	if (course[2] == NOT_HAD)
		return NOT_HAD;
	if (course[0] == 0 || (demand[0] == 0 && demand[1] != course[1]))
		return PERHAPS;
	return course[0] >= demand[0] ? course[2] : NOT_HAD;
}

kr_verdict
kr_judge_education(const kr_world *world, const kr_steps *steps, const int32_t *demand, size_t demand_count,
    const int32_t *value, size_t value_count)
{
	int32_t best = NOT_HAD, share = 0;
	(void)world;
	if (demand_count == 0)
		return kr_not_asked();
	if (!value[0])
		return kr_unknown(steps);
	for (size_t d = 0; d < demand_count; d += 2)
		for (size_t i = 1; i < value_count; i += 3) {
			int32_t met = meets(demand + d, value + i);
			int32_t full = demand[d + 1] == 0 || demand[d + 1] == value[i + 1] ? KR_FULL : steps->named[KR_STEP_FIELD];
			best = met > best ? met : best;
			share = met == HAD && full > share ? full : share;
		}
	if (best == PERHAPS)
		return perhaps(steps);
	return kr_verdict_of(share, best == HAD ? 0 : KR_DEMAND_NO, -1);
}
