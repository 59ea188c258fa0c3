#include "report/median.h"

#include <stdlib.h>

static int
compare(const void *left, const void *right)
{
	int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
	return (a > b) - (a < b);
}

int64_t
kr_median(int64_t *numbers, size_t count)
{
	if (count == 0)
		return 0;
	qsort(numbers, count, sizeof *numbers, compare);
	return numbers[(count - 1) / 2];
}

size_t
kr_count_different(int64_t *numbers, size_t count)
{
	size_t different = count > 0;
	if (count > 1)
		qsort(numbers, count, sizeof *numbers, compare);
	for (size_t i = 1; i < count; i++)
		different += numbers[i] != numbers[i - 1];
	return different;
}
