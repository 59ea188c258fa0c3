/*
 * Finds out by looking how a delimited text file is dressed: delimiter, quote, line ends, header, and what is odd about it.
 *
 * The text is cut into records once for each delimiter that may be meant, and once more with ' for a quote where that
 * seems to be one. The delimiter wins with which most records have as many fields as each other; many fields count
 * for more than few. The header is the first record that fills more than half of these fields, unless a later one
 * names columns and the first does not: what stands before it are lines of title. All that is said rests on the first
 * KR_DETECT_SIZE bytes of text and KR_DETECT_RECORDS records, from a file and a pipe alike.
 *
 * How sure a finding is stands in per mille: 1000 was given or cannot be otherwise, 0 is a mere default.
 */
#ifndef KR_SOURCE_DETECT_H
#define KR_SOURCE_DETECT_H

#include "base/slice.h"

#include <stdint.h>

#define KR_DETECT_SIZE 262144u
#define KR_DETECT_RECORDS 4096u
#define KR_DETECT_NO_DELIMITER '\x1F' /* of a file with one column */
#define KR_DETECT_NO_HEADER UINT64_MAX

/* What is known already. {0}: nothing. */
typedef struct kr_detect_given {
	char delimiter;       /* 0: to be found; of a line `sep=;` too */
	char quote;           /* 0: to be found */
	bool has_no_quote;    /* no value is quoted */
	uint64_t header_line; /* physical line, the first of the text is 1; 0: to be found; KR_DETECT_NO_HEADER */
} kr_detect_given;

typedef struct kr_detected {
	char delimiter, quote; /* quote 0: none */
	uint64_t header_line;  /* physical line, the first of the text is 1, or KR_DETECT_NO_HEADER */
	uint32_t columns;      /* of the header as it is to be read; 0: there is no record */
	uint16_t delimiter_sure, quote_sure, line_ends_sure, header_sure;
	uint64_t lf, crlf, cr; /* line ends outside and inside of values */

	/* What is odd. */
	uint32_t records;       /* looked at, from the header on */
	uint32_t blank_lines;
	uint32_t before_header; /* lines that are not blank */
	uint32_t ragged;        /* records with another number of fields than most */
	uint32_t bad_quotes;    /* records whose quotes do not fit */
	uint32_t usual;         /* number of fields that most records have */
	uint32_t named;         /* fields of the header line */
	uint32_t as_named;      /* records that have as many */
	uint32_t long_numbers;  /* values such as 1,23E+08 */
	uint32_t formulas;      /* values such as ="0123" */
	bool ends_in_delimiter; /* every record does, and so do not all mean a value by it */
} kr_detected;

/* False when memory is short. */
bool kr_detect(kr_slice text, const kr_detect_given *given, kr_detected *found);

/* "lf", "crlf", "cr", "mixed", or "none" where there is no end of a line. */
const char *kr_detect_line_ends(const kr_detected *found);

/* True for a number in the notation of spreadsheets that has lost digits: fewer decimals than its exponent asks for. */
bool kr_detect_lost_digits(kr_slice value);

#endif
