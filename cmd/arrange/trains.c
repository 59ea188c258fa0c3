#include "arrange/arrange.h"

#include "base/number.h"
#include "codes/date.h"

#define MOST_WAGONS 99

bool
arrange_header(kr_writer *writer, const char *const *names, size_t count, kr_error *error)
{
	kr_header header = {0};
	for (size_t i = 0; i < count; i++)
		if (kr_header_add(&header, kr_slice_text(names[i])) == KR_NO_FIELD)
			return kr_fail(error, "out of memory");
	kr_writer_header(writer, &header);
	kr_header_free(&header);
	return true;
}

/* Room for the values of one record. */
typedef struct line {
	kr_slice values[KR_TRAIN_FIELDS];
	char wagon[KR_NUMBER_MAX], weeks[KR_NUMBER_MAX], cost[KR_NUMBER_MAX], from[KR_DATE_MAX], until[KR_DATE_MAX];
	kr_buffer serves;
} line;

static void
put_serves(line *this, const arrange_job *job, const kr_seeker *seeker, uint64_t serves)
{
	kr_buffer_clear(&this->serves);
	for (; serves != 0; serves &= serves - 1) {
		uint32_t bit = (uint32_t)__builtin_ctzll(serves);
		if (bit >= seeker->need_count)
			continue;
		kr_buffer_text(&this->serves, this->serves.len ? "|" : "");
		kr_buffer_slice_add(&this->serves, job->catalog.needs.items[seeker->needs[bit]].text);
	}
	this->values[KR_TRAIN_SERVES] = this->serves.len ? kr_buffer_slice(&this->serves) : KR_SLICE("none");
}

static void
put_place(line *this, const arrange_job *job, const kr_seeker *seeker, const kr_cohort_place *place, uint32_t number)
{
	const kr_service *service = &job->catalog.services[number];
	put_serves(this, job, seeker, place->serves);
	this->values[KR_TRAIN_SERVICE] = service->id;
	this->values[KR_TRAIN_INSTRUMENT] = service->instrument == KR_NO_FIELD ? KR_SLICE("") : kr_code_list_code(&job->catalog.instruments, service->instrument);
	this->values[KR_TRAIN_FROM] = kr_slice_of(this->from, kr_date_write(kr_date_of_days(place->from), this->from));
	this->values[KR_TRAIN_UNTIL] = service->weeks == 0 ? KR_SLICE("open")
	                                                  : kr_slice_of(this->until, kr_date_write(kr_date_of_days(place->end - 1), this->until));
	this->values[KR_TRAIN_WEEKS] = service->weeks == 0 ? KR_SLICE("") : kr_slice_of(this->weeks, kr_number_write(service->weeks, this->weeks));
	this->values[KR_TRAIN_COST] = service->cents == KR_UNKNOWN_COST ? KR_SLICE("")
	                                                               : kr_slice_of(this->cost, kr_decimal_write(service->cents, 2, this->cost));
	this->values[KR_TRAIN_PAYER] = place->pot == KR_NO_POT ? KR_SLICE("") : job->catalog.pot_names[place->pot];
	this->values[KR_TRAIN_STATUS] = kr_slice_text(kr_train_statuses[KR_TRAIN_PLANNED]);
}

/* The person's earlier wagons as they were; gives the highest number. */
static int64_t
write_past(const arrange_job *job, const kr_seeker *seeker, line *this, kr_writer *writer)
{
	int64_t number = 0;
	for (uint32_t i = seeker->past; i != KR_NO_FIELD; i = job->past.wagons[i].next) {
		memcpy(this->values, job->past.wagons[i].values, sizeof this->values);
		number += number < MOST_WAGONS;
		if (job->past.wagons[i].number > number)
			number = job->past.wagons[i].number;
		this->values[KR_TRAIN_WAGON] = kr_slice_of(this->wagon, kr_number_write(number, this->wagon));
		kr_writer_values(writer, this->values, KR_TRAIN_FIELDS);
	}
	return number;
}

bool
arrange_write_trains(const arrange_job *job, kr_writer *writer, kr_error *error)
{
	line this = {.serves = {0}};
	bool good = arrange_header(writer, kr_train_fields, KR_TRAIN_FIELDS, error);
	for (uint32_t i = 0; i < job->seekers.count && good; i++) {
		const kr_seeker *seeker = &job->seekers.items[i];
		const kr_cohort_train *train = &job->plan.trains[i];
		int64_t number = write_past(job, seeker, &this, writer);
		for (uint32_t k = 0; k < train->count && good; k++) {
			uint32_t service = job->roster.people[i].services[train->places[k].wagon];
			if (service == KR_NO_SERVICE)
				continue;
			this.values[KR_TRAIN_PERSON] = seeker->id;
			number += number < MOST_WAGONS;
			this.values[KR_TRAIN_WAGON] = kr_slice_of(this.wagon, kr_number_write(number, this.wagon));
			put_place(&this, job, seeker, &train->places[k], service);
			kr_writer_values(writer, this.values, KR_TRAIN_FIELDS);
			good = !this.serves.failed || kr_fail(error, "out of memory");
		}
	}
	kr_buffer_free(&this.serves);
	return good;
}
