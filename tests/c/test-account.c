/* The ledger's rules where no command line reaches, and the lots of a draw by the vectors of RFC 4231 and FIPS 180-4. */
#include <string.h>

#include "ledger/account.h"
#include "ledger/pots.h"
#include "tap.h"

static kr_account account;
static kr_error error;

static bool
grant(const char *pot, const char *cents)
{
	kr_slice values[KR_ACCOUNT_FIELDS] = {0};
	values[KR_ACCOUNT_KIND] = KR_SLICE("grant");
	values[KR_ACCOUNT_DATE] = KR_SLICE("2020-01-01");
	values[KR_ACCOUNT_BY] = KR_SLICE("desk");
	values[KR_ACCOUNT_GIVER] = KR_SLICE("sector");
	values[KR_ACCOUNT_NAME] = kr_slice_text(pot);
	values[KR_ACCOUNT_CENTS] = kr_slice_text(cents);
	return kr_account_prepare(&account, values, &error) && kr_account_take(&account, values, &error);
}

static bool
lot_is(const char *seed, const char *person, const char *want)
{
	unsigned char lot[KR_LOT];
	char hex[2 * KR_LOT + 1];
	kr_draw_lot(kr_slice_text(seed), kr_slice_text(person), lot);
	kr_draw_hex(lot, hex);
	return strcmp(hex, want) == 0;
}

static bool
digest_is(const char *text, const char *want)
{
	unsigned char digest[KR_LOT];
	char hex[2 * KR_LOT + 1];
	kr_draw_digest(kr_slice_text(text), digest);
	kr_draw_hex(digest, hex);
	return strcmp(hex, want) == 0;
}

static bool
is_kind(const kr_pots *pots, const char *pot, const char *kind)
{
	size_t row;
	bool found = kr_pots_find(pots, kr_slice_text(pot), &row, &error);
	return kind == NULL ? !found : found && kr_slice_is(kr_pots_cell(pots, row, KR_POT_CODE), kind);
}

int
main(void)
{
	kr_pots pots;
	uint32_t number;
	account.given = INT64_MAX - 100;
	ok(grant("training", "100") && !grant("training", "1") && strstr(error.message, "more money than") != NULL,
	    "more than 63 bits of cents in all are refused");
	ok(kr_account_find(&account, KR_SLICE("training"), &number) && account.gifts[0].cents[KR_AVAILABLE] == 100,
	    "and what was given before stands");
	kr_account_free(&account);

	ok(lot_is("Jefe", "what do ya want for nothing?", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
	    "HMAC-SHA-256: RFC 4231, case 2");
	ok(digest_is("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"), "SHA-256: FIPS 180-4, abc");

	ok(kr_pots_load(&pots, NULL, &error), "the table of pots loads");
	ok(is_kind(&pots, "stap", "stap") && is_kind(&pots, "sector_fund_metal", "sector_fund") &&
	    is_kind(&pots, "perspectief_op_werk_2020_zuid", "perspectief_op_werk_2020"), "a pot has the name of its kind, or more behind it");
	ok(is_kind(&pots, "stapel", NULL) && is_kind(&pots, "_stap", NULL) && is_kind(&pots, "", NULL), "and no other");
	kr_pots_free(&pots);
	return tap_done();
}
