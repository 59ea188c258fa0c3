/*
 * Records written in a foreign format: CSV, CSV in Dutch Excel's dress, one JSON object a line, and VUM's JSON. Memory is constant.
 */
#ifndef KR_SOURCE_EXPORT_H
#define KR_SOURCE_EXPORT_H

#include "record/rejects.h"
#include "record/writer.h"
#include "source/layout.h"

#define KR_EXPORT_FORMATS "csv csv-nl ndjson vum tsv"
enum kr_export_format { KR_EXPORT_CSV, KR_EXPORT_CSV_NL, KR_EXPORT_NDJSON, KR_EXPORT_VUM, KR_EXPORT_TSV };

typedef struct kr_exporter {
	enum kr_export_format format;
	kr_layout *layout; /* the fields that go out */
	kr_typed *types;   /* of them, one a field */
	uint32_t *inputs;  /* their positions in a record */
	kr_all_schemas schemas;
	kr_layout_tree tree; /* of KR_EXPORT_VUM */
	kr_buffer line;
	kr_arena arena;
} kr_exporter;

/*
 * `layout` holds the fields that go out and no others, none of them made; it must outlive the exporter. `schema` is what the records are of: VUM has forms for
 * candidate and person (werkzoekendeprofiel) and for vacancy. `directory` as in kr_definition_load. Safe to close after an error.
 */
bool kr_exporter_open(kr_exporter *exporter, enum kr_export_format format, kr_layout *layout, const char *schema,
    const char *directory, kr_error *error);

/* What stands before (the names of the fields only if `named`) and behind the records. */
void kr_exporter_begin(kr_exporter *exporter, kr_writer *writer, bool named);
void kr_exporter_end(kr_exporter *exporter, kr_writer *writer);

/*
 * Writes a record. One that cannot be written in this format is set aside ("no-id"), its fields as the original; values that cannot are listed
 * (layout.h). False when the output takes no more or memory is short.
 */
bool kr_exporter_record(kr_exporter *exporter, const kr_record *record, kr_writer *writer, kr_rejects *rejects);

/* True when the format has a place for a field of the layout. */
bool kr_exporter_uses(const kr_exporter *exporter, kr_slice field);

void kr_exporter_close(kr_exporter *exporter);

#endif
