/*
 * kr-arrange: what its parts share. kr-arrange.c has the options and calls them.
 */
#ifndef KR_CMD_ARRANGE_H
#define KR_CMD_ARRANGE_H

#include "arrange/seeker.h"
#include "command.h"

/* Everything of one run. */
typedef struct arrange_job {
	int32_t day;
	kr_catalog catalog;
	kr_aims aims;
	kr_past past;
	kr_seekers seekers;
	kr_roster roster;
	kr_cohort_plan plan;
	int64_t *budgets; /* of each pot of the catalogue */
	bool has_aims, has_past;
} arrange_job;

/*
 * Reads the budgets: records with `pot` and `cents`. A pot that they do not name has no limit; it is told when services name it. NULL:
 * no pot has one.
 */
bool arrange_read_pots(const kr_command *command, const kr_common *common, arrange_job *job, const char *path, kr_error *error);

/* Writes the wagons of all: earlier ones that are not planned, then those of the plan. */
bool arrange_write_trains(const arrange_job *job, kr_writer *writer, kr_error *error);

/* Writes how many people have which need unserved in which region, and why. */
bool arrange_write_unserved(arrange_job *job, kr_writer *writer, kr_error *error);

/* Writes who can go on alone, who needs one wagon and who needs a talk. */
bool arrange_write_triage(const arrange_job *job, kr_writer *writer, kr_error *error);

/* The gap to the bounds, a line each on stderr. */
void arrange_tell_gap(const kr_command *command, const arrange_job *job);

/* A header of these names. */
bool arrange_header(kr_writer *writer, const char *const *names, size_t count, kr_error *error);

#endif
