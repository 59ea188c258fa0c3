#include "report/provenance.h"

#include <stdlib.h>

/* What kr-import takes for --source; a name of a person has a blank in it. */
static bool
is_code(kr_slice text)
{
	size_t i = 0;
	while (i < text.len && (text.ptr[i] == '-' || text.ptr[i] == '_' || text.ptr[i] == '.' ||
	    (text.ptr[i] >= '0' && text.ptr[i] <= '9') || ((text.ptr[i] | 0x20) >= 'a' && (text.ptr[i] | 0x20) <= 'z')))
		i++;
	return i == text.len && i > 0 && i <= KR_SOURCE_LENGTH;
}

bool
kr_provenance_sources(kr_provenance *provenance, kr_slice sources)
{
	kr_slice rest = kr_slice_items(sources), source;
	uint32_t seen;
	while (kr_slice_next(&rest, '|', &source)) {
		if (!is_code(source) || provenance->sources.count >= KR_SOURCES_MAX ||
		    kr_map_get(&provenance->sources, source, &seen))
			continue;
		kr_slice kept = kr_arena_copy(&provenance->arena, source);
		if (kept.ptr == NULL || !kr_map_put(&provenance->sources, kept, 1))
			return false;
	}
	return true;
}

void
kr_provenance_date(kr_provenance *provenance, kr_slice as_of)
{
	kr_date date;
	kr_slice latest = kr_slice_of(provenance->latest, provenance->latest_length);
	/* Nearly all records tell the same day: parsing is for the few that are later. */
	if (kr_slice_compare(as_of, latest) <= 0 || as_of.len > KR_DATE_MAX || !kr_date_parse(as_of, &date))
		return;
	memcpy(provenance->latest, as_of.ptr, as_of.len);
	provenance->latest_length = as_of.len;
}

kr_date
kr_provenance_latest(const kr_provenance *provenance)
{
	kr_date date = {0};
	kr_date_parse(kr_slice_of(provenance->latest, provenance->latest_length), &date);
	return date;
}

static int
by_name(const void *a, const void *b)
{
	return kr_slice_compare(*(const kr_slice *)a, *(const kr_slice *)b);
}

size_t
kr_provenance_list(const kr_provenance *provenance, size_t most, kr_buffer *out)
{
	size_t count = provenance->sources.count, shown = count < most ? count : most;
	kr_slice *names = calloc(count + 1, sizeof *names);
	if (names == NULL) {
		out->failed = true;
		return 0;
	}
	for (size_t i = 0; i < count; i++)
		names[i] = provenance->sources.entries[i].key;
	qsort(names, count, sizeof *names, by_name);
	for (size_t i = 0; i < shown; i++) {
		kr_buffer_text(out, i ? ", " : "");
		kr_buffer_slice_add(out, names[i]);
	}
	free(names);
	return count - shown;
}

void
kr_provenance_free(kr_provenance *provenance)
{
	kr_map_free(&provenance->sources);
	kr_arena_free(&provenance->arena);
}
