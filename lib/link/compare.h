/*
 * Judges a pair of records: a level for each comparison, and the bits that they add up to.
 *
 * Fellegi-Sunter (1969) with two things that its independence of fields misses in registers:
 * who lives together shares surname, address, telephone and, as twins, the birth date. So where given names
 * differ, or birth dates by a generation, all that relatives share counts for no more than the model's `relatives` bits.
 * And fields that say the same thing count once: a postcode says street and place.
 */
#ifndef KR_LINK_COMPARE_H
#define KR_LINK_COMPARE_H

#include "link/people.h"

typedef struct kr_judgement {
	uint8_t levels[KR_COMPARISONS];
	int32_t bits[KR_COMPARISONS]; /* thousandths */
	int32_t total;                /* of these, bounded as said above, without the prior */
	bool veto;                    /* two valid and different BSNs, or person keys: not one person */
} kr_judgement;

void kr_judge(const kr_people *people, const kr_link_record *a, const kr_link_record *b, kr_judgement *judgement);

/* log2 of the odds, in thousandths, that two records of so many are of one person, before anything is known. */
int32_t kr_prior(const kr_model *model, uint64_t records);

/*
 * The single comparisons: the level; *bits is changed only where the value's own frequency decides (levels `same`
 * and `either`).
 */
size_t kr_compare_identifier(const kr_link_record *a, const kr_link_record *b, bool *veto);
size_t kr_compare_surname(const kr_people *people, const kr_link_record *a, const kr_link_record *b, int32_t *bits);
size_t kr_compare_given(const kr_people *people, const kr_link_record *a, const kr_link_record *b, int32_t *bits);
size_t kr_compare_birth(const kr_people *people, const kr_link_record *a, const kr_link_record *b, int32_t *bits);
size_t kr_compare_postcode(const kr_people *people, const kr_link_record *a, const kr_link_record *b, int32_t *bits);
size_t kr_compare_house(const kr_people *people, const kr_link_record *a, const kr_link_record *b, size_t postcode);
size_t kr_compare_place(const kr_people *people, const kr_link_record *a, const kr_link_record *b, size_t postcode,
    int32_t *bits);
size_t kr_compare_phone(const kr_people *people, const kr_link_record *a, const kr_link_record *b, int32_t *bits);
size_t kr_compare_email(const kr_people *people, const kr_link_record *a, const kr_link_record *b, int32_t *bits);

#endif
