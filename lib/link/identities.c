#include "link/identities.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/number.h"
#include "record/stream.h"
#include "record/writer.h"

/* How many records of one person of today had one id. */
struct vote {
	uint32_t person, old;
	uint32_t count;
	kr_slice id, first; /* the old person_id; the first of the records by its bytes */
};

/* N of pN; 0 for anything else. */
static uint32_t
number_of(kr_slice id)
{
	int64_t number;
	if (id.len < 2 || id.ptr[0] != 'p' || id.ptr[1] == '0' || !kr_number_parse(kr_slice_part(id, 1, id.len), 1, UINT32_MAX - 1, &number))
		return 0;
	return (uint32_t)number;
}

/* The entry of an id, made where there is none. `id` must stay. */
static bool
enter(kr_identities *identities, kr_slice id, uint32_t *entry)
{
	uint32_t number = number_of(id);
	if (number > identities->highest)
		identities->highest = number;
	if (kr_map_get(&identities->persons, id, entry))
		return true;
	*entry = (uint32_t)identities->persons.count;
	return kr_map_put(&identities->persons, id, *entry);
}

static bool
remember(kr_identities *identities, kr_slice record, kr_slice person)
{
	uint32_t entry;
	kr_slice copy = person;
	if (!kr_map_get(&identities->persons, person, &entry))
		copy = kr_arena_copy(&identities->arena, person);
	if (copy.ptr == NULL || !enter(identities, copy, &entry))
		return false;
	if (record.len == 0)
		return true;
	record = kr_arena_copy(&identities->arena, record);
	return record.ptr != NULL && kr_map_put(&identities->records, record, entry);
}

bool
kr_identities_read(kr_identities *identities, const char *path, kr_error *error)
{
	kr_reader reader;
	kr_record record;
	uint32_t id, person;
	int got;
	if (access(path, F_OK) != 0 && errno == ENOENT)
		return true;
	if (!kr_reader_open(&reader, path, NULL, error))
		return false;
	bool good = kr_header_require(&reader.header, KR_SLICE("record_id"), path, &id, error) &&
	    kr_header_require(&reader.header, KR_SLICE("person_id"), path, &person, error);
	while (good && (got = kr_reader_next(&reader, &record, error)) != 0) {
		good = got > 0;
		if (good && kr_record_field(&record, person).len == 0)
			good = kr_fail(error, "%s:%llu: person_id: empty", path, (unsigned long long)record.line);
		else if (good && !remember(identities, kr_record_field(&record, id), kr_record_field(&record, person)))
			good = kr_fail(error, "out of memory");
	}
	kr_reader_close(&reader);
	return good;
}

static int
compare_numbers(uint32_t a, uint32_t b)
{
	return a < b ? -1 : a > b;
}

static int
by_person(const void *left, const void *right)
{
	const struct vote *a = left, *b = right;
	int order = compare_numbers(a->person, b->person);
	if (order == 0)
		order = compare_numbers(a->old, b->old);
	return order ? order : kr_slice_compare(a->first, b->first);
}

/* Strongest first. */
static int
by_strength(const void *left, const void *right)
{
	const struct vote *a = left, *b = right;
	int order = compare_numbers(b->count, a->count);
	if (order == 0)
		order = a->id.len < b->id.len ? -1 : a->id.len > b->id.len;
	if (order == 0)
		order = kr_slice_compare(a->id, b->id);
	return order ? order : kr_slice_compare(a->first, b->first);
}

static int
by_old(const void *left, const void *right)
{
	const struct vote *a = left, *b = right;
	int order = compare_numbers(a->old, b->old);
	return order ? order : compare_numbers(a->person, b->person);
}

/* One vote a record that was known; how many. */
static size_t
collect(const kr_identities *identities, const uint32_t *person, const kr_slice *record_ids, uint32_t records, struct vote *votes)
{
	size_t count = 0;
	for (uint32_t i = 0; i < records; i++) {
		uint32_t old;
		if (record_ids[i].len > 0 && kr_map_get(&identities->records, record_ids[i], &old))
			votes[count++] = (struct vote){person[i], old, 1, identities->persons.entries[old].key, record_ids[i]};
	}
	return count;
}

/* Sorted votes of one person for one id become one. */
static size_t
add_up(struct vote *votes, size_t count)
{
	size_t to = 0;
	for (size_t i = 0; i < count; i++) {
		if (to > 0 && votes[to - 1].person == votes[i].person && votes[to - 1].old == votes[i].old)
			votes[to - 1].count++;
		else
			votes[to++] = votes[i];
	}
	return to;
}

static bool
give_new(kr_identities *identities, uint32_t persons, kr_error *error)
{
	for (uint32_t i = 1; i <= persons; i++) {
		char text[1 + KR_NUMBER_MAX] = "p";
		uint32_t entry;
		if (identities->given[i].len > 0)
			continue;
		if (identities->highest >= UINT32_MAX - 1)
			return kr_fail(error, "no person_id is left above p%lu", (unsigned long)identities->highest);
		size_t len = 1 + kr_number_write(identities->highest + 1, text + 1);
		identities->given[i] = kr_arena_copy(&identities->arena, kr_slice_of(text, len));
		if (identities->given[i].ptr == NULL || !enter(identities, identities->given[i], &entry))
			return kr_fail(error, "out of memory");
		identities->made++;
	}
	return true;
}

/* `owner`: of each old id the person of today who has it, or 0. */
static bool
note_changes(kr_identities *identities, const struct vote *votes, size_t count, const uint32_t *owner, kr_error *error)
{
	identities->changes = calloc(count + 1, sizeof *identities->changes);
	if (identities->changes == NULL)
		return kr_fail(error, "out of memory");
	for (size_t i = 0; i < count; i++)
		if (owner[votes[i].old] != votes[i].person)
			identities->changes[identities->change_count++] = (kr_identity_change){votes[i].id,
			    identities->given[votes[i].person], votes[i].count, owner[votes[i].old] != 0};
	return true;
}

static bool
note_records(kr_identities *identities, const uint32_t *person, const kr_slice *record_ids, uint32_t records, kr_error *error)
{
	for (uint32_t i = 0; i < records; i++) {
		uint32_t entry;
		if (record_ids[i].len > 0 && !(enter(identities, identities->given[person[i]], &entry) &&
		        kr_map_put(&identities->records, record_ids[i], entry)))
			return kr_fail(error, "out of memory");
	}
	return true;
}

bool
kr_identities_give(kr_identities *identities, const uint32_t *person, const kr_slice *record_ids, uint32_t records,
    uint32_t persons, kr_error *error)
{
	struct vote *votes = calloc((size_t)records + 1, sizeof *votes);
	uint32_t *owner = calloc(identities->persons.count + 1, sizeof *owner);
	identities->given = calloc((size_t)persons + 1, sizeof *identities->given);
	bool good = (votes != NULL && owner != NULL && identities->given != NULL) || kr_fail(error, "out of memory");
	if (good) {
		size_t count = collect(identities, person, record_ids, records, votes);
		qsort(votes, count, sizeof *votes, by_person);
		count = add_up(votes, count);
		qsort(votes, count, sizeof *votes, by_strength);
		for (size_t i = 0; i < count; i++) {
			if (owner[votes[i].old] != 0 || identities->given[votes[i].person].len > 0)
				continue;
			owner[votes[i].old] = votes[i].person;
			identities->given[votes[i].person] = votes[i].id;
			identities->kept++;
		}
		qsort(votes, count, sizeof *votes, by_old);
		good = give_new(identities, persons, error) && note_changes(identities, votes, count, owner, error) &&
		    note_records(identities, person, record_ids, records, error);
	}
	free(votes);
	free(owner);
	return good;
}

/* Ids without a record are entered too, so that they are never given again. */
static bool
write_reserved(const kr_identities *identities, kr_writer *writer)
{
	bool *has_record = calloc(identities->persons.count + 1, sizeof *has_record);
	if (has_record == NULL)
		return false;
	for (size_t i = 0; i < identities->records.count; i++)
		has_record[identities->records.entries[i].value] = true;
	for (size_t i = 0; i < identities->persons.count; i++) {
		kr_slice row[] = {KR_SLICE(""), identities->persons.entries[i].key};
		if (!has_record[i])
			kr_writer_values(writer, row, 2);
	}
	free(has_record);
	return true;
}

bool
kr_identities_write(const kr_identities *identities, const char *path, kr_error *error)
{
	kr_writer writer;
	kr_slice header[] = {KR_SLICE("record_id"), KR_SLICE("person_id")};
	if (!kr_writer_open(&writer, path, true, error))
		return false;
	kr_writer_values(&writer, header, 2);
	for (size_t i = 0; i < identities->records.count; i++) {
		const struct kr_map_entry *entry = &identities->records.entries[i];
		kr_slice row[] = {entry->key, identities->persons.entries[entry->value].key};
		kr_writer_values(&writer, row, 2);
	}
	if (!write_reserved(identities, &writer)) {
		kr_writer_abandon(&writer);
		return kr_fail(error, "out of memory");
	}
	return kr_writer_commit(&writer, error);
}

void
kr_identities_free(kr_identities *identities)
{
	kr_map_free(&identities->records);
	kr_map_free(&identities->persons);
	free(identities->given);
	free(identities->changes);
	kr_arena_free(&identities->arena);
	*identities = (kr_identities){0};
}
