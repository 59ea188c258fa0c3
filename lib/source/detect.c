#include "source/detect.h"

#include <stdlib.h>

#include "source/detect_scan.h"

#define COUNTS 1025u /* numbers of fields that are told apart */
#define HEADS 64u    /* records among which the header is looked for */

/* What one way of reading the text gives. */
typedef struct trial {
	char delimiter, quote;
	uint32_t usual;                  /* number of fields of most records */
	uint32_t agree, asked, bad;      /* records that have it; records between the first and the last of these; with bad quotes */
	uint32_t quoted, open, inside;
	uint32_t score;
	bool leads; /* the first record has it already */
} trial;

/* The head of the text, record by record. */
typedef struct heads {
	struct head {
		uint64_t line;
		uint32_t count, filled;
		bool is_bad;
		uint8_t looks[KR_GUESS_FIELDS];
	} records[HEADS];
	uint32_t count;
} heads;

/* In per mille; of nothing 0. */
static uint16_t
share(uint64_t part, uint64_t all)
{
	return (uint16_t)(all > 0 ? part * 1000 / all : 0);
}

static uint32_t
clamp(uint32_t count)
{
	return count < COUNTS ? count : COUNTS - 1;
}

/* The number of fields that most of the text lies in. */
static uint32_t
usual_count(const uint32_t *histogram)
{
	uint32_t best = 1;
	for (uint32_t n = 2; n < COUNTS; n++)
		if (histogram[n] > 0 && (uint64_t)histogram[n] * n >= (uint64_t)histogram[best] * best)
			best = n;
	return best;
}

/*
 * Lines of title may precede the records and a few lines follow them, without being asked. More than that are records of
 * another number of fields.
 */
static void
ask_records(trial *it, const uint16_t *counts, uint32_t records)
{
	uint32_t first = 0, last = records;
	while (first < records && counts[first] != it->usual)
		first++;
	while (last > first && counts[last - 1] != it->usual)
		last--;
	if (first > 20 || first > 4 * (records - first))
		first = 0;
	if (records - last > 3 || (records - last) * 4 > records)
		last = records;
	/* A header may have a few fields more or less. */
	it->leads = first == 0 || (counts[0] > 1 && counts[0] * 2u > it->usual);
	it->asked = last - first;
	for (uint32_t i = first; i < last; i++)
		it->agree += counts[i] == it->usual;
}

/* Reads the text one way. `counts` has room for KR_DETECT_RECORDS. */
static void
try_way(trial *it, kr_slice text, kr_guess *guess, uint16_t *counts)
{
	uint32_t histogram[COUNTS] = {0}, records = 0;
	kr_guess_start(guess, text, it->delimiter, it->quote);
	while (records < KR_DETECT_RECORDS && kr_guess_next(guess)) {
		if (guess->is_blank)
			continue;
		uint32_t count = guess->is_bad ? 0 : clamp(guess->count);
		it->bad += guess->is_bad;
		histogram[count] += !guess->is_bad;
		counts[records++] = (uint16_t)count;
	}
	it->usual = usual_count(histogram);
	ask_records(it, counts, records);
	it->quoted = guess->quoted;
	it->open = guess->open;
	it->inside = guess->inside;
	/* A comma with a blank behind it stands between words rather than values. */
	bool prose = !it->leads && guess->spaced * 2 > guess->delimiters;
	if (it->usual < 2 || it->asked == 0 || it->agree * 2 < it->asked || prose)
		return;
	uint64_t score = (uint64_t)it->agree * 1000 * it->usual / it->asked / (it->usual + 1);
	it->score = (uint32_t)(it->leads ? score : score * 7 / 10);
}

/* Values in single quotes, where no value stands in double ones: many, and hardly one that does not fit. */
static bool
has_single_quotes(const trial *plain, const trial *single)
{
	return plain->quoted == 0 && single->quoted >= 2 && single->quoted > 4 * (single->open + single->inside);
}

/* Quotes stand within values and never around one: who quotes would have quoted these. */
static bool
has_no_quotes(const trial *plain)
{
	return plain->quoted == 0 && plain->open == 0 && plain->inside >= 2;
}

static trial
try_quotes(kr_slice text, const kr_detect_given *given, char delimiter, kr_guess *guess, uint16_t *counts)
{
	trial plain = {.delimiter = delimiter, .quote = given->has_no_quote ? 0 : given->quote ? given->quote : '"'};
	try_way(&plain, text, guess, counts);
	if (given->has_no_quote || given->quote != 0)
		return plain;
	if (has_no_quotes(&plain)) {
		trial bare = {.delimiter = delimiter};
		try_way(&bare, text, guess, counts);
		bare.inside = plain.inside;
		return bare;
	}
	trial single = {.delimiter = delimiter, .quote = '\''};
	if (plain.quoted == 0 && memchr(text.ptr, '\'', text.len) != NULL)
		try_way(&single, text, guess, counts);
	return has_single_quotes(&plain, &single) ? single : plain;
}

static void
look_at_heads(heads *seen, const trial *way, kr_slice text, kr_guess *guess)
{
	seen->count = 0;
	kr_guess_start(guess, text, way->delimiter, way->quote);
	while (seen->count < HEADS && kr_guess_next(guess)) {
		if (guess->is_blank)
			continue;
		struct head *head = &seen->records[seen->count++];
		*head = (struct head){.line = guess->first_line, .count = guess->count, .filled = guess->filled, .is_bad = guess->is_bad};
		for (uint32_t i = 0; i < guess->count && i < KR_GUESS_FIELDS; i++)
			head->looks[i] = (uint8_t)kr_guess_looks(guess->fields[i]);
	}
}

static uint32_t
usable(const struct head *head)
{
	return head->count < KR_GUESS_FIELDS ? head->count : KR_GUESS_FIELDS;
}

/* Fields that are no name: a year may be one. */
static uint32_t
no_names(const struct head *head)
{
	uint32_t found = 0;
	for (uint32_t i = 0; i < usable(head); i++)
		found += head->looks[i] > KR_LOOKS_YEAR;
	return found;
}

/* Of the filled values below a record in a column: how many, and how many of them look like `looks` (any number for a year). */
static void
count_below(const heads *seen, uint32_t at, uint32_t column, uint32_t *filled, uint32_t typed, uint32_t *same)
{
	*filled = *same = 0;
	for (uint32_t i = at + 1; i < seen->count; i++) {
		const struct head *below = &seen->records[i];
		if (below->count != seen->records[at].count || below->looks[column] == KR_LOOKS_EMPTY)
			continue;
		++*filled;
		*same += typed ? below->looks[column] == typed : below->looks[column] > KR_LOOKS_WORD;
	}
}

/* Columns that hold something else below a record than a word, which it has itself. */
static uint32_t
contrasts(const heads *seen, uint32_t at)
{
	uint32_t found = 0, filled, typed;
	const struct head *head = &seen->records[at];
	for (uint32_t i = 0; i < usable(head); i++) {
		if (head->looks[i] != KR_LOOKS_WORD)
			continue;
		count_below(seen, at, i, &filled, 0, &typed);
		found += filled > 0 && typed * 10 >= filled * 8;
	}
	return found;
}

/* A first record that is like those below it in at least two of its numbers, dates and the like. */
static bool
is_data(const heads *seen, uint32_t at)
{
	uint32_t found = 0, asked = 0, filled, same;
	const struct head *head = &seen->records[at];
	for (uint32_t i = 0; i < usable(head); i++) {
		if (head->looks[i] <= KR_LOOKS_YEAR)
			continue;
		count_below(seen, at, i, &filled, head->looks[i], &same);
		asked++;
		found += filled > 0 && same * 10 >= filled * 8;
	}
	return found >= 2 && found == asked;
}

/* A later record that names columns; heads.count: none. */
static uint32_t
later_header(const heads *seen, uint32_t from, uint32_t usual)
{
	for (uint32_t i = from + 1; i < seen->count && i <= from + 20; i++) {
		const struct head *head = &seen->records[i];
		if (!head->is_bad && head->count == usual && head->filled * 2 > usual && no_names(head) == 0 &&
		    contrasts(seen, i) > 0)
			return i;
	}
	return seen->count;
}

/* A record before one that is no header, which names columns although it leaves half of them without a name; heads.count: none. */
static uint32_t
gappy_header(const heads *seen, uint32_t before, uint32_t usual)
{
	for (uint32_t i = before; i-- > 0;) {
		const struct head *head = &seen->records[i];
		if (!head->is_bad && head->count == usual && head->filled > 1 && no_names(head) == 0 && contrasts(seen, i) > 0)
			return i;
	}
	return seen->count;
}

/* The header among the heads, and how sure; heads.count: there is none. */
static uint32_t
find_header(const heads *seen, uint32_t usual, uint16_t *sure)
{
	uint32_t first = 0;
	while (first < seen->count && seen->records[first].filled * 2 <= usual && usual > 1)
		first++;
	if (first == seen->count || seen->records[first].is_bad) {
		*sure = 0;
		return 0;
	}
	const struct head *head = &seen->records[first];
	bool is_title = head->count < usual || (head->filled < usual && head->filled <= 2) || no_names(head) > 0;
	uint32_t later = is_title ? later_header(seen, first, usual) : seen->count;
	if (later < seen->count) {
		*sure = 900;
		return later;
	}
	uint32_t earlier = no_names(head) > 0 ? gappy_header(seen, first, usual) : seen->count;
	if (earlier < seen->count) {
		*sure = 700;
		return earlier;
	}
	*sure = 800;
	if (is_data(seen, first))
		return seen->count;
	if (no_names(head) > 0)
		*sure = 500;
	else if (contrasts(seen, first) > 0)
		*sure = 990;
	return first;
}

/* Where lines of title are said to precede the records, the first of these must name columns. */
static bool
is_likely(const trial *way, kr_slice text, kr_guess *guess, heads *seen)
{
	uint16_t sure;
	bool is_rare = way->delimiter == '^' || way->delimiter == '~';
	if (way->leads || way->score == 0)
		return way->score > 0;
	look_at_heads(seen, way, text, guess);
	uint32_t at = find_header(seen, way->usual, &sure);
	return !is_rare && at < seen->count && seen->records[at].count == way->usual && no_names(&seen->records[at]) == 0;
}

/* The delimiter with the best score; what is given needs no contest. */
static trial
find_way(kr_slice text, const kr_detect_given *given, kr_guess *guess, heads *seen, uint16_t *counts)
{
	static const char candidates[] = ";,\t|^~";
	trial best = {0};
	if (given->delimiter != 0)
		return try_quotes(text, given, given->delimiter, guess, counts);
	for (const char *candidate = candidates; *candidate; candidate++) {
		trial way = try_quotes(text, given, *candidate, guess, counts);
		if (way.score > best.score && is_likely(&way, text, guess, seen))
			best = way;
	}
	return best.score > 0 ? best : try_quotes(text, given, KR_DETECT_NO_DELIMITER, guess, counts);
}

static void
count_line_ends(kr_slice text, kr_detected *found)
{
	for (size_t at = 0; at < text.len; at++) {
		if (text.ptr[at] == '\n') {
			found->lf++;
		} else if (text.ptr[at] == '\r' && at + 1 < text.len && text.ptr[at + 1] == '\n') {
			found->crlf++;
			at++;
		} else if (text.ptr[at] == '\r')
			found->cr++;
	}
	uint64_t all = found->lf + found->crlf + found->cr, most = found->lf > found->crlf ? found->lf : found->crlf;
	most = most > found->cr ? most : found->cr;
	found->line_ends_sure = share(most, all);
}

const char *
kr_detect_line_ends(const kr_detected *found)
{
	uint64_t all = found->lf + found->crlf + found->cr;
	if (all == 0)
		return "none";
	return found->lf == all ? "lf" : found->crlf == all ? "crlf" : found->cr == all ? "cr" : "mixed";
}

bool
kr_detect_lost_digits(kr_slice value)
{
	size_t at = value.len > 0 && (value.ptr[0] == '-' || value.ptr[0] == '+'), decimals = 0, exponent = 0;
	if (at >= value.len || value.ptr[at] < '0' || value.ptr[at] > '9')
		return false;
	at++;
	if (at < value.len && (value.ptr[at] == ',' || value.ptr[at] == '.'))
		for (at++; at < value.len && value.ptr[at] >= '0' && value.ptr[at] <= '9'; at++)
			decimals++;
	if (value.len - at < 3 || value.len - at > 5 || value.ptr[at] != 'E' || value.ptr[at + 1] != '+')
		return false;
	for (at += 2; at < value.len; at++) {
		if (value.ptr[at] < '0' || value.ptr[at] > '9')
			return false;
		exponent = exponent * 10 + (size_t)(value.ptr[at] - '0');
	}
	return decimals < exponent;
}

/* Every record looked at from the header on, once more, for what is odd. */
static void
look_at_oddities(kr_detected *found, kr_slice text, kr_guess *guess)
{
	uint32_t full = 0, ending = 0, long_one = 0;
	kr_guess_start(guess, text, found->delimiter, found->quote);
	while (found->records < KR_DETECT_RECORDS && kr_guess_next(guess)) {
		bool before = guess->first_line < found->header_line && found->header_line != KR_DETECT_NO_HEADER;
		found->blank_lines += guess->is_blank;
		if (guess->is_blank)
			continue;
		found->before_header += before;
		if (before)
			continue;
		bool is_header = guess->first_line == found->header_line;
		if (is_header)
			found->named = guess->count;
		found->records += !is_header;
		found->bad_quotes += guess->is_bad;
		found->as_named += !guess->is_bad && !is_header && guess->count == found->named;
		found->ragged += !guess->is_bad && !is_header && guess->count != found->usual;
		if (guess->is_bad || is_header || guess->count != found->usual)
			continue;
		full++;
		ending += guess->count > 1 && guess->count <= KR_GUESS_FIELDS && guess->fields[guess->count - 1].len == 0;
		for (uint32_t i = 0; i < guess->count && i < KR_GUESS_FIELDS; i++)
			long_one += kr_detect_lost_digits(guess->fields[i]);
	}
	found->formulas = guess->formulas;
	found->long_numbers = long_one;
	found->ends_in_delimiter = full > 0 && ending == full;
}

/*
 * A header with one field more or less than all records have, where that one is empty, was ended with a delimiter, or they
 * were: the records count.
 */
static uint32_t
columns(const kr_detected *found, const heads *seen)
{
	if (found->header_line == KR_DETECT_NO_HEADER || found->named == 0)
		return found->usual;
	if (found->as_named > 0)
		return found->named;
	if (found->usual == found->named + 1 && found->ends_in_delimiter && found->named > 1)
		return found->usual;
	for (uint32_t i = 0; i < seen->count; i++) {
		const struct head *head = &seen->records[i];
		if (head->line == found->header_line && head->count == found->usual + 1 && head->count <= KR_GUESS_FIELDS &&
		    found->usual > 1 && head->looks[found->usual] == KR_LOOKS_EMPTY && found->records > 0)
			return found->usual;
	}
	return found->named;
}

static uint16_t
quote_sureness(const trial *way, const kr_detect_given *given)
{
	if (given->quote != 0 || given->has_no_quote)
		return 1000;
	if (way->quote == 0)
		return 800;
	uint32_t all = way->quoted + way->open + way->inside;
	if (all == 0)
		return 500;
	return share(way->quoted, all);
}

static void
settle_header(kr_detected *found, const heads *seen, const kr_detect_given *given)
{
	uint32_t at = find_header(seen, found->usual, &found->header_sure);
	found->header_line = at < seen->count ? seen->records[at].line : KR_DETECT_NO_HEADER;
	if (given->header_line == 0)
		return;
	found->header_line = given->header_line;
	found->header_sure = 1000;
}

/* The part that is looked at; a last line that its end cuts is left out. */
static kr_slice
whole_lines(kr_slice text)
{
	kr_slice part = kr_slice_part(text, 0, KR_DETECT_SIZE);
	if (part.len == text.len)
		return part;
	size_t len = part.len;
	while (len > 0 && part.ptr[len - 1] != '\n' && part.ptr[len - 1] != '\r')
		len--;
	return len > 0 ? kr_slice_part(part, 0, len) : part;
}

static uint16_t
delimiter_sureness(const trial *way, const kr_detect_given *given)
{
	if (given->delimiter != 0)
		return 1000;
	if (way->delimiter == KR_DETECT_NO_DELIMITER || way->asked == 0)
		return 700;
	return share(way->agree, way->asked);
}

bool
kr_detect(kr_slice text, const kr_detect_given *given, kr_detected *found)
{
	*found = (kr_detected){0};
	text = whole_lines(text);
	kr_guess *guess = malloc(sizeof *guess);
	heads *seen = malloc(sizeof *seen);
	uint16_t *counts = malloc(KR_DETECT_RECORDS * sizeof *counts);
	bool good = guess != NULL && seen != NULL && counts != NULL;
	if (good) {
		trial way = find_way(text, given, guess, seen, counts);
		found->delimiter = way.delimiter;
		found->quote = way.quote;
		found->usual = way.usual;
		found->delimiter_sure = delimiter_sureness(&way, given);
		found->quote_sure = quote_sureness(&way, given);
		count_line_ends(text, found);
		look_at_heads(seen, &way, text, guess);
		settle_header(found, seen, given);
		look_at_oddities(found, text, guess);
		found->columns = columns(found, seen);
	}
	free(guess);
	free(seen);
	free(counts);
	return good;
}
