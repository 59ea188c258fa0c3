/*
 * Wagons of trains (or other requests), each with what is reserved for it: what reserve --trains and draw share.
 */
#ifndef KR_CMD_ACCOUNT_WAGONS_H
#define KR_CMD_ACCOUNT_WAGONS_H

#include "account/account.h"

enum wagon_column {
	WAGON_PERSON, WAGON_SERVICE, WAGON_COST, WAGON_NUMBER, WAGON_INSTRUMENT, WAGON_PAYER, WAGON_UNTIL, WAGON_STATUS, WAGON_PROVIDER,
	WAGON_BRANCH, WAGON_COLUMNS
};

/* What is added to each; the last four of a draw alone. */
enum wagon_made { WAGON_RESERVED, WAGON_RESERVATION, WAGON_PAID_BY, WAGON_WHY_NOT, WAGON_RANK, WAGON_LOT, WAGON_SEED, WAGON_METHOD, WAGON_MADE };

typedef struct wagons {
	kr_stream stream;
	uint32_t at[WAGON_COLUMNS], slots[WAGON_MADE];
	kr_layout layout;
	size_t made;             /* how many of wagon_made */
	kr_map services;         /* service_id: number in `offers` */
	kr_slice (*offers)[2];   /* provider, branch */
	size_t offer_count, offer_room;
	uint32_t *pots;          /* accounts of the log that are pots */
	size_t pot_count;
	kr_slice asked_pots;
	kr_slice ref;            /* number of the draw */
	kr_slice drawn[WAGON_MADE]; /* values from WAGON_RANK on */
	kr_arena arena;
	kr_buffer id, cents, names, paid;
	uint64_t read, reserved;
} wagons;

/* Opens --trains, --services, the log and the output, or dies. */
void wagons_open(wagons *self, bool is_draw);

/* Reserves for a wagon and tells it. False when that failed; a refusal is told and is none. */
bool wagons_reserve(wagons *self, const kr_record *record, kr_error *error);

/* Ends the verb: exit status. */
int wagons_close(wagons *self, bool good, kr_error *error);

#endif
