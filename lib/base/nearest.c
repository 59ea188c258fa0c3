#include "base/nearest.h"

#define NAME_MAX_COMPARED 48u

/* Near enough to be meant: a third of the name, never all of it. */
static bool
is_near(size_t distance, kr_slice known)
{
	return distance <= (known.len + 2) / 3 && distance < known.len;
}

static size_t
least(size_t a, size_t b, size_t c)
{
	size_t smaller = a < b ? a : b;
	return smaller < c ? smaller : c;
}

/* Optimal string alignment distance (Damerau 1964, restricted), three rows. */
static size_t
edit_distance(kr_slice a, kr_slice b)
{
	size_t rows[3][NAME_MAX_COMPARED + 1];
	size_t *before = rows[0], *last = rows[1], *row = rows[2];
	for (size_t j = 0; j <= b.len; j++)
		last[j] = j;
	for (size_t i = 1; i <= a.len; i++) {
		row[0] = i;
		for (size_t j = 1; j <= b.len; j++) {
			size_t differs = a.ptr[i - 1] != b.ptr[j - 1];
			row[j] = least(last[j] + 1, row[j - 1] + 1, last[j - 1] + differs);
			if (i > 1 && j > 1 && a.ptr[i - 1] == b.ptr[j - 2] && a.ptr[i - 2] == b.ptr[j - 1])
				row[j] = least(row[j], before[j - 2] + 1, row[j]);
		}
		size_t *free_row = before;
		before = last;
		last = row;
		row = free_row;
	}
	return last[b.len];
}

kr_nearest
kr_nearest_to(kr_slice wanted)
{
	return (kr_nearest){.wanted = wanted, .distance = SIZE_MAX};
}

void
kr_nearest_offer(kr_nearest *nearest, kr_slice known)
{
	if (nearest->wanted.len > NAME_MAX_COMPARED || known.len > NAME_MAX_COMPARED)
		return;
	size_t distance = edit_distance(nearest->wanted, known);
	if (distance < nearest->distance && is_near(distance, known)) {
		nearest->distance = distance;
		nearest->best = known;
	}
}

kr_slice
kr_nearest_found(const kr_nearest *nearest)
{
	return nearest->best;
}
