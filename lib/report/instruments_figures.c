/* The figures of the report instruments. */
#include <stdlib.h>

#include "base/number.h"
#include "report/instruments.h"
#include "report/median.h"

static const kr_slice whole = {NULL, 0};

/* Leaves out what one can no longer begin. */
static void
drop_lapsed(kr_instruments *instruments)
{
	size_t kept = 0;
	int32_t day = kr_date_last(instruments->telling.date);
	for (size_t i = 0; i < instruments->count; i++) {
		const kr_offer *offer = &instruments->offers[i];
		if (offer->until >= day)
			instruments->offers[kept++] = *offer;
		else
			instruments->lapsed += offer->is_first;
	}
	instruments->count = kept;
}

static int
by_kind(const void *left, const void *right)
{
	const kr_offer *a = left, *b = right;
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	return (a->region > b->region) - (a->region < b->region);
}

/* What is counted while the figures are made. */
typedef struct counting {
	kr_instruments *instruments;
	kr_figures *figures;
	const size_t *starts;    /* of each kind: its first offer; one more than there are kinds, the unknown among them */
	int64_t *costs, *weeks;  /* room for one number an offer */
	uint64_t *own;           /* [region]: services that name the region */
	bool *offers;            /* [kind * regions + region]: of its own */
	int64_t *low, *high;     /* [kind]: lowest and highest median cost of a region, in euro */
	uint32_t kinds, regions; /* regions: those with a number below the total, the unassigned among them */
} counting;

/* Whether an offer counts in a region; the total counts each service once. */
static bool
counts_in(const counting *all, const kr_offer *offer, uint32_t region)
{
	if (region == all->regions)
		return offer->is_first;
	return offer->region == region || (offer->region == all->regions && region != all->instruments->telling.regions.unassigned);
}

static void
tell_kind(counting *all, uint32_t region, uint32_t kind)
{
	size_t services = 0, costs = 0, weeks = 0;
	kr_slice class = kr_code_list_code(&all->instruments->kinds, kind);
	for (size_t i = all->starts[kind]; i < all->starts[kind + 1]; i++) {
		const kr_offer *offer = &all->instruments->offers[i];
		if (!counts_in(all, offer, region))
			continue;
		services++;
		if (offer->cost >= 0)
			all->costs[costs++] = offer->cost;
		if (offer->weeks >= 0)
			all->weeks[weeks++] = offer->weeks;
	}
	int64_t cost = kr_divide_round(kr_median(all->costs, costs), 100);
	kr_figures_count(all->figures, "instrument_services", class, services);
	kr_figures_median(all->figures, "instrument_cost", class, cost, costs);
	kr_figures_median(all->figures, "instrument_weeks", class, kr_median(all->weeks, weeks), weeks);
	if (region == all->regions || costs == 0)
		return;
	all->low[kind] = all->low[kind] < 0 || cost < all->low[kind] ? cost : all->low[kind];
	all->high[kind] = cost > all->high[kind] ? cost : all->high[kind];
}

static bool
is_nowhere(const counting *all, uint32_t kind)
{
	return all->starts[kind] == all->starts[kind + 1];
}

static bool
is_everywhere(const counting *all, uint32_t kind)
{
	for (size_t i = all->starts[kind]; i < all->starts[kind + 1]; i++)
		if (all->instruments->offers[i].region == all->regions)
			return true;
	return false;
}

/* Regions that offer the kind of their own. */
static uint32_t
regions_with(const counting *all, uint32_t kind)
{
	uint32_t count = 0;
	for (uint32_t region = 0; region < all->instruments->telling.regions.count; region++)
		count += all->offers[(size_t)kind * all->regions + region];
	return count;
}

static uint32_t
regions_with_list(const counting *all)
{
	uint32_t count = 0;
	for (uint32_t region = 0; region < all->instruments->telling.regions.count; region++)
		count += all->own[region] > 0;
	return count;
}

/* 1 for each kind that others offer and this region does not, and how many kinds it does offer. */
static void
tell_missing(counting *all, uint32_t region)
{
	uint64_t offered = 0, missing = 0;
	for (uint32_t kind = 0; kind < all->kinds; kind++) {
		bool is_offered = all->offers[(size_t)kind * all->regions + region] || is_everywhere(all, kind);
		bool is_missing = !is_offered && regions_with(all, kind) > 0;
		offered += is_offered;
		missing += is_missing;
		if (is_missing)
			kr_figures_count(all->figures, "instrument_missing", kr_code_list_code(&all->instruments->kinds, kind), 1);
	}
	kr_figures_count(all->figures, "instruments_offered", whole, offered);
	kr_figures_count(all->figures, "instruments_missing", whole, missing);
}

/* Where a region has given no list what it offers is unknown. */
static void
tell_unknown(counting *all)
{
	kr_figures_median(all->figures, "instruments_offered", whole, 0, 0);
	kr_figures_median(all->figures, "instruments_missing", whole, 0, 0);
}

/* A kind that some region offers of its own and another with a list does not. */
static bool
is_uneven(const counting *all, uint32_t kind)
{
	uint32_t with = regions_with(all, kind);
	return !is_everywhere(all, kind) && with > 0 && with < regions_with_list(all);
}

static void
tell_total(counting *all)
{
	uint64_t offered = 0, uneven = 0;
	for (uint32_t kind = 0; kind < all->kinds; kind++) {
		kr_slice class = kr_code_list_code(&all->instruments->kinds, kind);
		if (is_nowhere(all, kind))
			continue;
		offered++;
		uneven += is_uneven(all, kind);
		kr_figures_count(all->figures, "instrument_regions", class, is_everywhere(all, kind) ? regions_with_list(all) : regions_with(all, kind));
		kr_figures_median(all->figures, "instrument_cost_low", class, all->low[kind], all->low[kind] >= 0);
		kr_figures_median(all->figures, "instrument_cost_high", class, all->high[kind], all->low[kind] >= 0);
	}
	kr_figures_count(all->figures, "instruments_offered", whole, offered);
	kr_figures_count(all->figures, "instruments_missing", whole, uneven);
	kr_figures_count(all->figures, "instrument_lists", whole, regions_with_list(all));
	kr_figures_count(all->figures, "services_lapsed", whole, all->instruments->lapsed);
}

static void
tell_region(counting *all, uint32_t region)
{
	uint64_t services = 0, uncoded = 0, everywhere = 0;
	for (size_t i = 0; i < all->instruments->count; i++) {
		const kr_offer *offer = &all->instruments->offers[i];
		if (!counts_in(all, offer, region))
			continue;
		services++;
		uncoded += offer->kind == all->kinds;
		everywhere += offer->region == all->regions;
	}
	kr_figures_region(all->figures, region);
	kr_figures_count(all->figures, "services", whole, services);
	kr_figures_count(all->figures, "services_own", whole, services - everywhere);
	kr_figures_count(all->figures, "services_uncoded", whole, uncoded);
	for (uint32_t kind = 0; kind < all->kinds; kind++)
		if (!is_nowhere(all, kind))
			tell_kind(all, region, kind);
	if (region == all->regions)
		tell_total(all);
	else if (all->own[region] > 0 && region != all->instruments->telling.regions.unassigned)
		tell_missing(all, region);
	else
		tell_unknown(all);
}

static void
find_starts(const kr_instruments *instruments, size_t *starts)
{
	size_t at = 0;
	for (uint32_t kind = 0; kind <= instruments->kinds.definition.rows + 1; kind++) {
		while (at < instruments->count && instruments->offers[at].kind < kind)
			at++;
		starts[kind] = at;
	}
}

static void
note_own(counting *all)
{
	for (uint32_t kind = 0; kind < all->kinds; kind++)
		all->low[kind] = all->high[kind] = -1;
	for (size_t i = 0; i < all->instruments->count; i++) {
		const kr_offer *offer = &all->instruments->offers[i];
		if (offer->region == all->regions)
			continue;
		all->own[offer->region]++;
		if (offer->kind < all->kinds)
			all->offers[(size_t)offer->kind * all->regions + offer->region] = true;
	}
}

static bool
tell(kr_instruments *instruments)
{
	kr_arena arena = {0};
	uint32_t kinds = (uint32_t)instruments->kinds.definition.rows, regions = instruments->telling.regions.total;
	size_t *starts = kr_arena_array(&arena, kinds + 2u, sizeof *starts);
	counting all = {
		.instruments = instruments, .figures = &instruments->telling.figures, .starts = starts, .kinds = kinds, .regions = regions,
		.costs = kr_arena_array(&arena, instruments->count + 1, sizeof *all.costs),
		.weeks = kr_arena_array(&arena, instruments->count + 1, sizeof *all.weeks),
		.own = kr_arena_array(&arena, regions + 1u, sizeof *all.own),
		.offers = kr_arena_array(&arena, (size_t)(kinds + 1) * regions, sizeof *all.offers),
		.low = kr_arena_array(&arena, kinds + 1u, sizeof *all.low), .high = kr_arena_array(&arena, kinds + 1u, sizeof *all.high),
	};
	bool good = starts && all.costs && all.weeks && all.own && all.offers && all.low && all.high;
	if (good) {
		find_starts(instruments, starts);
		note_own(&all);
		for (uint32_t region = 0; region <= regions; region++)
			tell_region(&all, region);
	}
	kr_arena_free(&arena);
	return good && !instruments->telling.figures.failed;
}

bool
kr_instruments_end(kr_instruments *instruments, const char *date, kr_error *error)
{
	if (!kr_telling_end(&instruments->telling, date, true, error))
		return false;
	drop_lapsed(instruments);
	if (instruments->count != 0)
		qsort(instruments->offers, instruments->count, sizeof *instruments->offers, by_kind);
	return tell(instruments) || kr_fail(error, "out of memory");
}
