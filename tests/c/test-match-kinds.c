/*
 * What single kinds answer. Hours are judged against every way in which the unknown bounds may be filled in: the answer
 * must be yes when all of them meet, no when none does, and unknown in between.
 */
#include "codes/date.h"
#include "match/criteria.h"
#include "tap.h"

static kr_criteria criteria;
static kr_world world;

/* The verdict of a built-in criterion; fields are separated by ';'. */
static kr_verdict
judge(const char *name, const char *vacancy, const char *person)
{
	kr_slice fields[2][KR_CRITERION_FIELDS] = {{{0}}}, rest[2] = {kr_slice_text(vacancy), kr_slice_text(person)};
	kr_buffer demand = {0}, value = {0};
	kr_verdict verdict = {0, 0, -1};
	for (size_t i = 0; i < criteria.count; i++) {
		const kr_criterion *criterion = &criteria.items[i];
		if (!kr_slice_is(criterion->name, name))
			continue;
		for (size_t side = 0; side < 2; side++)
			for (size_t k = 0; k < KR_CRITERION_FIELDS && kr_slice_next(&rest[side], ';', &fields[side][k]); k++)
				;
		criterion->kind->demand(&world, fields[0], &demand);
		criterion->kind->value(&world, fields[1], &value);
		verdict = criterion->kind->judge(&world, &criterion->steps, (int32_t *)(void *)demand.ptr, demand.len / sizeof(int32_t),
		    (int32_t *)(void *)value.ptr, value.len / sizeof(int32_t));
	}
	kr_buffer_free(&demand);
	kr_buffer_free(&value);
	return verdict;
}

static bool
is(const char *name, const char *vacancy, const char *person, int share, unsigned flags)
{
	kr_verdict verdict = judge(name, vacancy, person);
	if (verdict.share == share && verdict.flags == flags)
		return true;
	printf("# %s '%s' '%s': share %d flags %d\n", name, vacancy, person, verdict.share, verdict.flags);
	return false;
}

enum { NOTHING = 0, YES = KR_ASKED, NO = KR_ASKED | KR_DEMAND_NO, BOTH_NO = NO | KR_LIMIT_NO, OPEN = KR_ASKED | KR_UNKNOWN };

/* 1 when the ranges always meet, 0 never, -1 sometimes, -2 when the known bounds contradict each other. */
static int
by_completion(const int *bounds)
{
	static const int hours[] = {0, 4, 8, 12, 16, 20, 24, 28, 99};
	const size_t count = sizeof hours / sizeof *hours;
	int met = 0, missed = 0;
	for (size_t all = 0; all < count * count * count * count; all++) {
		int b[4];
		size_t left = all;
		for (int i = 0; i < 4; i++, left /= count)
			b[i] = hours[left % count];
		bool fits = b[0] <= b[1] && b[2] <= b[3];
		for (int i = 0; i < 4; i++)
			fits = fits && (bounds[i] < 0 || bounds[i] == b[i]);
		met += fits && b[0] <= b[3] && b[2] <= b[1];
		missed += fits && !(b[0] <= b[3] && b[2] <= b[1]);
	}
	return met && missed ? -1 : met ? 1 : missed ? 0 : -2;
}

static void
try_hours(void)
{
	static const int known[] = {-1, 8, 16, 24};
	static const char *const texts[] = {"", "8", "16", "24"};
	int wrong = 0, tried = 0;
	for (int all = 0; all < 256; all++) {
		int at[4] = {all & 3, all >> 2 & 3, all >> 4 & 3, all >> 6}, bounds[4];
		char vacancy[16], person[16];
		for (int i = 0; i < 4; i++)
			bounds[i] = known[at[i]];
		snprintf(vacancy, sizeof vacancy, "%s;%s", texts[at[0]], texts[at[1]]);
		snprintf(person, sizeof person, "%s;%s", texts[at[2]], texts[at[3]]);
		int answer = by_completion(bounds);
		if (answer == -2)
			continue;
		tried++;
		wrong += !is("hours", vacancy, person, answer == 1 ? 1000 : answer == 0 ? 0 : 500,
		    answer == 1 ? YES : answer == 0 ? BOTH_NO : OPEN);
	}
	ok(tried > 100 && wrong == 0, "hours: unknown exactly when the unknown bounds decide");
}

static void
try_occupations(void)
{
	ok(is("occupation", "5223:a", "5223:b;;", 1000, YES), "the same unit group");
	ok(is("occupation", "5223:a", "5221:b;;", 700, YES), "the same minor group");
	ok(is("occupation", "5223:a", "522:b;;", 700, YES), "a group of three digits is known in three");
	ok(is("occupation", "522:a", "5223:b;;", 700, YES), "and so is the vacancy's");
	ok(is("occupation", "5223:a", "5120:b;none;", 100, NO), "the same major group only");
	ok(is("occupation", "5223:a", "5120:b;7212:d::;", 100, NO), "and no such job among those told");
	ok(is("occupation", "5223:a", "5120:b;;", 100, OPEN), "who tells no jobs may have held this one");
	ok(is("occupation", "5223:a", "5120:b;7212:d::|:c::;", 100, OPEN), "and so may who tells one without code");
	ok(is("occupation", "5223:a", "5120:b;;no", 100, KR_ASKED | KR_LIMIT_NO), "but the own choice holds");
	ok(is("occupation", "0110:a", "0110:b;;", 1000, YES), "zeros are digits");
	ok(is("occupation", "5223:a", "7212:b|5223:c;;", 1000, YES), "the best of several wishes");
	ok(is("occupation", "5223:a", "7212:b;5223:c::;", 900, YES), "a job held counts beside the wish");
	ok(is("occupation", "5223:a", "7212:b;5223:c::;no", 900, YES | KR_LIMIT_NO), "but not against the person's own choice");
	ok(is("occupation", "5223:a", "7212:b;none;yes", 150, NO), "open to another occupation");
	ok(is("occupation", "5223:a", "7212:b|:c;;no", 250, OPEN), "a wish without code leaves it unknown");
	ok(is("occupation", "5223:a", ";;", 250, OPEN), "and so does an empty wish");
	ok(is("occupation", ":a", "5223:b;;", 250, OPEN), "and a vacancy without code");
	ok(is("occupation", "5223:a", "none;none;", 0, NO), "no wish is none");
}

static void
try_experience(void)
{
	ok(is("experience", ";5223:a", "5223:a:2010:2012", 1000, NOTHING), "no years asked");
	ok(is("experience", "0;5223:a", "none", 1000, NOTHING), "no years are no demand");
	ok(is("experience", "2;5223:a", "5221:a:2010-01-01:2011-12-31", 1000, YES), "two years in the minor group");
	ok(is("experience", "4;5223:a", "5223:a:2010-01-01:2011-12-31|5223:b:2011-01-01:2012-12-31", 750, NO), "an overlap counts once");
	ok(is("experience", "4;5223:a", "5223:b:2012-01-01:2013-12-31|5223:a:2010-01-01:2011-12-31", 1000, YES), "in any order");
	ok(is("experience", "1;5223:a", "5223:a:2019-10-02:open", 1000, YES), "a job that lasts counts to the reference day");
	ok(is("experience", "1;5223:a", "5223:a:2019-10-03:open", 997, NO), "and no day longer");
	ok(is("experience", "1;5223:a", "5223:a::", 400, OPEN), "a job of unknown length");
	ok(is("experience", "1;5223:a", "7212:a:2000:2010", 0, NO), "another occupation");
	ok(is("experience", "1;5223:a", ":a:2000:2010", 400, OPEN), "an occupation without code");
	ok(is("experience", "1;5223:a", "", 400, OPEN) && is("experience", "1;5223:a", "none", 0, NO), "unknown is not none");
}

static void
try_lists(void)
{
	ok(is("licences", "B", "CE", 1000, YES) && is("licences", "C", "B", 0, NO), "a licence implies others, not the reverse");
	ok(is("licences", "A|B", "B", 500, NO), "half of the licences");
	ok(is("licences", "B", "", 300, OPEN) && is("licences", "B", "none", 0, NO), "licences: unknown is not none");
	ok(is("languages", "nld:3:::", "nld:4:::", 1000, YES) && is("languages", "nld:3:::", "nld:2:4:4:4", 400, NO), "languages by level");
	ok(is("languages", "nld:3:::", "nld::4::", 500, OPEN) && is("languages", "nld:3:::", "eng:4:::", 500, OPEN), "a level or a language not named");
	ok(is("languages", "nld:3:::|eng:2:::", "nld:3:::|eng:2:::", 1000, YES), "two languages");
	ok(is("competences", "A:2", "A:1", 1000, YES) && is("competences", "A:2", "A:3", 500, NO), "of competences 1 is the best");
	ok(is("skills", "Kassa", "kássa|lassen", 1000, YES), "skills without case and accents");
	ok(is("skills", "C++", "C#|C", 100, OPEN) && is("skills", "c++", "C++", 1000, YES), "marks that make another thing count");
	ok(is("skills", "kassa|vca", "kassa", 550, OPEN) && is("skills", "kassa", "none", 0, NO), "a skill not named is unknown, none is a no");
	ok(is("transport", "1|4", "3|4", 1000, YES) && is("transport", "1|4", "3", 0, BOTH_NO), "any means of transport");
	ok(is("sector", "G", "none", 1000, YES) && is("sector", "G", "Q", 0, BOTH_NO) && is("sector", "", "Q", 500, OPEN), "sectors wanted");
	ok(is("irregular_hours", "yes", "no", 0, BOTH_NO) && is("irregular_hours", "no", "no", 1000, NOTHING) &&
	    is("irregular_hours", "", "no", 500, OPEN), "irregular hours");
	ok(is("work_level", "4", "5;", 1000, YES) && is("work_level", "4", "3;", 400, NO) && is("work_level", "na", ";", 1000, NOTHING), "levels");
	ok(is("work_level", "4", ";4::yes:", 1000, YES) && is("work_level", "4", ";4:::", 800, OPEN) && is("work_level", "4", ";2::yes:", 400, OPEN),
	    "a diploma shows a level, the lack of one does not show its lack");
	ok(is("education", "4:Zorg::", "4:zorg:yes:", 1000, YES) && is("education", "4:zorg::", "5:techniek::1", 700, YES), "the field of study");
	ok(is("education", "4:::", "5:::3", 0, NO) && is("education", "4:::", "2::yes:", 0, NO) && is("education", "4:::", "4:::", 700, OPEN),
	    "courses that run, too low, or perhaps completed");
}

static void
try_places_and_days(void)
{
	ok(is("distance", "3511;", "3511;;;", 1000, YES) && judge("distance", "3511;", "1012;;;").fact == 35, "distance");
	ok(is("distance", "3511;", "1012;35;;", 455, YES) && is("distance", "3511;", "1012;34;;", 455, YES | KR_LIMIT_NO), "max_km itself is allowed");
	ok(is("distance", "3511;34", "1012;;;", 455, NO), "the vacancy's own circle");
	ok(is("distance", "3511;", "1012;;60;3", 455, YES | KR_LIMIT_NO) && is("distance", "3511;", "1012;;60;3|5", 455, YES), "an hour by bicycle");
	ok(is("distance", "3511;", ";10;;", 400, OPEN) && is("distance", ";", "3511;;;", 400, OPEN), "no postcode");
	ok(is("availability", "2020-11-01", "yes;;;", 1000, YES) && is("availability", "2020-11-01", "no;;;", 500, OPEN), "at once");
	ok(is("availability", "2020-09-01", "no;;;", 0, BOTH_NO), "work that has begun wants somebody now");
	ok(is("availability", "2020-11-01", ";2020-11;;", 1000, YES), "a month counts as the person is best off");
	ok(is("availability", "2020-11-15", "yes;;;2020-11", 1000, YES) && is("availability", "2020-11", ";2020-11-20;;", 1000, YES), "to its last day where that is better");
	ok(is("availability", "2020-11-01", ";;2020-10-31;", 1000, YES) && is("availability", "2020-11-01", ";;2020-11-01;", 700, BOTH_NO), "the day after");
	ok(is("availability", "2020-11-01", "yes;;;2020-10-31", 0, BOTH_NO) && is("availability", "2020-11-01", "yes;;;open", 1000, YES), "until");
	ok(is("availability", "", "yes;;;", 1000, YES) && is("availability", "", ";2021-01-01;;", 500, OPEN), "work that starts nobody knows when");
}

int
main(void)
{
	kr_error error;
	kr_date day;
	if (!kr_criteria_load(&criteria, NULL, NULL, NULL, &error) || !kr_world_load(&world, NULL, &error) ||
	    !kr_date_parse(KR_SLICE("2020-09-30"), &day)) {
		printf("Bail out! %s\n", error.message);
		return 1;
	}
	world.day = kr_date_days(day);
	try_hours();
	try_occupations();
	try_experience();
	try_lists();
	try_places_and_days();
	kr_world_free(&world);
	kr_criteria_free(&criteria);
	return tap_done();
}
