/*
 * Kinds `licences`, and `languages` and `competences`: lists of things that one has, the latter at a level.
 *
 * Everything asked must be there; the share is the mean over what is asked. Steps of languages and competences: 1: share
 * of what is one level short; other: share of what a list that is filled in does not name. Not to be named there is not
 * a no but unknown: hardly anybody registers the language that all speak.
 */
#include "match/kind.h"

/* Row: the set of licences asked, as bits; nothing for no demand. */
uint32_t
kr_read_licences_demand(kr_world *world, const kr_slice *fields, kr_buffer *out)
{
	uint32_t named = kr_licences_named(&world->licences, fields[0]);
	if (named)
		kr_put(out, (int32_t)named);
	return fields[0].len && !named && !kr_slice_is(fields[0], "none");
}

/* Row: 1 when the list is filled in, the set that these licences allow. */
uint32_t
kr_read_licences(kr_world *world, const kr_slice *fields, kr_buffer *out)
{
	uint32_t allowed = kr_licences_allowed(&world->licences, fields[0]);
	bool bad = fields[0].len && !allowed && !kr_slice_is(fields[0], "none");
	kr_put(out, fields[0].len != 0 && !bad);
	kr_put(out, (int32_t)allowed);
	return bad;
}

kr_verdict
kr_judge_licences(const kr_world *world, const kr_steps *steps, const int32_t *demand, size_t demand_count,
    const int32_t *value, size_t value_count)
{
	(void)world, (void)value_count;
	if (demand_count == 0)
		return kr_not_asked();
	if (!value[0])
		return kr_unknown(steps);
	int asked = __builtin_popcount((unsigned)demand[0]), lacking = __builtin_popcount((unsigned)(demand[0] & ~value[1]));
	return kr_verdict_of(KR_FULL * (asked - lacking) / asked, lacking ? KR_DEMAND_NO : 0, lacking ? lacking : -1);
}

#define LEVELS 4

/* One digit each; 0 for unknown. */
static bool
put_levels(kr_buffer *out, kr_slice rest)
{
	kr_slice level;
	bool good = true;
	for (size_t i = 0; i < LEVELS; i++) {
		bool has = kr_slice_next(&rest, ':', &level) && level.len != 0;
		bool is_digit = has && level.len == 1 && level.ptr[0] >= '1' && level.ptr[0] <= '9';
		kr_put(out, is_digit ? level.ptr[0] - '0' : 0);
		good = good && has == is_digit;
	}
	return good;
}

static uint32_t
put_items(kr_world *world, kr_slice list, kr_buffer *out, bool add)
{
	kr_slice rest = kr_slice_items(list), item;
	uint32_t bad = 0;
	if (kr_slice_is(list, "none"))
		return 0;
	while (kr_slice_next(&rest, '|', &item)) {
		size_t end = kr_slice_find(item, ':');
		int32_t word = kr_world_word(world, kr_slice_part(item, 0, end), add);
		if (word == 0)
			continue;
		kr_put(out, word);
		bad |= !put_levels(out, kr_slice_part(item, end + 1, item.len));
	}
	return bad;
}

/* Row: word and levels of each thing asked. */
uint32_t
kr_read_levels_demand(kr_world *world, const kr_slice *fields, kr_buffer *out)
{
	return put_items(world, fields[0], out, true);
}

/* Row: 0 unknown, 1 none, 2 filled in; then word and levels of each thing that anybody asks. */
uint32_t
kr_read_levels(kr_world *world, const kr_slice *fields, kr_buffer *out)
{
	kr_put(out, fields[0].len == 0 ? 0 : kr_slice_is(fields[0], "none") ? 1 : 2);
	return put_items(world, fields[0], out, false);
}

/* Adds what one thing asked gives; `sign` is 1 where a high level is the better one, else -1. Gives the flags. */
static unsigned
judge_item(const kr_steps *steps, const int32_t *asked, const int32_t *own, int sign, int32_t *share)
{
	int32_t short_of = 0;
	bool unsure = false;
	for (size_t i = 1; i <= LEVELS; i++) {
		unsure = unsure || (asked[i] && !own[i]);
		if (asked[i] && own[i] && sign * (asked[i] - own[i]) > short_of)
			short_of = sign * (asked[i] - own[i]);
	}
	if (short_of > 0) {
		*share += short_of < 5 ? steps->exactly[short_of] : 0;
		return KR_DEMAND_NO;
	}
	*share += unsure ? steps->unknown : KR_FULL;
	return unsure ? KR_UNKNOWN : 0;
}

static kr_verdict
judge_items(const kr_steps *steps, const int32_t *demand, size_t demand_count, const int32_t *value, size_t value_count, int sign)
{
	int32_t share = 0, lacking = 0, asked = (int32_t)(demand_count / (LEVELS + 1));
	unsigned flags = 0;
	if (asked == 0)
		return kr_not_asked();
	if (value[0] == 0)
		return kr_unknown(steps);
	for (size_t d = 0; d < demand_count; d += LEVELS + 1) {
		size_t i = 1;
		while (i < value_count && value[i] != demand[d])
			i += LEVELS + 1;
		unsigned of_item = value[0] == 1 ? KR_DEMAND_NO : KR_UNKNOWN;
		if (i < value_count)
			of_item = judge_item(steps, demand + d, value + i, sign, &share);
		else if (value[0] == 2)
			share += steps->named[KR_STEP_OTHER];
		flags |= of_item;
		lacking += of_item != 0;
	}
	return kr_verdict_of(share / asked, flags & KR_DEMAND_NO ? KR_DEMAND_NO : flags, lacking ? lacking : -1);
}

/* VUM codeNiveauTaalbeheersing: 4 is the best. */
kr_verdict
kr_judge_languages(const kr_world *world, const kr_steps *steps, const int32_t *demand, size_t demand_count,
    const int32_t *value, size_t value_count)
{
	(void)world;
	return judge_items(steps, demand, demand_count, value, value_count, 1);
}

/* VUM codeBeheersingGedragscompetentie: 1 is the best. */
kr_verdict
kr_judge_competences(const kr_world *world, const kr_steps *steps, const int32_t *demand, size_t demand_count,
    const int32_t *value, size_t value_count)
{
	(void)world;
	return judge_items(steps, demand, demand_count, value, value_count, -1);
}
