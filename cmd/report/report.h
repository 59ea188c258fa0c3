/*
 * What the reports of kr-report share: the options, reading files beside the operands, choosing a region, writing.
 */
#ifndef CMD_REPORT_REPORT_H
#define CMD_REPORT_REPORT_H

#include "command.h"
#include "report/render.h"

typedef struct report_options {
	kr_common common;
	const char *vacancies, *matches, *households, *events, *linked, *region, *date, *since, *by, *format, *language;
	int64_t width;
	bool is_ascii, is_brief, is_unprotected;
} report_options;

typedef struct report_kind {
	const char *name;
	const char *takes; /* the options of some reports only that it takes, with blanks between */
	/* Reads, counts and writes; operands from argv[first] on. Gives the exit status. */
	int (*run)(const struct report_kind *kind, const kr_command *command, report_options *options, int argc, char **argv,
	    int first);
} report_kind;

extern const report_kind report_kinds[]; /* ends with a name that is NULL */

int report_overview(const report_kind *kind, const kr_command *command, report_options *options, int argc, char **argv, int first);
int report_sectors(const report_kind *kind, const kr_command *command, report_options *options, int argc, char **argv, int first);
int report_budget(const report_kind *kind, const kr_command *command, report_options *options, int argc, char **argv, int first);
int report_pays(const report_kind *kind, const kr_command *command, report_options *options, int argc, char **argv, int first);
int report_worklist(const report_kind *kind, const kr_command *command, report_options *options, int argc, char **argv, int first);
int report_instruments(const report_kind *kind, const kr_command *command, report_options *options, int argc, char **argv, int first);
int report_training(const report_kind *kind, const kr_command *command, report_options *options, int argc, char **argv, int first);
int report_steps(const report_kind *kind, const kr_command *command, report_options *options, int argc, char **argv, int first);

/* Reads one more file beside the operands, whole; dies when that fails. path NULL: does nothing. */
typedef bool report_reader(void *context, kr_stream *stream, kr_error *error);
void report_read(const kr_command *command, const char *path, report_reader *read, void *context);

/* Number of the region that --region names, or KR_ALL_REGIONS; dies when there is none. */
uint32_t report_region(const kr_command *command, const report_options *options, const kr_regions *regions);

/* Adds the text form of a report to lines. */
typedef void report_page(const void *report, uint32_t region, bool is_brief, kr_lines *lines);

/* Writes the report in the form that was asked for, tells `read` records under -v; gives the exit status. */
int report_write(const kr_command *command, report_options *options, const kr_telling *telling, uint32_t region,
    report_page *page, const void *report, uint64_t read);

#endif
