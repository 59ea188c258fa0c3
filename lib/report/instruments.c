#include "report/instruments.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/number.h"

static const kr_slice whole = {NULL, 0};

bool
kr_instruments_begin(kr_instruments *instruments, const char *language, const char *directory, kr_error *error)
{
	memset(instruments, 0, sizeof *instruments);
	return kr_telling_begin(&instruments->telling, language, directory, error) &&
	    kr_code_list_load(&instruments->kinds, "instruments", directory, error);
}

/* Positions of the fields that are read. */
typedef struct offer_fields {
	uint32_t instrument, regions, cost, weeks, valid_until, source, as_of;
} offer_fields;

static bool
bind(offer_fields *fields, const kr_stream *stream, kr_error *error)
{
	const kr_header *header = &stream->header;
	*fields = (offer_fields){
		.cost = kr_header_find(header, KR_SLICE("cost")), .weeks = kr_header_find(header, KR_SLICE("weeks")),
		.valid_until = kr_header_find(header, KR_SLICE("valid_until")), .source = kr_header_find(header, KR_SLICE("source")),
		.as_of = kr_header_find(header, KR_SLICE("as_of")),
	};
	return kr_stream_require(stream, "instrument", &fields->instrument, error) &&
	    kr_stream_require(stream, "regions", &fields->regions, error);
}

static bool
add_offer(kr_instruments *instruments, const kr_offer *offer)
{
	if (!kr_array_room(&instruments->offers, instruments->count, &instruments->capacity, sizeof *offer))
		return false;
	instruments->offers[instruments->count++] = *offer;
	return true;
}

static kr_offer
read_offer(const kr_instruments *instruments, const offer_fields *fields, const kr_record *record)
{
	kr_offer offer = {.cost = -1, .weeks = -1, .until = INT32_MAX, .kind = (uint32_t)instruments->kinds.definition.rows, .is_first = true};
	int64_t number;
	kr_date until;
	(void)kr_code_list_row(&instruments->kinds, kr_record_field(record, fields->instrument), &offer.kind);
	if (kr_decimal_parse(kr_record_field(record, fields->cost), 2, &number) && number >= 0)
		offer.cost = number;
	if (kr_number_parse(kr_record_field(record, fields->weeks), 0, 100000, &number))
		offer.weeks = (int32_t)number;
	if (kr_date_parse(kr_record_field(record, fields->valid_until), &until))
		offer.until = kr_date_last(until);
	return offer;
}

/* An offer for each region, or one for all; one that names none lies in no region. */
static bool
take(kr_instruments *instruments, const offer_fields *fields, const kr_record *record)
{
	const kr_regions *regions = &instruments->telling.regions;
	kr_offer offer = read_offer(instruments, fields, record);
	kr_slice rest = kr_slice_items(kr_record_field(record, fields->regions)), code;
	while (kr_slice_next(&rest, '|', &code)) {
		offer.region = kr_slice_is(code, "all") ? regions->total : kr_regions_of_code(regions, code);
		if (!add_offer(instruments, &offer))
			return false;
		offer.is_first = false;
	}
	offer.region = regions->unassigned;
	return !offer.is_first || add_offer(instruments, &offer);
}

bool
kr_instruments_read(kr_instruments *instruments, kr_stream *stream, kr_error *error)
{
	offer_fields fields;
	kr_record record;
	int got;
	kr_provenance *provenance = &instruments->telling.provenance;
	if (!bind(&fields, stream, error))
		return false;
	while ((got = kr_stream_next(stream, &record, error)) > 0) {
		instruments->read++;
		kr_provenance_date(provenance, kr_record_field(&record, fields.as_of));
		if (!kr_provenance_sources(provenance, kr_record_field(&record, fields.source)) || !take(instruments, &fields, &record))
			return kr_fail(error, "out of memory");
	}
	return got == 0;
}

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
compare_numbers(const void *left, const void *right)
{
	int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
	return (a > b) - (a < b);
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

static int64_t
median_of(int64_t *numbers, size_t count)
{
	if (count == 0)
		return 0;
	qsort(numbers, count, sizeof *numbers, compare_numbers);
	return numbers[(count - 1) / 2];
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
	int64_t cost = kr_divide_round(median_of(all->costs, costs), 100);
	kr_figures_count(all->figures, "instrument_services", class, services);
	kr_figures_median(all->figures, "instrument_cost", class, cost, costs);
	kr_figures_median(all->figures, "instrument_weeks", class, median_of(all->weeks, weeks), weeks);
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

void
kr_instruments_free(kr_instruments *instruments)
{
	free(instruments->offers);
	kr_code_list_free(&instruments->kinds);
	kr_telling_free(&instruments->telling);
}
