/*
 * The log of asking as it stands: which questions there are, how far each one is, who has objected, how many have started.
 *
 * A question (thread) is an ask and the steps that name its line: ask, answer, show, meet, start, still_there, end,
 * withdraw. The order that must hold: contact data is shown only after a yes that still stands, nobody starts who was
 * not shown, and who objected is neither asked nor shown. Rules look at the log alone; what the register and the
 * vacancies say, the caller adds.
 *
 * Memory is some 200 bytes a question; a log of 100,000 lines takes a few hundredths of a second.
 */
#ifndef KR_LEDGER_CONTACT_H
#define KR_LEDGER_CONTACT_H

#include "base/arena.h"
#include "base/map.h"
#include "codes/date.h"
#include "record/reader.h"

/* Fields of lib/schema/contact between seq and salt, in the order of the log. */
enum kr_contact_field {
	KR_CONTACT_KIND, KR_CONTACT_DATE, KR_CONTACT_BY, KR_CONTACT_ASK_NUMBER, KR_CONTACT_CARD, KR_CONTACT_PERSON,
	KR_CONTACT_EMPLOYER, KR_CONTACT_VACANCY, KR_CONTACT_REGION, KR_CONTACT_DESK, KR_CONTACT_OUTCOME, KR_CONTACT_SUBSIDY,
	KR_CONTACT_WEEKS, KR_CONTACT_UNTIL, KR_CONTACT_SHOWN, KR_CONTACT_PURPOSE, KR_CONTACT_GROUND, KR_CONTACT_MESSAGE,
	KR_CONTACT_MARK, KR_CONTACT_REGISTERED, KR_CONTACT_FIELDS
};

extern const char *const kr_contact_field_names[KR_CONTACT_FIELDS];

enum kr_contact_kind {
	KR_CONTACT_ASK, KR_CONTACT_ANSWER, KR_CONTACT_SHOW, KR_CONTACT_MEET, KR_CONTACT_START, KR_CONTACT_STILL_THERE,
	KR_CONTACT_END, KR_CONTACT_WITHDRAW, KR_CONTACT_OBJECT, KR_CONTACT_FORGET, KR_CONTACT_BLOCK, KR_CONTACT_KINDS
};

extern const char *const kr_contact_kind_names[KR_CONTACT_KINDS];

/* The number of a kind by its name, or KR_CONTACT_KINDS. */
enum kr_contact_kind kr_contact_kind_of(kr_slice name);

enum kr_contact_answer { KR_ANSWER_NONE, KR_ANSWER_YES, KR_ANSWER_NO, KR_ANSWER_LATER };

#define KR_NO_DAY INT32_MIN
#define KR_STILL_COUNT 3
extern const int32_t kr_still_weeks[KR_STILL_COUNT]; /* 13, 26, 52 */

typedef struct kr_thread {
	int64_t number;                   /* of the ask's line */
	kr_slice card, person, employer, vacancy, region, desk; /* stream form; what was erased is empty */
	kr_slice message, work_kind;      /* of the ask and of the last start */
	kr_slice shown;                   /* of the last show: names of fields */
	int32_t last[KR_CONTACT_KINDS];   /* day of the last step of each kind, or KR_NO_DAY */
	int32_t until;                    /* or KR_NO_DAY */
	enum kr_contact_answer answer;
	uint8_t still;                    /* bit i: still_there after kr_still_weeks[i] of the running or last start */
	bool is_withdrawn, is_running, is_subsidised;
} kr_thread;

typedef struct kr_contact {
	kr_thread *threads; /* by number */
	size_t count, capacity;
	kr_map by_card;     /* card and vacancy: the last thread */
	kr_map running;     /* vacancy: how many have started and not ended */
	kr_map objectors;   /* person_id */
	kr_map marks;       /* digest of a record_id: number in `blocks` */
	kr_map key_marks;   /* digest of nothing under each key that marks were made with */
	struct kr_contact_block {
		kr_date registered;
	} *blocks;
	size_t block_count, block_capacity;
	kr_map texts;       /* each text once */
	kr_arena arena;
} kr_contact;

/* The texts of a line by kr_contact_field, in stream form (what was erased is empty), its number and its hash. */
typedef struct kr_contact_line {
	int64_t seq;
	kr_slice values[KR_CONTACT_FIELDS];
	char hash[64];
} kr_contact_line;

/* Takes a line into account. False, with what is wrong, for one that no kr-contact writes. {0} before the first. */
bool kr_contact_note(kr_contact *contact, const kr_contact_line *line, kr_error *error);

/* The question whose ask has this number, or NULL. */
kr_thread *kr_contact_thread(const kr_contact *contact, int64_t number);

/* The last question to a card about a vacancy; an empty vacancy: the only one to that card. NULL: none, or several. */
kr_thread *kr_contact_of_card(const kr_contact *contact, kr_slice card, kr_slice vacancy, bool *are_several);

/* How many have started on a vacancy and not ended. */
uint32_t kr_contact_running(const kr_contact *contact, kr_slice vacancy);

bool kr_contact_objected(const kr_contact *contact, kr_slice person);

/*
 * May this be asked? False, with why not: the person objected, or was asked for this vacancy before and that is not
 * over. `vacancy` and the like in stream form.
 */
bool kr_contact_may_ask(const kr_contact *contact, kr_slice card, kr_slice person, kr_slice vacancy, kr_error *error);

/*
 * May this step be taken on a question, on this day? `number` is the answer (kr_contact_answer) or the weeks, else 0.
 * False, with why not.
 */
bool kr_contact_may(const kr_contact *contact, const kr_thread *thread, enum kr_contact_kind kind, int32_t day,
    int64_t number, kr_error *error);

/*
 * True when a mark of erasure holds back a source record: its digest is marked and its day of registration is not
 * certainly later than that of the erased one (or, where that was not known, than the erasure).
 */
bool kr_contact_blocks(const kr_contact *contact, kr_slice mark, kr_slice registered_on);

void kr_contact_free(kr_contact *contact);

#endif
