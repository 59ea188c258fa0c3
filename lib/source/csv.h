/*
 * Reads one delimited text file of whatever dress, record by record, and loses nothing of it.
 *
 * Framing. Physical lines end in LF, CRLF or CR. A line without a quote, or whose quoted fields are simple (open where the
 * field begins, close before a delimiter or the line's end, no doubled quote, no line end within), is split directly. Every other
 * line goes to libcsv in strict mode, with the lines that a quoted field runs on into: at most max_lines lines or
 * max_field bytes, and only if the joined record has as many fields as the header. Otherwise its first line alone is set
 * aside and reading resumes at the second, so a stray quote costs one line. Both ways give the same fields
 * (tests/c/test-csv.c).
 *
 * How the file is dressed is found by looking (detect.h) where it is not given. A value ="0123", as spreadsheets write what they
 * shall not take for a number, is 0123, in quotes of its own or not.
 *
 * Blanks (spaces and tabs) around unquoted values are trimmed, as libcsv does. Blank lines are skipped and counted; so is a line
 * of nothing but the character 0x1A, with which old systems end a file. Control
 * characters and others that a record stream may not hold become a blank and are listed with the record. A record whose bytes
 * are not of the file's encoding is set aside.
 *
 * With is_exact every value comes back as it is: nothing is guessed, no line is taken for a total or a footer, ="0123" is what it says, and no number for one
 * that has lost digits. The header is the first line, its first character that is not of a field's name is the delimiter, and the quote is ".
 *
 * Memory is constant: some 3 MiB. Nothing is allocated for a record.
 */
#ifndef KR_SOURCE_CSV_H
#define KR_SOURCE_CSV_H

#include "base/buffer.h"
#include "record/definition.h"
#include "record/header.h"
#include "source/detect.h"
#include "source/encoding.h"

struct csv_parser;

#define KR_CSV_LINES 100u            /* that one record may run over, unless said otherwise */
#define KR_CSV_FIELD_MAX 65536u      /* bytes that it may run over, unless said otherwise */
#define KR_CSV_LINE_MAX (1u << 20)   /* bytes of one physical line */
#define KR_CSV_FILE_END '\x1A'       /* that old systems put at the end of a file */
#define KR_CSV_NO_DELIMITER KR_DETECT_NO_DELIMITER
#define KR_CSV_NO_HEADER KR_DETECT_NO_HEADER

typedef struct kr_csv_options {
	enum kr_encoding encoding; /* KR_ENCODING_FIND: found in the first 1 MiB */
	char delimiter;            /* 0: found among ; , tab | ^ ~ */
	char quote;                /* 0: found among " and ' and none */
	bool has_no_quote;         /* no value is quoted: a quote is a character like others */
	bool is_mixed;             /* a value that is no UTF-8 is Windows-1252 */
	bool is_exact;             /* as csv_write.h writes: see below */
	uint64_t header_line;      /* physical line of the header; 0: found; KR_CSV_NO_HEADER */
	size_t max_field;          /* bytes; 0: KR_CSV_FIELD_MAX */
	uint64_t max_lines;        /* 0: KR_CSV_LINES */
} kr_csv_options;

/*
 * A value in which something is wrong; `original` shows bytes that no stream may hold as \\xNN. "control-character": they became
 * blanks; "mixed-encoding": it was no UTF-8 and was taken for Windows-1252; "lost-digits": a number such as 1,23E+08,
 * which goes on as it stands.
 */
typedef struct kr_csv_problem {
	uint32_t field;
	kr_slice original;
	const char *code;
} kr_csv_problem;

/* All slices are in stream form and valid until the next kr_csv_next. */
typedef struct kr_csv_record {
	kr_slice *fields; /* as many as the header has */
	uint32_t count;
	uint64_t line; /* physical line on which it begins, the first is 1 */
	const kr_csv_problem *problems;
	uint32_t problem_count;
	const char *code; /* of a record that is set aside, else NULL: see kr_csv_next */
	bool is_line;     /* it has a code and is no record at all */
	kr_slice original; /* of a record that is set aside: its line */
} kr_csv_record;

typedef struct kr_csv {
	kr_decoder decoder;
	kr_header header; /* names as kr_csv_open cleans them */
	char delimiter, quote; /* quote 0: none */
	uint64_t blank_lines; /* skipped so far */
	const char *name;     /* for messages */
	kr_detected found;    /* header_line counts from the first line of the file */
	bool has_mark;        /* a byte order mark */
	bool has_sep_line;    /* Excel's line sep=; */
	const char *container; /* kr_encoding_container, or "empty" */
	uint16_t encoding_sure; /* by kr_csv_detect only */

	/* Where reading stands. Positions count from `buffer`. */
	char *buffer;
	size_t capacity, used, taken, checked, line_end, next;
	bool at_end;
	bool lacks_end; /* the last line has been given an end */
	uint64_t line; /* of `taken` */

	/* The record that is being split. */
	kr_slice *fields;
	uint32_t *ends; /* of libcsv's fields in `joined` */
	uint32_t count, capacity_fields, rows;
	bool special;   /* holds a backslash, a tab or a control character */
	bool has_exponent; /* somewhere in the file so far a number like 1E+08 may stand */
	bool is_mixed, is_exact;
	bool header_is_given;
	bool skipping;  /* past the rest of a line that was too long */
	bool reading_header;
	bool failed; /* memory was short */
	bool broken; /* reading failed; the error is told */
	struct csv_parser *parser;
	kr_buffer joined, scratch;
	kr_buffer before;      /* lines before the header: number, tab, text in stream form, line feed */
	size_t before_at;
	kr_buffer header_text; /* fields of the header as they stand in the file, each with a line feed */
	uint32_t header_fields;
	kr_definition words;   /* lib/source/line_words.tsv */
	kr_csv_problem *problems;
	uint32_t problem_count;
	size_t max_field;
	uint64_t max_lines;

	/* Where bytes come from once kr_csv_feed was called. */
	bool is_fed, no_more, starved, is_part;
	kr_slice food;
} kr_csv;

/*
 * Opens a file ("-" or NULL: standard input) and reads its header. Names are trimmed; an empty one becomes column_N (N its
 * position, the first is 1), the second of two equal ones NAME_2; a file without a header has only such as are made. An Excel line
 * `sep=;` before the header is obeyed. A field more or less than the records have, where that one is empty, does not count.
 * An error: no bytes, no header, a stray quote in it, a compressed file or a workbook (the message says what to do).
 */
bool kr_csv_open(kr_csv *csv, const char *path, const kr_csv_options *options, kr_error *error);

/* Only looks how a file is dressed: fills `found` in, encoding, mark, sep line and container. To be closed like one that was opened. */
bool kr_csv_detect(kr_csv *csv, const char *path, const kr_csv_options *options, kr_error *error);

/* The same with a decoder that has just been opened: it is taken over, also when this fails. */
bool kr_csv_take(kr_csv *csv, kr_decoder *decoder, const kr_csv_options *options, kr_error *error);

/*
 * The next record: 1, 0 at the end, -1 for an error of reading. A record that cannot be used has a `code`:
 * "field-count" (more or fewer fields than the header), "stray-quote", "encoding", "too-long" (a line above KR_CSV_LINE_MAX;
 * the original is its beginning). A line that is no record has one too, and is_line: "before-header", "repeated-header" (in a file of
 * two columns or more), and in one of three or more "total-line" (at most two values, the first a word like Totaal) and "footer-line"
 * (one, that begins like "Bron:").
 */
int kr_csv_next(kr_csv *csv, kr_csv_record *record, kr_error *error);

/*
 * For reading with several threads (import_lanes.c), in which the caller gets the bytes by kr_decoder_read on csv->decoder.
 *
 * kr_csv_feed gives the next bytes of the file; from then on kr_csv_next reads no others and gives 0 where it needs more of them to go on.
 * `bytes` must stay until it does. kr_csv_end_food says that there are no more: 0 is then the end, as ever.
 */
void kr_csv_feed(kr_csv *csv, kr_slice bytes);
void kr_csv_end_food(kr_csv *csv);

/* True when everything that was read and fed has been used up, so that a record begins with the next byte. */
bool kr_csv_is_spent(const kr_csv *csv);

/*
 * A reader for a part of a file that is open: kr_csv_part_set gives it bytes that begin with a record, KR_CSV_SLACK bytes behind them that
 * may be read, and the line on which they begin. It gives the records that are whole; where it stops is csv->taken (counted from
 * `bytes`) and csv->line. What it gives is valid as long as the bytes are. `whole` must outlive it; kr_csv_close ends it.
 */
#define KR_CSV_SLACK 64u
bool kr_csv_part_open(kr_csv *part, const kr_csv *whole, kr_error *error);
void kr_csv_part_set(kr_csv *part, char *bytes, size_t len, uint64_t line);

/* Safe after a failed open. */
void kr_csv_close(kr_csv *csv);

#endif
