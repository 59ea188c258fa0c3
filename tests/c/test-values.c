/* BSN, postcode, phone, mail, amounts, folding. */
#include "codes/amount.h"
#include "codes/bsn.h"
#include "codes/email.h"
#include "codes/phone.h"
#include "codes/postcode.h"
#include "tap.h"
#include "text/fold.h"

typedef struct value_case {
	const char *text, *want; /* the value, or the problem */
} value_case;

static bool
is_result(const kr_buffer *out, const char *problem, const char *want)
{
	if (problem != NULL && out->len == 0)
		return strcmp(problem, want) == 0;
	return kr_slice_is(kr_buffer_slice(out), want);
}

static void
check_all(const value_case *cases, size_t count, const char *(*read)(kr_slice, kr_buffer *))
{
	kr_buffer out = {0};
	for (size_t i = 0; i < count; i++) {
		kr_buffer_clear(&out);
		const char *problem = read(kr_slice_text(cases[i].text), &out);
		if (!ok(is_result(&out, problem, cases[i].want), cases[i].text))
			printf("# got %.*s %s\n", (int)out.len, out.ptr, problem ? problem : "");
	}
	kr_buffer_free(&out);
}

#define CHECK_ALL(cases, read) check_all((cases), sizeof(cases) / sizeof *(cases), (read))

static const char *
read_postcode(kr_slice text, kr_buffer *out)
{
	bool pc4_only;
	return kr_postcode_read(text, out, &pc4_only);
}

static const char *
read_hours(kr_slice text, kr_buffer *out)
{
	return kr_integer_read(text, &(kr_amount){KR_AMOUNT_LAST, 0, 99}, out);
}

static const char *
read_wage(kr_slice text, kr_buffer *out)
{
	return kr_decimal_read(text, &(kr_amount){KR_AMOUNT_FIRST, 0, 1000000}, out);
}

static const char *
fold(kr_slice text, kr_buffer *out)
{
	kr_buffer again = {0};
	kr_fold(out, text);
	kr_fold(&again, kr_buffer_slice(out));
	bool is_stable = kr_slice_equal(kr_buffer_slice(&again), kr_buffer_slice(out));
	kr_buffer_free(&again);
	if (!is_stable)
		kr_buffer_clear(out);
	return is_stable ? NULL : "folding twice differs";
}

static const char *
lowered(kr_slice text, kr_buffer *out)
{
	(void)kr_lowered(out, text);
	return NULL;
}

static const value_case bsns[] = {{"999990019", "999990019"}, {"111222333", "111222333"}, {"1112.22.333", "111222333"},
    {" 111 222 333 ", "111222333"}, {"12", "not-a-bsn"}, {"000000012", "000000012"}, {"000000000", "elfproef"},
    {"111222334", "elfproef"}, {"11122233x", "not-a-bsn"}, {"1112223330", "not-a-bsn"}, {"9999 9385 1", "elfproef"},
    {"99993958", "099993958"}};

static const value_case postcodes[] = {{"1034 ep", "1034EP"}, {"1034EP", "1034EP"}, {"NL-1034 EP", "1034EP"},
    {"1034-ep", "1034EP"}, {"1034", "1034"}, {"0034EP", "not-a-postcode"}, {"1034SS", "not-a-postcode"},
    {"1034 sa", "not-a-postcode"}, {"1034SD", "not-a-postcode"}, {"1034SE", "1034SE"}, {"1034E", "not-a-postcode"},
    {"1034EPX", "not-a-postcode"}, {"B-2000", "not-a-postcode"}, {"EP1034", "not-a-postcode"}};

static const value_case phones[] = {{"06-91234567", "+31691234567"}, {"691234567", "+31691234567"},
    {"0031 6 91234567", "+31691234567"}, {"+31 (0)6 91 23 45 67", "+31691234567"}, {"31691234567", "+31691234567"},
    {"020-7654321", "+31207654321"}, {"020/7654321", "+31207654321"}, {"+49 30 901820", "+4930901820"},
    {"0049 30 901820", "+4930901820"}, {"06-91234567 / 020-7654321", "+31691234567|+31207654321"},
    {"06-91234567;0691234567", "+31691234567"}, {"0691234567 of 0207654321", "+31691234567|+31207654321"},
    {"06-9123456", "not-a-phone"}, {"bel mij", "not-a-phone"}, {"+31 0691234567", "+31691234567"}, {"+0691234567", "not-a-phone"},
    {"+31691234567|+31207654321", "+31691234567|+31207654321"}, {"12345678901234567890123456", "not-a-phone"}};

static const value_case mails[] = {{"Jan@Voorbeeld.Example", "jan@voorbeeld.example"},
    {"Jan <Jan@Voorbeeld.Example>", "jan@voorbeeld.example"}, {"mailto:jan@voorbeeld.example", "jan@voorbeeld.example"},
    {"jan@voorbeeld", "not-an-email"}, {"jan.voorbeeld.example", "not-an-email"}, {"jan@@voorbeeld.example", "not-an-email"},
    {"jan jansen@voorbeeld.example", "not-an-email"}, {".jan@voorbeeld.example", "not-an-email"},
    {"jan@-voorbeeld.example", "not-an-email"}, {"jan@voorbeeld.e", "not-an-email"}, {"jan@127.0.0.1", "not-an-email"},
    {"j+a_n@a-b.example", "j+a_n@a-b.example"}};

static const value_case hours[] = {{"32", "32"}, {"032", "32"}, {"32 uur", "32"}, {"24-32", "32"}, {"24 - 32 uur p/w", "32"},
    {"32,0", "32"}, {"32.00", "32"}, {"tot 32", "32"}, {"32,5", "not-whole"}, {"100", "out-of-range"}, {"-5", "not-a-number"},
    {"veel", "not-a-number"}, {"32 appels", "not-a-number"}, {"0", "0"}, {"1-2-3", "not-a-number"}, {"uur", "not-a-number"}};

static const value_case wages[] = {{"2.500,00", "2500"}, {"\xE2\x82\xAC 2.500,50", "2500.5"}, {"2,500.50", "2500.5"},
    {"14,50 per uur", "14.5"}, {"14.50", "14.5"}, {"2.500", "2500"}, {"1.234.567", "out-of-range"}, {"2500 - 3000", "2500"},
    {"2.500,-", "2500"}, {"12.375", "12375"}, {"12,3756", "not-a-number"}, {"99999999999999", "not-a-number"}};

static const value_case folds[] = {{"'s-Gravenhage", "s gravenhage"}, {"n.v.t.", "nvt"}, {"S\xC3\xBA" "dwest-Frysl\xC3\xA2n", "sudwest fryslan"},
    {"MBO  (niveau 4)", "mbo niveau 4"}, {"stra\xC3\x9F" "e", "strasse"}, {"\xC5\x81" "\xC3\xB3" "d\xC5\xBA", "lodz"}, {"a\\nb", "a b"},
    {"\xC4\xB0stanbul", "istanbul"}, {"3.5", "3 5"}, {"--", ""}, {"auto\xE2\x80\x99s", "autos"}, {"\xEF\xAC\x81 x", "fi x"}};

static const value_case lowers[] = {{" B+  X ", "b+ x"}, {"??", "??"}, {"\xC3\x89\xC3\xA9n", "\xC3\xA9\xC3\xA9n"}, {"\xC2\xA0 a", "a"}, {"", ""},
    {"A\\\\\xC3\x89", "a\\\\\xC3\xA9"}};

int
main(void)
{
	CHECK_ALL(bsns, kr_bsn_read);
	CHECK_ALL(postcodes, read_postcode);
	CHECK_ALL(phones, kr_phones_read);
	CHECK_ALL(mails, kr_email_read);
	CHECK_ALL(hours, read_hours);
	CHECK_ALL(wages, read_wage);
	CHECK_ALL(folds, fold);
	CHECK_ALL(lowers, lowered);
	ok(kr_slice_is(kr_amount_words(KR_SLICE("14,50 per uur")), "per uur"), "words behind a number");
	return tap_done();
}
