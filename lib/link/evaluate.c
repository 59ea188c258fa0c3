#include "link/evaluate.h"

#include <stdlib.h>

#include "base/number.h"

#define MILLION 1000000

/* A record with known truth; sorted, those of one person and of one truth stand together. */
struct cell {
	uint32_t person, truth;
	uint32_t shared; /* records of the same person and truth */
	uint32_t found;  /* records of the same person */
};

static int
by_person(const void *left, const void *right)
{
	const struct cell *a = left, *b = right;
	if (a->person != b->person)
		return a->person < b->person ? -1 : 1;
	return (a->truth > b->truth) - (a->truth < b->truth);
}

static int
by_truth(const void *left, const void *right)
{
	const struct cell *a = left, *b = right;
	return (a->truth > b->truth) - (a->truth < b->truth);
}

static uint64_t
pairs(uint64_t records)
{
	return records * (records - 1) / 2;
}

static int64_t
share(uint64_t part, uint64_t whole)
{
	return whole == 0 ? -1 : kr_divide_round((int64_t)(part * MILLION), (int64_t)whole);
}

static int64_t
harmonic(int64_t a, int64_t b)
{
	return a < 0 || b < 0 || a + b == 0 ? -1 : kr_divide_round(2 * a * b, a + b);
}

/* Cells sorted by person: how many share the person, and how many the truth within it. */
static void
count_found(struct cell *cells, size_t count, kr_evaluation *to)
{
	for (size_t first = 0, last; first < count; first = last) {
		for (last = first; last < count && cells[last].person == cells[first].person; last++)
			continue;
		for (size_t at = first, end; at < last; at = end) {
			for (end = at; end < last && cells[end].truth == cells[at].truth; end++)
				continue;
			to->right += pairs(end - at);
			for (size_t i = at; i < end; i++)
				cells[i].shared = (uint32_t)(end - at), cells[i].found = (uint32_t)(last - first);
		}
		to->found += pairs(last - first);
	}
}

/* Cells sorted by truth. Each record's share is rounded down to a millionth. */
static void
count_true(const struct cell *cells, size_t count, kr_evaluation *to)
{
	uint64_t precision = 0, recall = 0;
	for (size_t first = 0, last; first < count; first = last) {
		for (last = first; last < count && cells[last].truth == cells[first].truth; last++)
			continue;
		to->true_pairs += pairs(last - first);
		for (size_t i = first; i < last; i++) {
			precision += (uint64_t)cells[i].shared * MILLION / cells[i].found;
			recall += (uint64_t)cells[i].shared * MILLION / (last - first);
		}
	}
	to->b3_precision = count ? kr_divide_round((int64_t)precision, (int64_t)count) : -1;
	to->b3_recall = count ? kr_divide_round((int64_t)recall, (int64_t)count) : -1;
}

bool
kr_evaluate(kr_evaluation *evaluation, const uint32_t *person, const uint32_t *truth, uint32_t records, kr_error *error)
{
	struct cell *cells = calloc((size_t)records + 1, sizeof *cells);
	size_t count = 0;
	*evaluation = (kr_evaluation){0};
	if (cells == NULL)
		return kr_fail(error, "out of memory");
	for (uint32_t i = 0; i < records; i++)
		if (truth[i] != 0)
			cells[count++] = (struct cell){person[i], truth[i], 0, 0};
	qsort(cells, count, sizeof *cells, by_person);
	count_found(cells, count, evaluation);
	qsort(cells, count, sizeof *cells, by_truth);
	count_true(cells, count, evaluation);
	free(cells);
	evaluation->records = count;
	evaluation->precision = share(evaluation->right, evaluation->found);
	evaluation->recall = share(evaluation->right, evaluation->true_pairs);
	evaluation->f1 = harmonic(evaluation->precision, evaluation->recall);
	evaluation->b3_f1 = harmonic(evaluation->b3_precision, evaluation->b3_recall);
	return true;
}
