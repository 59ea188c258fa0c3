/* The nearest known name: found when it is meant, not when it is not. */
#include "base/nearest.h"

#include "tap.h"

static kr_slice
nearest(const char *wanted, const char *const *known)
{
	kr_nearest state = kr_nearest_to(kr_slice_text(wanted));
	for (; *known != NULL; known++)
		kr_nearest_offer(&state, kr_slice_text(*known));
	return kr_nearest_found(&state);
}

int
main(void)
{
	const char *const fields[] = {"region", "postcode", "surname", "pc4", "sex", NULL};
	const char *const letters[] = {"a", "b", NULL};
	const char *const lengths[] = {"per", "verbose", NULL};
	const char *const alike[] = {"hours_min", "hours_max", NULL};
	char long_name[100];
	memset(long_name, 'x', 99);
	long_name[99] = '\0';
	const char *const long_names[] = {long_name, NULL};
	ok(kr_slice_is(nearest("regoin", fields), "region"), "two letters that changed places");
	ok(kr_slice_is(nearest("Postcode", fields), "postcode"), "a capital");
	ok(kr_slice_is(nearest("surnames", fields), "surname"), "a letter too many");
	ok(kr_slice_is(nearest("pc5", fields), "pc4"), "one of three letters");
	ok(nearest("birth_date", fields).len == 0, "nothing is near");
	ok(nearest("", fields).len == 0, "nothing is near to the empty name");
	ok(nearest("x", letters).len == 0, "a name of one letter is not near to another of one letter");
	ok(kr_slice_is(nearest("hours_mix", alike), "hours_min"), "the first of two that are as near");
	ok(kr_slice_is(nearest("verb", lengths), "verbose"), "a short name that is not meant does not hide a long one that is");
	ok(nearest(long_name, fields).len == 0 && nearest("region", long_names).len == 0, "long names are no trouble");
	ok(nearest("a", (const char *const[]){NULL}).len == 0, "nothing is known");
	return tap_done();
}
