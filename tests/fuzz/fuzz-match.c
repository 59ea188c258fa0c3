/*
 * Any bytes as the fields of a vacancy and a person, through every kind of criterion: a share stays a share, what is not
 * asked has no answer, and an empty profile never gets a no.
 * Lines: four fields of the vacancy, then four of the person; what a reader would refuse counts as empty.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "match/criteria.h"
#include "record/escape.h"

#define SIDES 3 /* vacancy, person, a person of whom nothing is known */

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static kr_criteria criteria;
static kr_world world;

static void
check(const kr_criterion *criterion, const kr_buffer *rows, size_t person)
{
	kr_verdict verdict = criterion->kind->judge(&world, &criterion->steps, (const int32_t *)(const void *)rows[0].ptr,
	    rows[0].len / sizeof(int32_t), (const int32_t *)(const void *)rows[person].ptr, rows[person].len / sizeof(int32_t));
	if (verdict.share > KR_FULL || (verdict.flags == 0 && verdict.share != KR_FULL))
		abort();
	if (rows[0].len == 0 && verdict.flags != 0)
		abort();
	if (person == 2 && (verdict.flags & (KR_DEMAND_NO | KR_LIMIT_NO)))
		abort();
	if (criterion->kind->is_limited != NULL && (verdict.flags & KR_LIMIT_NO) &&
	    !criterion->kind->is_limited((const int32_t *)(const void *)rows[person].ptr))
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static bool is_loaded;
	kr_slice fields[SIDES][KR_CRITERION_FIELDS] = {{{0}}}, rest = kr_slice_of((const char *)bytes, size);
	kr_error error;
	if (!is_loaded && (!kr_criteria_load(&criteria, NULL, NULL, NULL, &error) || !kr_world_load(&world, NULL, &error)))
		abort();
	is_loaded = true;
	world.day = 18536;
	for (size_t i = 0; i < 2 * KR_CRITERION_FIELDS && size && kr_slice_next(&rest, '\n', &fields[i / 4][i % 4]); i++)
		if (kr_value_check(fields[i / 4][i % 4]) < fields[i / 4][i % 4].len || kr_utf8_check(fields[i / 4][i % 4]) < fields[i / 4][i % 4].len)
			fields[i / 4][i % 4].len = 0;
	for (size_t i = 0; i < criteria.count; i++) {
		const kr_criterion *criterion = &criteria.items[i];
		kr_buffer rows[SIDES] = {{0}};
		for (size_t side = 0; side < SIDES; side++)
			(side ? criterion->kind->value : criterion->kind->demand)(&world, fields[side], &rows[side]);
		check(criterion, rows, 1);
		check(criterion, rows, 2);
		for (size_t side = 0; side < SIDES; side++)
			kr_buffer_free(&rows[side]);
	}
	return 0;
}
