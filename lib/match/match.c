#include "match/match.h"

#include <stdlib.h>

#include "base/threads.h"
#include "match/pair.h"

#define PEOPLE_A_PIECE (16 * KR_BLOCK)
#define PIECES_A_WAVE 64 /* a thread; the lines of a wave are held until it is done */

struct thread {
	kr_ranker ranker;
	kr_pair *room; /* of the tops */
	kr_top *tops;
};

struct wave {
	kr_match *match;
	struct thread *threads;
	size_t first;    /* piece */
	kr_buffer *lines;
	uint64_t *pairs;
};

/* Several threads may count for one vacancy; sums do not depend on the order. */
static void
add(uint64_t *to, uint64_t number)
{
	if (number != 0)
		__atomic_fetch_add(to, number, __ATOMIC_RELAXED);
}

static void
keep_counts(kr_match *match, const kr_ranker *ranker, size_t vacancy)
{
	for (size_t i = 0; i < match->criteria->count; i++) {
		kr_match_count *count = &match->counts[vacancy * match->criteria->count + i];
		add(&count->dropped, ranker->counts[i].dropped);
		add(&count->only, ranker->counts[i].only);
		add(&count->hidden, ranker->counts[i].hidden);
	}
	add(&match->cuts[vacancy].kept, ranker->kept);
}

static uint64_t
write_top(kr_match *match, kr_top *top, kr_buffer *lines)
{
	kr_top_sort(top);
	for (size_t i = 0; i < top->count; i++) {
		bool is_last = top->pairs[i].score == top->pairs[top->count - 1].score;
		kr_pair_line(lines, match->criteria, match->world, match->vacancies, match->people, &top->pairs[i], i + 1,
		    is_last ? top->tied : 0);
		add(&match->cuts[top->pairs[i].vacancy].shown, 1);
	}
	return top->count;
}

/* A piece that is one vacancy: everybody for it. */
static uint64_t
match_vacancy(kr_match *match, struct thread *thread, size_t vacancy, kr_buffer *lines)
{
	size_t people = match->people->count;
	kr_top *top = &thread->tops[0];
	kr_top_begin(top, thread->room, match->k < people ? match->k : people, match->people, match->vacancies);
	kr_rank_begin(&thread->ranker, match->criteria, match->world, match->vacancies, vacancy, match->people, people);
	for (size_t first = 0; first < people; first += KR_BLOCK)
		kr_rank_block(&thread->ranker, first, people - first < KR_BLOCK ? people - first : KR_BLOCK, top, true, match->min_score);
	keep_counts(match, &thread->ranker, vacancy);
	match->cuts[vacancy].tied = top->tied;
	return write_top(match, top, lines);
}

/* A piece that is many people: all vacancies for them. */
static uint64_t
match_people(kr_match *match, struct thread *thread, size_t piece, kr_buffer *lines)
{
	size_t first = piece * PEOPLE_A_PIECE, vacancies = match->vacancies->count;
	size_t count = match->people->count - first < PEOPLE_A_PIECE ? match->people->count - first : PEOPLE_A_PIECE;
	size_t limit = match->k < vacancies ? match->k : vacancies;
	uint64_t pairs = 0;
	for (size_t i = 0; i < count; i++)
		kr_top_begin(&thread->tops[i], thread->room + i * limit, limit, match->people, match->vacancies);
	for (size_t vacancy = 0; vacancy < vacancies; vacancy++) {
		kr_rank_begin(&thread->ranker, match->criteria, match->world, match->vacancies, vacancy, match->people, count);
		for (size_t at = 0; at < count; at += KR_BLOCK)
			kr_rank_block(&thread->ranker, first + at, count - at < KR_BLOCK ? count - at : KR_BLOCK, thread->tops + at, false,
			    match->min_score);
		keep_counts(match, &thread->ranker, vacancy);
	}
	for (size_t i = 0; i < count; i++)
		pairs += write_top(match, &thread->tops[i], lines);
	return pairs;
}

static void
work(void *context, size_t piece, size_t thread)
{
	struct wave *wave = context;
	kr_buffer *lines = &wave->lines[piece];
	wave->pairs[piece] = wave->match->per_person
	    ? match_people(wave->match, &wave->threads[thread], wave->first + piece, lines)
	    : match_vacancy(wave->match, &wave->threads[thread], wave->first + piece, lines);
}

static bool
make_thread(const kr_match *match, struct thread *thread)
{
	size_t people = match->people->count, vacancies = match->vacancies->count;
	size_t tops = match->per_person ? (people < PEOPLE_A_PIECE ? people : PEOPLE_A_PIECE) : 1;
	size_t most = match->per_person ? vacancies : people, limit = match->k < most ? match->k : most;
	thread->tops = malloc((tops + 1) * sizeof *thread->tops);
	thread->room = malloc((tops * limit + 1) * sizeof *thread->room);
	return kr_ranker_make(&thread->ranker, match->criteria, match->people) && thread->tops != NULL && thread->room != NULL;
}

static bool
make_all(kr_match *match, struct wave *wave, size_t threads, size_t wave_size)
{
	size_t vacancies = match->vacancies->count;
	match->counts = kr_arena_array(&match->arena, vacancies * match->criteria->count + 1, sizeof *match->counts);
	match->cuts = kr_arena_array(&match->arena, vacancies + 1, sizeof *match->cuts);
	wave->threads = kr_arena_array(&match->arena, threads, sizeof *wave->threads);
	wave->lines = kr_arena_array(&match->arena, wave_size, sizeof *wave->lines);
	wave->pairs = kr_arena_array(&match->arena, wave_size, sizeof *wave->pairs);
	bool good = match->counts && match->cuts && wave->threads && wave->lines && wave->pairs;
	for (size_t i = 0; good && i < threads; i++)
		good = make_thread(match, &wave->threads[i]);
	return good;
}

static void
free_all(struct wave *wave, size_t threads, size_t wave_size)
{
	for (size_t i = 0; wave->threads != NULL && i < threads; i++) {
		kr_ranker_free(&wave->threads[i].ranker);
		free(wave->threads[i].tops);
		free(wave->threads[i].room);
	}
	for (size_t i = 0; wave->lines != NULL && i < wave_size; i++)
		kr_buffer_free(&wave->lines[i]);
}

/* Hands the lines of a wave on and empties it. */
static bool
deliver(struct wave *wave, size_t pieces, void (*take)(void *context, kr_slice lines, uint64_t pairs), void *context)
{
	bool good = true;
	for (size_t i = 0; i < pieces; i++) {
		good = good && !wave->lines[i].failed;
		if (good)
			take(context, kr_buffer_slice(&wave->lines[i]), wave->pairs[i]);
		kr_buffer_clear(&wave->lines[i]);
	}
	return good;
}

bool
kr_match_run(kr_match *match, void (*take)(void *context, kr_slice lines, uint64_t pairs), void *context, kr_error *error)
{
	struct wave wave = {.match = match};
	size_t threads = kr_threads_count(match->threads), wave_size = threads * (match->per_person ? 2 : PIECES_A_WAVE);
	size_t pieces = match->per_person ? (match->people->count + PEOPLE_A_PIECE - 1) / PEOPLE_A_PIECE : match->vacancies->count;
	bool good = make_all(match, &wave, threads, wave_size);
	for (; good && wave.first < pieces; wave.first += wave_size) {
		size_t now = pieces - wave.first < wave_size ? pieces - wave.first : wave_size;
		kr_threads_run(threads, now, work, &wave);
		good = deliver(&wave, now, take, context);
	}
	free_all(&wave, threads, wave_size);
	return good || kr_fail(error, "out of memory");
}

void
kr_match_free(kr_match *match)
{
	kr_arena_free(&match->arena);
}
