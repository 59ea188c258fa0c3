/*
 * What events (kr-contact events, or what was imported) say of people at work, for kr-account bought.
 */
#ifndef KR_CMD_ACCOUNT_OUTCOMES_H
#define KR_CMD_ACCOUNT_OUTCOMES_H

#include "base/arena.h"
#include "codes/code_list.h"
#include "command.h"

/*
 * Of who started after a day: still at work (somebody said so after the start, and no end is known), no news (neither), ended (work
 * ended, back in benefit, left). Empty is unknown: a start whose kind of work is not known is one; unpaid work is none.
 */
enum outcome { OUTCOME_NONE, OUTCOME_STILL, OUTCOME_NO_NEWS, OUTCOME_ENDED };

typedef struct outcome_event {
	int32_t day;
	uint8_t rank;      /* order on one day, as in tables/event_kinds */
	uint32_t person;
} outcome_event;

typedef struct outcomes {
	kr_stream stream;
	uint32_t person, record, kind, date, outcome;
	bool has_stream;
	kr_map people;         /* whom to follow */
	kr_map records;        /* record_id: whom of them it is */
	kr_arena arena;
	kr_code_list kinds;    /* event_outcomes */
	outcome_event *events; /* by person and day, after outcomes_read */
	size_t count, room;
	size_t *first;         /* by person: of its events */
} outcomes;

/*
 * Opens the files, none: there are no events; dies when they have not the fields of events. An event names a person or a
 * registration, of which --linked tells whose it is.
 */
void outcomes_open(outcomes *self, int argc, char **argv, int files);

/* The person's events will be asked for; the slice must outlive it. */
bool outcomes_follow(outcomes *self, kr_slice person);

/* Reads the events, or dies; how many there were. */
uint64_t outcomes_read(outcomes *self);

/* What became of a person who was helped from this day on. */
enum outcome outcomes_of(const outcomes *self, kr_slice person, int32_t from);

void outcomes_close(outcomes *self);

#endif
