/*
 * What could not be used, so that nothing is lost: records that were set aside and originals of values that were emptied.
 *
 * With a file (mode 0600) they are written there as a record stream: source, line, field, code, original. Without one
 * they are told, without the value, to whoever listens (cmd/ prints them). Either way they are counted.
 */
#ifndef KR_RECORD_REJECTS_H
#define KR_RECORD_REJECTS_H

#include "base/buffer.h"
#include "record/writer.h"

typedef struct kr_rejects {
	kr_writer writer;
	bool to_file, keeps;
	void (*tell)(void *listener, const char *message);
	void *listener;
	uint64_t records; /* set aside */
	uint64_t values;  /* emptied or changed, in records that went on */
	uint64_t lines;   /* of a foreign file that are no records, such as a line of totals */
	kr_buffer scratch;
} kr_rejects;

/* path NULL: no file. `tell` gets a line that is ready to show for each, when there is no file; may be NULL. */
bool kr_rejects_open(kr_rejects *rejects, const char *path, void (*tell)(void *listener, const char *message),
    void *listener, kr_error *error);

/*
 * A value that was emptied. `field` and `code` name it; `original` is in stream form and is written to the file only.
 * Codes are words such as "elfproef", "not-a-date", "unknown-postcode".
 */
void kr_rejects_value(kr_rejects *rejects, const char *source, uint64_t line, kr_slice field, const char *code,
    kr_slice original);

/* A record that was set aside; `original` is its line in stream form (escaped as one value). */
void kr_rejects_record(kr_rejects *rejects, const char *source, uint64_t line, const char *code, kr_slice original);

/* A line of a foreign file that is no record: kept like one, and not counted among the records. */
void kr_rejects_line(kr_rejects *rejects, const char *source, uint64_t line, const char *code, kr_slice original);

/*
 * Keeps in memory what `like` would write or tell, for kr_rejects_append; end it with kr_rejects_abandon.
 */
bool kr_rejects_keep(kr_rejects *rejects, const kr_rejects *like, kr_error *error);

/* Writes or tells what another one has kept, and empties that. */
void kr_rejects_append(kr_rejects *rejects, kr_rejects *kept);

bool kr_rejects_commit(kr_rejects *rejects, kr_error *error);
void kr_rejects_abandon(kr_rejects *rejects);

#endif
