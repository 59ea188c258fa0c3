/* Names that one hears alike have one key, others do not. */
#include "text/phonetic.h"

#include "tap.h"

static bool
sounds_alike(const char *a, const char *b)
{
	char first[KR_PHONETIC_MAX], second[KR_PHONETIC_MAX];
	size_t len_a = kr_phonetic(kr_slice_text(a), first), len_b = kr_phonetic(kr_slice_text(b), second);
	return kr_slice_equal(kr_slice_of(first, len_a), kr_slice_of(second, len_b));
}

int
main(void)
{
	static const char *const alike[][2] = {
	    {"jansen", "janssen"}, {"dyk", "dijk"}, {"meyer", "meijer"}, {"schmidt", "smit"}, {"visser", "fisser"},
	    {"zwart", "swart"}, {"claassen", "klaasen"}, {"philips", "filips"}, {"thijssen", "tyssen"}, {"dekker", "decker"},
	    {"vermeulen", "vermeule"}, {"brandt", "brand"}, {"cornelissen", "kornelisse"}, {"de groot", "degroot"},
	    {"dirckx", "dirks"}, {"quist", "kwist"},
	};
	static const char *const apart[][2] = {
	    {"jansen", "hansen"}, {"bakker", "dekker"}, {"smit", "smeets"}, {"visser", "vermeer"}, {"mulder", "mulders"},
	};
	char key[KR_PHONETIC_MAX];
	for (size_t i = 0; i < sizeof alike / sizeof *alike; i++)
		ok(sounds_alike(alike[i][0], alike[i][1]), alike[i][0]);
	for (size_t i = 0; i < sizeof apart / sizeof *apart; i++)
		ok(!sounds_alike(apart[i][0], apart[i][1]), apart[i][0]);
	ok(kr_phonetic(KR_SLICE(""), key) == 0 && kr_phonetic(KR_SLICE("12 3"), key) == 0, "no letters, no key");
	ok(kr_phonetic(KR_SLICE("bkdfglmnprstbkdfglmnprst"), key) == KR_PHONETIC_MAX, "long names are cut");
	ok(kr_phonetic(KR_SLICE("\xD0\xB8\xD0\xB2\xD0\xB0\xD0\xBD"), key) > 0, "other alphabets stand for themselves");
	return tap_done();
}
