#include "match/top.h"

void
kr_top_begin(kr_top *top, kr_pair *room, size_t limit, const kr_side *people, const kr_side *vacancies)
{
	*top = (kr_top){.pairs = room, .limit = limit, .people = people, .vacancies = vacancies};
}

static bool
is_better(const kr_top *top, const kr_pair *a, const kr_pair *b)
{
	if (a->score != b->score)
		return a->score > b->score;
	if (a->km != b->km)
		return a->km < b->km;
	int order = a->person == b->person ? 0 : kr_slice_compare(top->people->ids[a->person], top->people->ids[b->person]);
	if (order == 0)
		order = kr_slice_compare(top->vacancies->vacancies[a->vacancy].id, top->vacancies->vacancies[b->vacancy].id);
	return order < 0;
}

static void
swap(kr_pair *a, kr_pair *b)
{
	kr_pair other = *a;
	*a = *b;
	*b = other;
}

static void
sift_up(kr_top *top, size_t i)
{
	while (i > 0 && is_better(top, &top->pairs[(i - 1) / 2], &top->pairs[i])) {
		swap(&top->pairs[i], &top->pairs[(i - 1) / 2]);
		i = (i - 1) / 2;
	}
}

static void
sift_down(kr_top *top, size_t i, size_t count)
{
	for (size_t worst = i;; i = worst) {
		for (size_t child = 2 * i + 1; child <= 2 * i + 2 && child < count; child++)
			if (is_better(top, &top->pairs[worst], &top->pairs[child]))
				worst = child;
		if (worst == i)
			return;
		swap(&top->pairs[i], &top->pairs[worst]);
	}
}

/* The floor never sinks, so whatever is left out below it stays below; only equals of the floor are counted. */
void
kr_top_offer(kr_top *top, kr_pair pair)
{
	if (top->count < top->limit) {
		top->pairs[top->count++] = pair;
		sift_up(top, top->count - 1);
		return;
	}
	uint32_t floor = top->pairs[0].score;
	if (!is_better(top, &pair, &top->pairs[0])) {
		top->tied += pair.score == floor;
		return;
	}
	top->pairs[0] = pair;
	sift_down(top, 0, top->count);
	top->tied = top->pairs[0].score == floor ? top->tied + 1 : 0;
}

void
kr_top_sort(kr_top *top)
{
	for (size_t count = top->count; count > 1; count--) {
		swap(&top->pairs[0], &top->pairs[count - 1]);
		sift_down(top, 0, count - 1);
	}
}
