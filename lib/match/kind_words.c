/*
 * Kinds that compare words: `all` (free texts, all that are asked), `any` (codes, one of those asked will do), `wish` (a property
 * of the job against the person's wish) and `yes`.
 *
 * Step of all: other: share of a text that a list that is filled in does not name; that is unknown, never a no, because
 * the same thing has many names. Step of wish and any: none: share for a list known to be empty, which then is a yes.
 */
#include "match/kind.h"
#include "text/fold.h"

enum { LIST_UNKNOWN = 0, LIST_NONE = 1, LIST_FILLED = 2 };

static int32_t
list_state(kr_slice list)
{
	return list.len == 0 ? LIST_UNKNOWN : kr_slice_is(list, "none") ? LIST_NONE : LIST_FILLED;
}

static bool
row_has(kr_buffer *out, size_t from, int32_t word)
{
	for (size_t i = from; i + sizeof word <= out->len; i += sizeof word)
		if (memcmp(out->ptr + i, &word, sizeof word) == 0)
			return true;
	return false;
}

/* Folding takes marks away, of which these two tell one thing from another: C++ is not C#, nor C. */
static kr_slice
comparable(kr_world *world, kr_slice text)
{
	bool marked = kr_slice_find(text, '+') < text.len || kr_slice_find(text, '#') < text.len;
	return marked ? kr_lowered(&world->folded, text) : kr_folded(&world->folded, text);
}

static void
put_words(kr_world *world, kr_slice list, kr_buffer *out, bool add, bool fold)
{
	kr_slice rest = kr_slice_items(list), item;
	size_t from = out->len;
	if (list_state(list) != LIST_FILLED)
		return;
	while (kr_slice_next(&rest, '|', &item)) {
		int32_t word = kr_world_word(world, fold ? comparable(world, item) : item, add);
		if (word && !row_has(out, from, word))
			kr_put(out, word);
	}
}

/* Row: the texts asked. */
uint32_t
kr_read_texts_demand(kr_world *world, const kr_slice *fields, kr_buffer *out)
{
	put_words(world, fields[0], out, true, true);
	return 0;
}

/* Row: state of the list, then those of its texts that anybody asks. */
uint32_t
kr_read_texts(kr_world *world, const kr_slice *fields, kr_buffer *out)
{
	kr_put(out, list_state(fields[0]));
	put_words(world, fields[0], out, false, true);
	return 0;
}

/* Row: the codes asked. */
uint32_t
kr_read_words_demand(kr_world *world, const kr_slice *fields, kr_buffer *out)
{
	put_words(world, fields[0], out, true, false);
	return 0;
}

/* Row: what the job is; 0 when that is unknown. */
uint32_t
kr_read_job(kr_world *world, const kr_slice *fields, kr_buffer *out)
{
	if (list_state(fields[0]) == LIST_UNKNOWN)
		kr_put(out, 0);
	put_words(world, fields[0], out, true, false);
	return 0;
}

/* Row: state of the list, then its codes. */
uint32_t
kr_read_words(kr_world *world, const kr_slice *fields, kr_buffer *out)
{
	kr_put(out, list_state(fields[0]));
	put_words(world, fields[0], out, false, false);
	return 0;
}

static bool
has(const int32_t *row, size_t count, int32_t word)
{
	for (size_t i = 1; i < count; i++)
		if (row[i] == word)
			return true;
	return false;
}

kr_verdict
kr_judge_all(const kr_world *world, const kr_steps *steps, const int32_t *demand, size_t demand_count,
    const int32_t *value, size_t value_count)
{
	int32_t asked = (int32_t)demand_count, lacking = 0;
	(void)world;
	if (asked == 0)
		return kr_not_asked();
	if (value[0] == LIST_UNKNOWN)
		return kr_unknown(steps);
	for (size_t i = 0; i < demand_count; i++)
		lacking += !has(value, value_count, demand[i]);
	if (lacking == 0)
		return kr_verdict_of(KR_FULL, 0, -1);
	int32_t other = value[0] == LIST_NONE ? 0 : steps->named[KR_STEP_OTHER];
	return kr_verdict_of((KR_FULL * (asked - lacking) + other * lacking) / asked,
	    value[0] == LIST_NONE ? KR_DEMAND_NO : KR_UNKNOWN, lacking);
}

kr_verdict
kr_judge_any(const kr_world *world, const kr_steps *steps, const int32_t *demand, size_t demand_count,
    const int32_t *value, size_t value_count)
{
	(void)world;
	if (demand_count == 0)
		return kr_not_asked();
	if (value[0] == LIST_NONE && steps->named[KR_STEP_NONE])
		return kr_verdict_of(steps->named[KR_STEP_NONE], 0, -1);
	if (value[0] == LIST_UNKNOWN || demand[0] == 0)
		return kr_unknown(steps);
	for (size_t i = 0; i < demand_count; i++)
		if (has(value, value_count, demand[i]))
			return kr_verdict_of(KR_FULL, 0, -1);
	return kr_verdict_of(0, KR_DEMAND_NO | KR_LIMIT_NO, -1);
}

/* Row of both sides: 1 yes, 0 no, -1 unknown. */
uint32_t
kr_read_yes(kr_world *world, const kr_slice *fields, kr_buffer *out)
{
	(void)world;
	return kr_put_yes(out, fields[0], 0);
}

/* What the job has not, needs no answer; what is not known of the job matters to who said no only. */
kr_verdict
kr_judge_yes(const kr_world *world, const kr_steps *steps, const int32_t *demand, size_t demand_count,
    const int32_t *value, size_t value_count)
{
	(void)world, (void)demand_count, (void)value_count;
	if (demand[0] == 0 || (demand[0] < 0 && value[0] != 0))
		return kr_not_asked();
	if (demand[0] < 0 || value[0] < 0)
		return kr_unknown(steps);
	return value[0] == 1 ? kr_verdict_of(KR_FULL, 0, -1) : kr_verdict_of(0, KR_DEMAND_NO | KR_LIMIT_NO, -1);
}
