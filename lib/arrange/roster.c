#include "arrange/seeker.h"

#include <stdlib.h>

#define MOST_BITS 60

/* One person's problem while it is made. */
typedef struct maker {
	kr_roster *roster;
	const kr_seekers *seekers;
	kr_catalog *catalog;
	const kr_past *past;
	int32_t day;
	const kr_seeker *seeker;
	uint32_t *chosen, chosen_count; /* services */
	uint64_t *gives;                /* of each service */
	uint32_t *stamp;                /* of each service and, behind them, of each instrument: the last person for whom it counted */
	uint32_t *taken;                /* of each service: the last person who had it */
	uint32_t *instrument_bit, *kind_bit; /* of each instrument: where its stamp is this person's; KR_NO_FIELD: none */
	uint64_t *finished, *excluded;  /* instruments, as bits */
	uint32_t bits, kinds, number;   /* number: of the person, from 1 */
	kr_map problems;                /* to the first person with this problem */
	kr_buffer key;
	kr_error *error;
} maker;

static bool
has_bit(const uint64_t *set, uint32_t bit)
{
	return set[bit / 64] >> (bit % 64) & 1;
}

static void
put_bit(uint64_t *set, uint32_t bit)
{
	set[bit / 64] |= UINT64_C(1) << (bit % 64);
}

static size_t
instruments(const maker *this)
{
	return this->catalog->instruments.definition.rows;
}

/* What the person's earlier wagons mean for later ones. */
static void
look_back(maker *this)
{
	size_t words = instruments(this) / 64 + 1;
	memset(this->finished, 0, words * sizeof *this->finished);
	memset(this->excluded, 0, words * sizeof *this->excluded);
	for (uint32_t i = this->seeker->past; i != KR_NO_FIELD; i = this->past->wagons[i].next) {
		const kr_past_wagon *one = &this->past->wagons[i];
		uint32_t service, row;
		bool found = kr_catalog_find(this->catalog, one->values[KR_TRAIN_SERVICE], &service);
		if (found)
			this->taken[service] = this->number;
		if (one->status == KR_TRAIN_FINISHED && kr_code_list_row(&this->catalog->instruments, one->values[KR_TRAIN_INSTRUMENT], &row))
			put_bit(this->finished, row);
		for (uint32_t k = 0; found && one->status != KR_TRAIN_BROKEN_OFF && k < this->catalog->services[service].excludes_count; k++)
			put_bit(this->excluded, this->catalog->services[service].excludes[k]);
	}
}

/* Takes the service into the problem with these bits, unless something keeps the person from it. */
static void
choose(maker *this, uint32_t number, uint64_t bits)
{
	const kr_service *service = &this->catalog->services[number];
	if (this->stamp[number] != this->number) {
		if (this->taken[number] == this->number || !kr_catalog_fits(this->catalog, service, this->seeker->refused, this->seeker->region) ||
		    (service->instrument != KR_NO_FIELD && has_bit(this->excluded, service->instrument)))
			return;
		this->stamp[number] = this->number;
		this->gives[number] = 0;
		this->chosen[this->chosen_count++] = number;
	}
	this->gives[number] |= bits;
}

static uint32_t *
instrument_stamp(maker *this, uint32_t row)
{
	return &this->stamp[this->catalog->count + row];
}

/* The bit of an instrument that must be finished before; KR_NO_FIELD: no bit is left. All services of that kind come in. */
static uint32_t
require(maker *this, uint32_t row)
{
	if (*instrument_stamp(this, row) != this->number) {
		*instrument_stamp(this, row) = this->number;
		this->instrument_bit[row] = this->kind_bit[row] = KR_NO_FIELD;
	}
	if (this->instrument_bit[row] == KR_NO_FIELD && this->bits < MOST_BITS) {
		const kr_service_list *list = &this->catalog->by_instrument[row];
		this->instrument_bit[row] = this->bits++;
		for (uint32_t i = 0; i < list->count; i++)
			choose(this, list->items[i], UINT64_C(1) << this->instrument_bit[row]);
	}
	return this->instrument_bit[row];
}

/* All services that may be of use; true when each of the needs has been looked up. */
static bool
choose_all(maker *this)
{
	for (uint32_t i = 0; i < this->seeker->need_count; i++) {
		const kr_service_list *list = kr_catalog_serving(this->catalog, this->seeker->needs[i]);
		if (list == NULL)
			return kr_fail(this->error, "out of memory");
		for (uint32_t k = 0; k < list->count; k++)
			choose(this, list->items[k], UINT64_C(1) << i);
	}
	/* The list grows while what its services require comes in. */
	for (uint32_t i = 0; i < this->chosen_count; i++) {
		const kr_service *service = &this->catalog->services[this->chosen[i]];
		for (uint32_t k = 0; k < service->requires_count; k++)
			if (!has_bit(this->finished, service->requires[k]))
				require(this, service->requires[k]);
	}
	return true;
}

/* The bit of an instrument that some wagon excludes, or 0. */
static uint64_t
kind_of(maker *this, uint32_t row, bool make)
{
	if (row == KR_NO_FIELD)
		return 0;
	if (*instrument_stamp(this, row) != this->number) {
		if (!make)
			return 0;
		*instrument_stamp(this, row) = this->number;
		this->instrument_bit[row] = this->kind_bit[row] = KR_NO_FIELD;
	}
	if (this->kind_bit[row] == KR_NO_FIELD && make && this->kinds < 64)
		this->kind_bit[row] = this->kinds++;
	return this->kind_bit[row] == KR_NO_FIELD ? 0 : UINT64_C(1) << this->kind_bit[row];
}

/* False when it cannot be told in the bits that there are: then it is left out. */
static bool
make_wagon(maker *this, uint32_t number, kr_wagon *wagon)
{
	const kr_service *service = &this->catalog->services[number];
	*wagon = (kr_wagon){.gives = this->gives[number], .starts = service->starts, .start_count = service->start_count,
	    .last_start = service->last_start, .days = 7 * (service->weeks ? service->weeks : KR_CATALOG_WEEKS), .weight = service->weight,
	    .cents = service->cents > 0 ? service->cents : 0, .parallel = service->parallel};
	for (uint32_t i = 0; i < service->requires_count; i++) {
		uint32_t row = service->requires[i];
		if (has_bit(this->finished, row))
			continue;
		if (this->instrument_bit[row] == KR_NO_FIELD)
			return false;
		wagon->after |= UINT64_C(1) << this->instrument_bit[row];
	}
	wagon->kind = kind_of(this, service->instrument, false);
	for (uint32_t i = 0; i < service->excludes_count; i++)
		wagon->excludes |= kind_of(this, service->excludes[i], true);
	return true;
}

/* What a running wagon serves of the person's needs, and its kind as one that others require. */
static bool
running_gives(maker *this, const kr_past_wagon *one, kr_wagon *wagon)
{
	kr_slice rest = kr_slice_items(one->values[KR_TRAIN_SERVES]), item;
	uint32_t given, row;
	while (kr_slice_next(&rest, '|', &item)) {
		if (!kr_needs_find(&this->catalog->needs, item, &given, this->error))
			return false;
		for (uint32_t i = 0; given != KR_NO_NEED && i < this->seeker->need_count; i++)
			if (kr_need_is_served(&this->catalog->needs, this->seeker->needs[i], given))
				wagon->gives |= UINT64_C(1) << i;
	}
	if (kr_code_list_row(&this->catalog->instruments, one->values[KR_TRAIN_INSTRUMENT], &row)) {
		wagon->kind = kind_of(this, row, false);
		if (*instrument_stamp(this, row) == this->number && this->instrument_bit[row] != KR_NO_FIELD)
			wagon->gives |= UINT64_C(1) << this->instrument_bit[row];
	}
	return true;
}

/*
 * Wagons that run, each as one that must be taken: it alone gives a bit that is needed. They may overlap, so they are parallel; one more that is
 * not keeps the others that are not off until the last of those has ended.
 */
static bool
add_running(maker *this, kr_cohort_person *person, kr_wagon *wagons, uint32_t *count)
{
	int32_t *today = kr_arena_array(&this->roster->arena, 1, sizeof *today), blocked = 0;
	if (today == NULL)
		return kr_fail(this->error, "out of memory");
	*today = this->day;
	for (uint32_t i = this->seeker->past; i != KR_NO_FIELD && this->bits < MOST_BITS + 2; i = this->past->wagons[i].next) {
		const kr_past_wagon *one = &this->past->wagons[i];
		uint32_t service;
		if (one->status != KR_TRAIN_RUNNING)
			continue;
		int32_t until = one->until != INT32_MIN ? one->until : (one->from != INT32_MIN ? one->from : this->day) + 7 * KR_CATALOG_WEEKS - 1;
		kr_wagon *wagon = &wagons[*count];
		*wagon = (kr_wagon){.gives = UINT64_C(1) << this->bits, .starts = today, .start_count = 1, .last_start = INT32_MAX,
		    .days = until >= this->day ? until + 1 - this->day : 1, .parallel = true};
		if (!running_gives(this, one, wagon))
			return false;
		person->ongoing |= UINT64_C(1) << this->bits++;
		++*count;
		if ((!kr_catalog_find(this->catalog, one->values[KR_TRAIN_SERVICE], &service) || !this->catalog->services[service].parallel) &&
		    wagon->days > blocked)
			blocked = wagon->days;
	}
	if (blocked == 0)
		return true;
	wagons[(*count)++] = (kr_wagon){.gives = UINT64_C(1) << this->bits, .starts = today, .start_count = 1, .last_start = INT32_MAX, .days = blocked};
	person->ongoing |= UINT64_C(1) << this->bits++;
	return true;
}

static int
by_number(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
	return a < b ? -1 : a > b;
}

static uint32_t
count_running(const maker *this)
{
	uint32_t count = 0;
	for (uint32_t i = this->seeker->past; i != KR_NO_FIELD; i = this->past->wagons[i].next)
		count += this->past->wagons[i].status == KR_TRAIN_RUNNING;
	return count;
}

static bool
make_problem(maker *this, kr_cohort_person *person)
{
	kr_arena *arena = &this->roster->arena;
	uint32_t running = count_running(this), count = 0, *services;
	this->chosen_count = this->kinds = 0;
	this->bits = this->seeker->need_count;
	if (!choose_all(this))
		return false;
	if (this->chosen_count > 0)
		qsort(this->chosen, this->chosen_count, sizeof *this->chosen, by_number);
	kr_wagon *wagons = kr_arena_array(arena, this->chosen_count + running + 1, sizeof *wagons);
	services = kr_arena_array(arena, this->chosen_count + running + 1, sizeof *services);
	if (wagons == NULL || services == NULL)
		return kr_fail(this->error, "out of memory");
	/* Excluded kinds must be known before the wagons of these kinds are made. */
	for (uint32_t i = 0; i < this->chosen_count; i++)
		make_wagon(this, this->chosen[i], &wagons[0]);
	for (uint32_t i = 0; i < this->chosen_count; i++)
		if (make_wagon(this, this->chosen[i], &wagons[count]))
			services[count++] = this->chosen[i];
	uint32_t planned = count;
	if (running > 0 && !add_running(this, person, wagons, &count))
		return false;
	for (uint32_t i = planned; i < count; i++)
		services[i] = KR_NO_SERVICE;
	person->problem.wagons = wagons;
	person->problem.count = count;
	person->services = services;
	return true;
}

/* True when somebody before has the same problem; it is taken over. */
static bool
find_like(maker *this, kr_cohort_person *person, uint32_t number)
{
	uint32_t other = number;
	kr_buffer_clear(&this->key);
	kr_buffer_add(&this->key, (const char *)this->seeker->needs, this->seeker->need_count * sizeof *this->seeker->needs);
	kr_buffer_add(&this->key, (const char *)&this->seeker->refused, sizeof this->seeker->refused);
	kr_buffer_slice_add(&this->key, this->seeker->region);
	person->like = number;
	if (this->seeker->past != KR_NO_FIELD || this->key.failed)
		return false;
	if (kr_map_get(&this->problems, kr_buffer_slice(&this->key), &other)) {
		person->problem.wagons = this->roster->people[other].problem.wagons;
		person->problem.count = this->roster->people[other].problem.count;
		person->services = this->roster->people[other].services;
		person->like = other;
		return true;
	}
	kr_slice kept = kr_arena_copy(&this->roster->arena, kr_buffer_slice(&this->key));
	/* Without memory for the key the problem is made again, no more. */
	if (kept.ptr != NULL)
		kr_map_put(&this->problems, kept, number);
	return false;
}

static bool
make_person(maker *this, uint32_t number)
{
	kr_cohort_person *person = &this->roster->people[number];
	this->seeker = &this->seekers->items[number];
	this->number = number + 1;
	*person = (kr_cohort_person){.problem = {.day = this->day}, .like = number};
	if (this->seeker->has_too_many)
		return true;
	person->problem.needs = (UINT64_C(1) << this->seeker->need_count) - 1;
	for (uint32_t i = 0; i < this->seeker->need_count; i++) {
		const kr_need *need = &this->catalog->needs.items[this->seeker->needs[i]];
		if (kr_slice_is(kr_code_list_code(&this->catalog->needs.kinds, need->kind), "work"))
			person->last |= UINT64_C(1) << i;
	}
	if (find_like(this, person, number))
		return true;
	look_back(this);
	if (!make_problem(this, person))
		return false;
	person->problem.needs |= person->ongoing;
	return true;
}

static bool
make_services(kr_roster *roster, const kr_catalog *catalog)
{
	roster->services = kr_arena_array(&roster->arena, catalog->count + 1u, sizeof *roster->services);
	if (roster->services == NULL)
		return false;
	for (uint32_t i = 0; i < catalog->count; i++) {
		const kr_service *one = &catalog->services[i];
		roster->services[i] = (kr_cohort_service){.places = one->places < 0 ? KR_UNLIMITED : one->places, .starts = one->starts,
		    .start_count = one->start_count, .pots = one->pots, .pot_count = one->cents > 0 ? one->pot_count : 0,
		    .cents = one->cents > 0 ? one->cents : 0};
	}
	return true;
}

bool
kr_roster_make(kr_roster *roster, const kr_seekers *seekers, kr_catalog *catalog, const kr_past *past, const int64_t *budgets, int32_t day,
    kr_error *error)
{
	kr_arena scratch = {0};
	size_t kinds = catalog->instruments.definition.rows, all = catalog->count + kinds + 1;
	maker this = {.roster = roster, .seekers = seekers, .catalog = catalog, .past = past, .day = day, .error = error,
	    .chosen = kr_arena_array(&scratch, all, sizeof *this.chosen), .gives = kr_arena_array(&scratch, all, sizeof *this.gives),
	    .stamp = kr_arena_array(&scratch, all, sizeof *this.stamp), .taken = kr_arena_array(&scratch, all, sizeof *this.taken),
	    .instrument_bit = kr_arena_array(&scratch, kinds + 1, sizeof(uint32_t)), .kind_bit = kr_arena_array(&scratch, kinds + 1, sizeof(uint32_t)),
	    .finished = kr_arena_array(&scratch, kinds / 64 + 1, sizeof(uint64_t)), .excluded = kr_arena_array(&scratch, kinds / 64 + 1, sizeof(uint64_t))};
	roster->people = kr_arena_array(&roster->arena, (size_t)seekers->count + 1, sizeof *roster->people);
	bool good = (roster->people && this.chosen && this.gives && this.stamp && this.taken && this.instrument_bit && this.kind_bit && this.finished &&
		        this.excluded && make_services(roster, catalog)) ||
	    kr_fail(error, "out of memory");
	for (uint32_t i = 0; i < seekers->count && good; i++)
		good = make_person(&this, i);
	roster->cohort = (kr_cohort){.services = roster->services, .service_count = catalog->count, .budgets = budgets, .pot_count = catalog->pot_count,
	    .people = roster->people, .count = seekers->count, .threads = 1};
	kr_map_free(&this.problems);
	kr_buffer_free(&this.key);
	kr_arena_free(&scratch);
	return good;
}

void
kr_roster_free(kr_roster *roster)
{
	kr_arena_free(&roster->arena);
	*roster = (kr_roster){0};
}
