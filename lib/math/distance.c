#include "math/distance.h"

#include <math.h>
#include <stddef.h>

/* Powers of the differences are held in ten-millionths of the unit of the formula (10,000 seconds of arc). */
#define ONE 10000000

struct term {
	int north, east;     /* powers of the differences in latitude and longitude */
	int64_t millimetres; /* coefficient */
};

static const struct term x_terms[] = {
    {0, 1, 190094945}, {1, 1, -11832228}, {2, 1, -114221}, {0, 3, -32391}, {1, 0, -705}, {3, 1, -2340}, {1, 3, -608}, {0, 2, -8},
    {2, 3, 148},
};

static const struct term y_terms[] = {
    {1, 0, 309056544}, {0, 2, 3638893}, {2, 0, 73077}, {1, 2, -157984}, {3, 0, 59788}, {0, 1, 433}, {2, 2, -6439}, {1, 1, -32},
    {0, 4, 92}, {1, 4, -54},
};

static int64_t
sum(const struct term *terms, size_t count, const int64_t *north, const int64_t *east)
{
	int64_t total = 0;
	for (size_t i = 0; i < count; i++)
		total += terms[i].millimetres * (north[terms[i].north] * east[terms[i].east] / ONE) / ONE;
	return total;
}

static void
powers(int64_t difference, int64_t *out)
{
	out[0] = ONE;
	for (int i = 1; i < 5; i++)
		out[i] = out[i - 1] * difference / ONE;
}

/* The grid's origin, Amersfoort, lies at 52.15517440 N, 5.38720621 E and is (155000, 463000). */
kr_point
kr_point_of_degrees(int32_t latitude, int32_t longitude)
{
	int64_t north[5], east[5];
	powers(((int64_t)latitude * 100 - 5215517440) * 36 / 1000, north);
	powers(((int64_t)longitude * 100 - 538720621) * 36 / 1000, east);
	int64_t x = sum(x_terms, sizeof x_terms / sizeof *x_terms, north, east);
	int64_t y = sum(y_terms, sizeof y_terms / sizeof *y_terms, north, east);
	return (kr_point){(int32_t)(155000 + x / 1000), (int32_t)(463000 + y / 1000)};
}

/* sqrt() rounds as IEEE 754 says on every machine; the two steps make it exact whatever it gives. */
uint32_t
kr_square_root(uint64_t n)
{
	uint64_t root = (uint64_t)sqrt((double)n);
	while (root > UINT32_MAX || root * root > n)
		root--;
	while (root < UINT32_MAX && (root + 1) * (root + 1) <= n)
		root++;
	return (uint32_t)root;
}

uint32_t
kr_distance_km(kr_point a, kr_point b)
{
	int64_t x = a.x - (int64_t)b.x, y = a.y - (int64_t)b.y;
	return (kr_square_root((uint64_t)(x * x + y * y)) + 500) / 1000;
}
