#include "arrange/arrange.h"

#define NUMBER_ROOM 48

/* Decimal digits of a number of points: too large for printf. */
static const char *
points_text(kr_points number, char room[NUMBER_ROOM])
{
	char *at = room + NUMBER_ROOM - 1;
	bool is_negative = number < 0;
	*at = '\0';
	do {
		int digit = (int)(number % 10);
		*--at = (char)('0' + (digit < 0 ? -digit : digit));
		number /= 10;
	} while (number != 0);
	if (is_negative)
		*--at = '-';
	return at;
}

static void
tell(const kr_command *command, const char *what, const kr_cohort_measure *measure)
{
	char value[NUMBER_ROOM], bound[NUMBER_ROOM];
	int64_t gap = kr_cohort_gap(measure);
	kr_command_say(command, "%s %s of at most %s, gap %lld.%04lld%%", what, points_text(measure->value, value), points_text(measure->bound, bound),
	    (long long)(gap / 10000), (long long)(gap % 10000));
}

void
arrange_tell_gap(const kr_command *command, const arrange_job *job)
{
	tell(command, "people served", &job->plan.people);
	tell(command, "points", &job->plan.points);
	if (job->plan.fits)
		kr_command_say(command, "every train is the best for its person");
}
