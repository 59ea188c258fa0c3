/*
 * The rules of the ledger under operations made of the bytes: whatever is accepted, every gift's places are never negative and hold
 * together what was given, caps hold, and the same lines are accepted again with the same parts.
 */
#include <stdlib.h>

#include "base/number.h"
#include "ledger/account.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { WIDTH = 8, LINES_MAX = 400, TEXT = 64 };

/* A line as it was accepted. */
typedef struct accepted {
	kr_slice values[KR_ACCOUNT_FIELDS];
	char *bytes;
} accepted;

static const char *const accounts[] = {"training", "stap", "person:p1", "person:p2", "training|person:p1", "person:p2|stap", "stap|training", "none"};
static const char *const people[] = {"p1", "p2", "p3", ""};
static const char *const days[] = {"2020-01-01", "2020-03-01", "2020-06-01", "2020-12-31", "", "2020-13-01", "2021-01-01", "2020"};
static const char *const instruments[] = {"", "a", "b", "a|b"};

#define PICK(list, number) kr_slice_text((list)[(number) % (sizeof(list) / sizeof *(list))])

/* What makes most operations ones that may be: days go on, and refs are those of reservations. */
typedef struct story {
	size_t day;
	int64_t reservations[LINES_MAX + 1];
	size_t count;
} story;

/* One operation of WIDTH bytes; what its kind does not take is mostly left out. */
static void
make(const uint8_t *bytes, story *told, int64_t line, kr_slice *values, char digits[4][TEXT])
{
	if (bytes[1] > 250 && told->day < 3)
		told->day++;
	enum kr_account_kind kind = (enum kr_account_kind)(bytes[0] % KR_ACCOUNT_KINDS);
	bool is_gift = kind == KR_GRANT || kind == KR_DEPOSIT, is_odd = bytes[7] == 255;
	values[KR_ACCOUNT_KIND] = kr_slice_text(kr_account_kind_names[kind]);
	values[KR_ACCOUNT_DATE] = PICK(days, bytes[1] == 254 ? bytes[7] : told->day);
	values[KR_ACCOUNT_BY] = KR_SLICE("desk");
	if (is_odd || is_gift || kind == KR_RESERVE || kind == KR_EXPIRE || kind == KR_TERMS || kind == KR_DRAW)
		values[KR_ACCOUNT_NAME] = PICK(accounts, bytes[2]);
	if (is_odd || kind == KR_RESERVE || kind == KR_GRANT)
		values[KR_ACCOUNT_PERSON] = PICK(people, kind == KR_GRANT ? bytes[3] | 1 : bytes[3]);
	if (is_odd || is_gift)
		values[KR_ACCOUNT_GIVER] = KR_SLICE("sector:x");
	if (is_odd || is_gift || kind == KR_RESERVE)
		values[KR_ACCOUNT_INSTRUMENTS] = PICK(instruments, bytes[4] >> 4);
	if (is_odd || is_gift || kind == KR_RESERVE || kind == KR_ACCREDIT)
		values[KR_ACCOUNT_UNTIL] = PICK(days, bytes[4]);
	if (is_odd || kind == KR_RESERVE || kind == KR_ACCREDIT) {
		values[KR_ACCOUNT_SERVICE] = PICK(instruments, bytes[5] & 1 ? 1 : 2);
		values[KR_ACCOUNT_PROVIDER] = PICK(people, bytes[5] >> 1 & 1);
	}
	if (is_odd || is_gift || kind == KR_RESERVE || (bytes[6] & 1) != 0)
		values[KR_ACCOUNT_CENTS] = kr_slice_of(digits[0], kr_number_write(bytes[6] * (1 + bytes[7] % 8), digits[0]));
	if (is_odd || (kind >= KR_PAY && kind <= KR_REVERSE && values[KR_ACCOUNT_NAME].len == 0) || (kind == KR_RESERVE && bytes[7] > 200))
		values[KR_ACCOUNT_REF] = kr_slice_of(digits[1], kr_number_write(told->count > 0 && bytes[7] < 250
		    ? told->reservations[bytes[5] % told->count] : line - bytes[5] % 32, digits[1]));
	if (kind == KR_REVERSE)
		values[KR_ACCOUNT_NOTE] = KR_SLICE("wrong");
	if (kind == KR_TERMS) {
		values[KR_ACCOUNT_PERSON_CAP] = kr_slice_of(digits[2], kr_number_write(bytes[3] * 4, digits[2]));
		values[KR_ACCOUNT_OWN_SHARE] = kr_slice_of(digits[3], kr_number_write(bytes[4] % 120, digits[3]));
		values[KR_ACCOUNT_ACCREDITED] = (bytes[5] & 1) != 0 ? KR_SLICE("yes") : KR_SLICE("no");
	}
	if (kind == KR_DRAW) {
		values[KR_ACCOUNT_SEED] = PICK(people, bytes[3]);
		values[KR_ACCOUNT_DIGEST] = KR_SLICE("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	}
}

/* Each cent is in one place. */
static void
check(const kr_account *account)
{
	int64_t all = 0;
	for (size_t i = 0; i < account->gift_count; i++)
		for (size_t place = 0; place < KR_PLACES; place++) {
			if (account->gifts[i].cents[place] < 0)
				abort();
			all += account->gifts[i].cents[place];
		}
	for (size_t i = 0; i < account->held_count; i++)
		if (account->held[i].cents[KR_RESERVED] < 0 || account->held[i].cents[KR_PAID] < 0)
			abort();
	for (size_t i = 0; i < account->use_count; i++)
		if (account->uses[i] < 0)
			abort();
	if (all != account->given)
		abort();
}

static void
keep(accepted *line, const kr_slice *values)
{
	size_t size = 0, at = 0;
	for (size_t i = 0; i < KR_ACCOUNT_FIELDS; i++)
		size += values[i].len;
	if ((line->bytes = malloc(size + 1)) == NULL)
		abort();
	for (size_t i = 0; i < KR_ACCOUNT_FIELDS; i++) {
		if (values[i].len > 0)
			memcpy(line->bytes + at, values[i].ptr, values[i].len);
		line->values[i] = kr_slice_of(line->bytes + at, values[i].len);
		at += values[i].len;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static accepted lines[LINES_MAX];
	kr_account account = {0}, again = {0};
	story told = {0};
	size_t count = 0;
	kr_error error;
	for (; size >= WIDTH && count < LINES_MAX; data += WIDTH, size -= WIDTH) {
		kr_slice values[KR_ACCOUNT_FIELDS] = {0};
		char digits[4][TEXT];
		make(data, &told, (int64_t)count, values, digits);
		if (!kr_account_prepare(&account, values, &error))
			continue;
		keep(&lines[count++], values);
		if (account.move.kind == KR_RESERVE)
			told.reservations[told.count++] = (int64_t)count;
		if (!kr_account_take(&account, values, &error))
			abort();
		check(&account);
	}
	for (size_t i = 0; i < count; i++) {
		if (!kr_account_note(&again, lines[i].values, &error))
			abort();
		free(lines[i].bytes);
	}
	kr_account_free(&account);
	kr_account_free(&again);
	return 0;
}
