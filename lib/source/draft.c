#include "source/draft.h"

#include <stdlib.h>

#include "base/embedded.h"
#include "source/draft_choose.h"
#include "source/draft_write.h"

bool
kr_draft_open(kr_draft *draft, const kr_header *header, const char *file, kr_error *error)
{
	*draft = (kr_draft){.header = header};
	draft->looks = kr_arena_array(&draft->arena, header->count + 1u, sizeof *draft->looks);
	draft->choices = kr_arena_array(&draft->arena, header->count + 1u, sizeof *draft->choices);
	bool good = (draft->looks != NULL && draft->choices != NULL) || kr_fail(error, "out of memory");
	good = good && kr_columns_load(&draft->columns, error) && kr_looker_open(&draft->looker, &draft->columns, error);
	for (uint32_t i = 0; good && i < header->count; i++)
		if (kr_looker_is_personal(&draft->looker, header->names[i]))
			good = kr_fail(error, "%s: the header holds what looks like somebody's data, not names of columns", file);
	if (!good)
		kr_draft_close(draft);
	return good;
}

void
kr_draft_see(kr_draft *draft, const kr_slice *fields)
{
	if (draft->records++ >= KR_DRAFT_RECORDS)
		return;
	for (uint32_t i = 0; i < draft->header->count; i++) {
		kr_slice value = kr_slice_trim(fields[i]);
		if (value.len > 0)
			kr_looker_see(&draft->looker, &draft->looks[i], value);
	}
}

/* The profiles that a draft is made from, with the kind of record that each is for. */
static const struct { const char *kind, *profile; } models[] = {
    {"candidate", "source/profiles/gemeente"}, {"vacancy", "source/profiles/vacature-csv"}};

bool
kr_draft_write(kr_draft *draft, kr_buffer *to, kr_error *error)
{
	kr_definition rules[2] = {0};
	int64_t totals[2];
	bool good = true;
	for (size_t i = 0; i < 2 && good; i++)
		good = kr_definition_parse(&rules[i], kr_embedded(models[i].profile), models[i].profile, error) &&
		    kr_draft_choose(draft, models[i].kind, &rules[i], &totals[i], error);
	size_t best = good && totals[1] > totals[0];
	good = good && (best == 1 || kr_draft_choose(draft, models[0].kind, &rules[0], &totals[0], error)) &&
	    kr_draft_put(draft, &rules[best], models[best].kind, to, error);
	kr_definition_free(&rules[0]);
	kr_definition_free(&rules[1]);
	return good;
}

void
kr_draft_close(kr_draft *draft)
{
	kr_looker_close(&draft->looker);
	kr_columns_free(&draft->columns);
	kr_arena_free(&draft->arena);
	*draft = (kr_draft){0};
}
