/*
 * The rules of the ledger of development accounts and pots: what an operation does to the money, and which may not be.
 *
 * Double entry in cents. What is given (a grant to a pot, a deposit to a person's account) is a gift with an earmark: who gave it,
 * what for (instruments, branches), for whom, and the last day on which it may be spent. Each cent of a gift is in one place:
 * available, reserved, paid, or back with the giver. An operation is a line of the log (ledger/chain.h) and moves parts of gifts
 * from one place to another, so every sum stays zero; it is refused where a place would hold less than nothing.
 *
 * Spending order of a reservation: the accounts in the order given; of an account the gift that expires first, then the
 * narrowest earmark (for one person before for all, fewer instruments times branches before more), then the oldest.
 * A pot has terms: a cap of a person, a cap of a service, a share that others must pay, accredited services alone. They stand in
 * lines of the log and hold for the reservations after them; so does what is accredited, and until when. Reservations of a draw
 * stand in the order of their lots (ledger/draw.h).
 * Nothing is reserved or paid after the last day of its gift. Lines go on in time: none is dated before the one before it.
 * An id that whoever brings an operation gives it stands in the log once, so that what is brought again after a crash is not done twice.
 * A line is corrected by another (reverse), never changed. What the parts of a line are follows from the lines before it, so
 * whoever reads the log proves that the order was kept.
 */
#ifndef KR_LEDGER_ACCOUNT_H
#define KR_LEDGER_ACCOUNT_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/map.h"
#include "ledger/draw.h"

/* The fields of a line, as lib/schema/ledger has them. */
enum kr_account_field {
	KR_ACCOUNT_DATE, KR_ACCOUNT_KIND, KR_ACCOUNT_ID, KR_ACCOUNT_BY, KR_ACCOUNT_NAME, KR_ACCOUNT_PERSON, KR_ACCOUNT_GIVER, KR_ACCOUNT_INSTRUMENTS,
	KR_ACCOUNT_BRANCHES, KR_ACCOUNT_UNTIL, KR_ACCOUNT_SERVICE, KR_ACCOUNT_PROVIDER, KR_ACCOUNT_CENTS, KR_ACCOUNT_REF,
	KR_ACCOUNT_PERSON_CAP, KR_ACCOUNT_SERVICE_CAP, KR_ACCOUNT_OWN_SHARE, KR_ACCOUNT_ACCREDITED, KR_ACCOUNT_SEED, KR_ACCOUNT_DIGEST,
	KR_ACCOUNT_NOTE, KR_ACCOUNT_PARTS, KR_ACCOUNT_FIELDS
};

enum kr_account_kind {
	KR_GRANT, KR_DEPOSIT, KR_RESERVE, KR_PAY, KR_REFUND, KR_RELEASE, KR_EXPIRE, KR_REVERSE, KR_TERMS, KR_ACCREDIT, KR_DRAW,
	KR_ACCOUNT_KINDS
};

enum kr_account_place { KR_WITH_GIVER, KR_AVAILABLE, KR_RESERVED, KR_PAID, KR_PLACES };

/* Parts of one line at most: a reservation that needs more gifts is refused, an expiry goes on in a next line. */
enum { KR_ACCOUNT_PARTS_MAX = 1000 };

/* Ten milliard euro a line. */
#define KR_ACCOUNT_CENTS_MAX INT64_C(1000000000000)

extern const char *const kr_account_field_names[KR_ACCOUNT_FIELDS];
extern const char *const kr_account_kind_names[KR_ACCOUNT_KINDS];
extern const char *const kr_account_place_names[KR_PLACES];

typedef struct kr_account_gift {
	int64_t seq;               /* of the line that gave it */
	uint32_t account;
	uint32_t personal;         /* number of the list of what its account has for its person alone, or UINT32_MAX */
	int32_t until;             /* last day, since 1970-01-01; INT32_MAX: no last day */
	uint64_t breadth;          /* of the earmark, for the order */
	kr_slice giver, instruments, branches, person;
	int64_t cents[KR_PLACES];  /* with the giver: what came back */
} kr_account_gift;

/* Some cents of a gift. */
typedef struct kr_account_part {
	uint32_t gift;
	int64_t cents;
} kr_account_part;

/* What a pot asks of a reservation; 0 and false where it asks nothing. */
typedef struct kr_account_terms {
	int64_t person_cap;        /* cents that one person may hold of it, reserved and paid */
	int64_t service_cap;       /* the same of one service */
	int64_t own_share;         /* percent of a price that others pay: the person's own account, another pot */
	bool is_accredited;        /* accredited services alone */
} kr_account_terms;

/* Gifts in spending order: items[first] to items[first + count - 1]. */
typedef struct kr_account_list {
	uint32_t *items;
	size_t first, count, capacity;
} kr_account_list;

typedef struct kr_account_holder {
	kr_slice name;             /* a pot, or person:ID */
	kr_account_list open;      /* all of its gifts that have money available */
	kr_account_list anyone;    /* of these, what is for no one person alone */
	kr_account_terms terms;
} kr_account_holder;

typedef struct kr_account_reservation {
	int64_t seq;
	kr_slice person, service, provider;
	size_t first, count;       /* in `held` */
} kr_account_reservation;

/* What a reservation still holds of a gift, and what was paid of it. */
typedef struct kr_account_held {
	uint32_t gift;
	int64_t cents[KR_PLACES];  /* reserved and paid are used */
	uint32_t uses[2];          /* counters of the person and of the service; UINT32_MAX: none */
} kr_account_held;

/* A draw, and how far it has come. */
typedef struct kr_account_draw {
	kr_slice seed, name;
	unsigned char last[KR_LOT]; /* of who was served last */
} kr_account_draw;

/* What a line moves. */
typedef struct kr_account_move {
	enum kr_account_kind kind;
	enum kr_account_place from, to;
	uint32_t reservation;      /* or UINT32_MAX */
	uint32_t draw;             /* that a reservation belongs to, or UINT32_MAX */
	unsigned char lot[KR_LOT];
	int64_t reversed;          /* the line that is taken back, or 0 */
	int32_t day;
	kr_account_part parts[KR_ACCOUNT_PARTS_MAX];
	size_t count;
	int64_t cents;             /* the sum of the parts */
} kr_account_move;

/* A line that was noted: what a reversal needs. */
typedef struct kr_account_done {
	enum kr_account_kind kind;
	uint32_t target;           /* the gift, the reservation or the draw; UINT32_MAX */
	size_t first, count;       /* in `parts` */
	bool is_reversed;
} kr_account_done;

/* The whole state; {0} is the state before the first line. */
typedef struct kr_account {
	kr_map names;              /* of holders */
	kr_map ids;                /* of lines: seq */
	kr_map accredited;         /* providers and services: last day */
	kr_map use_names;          /* of uses */
	kr_map list_names;         /* of lists */
	kr_account_holder *holders;
	kr_account_gift *gifts;
	kr_account_reservation *reservations;
	kr_account_held *held;
	kr_account_done *done;     /* by seq - 1 */
	kr_account_part *parts;
	kr_account_draw *draws;
	kr_account_list *lists;    /* of a pot for one person alone */
	int64_t *uses;             /* cents reserved and paid of a pot, for one person or service */
	size_t holder_count, gift_count, reservation_count, held_count, done_count, part_count, draw_count, use_count, list_count;
	size_t holder_room, gift_room, reservation_room, held_room, done_room, part_room, draw_room, use_room, list_room;
	int32_t day;               /* of the last line */
	int64_t given;             /* in all: what keeps every sum in 63 bits */
	kr_arena arena;
	kr_buffer text;            /* of the values that kr_account_prepare makes */
	kr_buffer key, why;
	kr_account_move move;      /* of the line last prepared */
} kr_account;

/*
 * Works out what a line would do: checks its values (stream form) and fills in `cents` where they may be left out, and `parts`,
 * both valid until the next call; the move is in account->move. False, with the reason, when the line may not be. Changes nothing.
 */
bool kr_account_prepare(kr_account *account, kr_slice *values, kr_error *error);

/* Takes the line that was prepared into account, as the next one. False when memory is short. */
bool kr_account_take(kr_account *account, const kr_slice *values, kr_error *error);

/* A line of a log: prepared, compared with what it says, and taken. */
bool kr_account_note(kr_account *account, const kr_slice *values, kr_error *error);

/* The number of an account; false when nothing was ever given to it. */
bool kr_account_find(const kr_account *account, kr_slice name, uint32_t *number);

/*
 * The last day (INT32_MAX: none) of what was said last about a provider, or, with `service`, about that one service of it. False
 * when nothing was said.
 */
bool kr_account_accredited(kr_account *account, kr_slice provider, kr_slice service, int32_t *until);

void kr_account_free(kr_account *account);

#endif
