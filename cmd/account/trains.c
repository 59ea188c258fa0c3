/*
 * kr-account reserve --trains: a reservation for each wagon of people's trains, in the order of the file.
 */
#include "account/wagons.h"

int
account_trains(void)
{
	static wagons self;
	kr_record record;
	kr_error error, late;
	int more = 0;
	bool good = true;
	wagons_open(&self, false);
	while (good && !output.output.failed && (more = kr_stream_next(&self.stream, &record, &error)) > 0)
		good = wagons_reserve(&self, &record, &error);
	/* What was reserved before a bad line stays. */
	good = good && log_commit(true, more < 0 ? &late : &error) && more >= 0;
	return wagons_close(&self, good, &error);
}
