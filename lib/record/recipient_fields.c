#include "base/nearest.h"
#include "record/recipient.h"
#include "record/schema.h"

/* What one schema says about a header. */
typedef struct view {
	char name[KR_SCHEMA_NAME_MAX];
	bool *knows; /* for each field */
	uint32_t count;
	bool is_in_play;
} view;

/* Marks the fields that a schema knows. */
static bool
mark(view *self, const char *name, const char *directory, const kr_header *header, kr_error *error)
{
	kr_schema schema;
	if (!kr_schema_load(&schema, name, directory, error))
		return false;
	for (uint32_t i = 0; i < header->count; i++) {
		bool is_new = !self->knows[i] && kr_schema_knows(&schema, header->names[i]);
		self->knows[i] |= is_new;
		self->count += is_new;
	}
	kr_schema_free(&schema);
	return true;
}

/* A person has the fields of a candidate too. */
static bool
look(view *self, kr_slice name, const char *directory, const kr_header *header, kr_arena *arena, kr_error *error)
{
	*self = (view){.knows = kr_arena_array(arena, header->count + 1u, sizeof(bool))};
	if (self->knows == NULL)
		return kr_fail(error, "out of memory");
	memcpy(self->name, name.ptr, name.len < sizeof self->name ? name.len : sizeof self->name - 1);
	return mark(self, self->name, directory, header, error) &&
	    (!kr_slice_is(name, "person") || mark(self, "candidate", directory, header, error));
}

/* The view of the schema that was named, or of the one that knows most; NULL for an unknown name. */
static view *
choose(view *views, size_t count, const char *schema, kr_error *error)
{
	view *best = &views[0];
	kr_nearest nearest = kr_nearest_to(kr_slice_text(schema));
	char quoted[KR_QUOTE_MAX], known[KR_QUOTE_MAX];
	for (size_t i = 0; i < count; i++) {
		if (schema != NULL && strcmp(schema, views[i].name) == 0)
			return &views[i];
		kr_nearest_offer(&nearest, kr_slice_text(views[i].name));
		if (views[i].count > best->count)
			best = &views[i];
	}
	if (schema == NULL)
		return best;
	kr_slice found = kr_nearest_found(&nearest);
	kr_fail(error, found.len ? "unknown schema %s (did you mean %s?)" : "unknown schema %s",
	    kr_quote(kr_slice_text(schema), quoted), kr_quote(found, known));
	return NULL;
}

/* Those that know a field which the chosen one does not. */
static void
bring_into_play(view *views, size_t count, const view *chosen, uint32_t fields)
{
	for (size_t v = 0; v < count; v++)
		for (uint32_t i = 0; i < fields; i++)
			views[v].is_in_play |= &views[v] == chosen || (views[v].knows[i] && !chosen->knows[i]);
}

static bool
is_granted(const kr_recipient *recipient, const view *views, size_t count, kr_slice field, uint32_t number)
{
	bool known = false;
	for (size_t v = 0; v < count; v++) {
		if (!views[v].is_in_play || !views[v].knows[number])
			continue;
		if (!kr_recipient_grants(recipient, views[v].name, field))
			return false;
		known = true;
	}
	return known;
}

static bool
decide(const kr_recipient *recipient, const char *schema, const char *directory, const kr_header *header, bool *granted,
    char *found, kr_arena *arena, kr_error *error)
{
	kr_slice rest = KR_SLICE(KR_SCHEMAS), name;
	size_t count = 0;
	view *views = kr_arena_array(arena, kr_slice_count(rest, ','), sizeof *views);
	if (views == NULL)
		return kr_fail(error, "out of memory");
	while (kr_slice_next(&rest, ',', &name))
		if (!look(&views[count++], name, directory, header, arena, error))
			return false;
	const view *chosen = choose(views, count, schema, error);
	if (chosen == NULL)
		return false;
	memcpy(found, chosen->name, sizeof chosen->name);
	bring_into_play(views, count, chosen, header->count);
	for (uint32_t i = 0; i < header->count; i++)
		granted[i] = is_granted(recipient, views, count, header->names[i], i);
	return true;
}

bool
kr_recipient_fields(const kr_recipient *recipient, const char *schema, const char *directory, const kr_header *header,
    bool *granted, char found[KR_SCHEMA_NAME_MAX], kr_error *error)
{
	kr_arena arena = {0};
	bool good = decide(recipient, schema, directory, header, granted, found, &arena, error);
	kr_arena_free(&arena);
	return good;
}
