#include "match/pair.h"

#include "match/rank.h"

static bool
add_name(kr_header *header, const char *before, kr_slice name)
{
	char text[64];
	size_t len = strlen(before);
	memcpy(text, before, len);
	memcpy(text + len, name.ptr, name.len);
	return kr_header_add(header, kr_slice_of(text, len + name.len)) != KR_NO_FIELD;
}

bool
kr_pair_header(kr_header *header, const kr_criteria *criteria, const kr_side *people)
{
	static const char *const last[] = {"why", "gaps", "unknowns", "km", "tied"};
	bool good = add_name(header, "", KR_SLICE("vacancy_id")) && add_name(header, people->id_field, KR_SLICE("")) &&
	    add_name(header, "", KR_SLICE("rank")) && add_name(header, "", KR_SLICE("score"));
	for (size_t i = 0; i < criteria->count; i++)
		if (!criteria->items[i].is_sensitive)
			good = good && add_name(header, "score_", criteria->items[i].name);
	if (criteria->has_sensitive)
		good = good && add_name(header, "score_", KR_SLICE("guarded"));
	for (size_t i = 0; i < sizeof last / sizeof *last; i++)
		good = good && add_name(header, last[i], KR_SLICE(""));
	return good;
}

enum answer { NOT_ASKED, MET, GAP, OPEN };

static enum answer
answer_of(const kr_criterion *criterion, kr_verdict verdict)
{
	if (!(verdict.flags & KR_ASKED))
		return NOT_ASKED;
	if ((verdict.flags & KR_DEMAND_NO) || ((verdict.flags & KR_LIMIT_NO) && criterion->has_limit))
		return GAP;
	return verdict.flags & KR_UNKNOWN ? OPEN : MET;
}

/* One of the three lists: the criteria whose answer is this one. */
static void
add_list(kr_buffer *out, const kr_criteria *criteria, const kr_verdict *verdicts, enum answer wanted, kr_slice more)
{
	size_t from = out->len;
	for (size_t i = 0; i < criteria->count; i++) {
		const kr_criterion *criterion = &criteria->items[i];
		if (criterion->is_sensitive || answer_of(criterion, verdicts[i]) != wanted)
			continue;
		kr_buffer_text(out, out->len > from ? "|" : "");
		kr_buffer_slice_add(out, criterion->name);
		if (wanted == OPEN || verdicts[i].fact < 0 || criterion->kind->unit == NULL)
			continue;
		kr_buffer_char(out, ':');
		kr_buffer_number(out, verdicts[i].fact);
		kr_buffer_text(out, criterion->kind->unit);
	}
	kr_buffer_text(out, more.len && out->len > from ? "|" : "");
	kr_buffer_slice_add(out, more);
	kr_buffer_text(out, out->len > from ? "\t" : "none\t");
}

static void
add_points(kr_buffer *out, const kr_criteria *criteria, const kr_verdict *verdicts)
{
	uint64_t guarded = 0;
	for (size_t i = 0; i < criteria->count; i++) {
		uint32_t points = kr_criterion_points(&criteria->items[i], verdicts[i]);
		if (criteria->items[i].is_sensitive) {
			guarded += points;
			continue;
		}
		kr_buffer_number(out, points);
		kr_buffer_char(out, '\t');
	}
	if (criteria->has_sensitive) {
		kr_buffer_number(out, (int64_t)guarded);
		kr_buffer_char(out, '\t');
	}
}

void
kr_pair_line(kr_buffer *out, const kr_criteria *criteria, const kr_world *world, const kr_side *vacancies, const kr_side *people,
    const kr_pair *pair, size_t rank, uint64_t tied)
{
	kr_verdict verdicts[KR_CRITERIA_MAX];
	for (size_t i = 0; i < criteria->count; i++)
		verdicts[i] = kr_rank_verdict(criteria, world, vacancies, pair->vacancy, people, pair->person, i);
	kr_buffer_slice_add(out, vacancies->vacancies[pair->vacancy].id);
	kr_buffer_char(out, '\t');
	kr_buffer_slice_add(out, people->ids[pair->person]);
	kr_buffer_char(out, '\t');
	kr_buffer_number(out, (int64_t)rank);
	kr_buffer_char(out, '\t');
	kr_buffer_number(out, pair->score & (KR_TOGETHER - 1));
	kr_buffer_char(out, '\t');
	add_points(out, criteria, verdicts);
	add_list(out, criteria, verdicts, MET, KR_SLICE(""));
	add_list(out, criteria, verdicts, GAP, KR_SLICE(""));
	add_list(out, criteria, verdicts, OPEN, vacancies->vacancies[pair->vacancy].unjudged);
	if (pair->km != KR_NO_KM)
		kr_buffer_number(out, pair->km);
	kr_buffer_char(out, '\t');
	kr_buffer_number(out, (int64_t)tied);
	kr_buffer_char(out, '\n');
}
