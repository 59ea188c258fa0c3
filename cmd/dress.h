/*
 * kr-import --detect: how files are dressed, as records (lib/schema/detected.tsv).
 */
#ifndef KR_CMD_DRESS_H
#define KR_CMD_DRESS_H

#include "command.h"
#include "source/csv.h"

/* As --delimiter takes it: a character, "tab" or "none". `room` holds it where need be. */
const char *kr_dress_delimiter(char delimiter, char room[2]);

/* As --quote takes it; 0 is "none". */
const char *kr_dress_quote(char quote, char room[2]);

/* Writes one record for each file; the exit status. A file that cannot be read ends it. */
int kr_dress_tell(const kr_command *command, const kr_common *common, const char **paths, size_t count, const kr_csv_options *how);

#endif
