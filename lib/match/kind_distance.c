/*
 * Kind `distance`: whole kilometres as the crow flies between the centres of two postcode areas.
 *
 * Steps: KILOMETRES:SHARE in ascending order; between two of them the share runs straight, before the first and behind
 * the last it stays. The limits are the person's max_km and what max_minutes allow at most.
 */
#include "base/number.h"
#include "match/kind.h"

static int32_t
area(const kr_world *world, kr_slice pc4)
{
	int64_t number;
	return pc4.len == 4 && kr_number_parse(pc4, 1000, 9999, &number) && world->has_point[number] ? (int32_t)number : 0;
}

/* Row: postcode area (0: unknown), farthest kilometres (-1: none said). */
uint32_t
kr_read_work_place(kr_world *world, const kr_slice *fields, kr_buffer *out)
{
	int32_t number = area(world, fields[0]);
	kr_put(out, number);
	return (fields[0].len && !number) | kr_put_number(out, fields[1], 999, 1);
}

/*
 * No traveller beats these in a straight line, kilometres an hour: fastest of the means of transport that the person
 * has (VUM codeVervoermiddel 2 moped, 3 bicycle; the others by car on a motorway). Kept high on purpose: a
 * travelling time is to exclude only what surely is too far.
 */
static int32_t
fastest(kr_slice transport)
{
	kr_slice rest = kr_slice_items(transport), item;
	int32_t speed = 0;
	while (kr_slice_next(&rest, '|', &item)) {
		int32_t of_item = kr_slice_is(item, "3") ? 25 : kr_slice_is(item, "2") ? 45 : 120;
		speed = of_item > speed ? of_item : speed;
	}
	return speed ? speed : 120;
}

/* Row: as above for the home. */
uint32_t
kr_read_home(kr_world *world, const kr_slice *fields, kr_buffer *out)
{
	int64_t km = -1, minutes = -1;
	int32_t number = area(world, fields[0]);
	uint32_t bad = fields[0].len && !number;
	if (fields[1].len && !kr_number_parse(fields[1], 0, 999, &km))
		bad |= 2;
	if (fields[2].len && !kr_number_parse(fields[2], 0, 999, &minutes))
		bad |= 4;
	int64_t by_time = minutes < 0 ? -1 : minutes * fastest(fields[3]) / 60;
	kr_put(out, number);
	kr_put(out, (int32_t)(by_time >= 0 && (km < 0 || by_time < km) ? by_time : km));
	return bad;
}

static int32_t
share_of(const kr_steps *steps, int32_t km)
{
	const struct kr_step *at = steps->at;
	if (steps->count == 0 || km <= at[0].at)
		return steps->count ? at[0].share : KR_FULL;
	for (size_t i = 1; i < steps->count; i++)
		if (km <= at[i].at)
			return at[i - 1].share + (at[i].share - at[i - 1].share) * (km - at[i - 1].at) / (at[i].at - at[i - 1].at);
	return at[steps->count - 1].share;
}

kr_verdict
kr_judge_distance(const kr_world *world, const kr_steps *steps, const int32_t *demand, size_t demand_count,
    const int32_t *value, size_t value_count)
{
	(void)demand_count, (void)value_count;
	if (demand[0] == 0 || value[0] == 0)
		return kr_unknown(steps);
	int32_t km = (int32_t)kr_distance_km(world->points[demand[0]], world->points[value[0]]);
	unsigned flags = (demand[1] >= 0 && km > demand[1] ? KR_DEMAND_NO : 0u) | (value[1] >= 0 && km > value[1] ? KR_LIMIT_NO : 0u);
	return kr_verdict_of(share_of(steps, km), flags, km);
}
