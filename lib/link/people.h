/*
 * Records made ready for comparing: every field as a number, side by side, so that a pair is judged from two short
 * stretches of memory and texts are looked at only where numbers differ.
 *
 * Texts are compared in comparison form (text/fold.h) with ij=y; a surname without its prefixes, a hyphenated one as own
 * and partner's name. Costs 120 bytes a record, and the distinct texts.
 */
#ifndef KR_LINK_PEOPLE_H
#define KR_LINK_PEOPLE_H

#include "base/buffer.h"
#include "link/dictionary.h"
#include "record/reader.h"

/* The fields that linking reads. */
enum kr_link_field {
	KR_LINK_AS_OF, KR_LINK_BSN, KR_LINK_PERSON_KEY, KR_LINK_INITIALS, KR_LINK_GIVEN_NAMES, KR_LINK_SURNAME,
	KR_LINK_PARTNER_SURNAME, KR_LINK_BIRTH_DATE, KR_LINK_BIRTH_YEAR, KR_LINK_AGE, KR_LINK_SEX, KR_LINK_STREET,
	KR_LINK_HOUSE_NUMBER, KR_LINK_HOUSE_SUFFIX, KR_LINK_POSTCODE, KR_LINK_PC4, KR_LINK_PLACE, KR_LINK_PHONE,
	KR_LINK_EMAIL, KR_LINK_FIELDS
};

enum kr_birth_kind { KR_BIRTH_UNKNOWN, KR_BIRTH_DAY, KR_BIRTH_MONTH, KR_BIRTH_YEAR_ONLY, KR_BIRTH_BY_AGE };

#define KR_INITIALS_MAX 4

/* 0 is unknown in every field. Numbers are those of the dictionaries. */
typedef struct kr_link_record {
	uint64_t identifier;          /* BSN, or another number, as a number; letters: a hash */
	uint64_t person_key;          /* a hash */
	uint32_t surname, partner;    /* surnames */
	uint32_t surname_sound, partner_sound;
	uint32_t given, other;        /* first and second given name */
	uint32_t given_sound;
	uint32_t birth_date;          /* dates; whole ones only */
	uint32_t birth_first, birth_last; /* between these days, as 10000 * year + 100 * month + day */
	uint32_t postcode, area;
	uint32_t street, street_sound, place, house_number, house_suffix;
	uint32_t phone[2], email[2];
	uint32_t mailbox;             /* hash of the mail address before its @ */
	char initials[KR_INITIALS_MAX]; /* 0 where there are fewer */
	char sex;
	unsigned char given_letter;   /* first of the given name */
	uint8_t birth_kind;
	bool has_bsn;                 /* the identifier passes the elfproef */
	uint8_t identifier_digits;
} kr_link_record;

typedef struct kr_people {
	kr_link_record *records;
	uint32_t count, capacity;
	kr_dictionary surnames, given_names, dates, postcodes, areas, streets, places, suffixes, phones, emails;
	kr_buffer scratch;
	const kr_model *model;
	uint32_t fields[KR_LINK_FIELDS]; /* positions in the header, or KR_NO_FIELD */
} kr_people;

/*
 * Finds the fields in the header. `map` renames: "own=theirs,own=theirs" (NULL: none). False for a name that is not
 * there, and when there is no field to link by. {0} before.
 */
bool kr_people_fields(kr_people *people, const kr_model *model, const kr_header *header, const char *file, const char *map,
    kr_error *error);

/* Adds a record. */
bool kr_people_add(kr_people *people, const kr_record *record, kr_error *error);

/* When all are there: gives the values their weights. */
void kr_people_weigh(kr_people *people);

void kr_people_free(kr_people *people);

#endif
