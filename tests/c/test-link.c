/* The arithmetic of linking: logarithms, the elfproef, weights, the veto among clusters, the measures. */
#include "codes/bsn.h"
#include "link/cluster.h"
#include "link/compare.h"
#include "link/evaluate.h"
#include "math/log2.h"

#include <math.h>

#include "tap.h"

static void
test_log2(void)
{
	bool good = true;
	for (uint64_t number = 1; number < UINT64_MAX / 3; number = number * 3 / 2 + 1)
		good = good && fabs(log2((double)number) * 1000 - kr_log2(number)) <= 1.001;
	ok(good, "log2 within a thousandth of a bit");
	ok(kr_log2(1) == 0 && kr_log2(1024) == 10000 && kr_log2((uint64_t)1 << 63) == 63000, "powers of two are exact");
	ok(kr_log2_ratio(1, 8) == -3000, "ratios");
}

/* True when no number that differs in one digit passes. */
static bool
no_slip_passes(uint64_t number)
{
	for (uint64_t place = 1; place < 1000000000; place *= 10)
		for (uint64_t digit = 0; digit < 10; digit++) {
			uint64_t other = number - number / place % 10 * place + digit * place;
			if (other != number && kr_bsn_passes(other))
				return false;
		}
	return true;
}

static void
test_elfproef(void)
{
	int valid = 0;
	bool good = true;
	for (uint64_t number = 999990000; number < 999991000; number++)
		if (kr_bsn_passes(number)) {
			valid++;
			good = good && no_slip_passes(number);
		}
	/* 9 * (9 + 8 + 7 + 6 + 5) + 0 + 0 + 2 * 1 - 9 = 308 = 28 * 11 */
	ok(kr_bsn_passes(999990019) && !kr_bsn_passes(999990018), "the sum by hand");
	ok(good && valid > 80 && valid < 100, "one number in eleven passes, none with one digit changed");
	ok(!kr_bsn_passes(0) && !kr_bsn_passes(1999990019), "zero and ten digits");
}

static void
test_weights(void)
{
	kr_weight weight = {true, 5000, 900000000, 1000000, 1000};
	kr_weight fixed = {true, 1234, 0, 0, 0};
	ok(kr_weight_of_value(&fixed, 5, 100) == 1234, "without a frequency the level's own bits");
	ok(kr_weight_of_value(&weight, 2, 10000) > kr_weight_of_value(&weight, 200, 10000), "a rare value says more");
	int32_t by_hand = (int32_t)(1000 * log2(0.9 / ((2 + 1000 * 0.001) / (10000.0 + 1000))));
	int32_t off = kr_weight_of_value(&weight, 2, 10000) - by_hand;
	ok(off >= -3 && off <= 3, "log2 of m over the smoothed frequency");
}

static void
test_clusters(void)
{
	static kr_link_record records[4];
	static kr_link list[] = {{0, 1, 9000}, {1, 2, 8000}, {2, 3, 7000}, {0, 3, 1000}};
	kr_people people = {.records = records, .count = 4};
	kr_links links = {.links = list, .count = 4};
	kr_clusters clusters;
	kr_error error;
	records[0].identifier = 999990019, records[0].has_bsn = true;
	records[3].identifier = 999990020, records[3].has_bsn = true;
	bool good = kr_clusters_make(&clusters, &people, &links, 2000, &error);
	ok(good && clusters.persons == 2 && clusters.refused == 1, "two valid BSNs do not come together over others");
	ok(good && clusters.person[0] == 1 && clusters.person[2] == 1 && clusters.person[3] == 2, "the strongest links go first");
	kr_clusters_free(&clusters);
	records[3].has_bsn = false;
	good = kr_clusters_make(&clusters, &people, &links, 7500, &error);
	ok(good && clusters.persons == 2 && clusters.refused == 0 && clusters.largest == 3, "weaker links are not used");
	kr_clusters_free(&clusters);
}

static void
test_evaluation(void)
{
	const uint32_t person[] = {1, 1, 1, 2, 2, 3, 9}, truth[] = {1, 1, 2, 2, 2, 3, 0};
	kr_evaluation evaluation;
	kr_error error;
	bool good = kr_evaluate(&evaluation, person, truth, 7, &error);
	ok(good && evaluation.records == 6, "records of unknown truth do not count");
	/* found 3 + 1 pairs, of these right 1 + 1; true 1 + 3 */
	ok(good && evaluation.found == 4 && evaluation.right == 2 && evaluation.true_pairs == 4, "pairs by hand");
	ok(good && evaluation.precision == 500000 && evaluation.recall == 500000 && evaluation.f1 == 500000, "shares of pairs");
	/* B-cubed precision (2/3 + 2/3 + 1/3 + 1 + 1 + 1) / 6, recall (1 + 1 + 1/3 + 2/3 + 2/3 + 1) / 6 */
	ok(good && evaluation.b3_precision > 777000 && evaluation.b3_precision < 778000 && evaluation.b3_recall > 777000 &&
	        evaluation.b3_recall < 778000, "B-cubed by hand");
	good = kr_evaluate(&evaluation, person, truth, 0, &error);
	ok(good && evaluation.precision == -1 && evaluation.f1 == -1, "nothing to divide by");
}

int
main(void)
{
	kr_model model = {.links_per_record = 500};
	test_log2();
	test_elfproef();
	test_weights();
	test_clusters();
	test_evaluation();
	ok(kr_prior(&model, 1025) == -10000, "one link a pair of records among 1024 others");
	return tap_done();
}
