#include "report/figures.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/number.h"

int64_t
kr_round_tens(uint64_t n)
{
	return (int64_t)((n + 5) / 10 * 10);
}

bool
kr_figures_init(kr_figures *figures, uint32_t region_count, bool is_unprotected, kr_error *error)
{
	*figures = (kr_figures){.region_count = region_count, .is_unprotected = is_unprotected};
	figures->starts = calloc(region_count + 1, sizeof *figures->starts);
	return figures->starts != NULL || kr_fail(error, "out of memory");
}

void
kr_figures_free(kr_figures *figures)
{
	free(figures->list);
	free(figures->starts);
}

void
kr_figures_region(kr_figures *figures, uint32_t region)
{
	for (uint32_t i = region; i <= figures->region_count; i++)
		figures->starts[i] = figures->count;
}

static bool
reserve(kr_figures *figures)
{
	figures->failed |= !kr_array_room(&figures->list, figures->count, &figures->capacity, sizeof *figures->list);
	return !figures->failed;
}

/* The region is the last that kr_figures_region opened. */
static void
add(kr_figures *figures, kr_figure figure)
{
	if (!reserve(figures))
		return;
	figures->list[figures->count++] = figure;
	figures->starts[figures->region_count] = figures->count;
}

static enum kr_status
status_of(const kr_figures *figures)
{
	return figures->is_unprotected ? KR_EXACT : KR_ROUNDED;
}

int64_t
kr_figures_told(const kr_figures *figures, uint64_t count)
{
	return figures->is_unprotected ? (int64_t)count : kr_round_tens(count);
}

int64_t
kr_figures_count(kr_figures *figures, const char *indicator, kr_slice class, uint64_t count)
{
	int64_t told = kr_figures_told(figures, count);
	add(figures, (kr_figure){.indicator = indicator, .class = class, .value = told, .status = status_of(figures)});
	return told;
}

void
kr_figures_share(kr_figures *figures, const char *indicator, kr_slice class, int64_t part, int64_t whole)
{
	kr_figure figure = {.indicator = indicator, .class = class, .status = status_of(figures)};
	if (whole == 0)
		figure.status = KR_NO_VALUE;
	else if (!figures->is_unprotected && whole < KR_SHARE_MIN)
		figure.status = KR_HIDDEN;
	else
		figure.value = kr_divide_round(100 * part, whole);
	add(figures, figure);
}

void
kr_figures_median(kr_figures *figures, const char *indicator, kr_slice class, int64_t median, uint64_t number)
{
	kr_figure figure = {.indicator = indicator, .class = class, .status = status_of(figures)};
	if (number == 0)
		figure.status = KR_NO_VALUE;
	else if (kr_figures_told(figures, number) < KR_SHARE_MIN && !figures->is_unprotected)
		figure.status = KR_HIDDEN;
	else
		figure.value = median;
	add(figures, figure);
}

static int64_t
euro_told(const kr_figures *figures, uint64_t cents)
{
	int64_t step = figures->is_unprotected ? 1 : 100;
	return (int64_t)((cents / 100 + (uint64_t)step / 2) / (uint64_t)step) * step;
}

void
kr_figures_euro(kr_figures *figures, const char *indicator, kr_slice class, uint64_t cents)
{
	add(figures, (kr_figure){
		.indicator = indicator, .class = class, .value = euro_told(figures, cents), .status = status_of(figures)
	});
}

void
kr_figures_euro_each(kr_figures *figures, const char *indicator, kr_slice class, uint64_t cents, uint64_t number)
{
	int64_t told = kr_figures_told(figures, number);
	kr_figure figure = {.indicator = indicator, .class = class, .status = status_of(figures)};
	if (told == 0)
		figure.status = KR_NO_VALUE;
	else if (told < KR_SHARE_MIN && !figures->is_unprotected)
		figure.status = KR_HIDDEN;
	else
		figure.value = kr_divide_round(euro_told(figures, cents), told);
	add(figures, figure);
}

void
kr_figures_plain(kr_figures *figures, const char *indicator, kr_slice class, int64_t value, bool is_known)
{
	add(figures, (kr_figure){.indicator = indicator, .class = class, .value = is_known ? value : 0,
	    .status = is_known ? KR_EXACT : KR_NO_VALUE});
}

void
kr_figures_word(kr_figures *figures, const char *indicator, kr_slice class, kr_slice word)
{
	kr_figure figure = {.indicator = indicator, .class = class, .word = word, .status = status_of(figures)};
	if (word.len == 0)
		figure.status = KR_NO_VALUE;
	add(figures, figure);
}

void
kr_figures_tension(kr_figures *figures, const char *ratio, const char *word, kr_slice class, int64_t open,
    int64_t available)
{
	kr_figure figure = {.indicator = ratio, .class = class, .status = status_of(figures)};
	enum kr_tension tension = kr_tension_class(open, available);
	if (tension == KR_TENSION_NONE)
		figure.status = KR_NO_VALUE;
	else
		figure.value = kr_divide_round(100 * open, available);
	add(figures, figure);
	if (word != NULL)
		kr_figures_word(figures, word, class,
		    tension == KR_TENSION_NONE ? kr_slice_of(NULL, 0) : kr_slice_text(kr_tension_key(tension)));
}

const kr_figure *
kr_figures_find(const kr_figures *figures, uint32_t region, const char *indicator, kr_slice class)
{
	for (size_t i = figures->starts[region]; i < figures->starts[region + 1]; i++) {
		const kr_figure *figure = &figures->list[i];
		if (strcmp(figure->indicator, indicator) == 0 && kr_slice_equal(figure->class, class))
			return figure;
	}
	return NULL;
}
