#include "arrange/train_label.h"

#include <stdlib.h>

int32_t
kr_train_first_start(const kr_wagon *wagon, int32_t day)
{
	uint32_t low = 0, high = wagon->start_count;
	if (high > 0) {
		while (low < high) {
			uint32_t middle = low + (high - low) / 2;
			if (wagon->starts[middle] < day)
				low = middle + 1;
			else
				high = middle;
		}
		if (low == wagon->start_count)
			return KR_NEVER;
		day = wagon->starts[low];
	}
	return day > wagon->last_start ? KR_NEVER : day;
}

int32_t
kr_train_last_start(const kr_wagon *wagon)
{
	uint32_t last = wagon->start_count;
	while (last > 0 && wagon->starts[last - 1] > wagon->last_start)
		last--;
	return wagon->start_count == 0 ? wagon->last_start : last > 0 ? wagon->starts[last - 1] : INT32_MIN;
}

void
kr_label_lay_out(kr_arranger *this, const kr_train_problem *problem)
{
	uint64_t after = 0, excludes = 0;
	for (uint32_t i = 0; i < problem->count; i++) {
		after |= this->left_out[i] ? 0 : problem->wagons[i].after & ~problem->has;
		excludes |= this->left_out[i] ? 0 : problem->wagons[i].excludes;
	}
	this->bit_count = this->kind_count = 0;
	for (uint8_t i = 0; i < 64; i++) {
		if (after >> i & 1)
			this->bits[this->bit_count++] = i;
		if (excludes >> i & 1)
			this->kinds[this->kind_count++] = i;
	}
	this->stride = this->bit_count + this->kind_count;
}

bool
kr_label_make_room(kr_arranger *this, kr_error *error)
{
	/* One more: `times` is an array even where nothing waits for anything. */
	size_t needed = ((size_t)this->count + 1) * this->stride + 1;
	if (this->count == this->capacity) {
		uint32_t capacity = this->capacity * 2 + 256;
		kr_train_label *more = capacity < this->capacity ? NULL : realloc(this->labels, capacity * sizeof *more);
		if (more == NULL)
			return kr_fail(error, "out of memory");
		this->labels = more;
		this->capacity = capacity;
	}
	if (needed > this->times_capacity) {
		int32_t *more = realloc(this->times, needed * 2 * sizeof *more);
		if (more == NULL)
			return kr_fail(error, "out of memory");
		this->times = more;
		this->times_capacity = needed * 2;
	}
	return true;
}

static int
by_number(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
	return a < b ? -1 : a > b;
}

/* Order of the sets of wagons of two labels that have equally many; adding the same wagon to both does not change it. */
static int
compare_sets(const kr_arranger *this, const kr_train_label *a, const kr_train_label *b)
{
	uint32_t left[KR_TRAIN_MAX], right[KR_TRAIN_MAX], count = 0;
	for (; a->wagons > 0; a = &this->labels[a->parent], b = &this->labels[b->parent]) {
		left[count] = a->wagon;
		right[count++] = b->wagon;
	}
	qsort(left, count, sizeof *left, by_number);
	qsort(right, count, sizeof *right, by_number);
	for (uint32_t i = 0; i < count; i++)
		if (left[i] != right[i])
			return left[i] < right[i] ? -1 : 1;
	return 0;
}

static bool
dominates(const kr_arranger *this, enum kr_pass pass, uint32_t first, uint32_t second)
{
	const kr_train_label *a = &this->labels[first], *b = &this->labels[second];
	const int32_t *x = kr_label_times(this, first), *y = kr_label_times(this, second);
	if ((b->has & ~a->has) != 0 || (a->excluded & ~b->excluded) != 0 || a->wagons > b->wagons || a->main_free > b->main_free ||
	    (pass >= KR_PASS_WEIGHT && a->weight > b->weight) || (pass >= KR_PASS_END && a->end > b->end) || (pass >= KR_PASS_CENTS && a->cents > b->cents))
		return false;
	for (uint32_t i = 0; i < this->stride; i++)
		if (x[i] > y[i])
			return false;
	/* An earlier end may be lost behind a later wagon; then the sets decide. */
	return pass < KR_PASS_CENTS || a->wagons < b->wagons || a->weight < b->weight || a->cents < b->cents || compare_sets(this, a, b) <= 0;
}

bool
kr_label_better(const kr_arranger *this, uint64_t needs, const kr_train_label *a, const kr_train_label *b)
{
	int open_a = kr_train_bits(needs & ~a->has), open_b = kr_train_bits(needs & ~b->has);
	if (open_a != open_b)
		return open_a < open_b;
	if (a->wagons != b->wagons)
		return a->wagons < b->wagons;
	if (a->weight != b->weight)
		return a->weight < b->weight;
	if (a->end != b->end)
		return a->end < b->end;
	if (a->cents != b->cents)
		return a->cents < b->cents;
	return compare_sets(this, a, b) < 0;
}

int32_t
kr_label_start(const kr_arranger *this, const kr_train_problem *problem, uint32_t parent, const kr_wagon *wagon)
{
	const kr_train_label *from = &this->labels[parent];
	const int32_t *times = kr_label_times(this, parent);
	int32_t day = problem->day;
	if ((wagon->after & ~from->has) != 0 || (wagon->kind & from->excluded) != 0)
		return KR_NEVER;
	if (!wagon->parallel && from->main_free > day)
		day = from->main_free;
	for (uint32_t i = 0; i < this->stride; i++) {
		bool waits = i < this->bit_count ? wagon->after >> this->bits[i] & 1 : wagon->excludes >> this->kinds[i - this->bit_count] & 1;
		if (waits && times[i] > day)
			day = times[i];
	}
	return kr_train_first_start(wagon, day);
}

bool
kr_label_hang(kr_arranger *this, uint32_t parent, const kr_wagon *wagon, uint32_t number, int32_t start, uint64_t needs)
{
	const kr_train_label *from = &this->labels[parent];
	kr_train_label *next = &this->labels[this->count];
	int32_t *times = kr_label_times(this, this->count), end = start + wagon->days;
	bool useful = (wagon->gives & needs & ~from->has) != 0;
	memcpy(times, kr_label_times(this, parent), this->stride * sizeof *times);
	for (uint32_t i = 0; i < this->bit_count; i++)
		if ((wagon->gives >> this->bits[i] & 1) && end < times[i]) {
			times[i] = end;
			useful = true;
		}
	for (uint32_t i = 0; i < this->kind_count; i++) {
		int32_t *last = &times[this->bit_count + i];
		if ((wagon->kind >> this->kinds[i] & 1) && end > *last)
			*last = end;
	}
	*next = *from;
	next->has |= wagon->gives;
	next->excluded |= wagon->excludes;
	next->weight += wagon->weight;
	next->cents += wagon->cents;
	next->from = start;
	next->end = end > from->end ? end : from->end;
	next->main_free = !wagon->parallel && end > from->main_free ? end : from->main_free;
	next->parent = parent;
	next->wagon = number;
	next->wagons++;
	next->dominated = false;
	return useful;
}

void
kr_label_keep(kr_arranger *this, enum kr_pass pass, uint32_t level)
{
	for (uint32_t i = 0; i < this->count; i++)
		if (!this->labels[i].dominated && dominates(this, pass, i, this->count))
			return;
	for (uint32_t i = level; i < this->count; i++)
		if (!this->labels[i].dominated && dominates(this, pass, this->count, i))
			this->labels[i].dominated = true;
	this->count++;
}
