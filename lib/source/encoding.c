#include "source/encoding.h"

#include <stdlib.h>

#include "base/utf8.h"

#define LATER_LINE 65536u /* bytes at most that decide after a sample of ASCII */

static const struct {
	const char *name;
	enum kr_encoding encoding;
} names[] = {
    {"utf-8", KR_ENCODING_UTF_8},
    {"utf-16", KR_ENCODING_UTF_16},
    {"utf-16le", KR_ENCODING_UTF_16LE},
    {"utf-16be", KR_ENCODING_UTF_16BE},
    {"windows-1252", KR_ENCODING_WINDOWS_1252},
    {"iso-8859-1", KR_ENCODING_ISO_8859_1},
    {"iso-8859-15", KR_ENCODING_ISO_8859_15},
    {"us-ascii", KR_ENCODING_ASCII},
};

#define NAME_COUNT (sizeof names / sizeof names[0])

enum kr_encoding
kr_encoding_named(const char *name)
{
	for (size_t i = 0; name != NULL && i < NAME_COUNT; i++)
		if (strcmp(names[i].name, name) == 0)
			return names[i].encoding;
	return KR_ENCODING_FIND;
}

const char *
kr_encoding_name(enum kr_encoding encoding)
{
	for (size_t i = 0; i < NAME_COUNT; i++)
		if (names[i].encoding == encoding)
			return names[i].name;
	return "unknown";
}

static bool
begins(kr_slice sample, const char *bytes, size_t len)
{
	return kr_slice_starts(sample, kr_slice_of(bytes, len));
}

static bool
holds(kr_slice text, const char *word)
{
	return text.len > 0 && memmem(text.ptr, text.len, word, strlen(word)) != NULL;
}

/* A zip by the names of its first members. */
static const char *
kind_of_zip(kr_slice sample)
{
	kr_slice start = kr_slice_part(sample, 0, 65536);
	if (holds(start, "mimetypeapplication/vnd.oasis.opendocument"))
		return "ods";
	return holds(start, "[Content_Types].xml") || holds(start, "xl/") ? "xlsx" : "zip";
}

const char *
kr_encoding_container(kr_slice sample)
{
	static const struct {
		const char *bytes;
		size_t len;
		const char *name;
	} containers[] = {
	    {"\x1F\x8B", 2, "gzip"},
	    {"\x28\xB5\x2F\xFD", 4, "zstd"},
	    {"\xFD" "7zXZ", 5, "xz"},
	    {"\xD0\xCF\x11\xE0", 4, "xls"},
	    {"%PDF-", 5, "pdf"},
	    {"\x04\x22\x4D\x18", 4, "lz4"},
	    {"PAR1", 4, "parquet"},
	    {"SQLite format 3", 16, "sqlite"},
	    {"\xFF\xFE\0\0", 4, "utf-32"},
	    {"\0\0\xFE\xFF", 4, "utf-32"},
	};
	for (size_t i = 0; i < sizeof containers / sizeof containers[0]; i++)
		if (begins(sample, containers[i].bytes, containers[i].len))
			return containers[i].name;
	if (begins(sample, "PK\x03\x04", 4))
		return kind_of_zip(sample);
	/* "BZh" alone could be a word: the magic number of a block stands behind the digit. */
	return begins(sample, "BZh", 3) && begins(kr_slice_part(sample, 4, sample.len), "1AY&SY", 6) ? "bzip2" : NULL;
}

/* Length of a well formed character, controls included; 0 when it is broken. */
static size_t
well_formed(kr_slice rest)
{
	const unsigned char *at = (const unsigned char *)rest.ptr;
	size_t size = kr_utf8_size(rest);
	if (size == 0 && at[0] == 0x7F)
		size = 1;
	else if (size == 0 && rest.len > 1 && at[0] == 0xC2 && (at[1] & 0xC0) == 0x80)
		size = 2;
	else if (size == 0 && rest.len > 2 && at[0] == 0xEF && at[1] == 0xBF && (at[2] & 0xFE) == 0xBE)
		size = 3;
	return size;
}

typedef struct census {
	size_t good, broken; /* characters of several bytes; bytes that are part of none */
	size_t zeros[2];     /* at even and at odd positions */
	bool c1;             /* a byte 0x80-0x9F */
	bool latin9;         /* a byte that only makes sense in ISO 8859-15 */
} census;

static bool
is_letter(unsigned char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/*
 * In ISO 8859-15 0xA4 is the euro sign, 0xA6 0xA8 0xB8 0xBC 0xBD 0xBE are letters; elsewhere they are signs that do not
 * stand beside a letter. 0xB4 says nothing: as an acute it is often typed for an apostrophe.
 */
static bool
looks_latin9(kr_slice text, size_t i)
{
	unsigned char c = (unsigned char)text.ptr[i];
	if (c == 0xA4)
		return true;
	if (c != 0xA6 && c != 0xA8 && c != 0xB8 && (c < 0xBC || c > 0xBE))
		return false;
	return (i > 0 && is_letter((unsigned char)text.ptr[i - 1])) ||
	       (i + 1 < text.len && is_letter((unsigned char)text.ptr[i + 1]));
}

static census
count(kr_slice sample)
{
	census seen = {0};
	for (size_t i = 0; i < sample.len; i++) {
		unsigned char c = (unsigned char)sample.ptr[i];
		seen.zeros[i & 1] += c == 0;
		seen.c1 |= c >= 0x80 && c < 0xA0;
		seen.latin9 |= c >= 0xA4 && looks_latin9(sample, i);
	}
	for (size_t i = 0, size; i < sample.len; i += size ? size : 1) {
		size = well_formed(kr_slice_part(sample, i, sample.len));
		seen.good += size > 1;
		seen.broken += size == 0;
	}
	return seen;
}

/* Bytes of a character of UTF-8 that the end of the sample has cut. */
static size_t
cut_bytes(kr_slice sample)
{
	for (size_t n = 1; n <= 3 && n <= sample.len; n++) {
		unsigned char c = (unsigned char)sample.ptr[sample.len - n];
		if ((c & 0xC0) == 0x80)
			continue;
		size_t size = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;
		return size > n ? n : 0;
	}
	return 0;
}

enum kr_encoding
kr_encoding_find(kr_slice sample, bool whole)
{
	if (begins(sample, "\xEF\xBB\xBF", 3))
		return KR_ENCODING_UTF_8;
	if (begins(sample, "\xFF\xFE", 2))
		return KR_ENCODING_UTF_16LE;
	if (begins(sample, "\xFE\xFF", 2))
		return KR_ENCODING_UTF_16BE;
	if (!whole)
		sample.len -= cut_bytes(sample);
	census seen = count(sample);
	/* ASCII letters in UTF-16 have a zero for their upper byte. */
	if (seen.zeros[1] > sample.len / 5 && seen.zeros[0] < seen.zeros[1] / 4)
		return KR_ENCODING_UTF_16LE;
	if (seen.zeros[0] > sample.len / 5 && seen.zeros[1] < seen.zeros[0] / 4)
		return KR_ENCODING_UTF_16BE;
	if (seen.broken == 0 && seen.good == 0)
		return KR_ENCODING_ASCII;
	if (seen.broken * 10 <= seen.good)
		return KR_ENCODING_UTF_8;
	return !seen.c1 && seen.latin9 ? KR_ENCODING_ISO_8859_15 : KR_ENCODING_WINDOWS_1252;
}

/* Code points of Windows-1252 0x80-0x9F; the five undefined ones are the C1 controls of their number. */
static const uint16_t windows_1252[32] = {0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030,
    0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
    0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

uint32_t
kr_encoding_point(enum kr_encoding encoding, uint32_t byte)
{
	static const struct {
		uint8_t byte;
		uint16_t point;
	} latin9[] = {{0xA4, 0x20AC}, {0xA6, 0x0160}, {0xA8, 0x0161}, {0xB4, 0x017D}, {0xB8, 0x017E}, {0xBC, 0x0152},
	    {0xBD, 0x0153}, {0xBE, 0x0178}};
	if (encoding == KR_ENCODING_WINDOWS_1252 && byte >= 0x80 && byte < 0xA0)
		return windows_1252[byte - 0x80];
	if (encoding == KR_ENCODING_ISO_8859_15)
		for (size_t i = 0; i < sizeof latin9 / sizeof latin9[0]; i++)
			if (latin9[i].byte == byte)
				return latin9[i].point;
	return byte;
}

static void
fill_table(kr_decoder *decoder)
{
	for (uint32_t byte = 0; byte < 256; byte++) {
		char out[4] = {0};
		size_t size = kr_utf8_encode(kr_encoding_point(decoder->encoding, byte), out);
		uint32_t entry = (uint32_t)size << 24;
		for (size_t i = 0; i < size; i++)
			entry |= (uint32_t)(unsigned char)out[i] << 8 * i;
		decoder->table[byte] = entry;
	}
}

static void
skip_mark(kr_decoder *decoder)
{
	kr_slice sample = kr_decoder_sample(decoder);
	if (decoder->encoding == KR_ENCODING_UTF_16)
		decoder->encoding = begins(sample, "\xFE\xFF", 2) ? KR_ENCODING_UTF_16BE : KR_ENCODING_UTF_16LE;
	if (decoder->encoding == KR_ENCODING_UTF_8 && begins(sample, "\xEF\xBB\xBF", 3))
		decoder->at = 3;
	if (decoder->encoding == KR_ENCODING_UTF_16LE && begins(sample, "\xFF\xFE", 2))
		decoder->at = 2;
	if (decoder->encoding == KR_ENCODING_UTF_16BE && begins(sample, "\xFE\xFF", 2))
		decoder->at = 2;
}

static void
decide(kr_decoder *decoder, enum kr_encoding encoding)
{
	decoder->encoding = encoding;
	fill_table(decoder);
}

/* Reads until at least `wanted` raw bytes are there or the file ends. */
static bool
top_up(kr_decoder *decoder, size_t wanted, kr_error *error)
{
	if (decoder->at > 0 && decoder->len - decoder->at < wanted) {
		memmove(decoder->raw, decoder->raw + decoder->at, decoder->len - decoder->at);
		decoder->len -= decoder->at;
		decoder->at = 0;
	}
	while (!decoder->at_end && decoder->len - decoder->at < wanted) {
		int64_t got = kr_input_read(&decoder->input, decoder->raw + decoder->len, KR_SAMPLE_SIZE - decoder->len, error);
		if (got < 0)
			return false;
		decoder->at_end = got == 0;
		decoder->len += (size_t)got;
	}
	return true;
}

bool
kr_decoder_open(kr_decoder *decoder, const char *path, enum kr_encoding wanted, kr_error *error)
{
	*decoder = (kr_decoder){.input.fd = -1};
	if (!kr_input_open(&decoder->input, path, error))
		return false;
	decoder->raw = malloc(KR_SAMPLE_SIZE);
	if (decoder->raw == NULL) {
		kr_decoder_close(decoder);
		return kr_fail(error, "out of memory");
	}
	if (!top_up(decoder, KR_SAMPLE_SIZE, error)) {
		kr_decoder_close(decoder);
		return false;
	}
	if (wanted == KR_ENCODING_FIND)
		wanted = kr_encoding_find(kr_decoder_sample(decoder), decoder->at_end);
	decoder->encoding = wanted;
	skip_mark(decoder);
	decide(decoder, decoder->encoding);
	return true;
}

kr_slice
kr_decoder_sample(const kr_decoder *decoder)
{
	return kr_slice_of(decoder->raw, decoder->len);
}

uint16_t
kr_decoder_sureness(const kr_decoder *decoder)
{
	kr_slice sample = kr_decoder_sample(decoder);
	census seen = count(decoder->at_end ? sample : kr_slice_part(sample, 0, sample.len - cut_bytes(sample)));
	bool has_mark = decoder->at > 0;
	if (has_mark && seen.broken == 0)
		return 1000;
	switch (decoder->encoding) {
	case KR_ENCODING_ASCII:
		return decoder->at_end ? 1000 : 500;
	case KR_ENCODING_UTF_8:
		return (uint16_t)(seen.good * (seen.broken == 0 ? 990 : 1000) / (seen.good + seen.broken + (seen.good == 0)));
	case KR_ENCODING_UTF_16LE:
	case KR_ENCODING_UTF_16BE:
		return has_mark ? 1000 : 950;
	case KR_ENCODING_ISO_8859_15:
		return 700;
	default:
		return seen.c1 ? 950 : 900;
	}
}

static bool
sixteen_ascii(const char *at)
{
	uint64_t word[2];
	memcpy(word, at, sizeof word);
	return ((word[0] | word[1]) & 0x8080808080808080u) == 0;
}

/* Single bytes: at most three bytes of UTF-8 each, written four at a time. */
static size_t
from_table(kr_decoder *decoder, char *to, size_t room)
{
	const char *in = decoder->raw + decoder->at, *end = decoder->raw + decoder->len;
	char *out = to, *limit = to + room;
	while (in < end && limit - out >= 64) {
		while (end - in >= 16 && limit - out >= 16 && sixteen_ascii(in)) {
			memcpy(out, in, 16);
			in += 16;
			out += 16;
		}
		for (int i = 0; i < 16 && in < end && limit - out >= 4; i++) {
			uint32_t entry = decoder->table[(unsigned char)*in++];
			uint32_t bytes = entry & 0xFFFFFFu;
			out[0] = (char)(bytes & 0xFF);
			out[1] = (char)(bytes >> 8 & 0xFF);
			out[2] = (char)(bytes >> 16);
			out += entry >> 24;
		}
	}
	while (in < end && limit - out >= 4) {
		uint32_t entry = decoder->table[(unsigned char)*in++];
		for (uint32_t i = 0; i < entry >> 24; i++)
			*out++ = (char)(entry >> 8 * i & 0xFF);
	}
	decoder->at = (size_t)(in - decoder->raw);
	return (size_t)(out - to);
}

static uint32_t
unit(const kr_decoder *decoder, size_t at)
{
	const unsigned char *bytes = (const unsigned char *)decoder->raw + at;
	return decoder->encoding == KR_ENCODING_UTF_16LE ? bytes[0] | (uint32_t)bytes[1] << 8
							 : bytes[1] | (uint32_t)bytes[0] << 8;
}

/* The next character of UTF-16; its raw length in *size. A surrogate without its partner is given as it stands. */
static uint32_t
utf_16_point(const kr_decoder *decoder, size_t *size)
{
	uint32_t first = unit(decoder, decoder->at), second;
	*size = 2;
	if (first < 0xD800 || first > 0xDBFF || decoder->len - decoder->at < 4)
		return first;
	second = unit(decoder, decoder->at + 2);
	if (second < 0xDC00 || second > 0xDFFF)
		return first;
	*size = 4;
	return 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
}

static size_t
from_utf_16(kr_decoder *decoder, char *to, size_t room)
{
	size_t done = 0, size;
	while (room - done >= 4 && decoder->len - decoder->at >= (decoder->at_end ? 2u : 4u)) {
		done += kr_utf8_encode(utf_16_point(decoder, &size), to + done);
		decoder->at += size;
	}
	if (room - done >= 1 && decoder->at_end && decoder->len - decoder->at == 1) {
		to[done++] = (char)0xFF;
		decoder->at++;
	}
	return done;
}

static size_t
from_raw(kr_decoder *decoder, char *to, size_t room)
{
	size_t len = decoder->len - decoder->at;
	if (len > room)
		len = room;
	memcpy(to, decoder->raw + decoder->at, len);
	decoder->at += len;
	return len;
}

/* What is there of the line, up to LATER_LINE bytes, without a character that their end cuts. */
static kr_slice
rest_of_line(const kr_decoder *decoder)
{
	kr_slice rest = kr_slice_part(kr_slice_of(decoder->raw + decoder->at, decoder->len - decoder->at), 0, LATER_LINE);
	kr_slice line = kr_slice_part(rest, 0, kr_slice_find(rest, '\n'));
	line.len = kr_slice_find(line, '\r');
	if (line.len == LATER_LINE)
		line.len -= cut_bytes(line);
	return line;
}

/* ASCII as long as it is; the first line that holds another byte decides. */
static size_t
from_ascii(kr_decoder *decoder, char *to, size_t room)
{
	const char *in = decoder->raw + decoder->at;
	size_t len = decoder->len - decoder->at, n = 0;
	if (len > room)
		len = room;
	while (len - n >= 16 && sixteen_ascii(in + n))
		n += 16;
	while (n < len && (unsigned char)in[n] < 0x80)
		n++;
	if (n > 0)
		return from_raw(decoder, to, n);
	decide(decoder, count(rest_of_line(decoder)).broken == 0 ? KR_ENCODING_UTF_8 : KR_ENCODING_WINDOWS_1252);
	return decoder->encoding == KR_ENCODING_UTF_8 ? from_raw(decoder, to, room) : from_table(decoder, to, room);
}

int64_t
kr_decoder_read(kr_decoder *decoder, char *to, size_t room, kr_error *error)
{
	/* A character has at most four bytes: with so many there one can always go on. */
	if (decoder->encoding == KR_ENCODING_UTF_8 && decoder->at == decoder->len)
		return kr_input_read(&decoder->input, to, room, error);
	if (!top_up(decoder, 4, error))
		return -1;
	switch (decoder->encoding) {
	case KR_ENCODING_UTF_8:
		return (int64_t)from_raw(decoder, to, room);
	case KR_ENCODING_ASCII:
		if (decoder->at < decoder->len && (unsigned char)decoder->raw[decoder->at] >= 0x80 &&
		    !top_up(decoder, LATER_LINE, error))
			return -1;
		return decoder->at == decoder->len ? 0 : (int64_t)from_ascii(decoder, to, room);
	case KR_ENCODING_UTF_16LE:
	case KR_ENCODING_UTF_16BE:
		return (int64_t)from_utf_16(decoder, to, room);
	default:
		return (int64_t)from_table(decoder, to, room);
	}
}

void
kr_decoder_close(kr_decoder *decoder)
{
	if (decoder->input.fd >= 0)
		kr_input_close(&decoder->input);
	free(decoder->raw);
	decoder->raw = NULL;
}
