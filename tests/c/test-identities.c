/* Which person_id a person keeps, against the rule written down as a plain search. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/number.h"
#include "link/identities.h"
#include "tap.h"

enum { RECORDS = 12, PEOPLE = 8, WORLDS = 3000 };

static uint32_t state = 20261129;

static uint32_t
any(uint32_t below)
{
	state = state * 1664525 + 1013904223;
	return (state >> 8) % below;
}

/* A world: before[i] is the old person of record i (0: not known then), person[i] that of today, 1 and up without gaps. */
struct world {
	uint32_t before[RECORDS], person[RECORDS], persons;
	char names[RECORDS][8];
	kr_slice ids[RECORDS];
};

static void
make_world(struct world *world)
{
	uint32_t number[PEOPLE] = {0};
	world->persons = 0;
	for (uint32_t i = 0; i < RECORDS; i++) {
		uint32_t draw = any(PEOPLE);
		if (number[draw] == 0)
			number[draw] = ++world->persons;
		world->person[i] = number[draw];
		world->before[i] = any(4) == 0 ? 0 : 1 + any(PEOPLE) * 3;
		/* Names in an order of their own, so that ties are not broken by position. */
		snprintf(world->names[i], sizeof world->names[i], "r%02u", (i * 7 + 5) % RECORDS);
		world->ids[i] = kr_slice_text(world->names[i]);
	}
}

static bool
write_memory(const struct world *world, const char *path)
{
	FILE *file = fopen(path, "w");
	if (file == NULL)
		return false;
	fputs("record_id\tperson_id\n\tp40\n", file);
	for (uint32_t i = 0; i < RECORDS; i++)
		if (world->before[i] != 0)
			fprintf(file, "%s\tp%u\n", world->names[i], world->before[i]);
	return fclose(file) == 0;
}

static const char *
first_name(const struct world *world, uint32_t person, uint32_t old, uint32_t *count)
{
	const char *first = NULL;
	*count = 0;
	for (uint32_t i = 0; i < RECORDS; i++)
		if (world->person[i] == person && world->before[i] == old) {
			++*count;
			if (first == NULL || strcmp(world->names[i], first) < 0)
				first = world->names[i];
		}
	return first;
}

/* Looks through all persons and all old ids for the strongest, until none is left. Numbers of ids sort as p9 before p10. */
static void
search(const struct world *world, uint32_t *given)
{
	bool taken[PEOPLE * 3 + 1] = {false};
	for (;;) {
		uint32_t best = 0, best_old = 0, best_person = 0;
		const char *best_name = NULL;
		for (uint32_t person = 1; person <= world->persons; person++)
			for (uint32_t old = 1; old <= PEOPLE * 3; old++) {
				uint32_t count;
				const char *name = first_name(world, person, old, &count);
				if (count == 0 || given[person] != 0 || taken[old] || count < best)
					continue;
				if (count > best || old < best_old || (old == best_old && strcmp(name, best_name) < 0)) {
					best = count;
					best_old = old;
					best_person = person;
					best_name = name;
				}
			}
		if (best == 0)
			break;
		given[best_person] = best_old;
		taken[best_old] = true;
	}
	uint32_t highest = 40;
	for (uint32_t person = 1; person <= world->persons; person++)
		if (given[person] == 0)
			given[person] = ++highest;
}

static bool
is_as_searched(const struct world *world, const kr_identities *identities)
{
	uint32_t want[PEOPLE + 1] = {0};
	search(world, want);
	for (uint32_t person = 1; person <= world->persons; person++) {
		char text[16];
		snprintf(text, sizeof text, "p%u", want[person]);
		if (!kr_slice_is(identities->given[person], text))
			return false;
	}
	return true;
}

/* A second run over the same records gives everyone the id of the first. */
static bool
stays(const struct world *world, const kr_identities *first, const char *path)
{
	kr_identities second = {0};
	kr_error error;
	bool good = kr_identities_write(first, path, &error) && kr_identities_read(&second, path, &error) &&
	    kr_identities_give(&second, world->person, world->ids, RECORDS, world->persons, &error) && second.made == 0 &&
	    second.change_count == 0 && second.kept == world->persons;
	for (uint32_t person = 1; good && person <= world->persons; person++)
		good = kr_slice_equal(first->given[person], second.given[person]);
	kr_identities_free(&second);
	return good;
}

int
main(void)
{
	char path[] = "/tmp/test-identities.XXXXXX";
	uint32_t differ = 0, moved = 0, changed = 0;
	int fd = mkstemp(path);
	if (fd < 0)
		return 1;
	close(fd);
	for (uint32_t i = 0; i < WORLDS; i++) {
		struct world world;
		kr_identities identities = {0};
		kr_error error;
		make_world(&world);
		bool good = write_memory(&world, path) && kr_identities_read(&identities, path, &error) &&
		    kr_identities_give(&identities, world.person, world.ids, RECORDS, world.persons, &error);
		differ += !good || !is_as_searched(&world, &identities);
		changed += identities.change_count > 0;
		if (good && i % 10 == 0)
			moved += !stays(&world, &identities, path);
		kr_identities_free(&identities);
	}
	unlink(path);
	ok(differ == 0, "everyone gets the id that a plain search finds");
	ok(changed > WORLDS / 2, "and in most of these worlds records change hands");
	ok(moved == 0, "a second run changes nothing");
	return tap_done();
}
