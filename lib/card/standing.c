#include "card/standing.h"

#include "codes/date.h"

enum { VALID_UNTIL, CONSENT, UNAVAILABLE_UNTIL, AVAILABLE_UNTIL, AVAILABLE_NOW, AVAILABLE_FROM };

const char *const kr_standing_fields[] = {
	"valid_until", "contact_consent", "unavailable_until", "available_until", "available_now", "available_from", NULL,
};

enum kr_standing
kr_standing_on(const kr_slice *values, int32_t day)
{
	kr_slice until = values[UNAVAILABLE_UNTIL];
	kr_date date;
	if (kr_date_is_before(values[VALID_UNTIL], day))
		return KR_LAPSED;
	if (kr_slice_is(values[CONSENT], "no"))
		return KR_DECLINED;
	if (kr_slice_is(until, "open") || kr_date_is_after(until, day) || kr_date_is_before(values[AVAILABLE_UNTIL], day))
		return KR_UNAVAILABLE;
	/* A no without a day on which it ends. */
	if (kr_slice_is(values[AVAILABLE_NOW], "no") && !kr_date_parse(values[AVAILABLE_FROM], &date) && !kr_date_parse(until, &date))
		return KR_UNAVAILABLE;
	return KR_STANDS;
}
