#include "report/tension.h"

enum kr_tension
kr_tension_class(int64_t open, int64_t available)
{
	if (available <= 0)
		return KR_TENSION_NONE;
	if (4 * open < available)
		return KR_TENSION_VERY_LOOSE;
	if (3 * open < 2 * available)
		return KR_TENSION_LOOSE;
	if (2 * open < 3 * available)
		return KR_TENSION_AVERAGE;
	return open < 4 * available ? KR_TENSION_TIGHT : KR_TENSION_VERY_TIGHT;
}

const char *
kr_tension_key(enum kr_tension tension)
{
	static const char *const keys[KR_TENSIONS] = {
		"none", "very_loose", "loose", "average", "tight", "very_tight"
	};
	return keys[tension];
}
