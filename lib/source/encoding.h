/*
 * Bytes of any of the encodings that offices deliver, given out as UTF-8.
 *
 * Windows-1252, ISO 8859-1 and ISO 8859-15 go through tables of 256 entries (Unicode Consortium, MAPPINGS, 2015), UTF-16
 * is decoded by hand (RFC 2781, 2000). The encoding is given or found in the first KR_SAMPLE_SIZE bytes. A byte order mark
 * is left out.
 *
 * What comes out is not yet checked: broken UTF-8 comes out as it stands, an unpaired surrogate of UTF-16 as the three bytes
 * that UTF-8 forbids, an odd byte at the end as 0xFF, and undefined bytes of Windows-1252 as the C1 control of that number.
 * kr_utf8_check refuses all of these, and who knows the lines decides (csv.h).
 */
#ifndef KR_SOURCE_ENCODING_H
#define KR_SOURCE_ENCODING_H

#include "base/input.h"

#define KR_SAMPLE_SIZE (1u << 20)

enum kr_encoding {
	KR_ENCODING_FIND, /* to be found */
	KR_ENCODING_UTF_8,
	KR_ENCODING_UTF_16, /* the byte order mark decides; little endian when there is none */
	KR_ENCODING_UTF_16LE,
	KR_ENCODING_UTF_16BE,
	KR_ENCODING_WINDOWS_1252,
	KR_ENCODING_ISO_8859_1,
	KR_ENCODING_ISO_8859_15,
	KR_ENCODING_ASCII /* found only: the first later line that is none decides between UTF-8 and Windows-1252 */
};

/* The names for kr_option's choices, separated by blanks. */
#define KR_ENCODING_NAMES "utf-8 utf-16 utf-16le utf-16be windows-1252 iso-8859-1 iso-8859-15"

/* KR_ENCODING_FIND for NULL and for an unknown name. */
enum kr_encoding kr_encoding_named(const char *name);

const char *kr_encoding_name(enum kr_encoding encoding);

/*
 * What a sample from the start of a file is encoded in. UTF-8 if it is well formed, a few broken lines among many good
 * characters aside; else one of the single-byte ones: ISO 8859-15 when no byte 0x80-0x9F occurs and the bytes in which it
 * differs from ISO 8859-1 stand where letters or a euro sign would, else Windows-1252. `whole`: nothing comes behind.
 */
enum kr_encoding kr_encoding_find(kr_slice sample, bool whole);

/* The code point of a byte of one of the encodings of single bytes. */
uint32_t kr_encoding_point(enum kr_encoding encoding, uint32_t byte);

/* "gzip", "xlsx", … for bytes that are no text and that another tool must open first, else NULL. */
const char *kr_encoding_container(kr_slice sample);

typedef struct kr_decoder {
	kr_input input;
	enum kr_encoding encoding;
	char *raw; /* KR_SAMPLE_SIZE bytes, owned */
	size_t at, len;
	bool at_end;
	uint32_t table[256]; /* of a single-byte encoding: UTF-8 bytes from the lowest byte up, their number in the highest */
} kr_decoder;

/* Opens a file ("-" or NULL: standard input), reads the sample, finds the encoding unless it is given. */
bool kr_decoder_open(kr_decoder *decoder, const char *path, enum kr_encoding wanted, kr_error *error);

/* The sample, valid until the first kr_decoder_read. */
kr_slice kr_decoder_sample(const kr_decoder *decoder);

/*
 * How sure the encoding is that was found in the sample, in per mille, before the first kr_decoder_read: 1000 for a mark and for
 * a file that is ASCII to its end, 500 for one that is ASCII so far.
 */
uint16_t kr_decoder_sureness(const kr_decoder *decoder);

/* Up to `room` (at least 16) bytes of UTF-8: their number, 0 at the end, -1 on an error. May end within a character. */
int64_t kr_decoder_read(kr_decoder *decoder, char *to, size_t room, kr_error *error);

/* Safe after a failed open. */
void kr_decoder_close(kr_decoder *decoder);

#endif
