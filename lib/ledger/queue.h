/*
 * The queue of open hiring as its log tells it: who enlisted first is called first.
 *
 * A place is an enlistment and the steps that name its line: call, started, left, forget. Order is the number of the line
 * and nothing else. The rules hold for what is read as for what is added, so that a log in which somebody was passed over
 * is refused, however right its hashes are: a call goes to the first who waits; nobody starts while one who was called
 * before has neither started nor left; days do not go back; a number or address stands in the queue once.
 *
 * The person's fields have names of their own (queue_name, not name), so that no tool that links or matches takes them.
 *
 * Rules of open hiring: Start Foundation, 2019. Memory is some 200 bytes a place.
 */
#ifndef KR_LEDGER_QUEUE_H
#define KR_LEDGER_QUEUE_H

#include "base/arena.h"
#include "base/map.h"
#include "ledger/chain.h"

/* Fields of lib/schema/queue between seq and salt, in the order of the log. */
enum kr_queue_field {
	KR_QUEUE_KIND, KR_QUEUE_DATE, KR_QUEUE_NUMBER, KR_QUEUE_NAME, KR_QUEUE_PHONE, KR_QUEUE_EMAIL, KR_QUEUE_DEMANDS,
	KR_QUEUE_REASON, KR_QUEUE_FIELDS
};

/* The same as the chain wants them; what tells of the person is erasable. */
extern const kr_chain_field kr_queue_fields[KR_QUEUE_FIELDS + 1];

enum kr_queue_kind { KR_QUEUE_ENLIST, KR_QUEUE_CALL, KR_QUEUE_STARTED, KR_QUEUE_LEFT, KR_QUEUE_FORGET, KR_QUEUE_KINDS };
extern const char *const kr_queue_kind_names[KR_QUEUE_KINDS];

enum kr_queue_state { KR_PLACE_WAITING, KR_PLACE_CALLED, KR_PLACE_STARTED, KR_PLACE_LEFT, KR_PLACE_STATES };
extern const char *const kr_queue_state_names[KR_PLACE_STATES];

typedef struct kr_queue_place {
	int64_t number;                 /* of the line of the enlistment */
	int32_t day;                    /* of the enlistment, days since 1970-01-01 */
	enum kr_queue_state state;
	kr_slice values[KR_QUEUE_FIELDS]; /* of the enlistment; what was erased is empty */
	bool is_erased, is_forgotten;   /* a value was taken out; a line says that it was to be */
} kr_queue_place;

typedef struct kr_queue {
	kr_queue_place *places; /* by number */
	size_t count, capacity;
	size_t next;            /* the first who waits, or count */
	size_t unsettled;       /* the first who waits or was called and has neither started nor left, or count */
	size_t waiting;
	int32_t last_day;
	kr_map contacts;        /* phone or email: index of its last place */
	kr_arena arena;
} kr_queue;

/*
 * May this step be added? `values` by kr_queue_field in stream form; bit i of `erased`: values[i] was taken out. False, with
 * why not; the message holds numbers of lines and never a value of a person.
 */
bool kr_queue_may(const kr_queue *queue, const kr_slice *values, uint64_t erased, kr_error *error);

/* A kr_chain_visit: checks a line as kr_queue_may and takes it into account. `queue` is a kr_queue, {0} before the first. */
bool kr_queue_note(void *queue, const kr_chain_line *line, kr_error *error);

/* At the end of a log: false when a value was taken out of a line, and no forget says so. */
bool kr_queue_check_end(const kr_queue *queue, kr_error *error);

/* The place with this number, or NULL. */
const kr_queue_place *kr_queue_find(const kr_queue *queue, int64_t number);

/*
 * The demands of a list, in the order of the schema, each once, with | between them. False for a word that is none, or
 * short of memory (out->failed).
 */
bool kr_queue_demands(kr_slice list, char separator, kr_buffer *out);

void kr_queue_free(kr_queue *queue);

#endif
