#include "csv.h"

#include <stdint.h>
#include <string.h>

static void add_byte(csv *out, char byte)
{
	if (out->length < CSV_BUFFER)
		out->buffer[out->length++] = byte;
}

/* Code points above U+00FF, and the eight places where ISO 8859-15 differs from Latin-1; a byte of 0 means not there. */
static const struct {
	uint32_t point;
	uint8_t windows, latin9;
	const char *instead;
} MAPPED[] = {
	{ 0x20AC, 0x80, 0xA4, "EUR" }, { 0x0160, 0x8A, 0xA6, "S" }, { 0x0161, 0x9A, 0xA8, "s" }, { 0x017D, 0x8E, 0xB4, "Z" },
	{ 0x017E, 0x9E, 0xB8, "z" },   { 0x0152, 0x8C, 0xBC, "OE" }, { 0x0153, 0x9C, 0xBD, "oe" }, { 0x2018, 0x91, 0, "'" },
	{ 0x2019, 0x92, 0, "'" },      { 0x201C, 0x93, 0, "\"" },   { 0x201D, 0x94, 0, "\"" },   { 0x2013, 0x96, 0, "-" },
	{ 0x2014, 0x97, 0, "-" },      { 0x2026, 0x85, 0, "..." },  { 0x015E, 0, 0, "S" },      { 0x015F, 0, 0, "s" },
	{ 0x0130, 0, 0, "I" },         { 0x0131, 0, 0, "i" },       { 0x011E, 0, 0, "G" },      { 0x011F, 0, 0, "g" },
	{ 0x0141, 0, 0, "L" },         { 0x0142, 0, 0, "l" },       { 0x0143, 0, 0, "N" },      { 0x0144, 0, 0, "n" },
	{ 0x015A, 0, 0, "S" },         { 0x015B, 0, 0, "s" },       { 0x0106, 0, 0, "C" },      { 0x0107, 0, 0, "c" },
	{ 0x017B, 0, 0, "Z" },         { 0x017C, 0, 0, "z" },       { 0x010C, 0, 0, "C" },      { 0x010D, 0, 0, "c" },
	{ 0x0110, 0, 0, "D" },         { 0x0111, 0, 0, "d" },
};

/* What stands for a letter that the encoding lacks; NULL if it has it. Its byte, if MAPPED knows it, in *byte. */
static const char *instead_of(const csv *out, uint32_t point, uint8_t *byte)
{
	for (size_t i = 0; i < sizeof MAPPED / sizeof MAPPED[0]; i++) {
		if (MAPPED[i].point != point)
			continue;
		*byte = out->encoding == CSV_ISO_8859_15 ? MAPPED[i].latin9 : MAPPED[i].windows;
		return *byte == 0 ? MAPPED[i].instead : NULL;
	}
	*byte = (uint8_t)point;
	return point < 0x100 ? NULL : "?";
}

static void add_bytes(csv *out, const char *at, const char *end)
{
	while (at < end)
		add_byte(out, *at++);
}

/* Writes the character at `at`, and returns where the next begins. */
static const char *add_encoded(csv *out, const char *at)
{
	unsigned char lead = (unsigned char)*at;
	const char *end = at + 1;
	if (lead < 0x80) {
		add_byte(out, *at);
		return end;
	}
	uint32_t point = lead >= 0xF0 ? lead & 0x07u : lead >= 0xE0 ? lead & 0x0Fu : lead & 0x1Fu;
	while (((unsigned char)*end & 0xC0u) == 0x80u)
		point = point << 6 | ((unsigned char)*end++ & 0x3Fu);
	uint8_t byte;
	const char *instead = instead_of(out, point, &byte);
	if (out->encoding == CSV_UTF8 && (instead == NULL || !out->windows_letters))
		add_bytes(out, at, end);
	else if (instead != NULL)
		add_bytes(out, instead, instead + strlen(instead));
	else
		add_byte(out, (char)byte);
	return end;
}

static void separate(csv *out)
{
	if (out->started)
		add_byte(out, out->separator);
	out->started = true;
}

static bool needs_quotes(const csv *out, const char *value)
{
	for (; *value != '\0'; value++)
		if (*value == out->separator || *value == '"' || *value == '\n' || *value == '\r')
			return true;
	return false;
}

void csv_quoted(csv *out, const char *value)
{
	separate(out);
	add_byte(out, '"');
	while (*value != '\0') {
		if (*value == '"')
			add_byte(out, '"');
		value = add_encoded(out, value);
	}
	add_byte(out, '"');
}

void csv_field(csv *out, const char *value)
{
	if (out->quote_all || (!out->no_quotes && needs_quotes(out, value))) {
		csv_quoted(out, value);
		return;
	}
	separate(out);
	while (*value != '\0')
		value = add_encoded(out, value);
}

void csv_raw(csv *out, const char *bytes)
{
	while (*bytes != '\0')
		add_byte(out, *bytes++);
}

void csv_end_record(csv *out)
{
	csv_raw(out, out->line_end);
	out->started = false;
	if (out->length > CSV_BUFFER / 2) {
		fwrite(out->buffer, 1, out->length, out->file);
		out->length = 0;
	}
}

void csv_header(csv *out, const char *const *names)
{
	for (; *names != NULL; names++)
		csv_field(out, *names);
	csv_end_record(out);
}

bool csv_finish(csv *out)
{
	fwrite(out->buffer, 1, out->length, out->file);
	out->length = 0;
	return fflush(out->file) == 0 && ferror(out->file) == 0;
}
