/*
 * The model as data (lib/link/models/default.tsv): what is compared, at which levels, and how many bits each says.
 *
 * Weights are integers, thousandths of a bit, so that a sum does not depend on its order.
 */
#ifndef KR_LINK_MODEL_H
#define KR_LINK_MODEL_H

#include "record/definition.h"

enum kr_comparison {
	KR_COMPARE_IDENTIFIER, KR_COMPARE_SURNAME, KR_COMPARE_GIVEN, KR_COMPARE_BIRTH, KR_COMPARE_SEX,
	KR_COMPARE_POSTCODE, KR_COMPARE_HOUSE, KR_COMPARE_PLACE, KR_COMPARE_PHONE, KR_COMPARE_EMAIL, KR_COMPARISONS
};

/* Levels of each comparison, in the order of the names that kr_level_name gives; 0 is always "unknown": no weight. */
enum { KR_LEVEL_UNKNOWN, KR_LEVEL_SAME, KR_LEVEL_MAX = 12 };
enum { KR_IDENTIFIER_NEAR = 2, KR_IDENTIFIER_DIFFERENT };
enum { KR_SURNAME_NEAR = 2, KR_SURNAME_ALIKE, KR_SURNAME_EITHER, KR_SURNAME_SWAPPED, KR_SURNAME_DIFFERENT };
enum {
	KR_GIVEN_NEAR = 2, KR_GIVEN_SHORT, KR_GIVEN_OTHER, KR_GIVEN_INITIALS, KR_GIVEN_INITIAL, KR_GIVEN_SAME_INITIAL,
	KR_GIVEN_INITIAL_DIFFERS, KR_GIVEN_DIFFERENT
};
enum {
	KR_BIRTH_SWAPPED = 2, KR_BIRTH_NEAR, KR_BIRTH_PARTS, KR_BIRTH_PART_SAME, KR_BIRTH_YEAR_SAME, KR_BIRTH_AGE, KR_BIRTH_AGE_NEAR,
	KR_BIRTH_YEAR, KR_BIRTH_DIFFERENT, KR_BIRTH_GENERATION
};
enum { KR_SEX_DIFFERENT = 2 };
enum { KR_POSTCODE_NEAR = 2, KR_POSTCODE_AREA, KR_POSTCODE_DIFFERENT };
enum { KR_HOUSE_NUMBER = 2, KR_HOUSE_STREET, KR_HOUSE_STREET_NUMBER, KR_HOUSE_DIFFERENT };
enum { KR_PLACE_NEAR = 2, KR_PLACE_DIFFERENT }; /* of places, phones and mail addresses */

enum kr_block_part {
	KR_PART_IDENTIFIER, KR_PART_PERSON_KEY, KR_PART_PHONE, KR_PART_EMAIL, KR_PART_SURNAME, KR_PART_GIVEN, KR_PART_INITIAL,
	KR_PART_BIRTH_DATE, KR_PART_BIRTH_YEAR, KR_PART_POSTCODE, KR_PART_PC4, KR_PART_HOUSE_NUMBER, KR_PART_STREET, KR_PART_PLACE,
	KR_PART_ANY_NAME, KR_PART_NAMES, KR_PART_MAILBOX,
	KR_PARTS
};

#define KR_BLOCKS_MAX 31
#define KR_BLOCK_PARTS_MAX 4

typedef struct kr_block_rule {
	kr_slice name; /* as the model words it */
	enum kr_block_part parts[KR_BLOCK_PARTS_MAX];
	size_t count;
} kr_block_rule;

typedef struct kr_weight {
	bool is_set;
	int32_t bits;      /* thousandths */
	uint64_t m, u;     /* thousand-millionths, 0 where bits were given */
	int64_t frequency; /* records that u counts for, 0: no frequency of the value's own */
} kr_weight;

typedef struct kr_model {
	kr_weight weights[KR_COMPARISONS][KR_LEVEL_MAX];
	kr_block_rule blocks[KR_BLOCKS_MAX];
	size_t block_count;
	enum kr_block_part refine[KR_PARTS];
	size_t refine_count;
	int64_t threshold, links_per_record, relatives; /* thousandths */
	int64_t block_size;
	kr_map prefixes;
	kr_definition definition; /* owns the texts */
} kr_model;

/* path NULL: the built-in model. {0} before. */
bool kr_model_load(kr_model *model, const char *path, kr_error *error);

/* Names as the model writes them. */
const char *kr_comparison_name(enum kr_comparison comparison);
const char *kr_level_name(enum kr_comparison comparison, size_t level);

/*
 * Bits of a level with a frequency for a value that stands `count` times among `total` known values:
 * log2(m / ((count + frequency * u) / (total + frequency))).
 */
int32_t kr_weight_of_value(const kr_weight *weight, uint64_t count, uint64_t total);

void kr_model_free(kr_model *model);

#endif
