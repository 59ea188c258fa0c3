/*
 * Inside detect.h: one record after the other of a text, read with a delimiter and a quote that are only guessed.
 */
#ifndef KR_SOURCE_DETECT_SCAN_H
#define KR_SOURCE_DETECT_SCAN_H

#include "source/detect.h"

#define KR_GUESS_FIELDS 256u /* that are kept of a record; more are counted */
#define KR_GUESS_LINES 100u  /* that a quoted value may run over */

typedef struct kr_guess {
	char delimiter, quote; /* quote 0: none */
	kr_slice text;
	size_t at;
	uint64_t line; /* of `at`, the first is 1 */

	/* The record that was read last. */
	uint64_t first_line;
	uint32_t count, filled;
	bool is_bad; /* its quotes do not fit: its first line alone was read, without regard to quotes */
	bool is_blank;
	kr_slice fields[KR_GUESS_FIELDS]; /* trimmed, without their quotes; doubled ones stand as they are */

	/* So far. */
	uint32_t quoted;   /* values in quotes that fit */
	uint32_t open;     /* values that begin with a quote that does not fit */
	uint32_t inside;   /* records with a quote within an unquoted value */
	uint32_t formulas; /* values such as ="0123" */
	uint32_t spaced;   /* delimiters with a blank behind them */
	uint32_t delimiters;
} kr_guess;

void kr_guess_start(kr_guess *guess, kr_slice text, char delimiter, char quote);

/* Reads the next record, a blank line too; false at the end. */
bool kr_guess_next(kr_guess *guess);

/* What a field looks like. */
enum kr_looks { KR_LOOKS_EMPTY, KR_LOOKS_WORD, KR_LOOKS_YEAR, KR_LOOKS_NUMBER, KR_LOOKS_DATE, KR_LOOKS_POSTCODE, KR_LOOKS_MAIL };

enum kr_looks kr_guess_looks(kr_slice field);

#endif
