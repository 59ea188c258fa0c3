#include "ledger/mail.h"

#include "base/ascii.h"
#include "base/utf8.h"

enum {
	LINE_MAX = 76,     /* of a header or of the body: RFC 2047 and 2045 */
	WORD_MAX = 75,     /* of one encoded word */
	PLAIN_MAX = 60,    /* the longest word that a header holds as it is */
	ADDRESS_MAX = 254, /* RFC 5321, with the two below */
	LOCAL_MAX = 64,
	LABEL_MAX = 63
};

static bool
is_atom(char c)
{
	return kr_is_letter(c) || kr_is_digit(c) || (c != '\0' && strchr("!#$%&'*+-/=?^_`{|}~", c) != NULL);
}

/* Labels between full stops, none of them empty, each byte passed by `is_good`. */
static bool
is_dotted(kr_slice text, bool (*is_good)(char c), size_t longest, size_t *labels)
{
	kr_slice rest = kr_slice_items(text), label;
	for (*labels = 0; kr_slice_next(&rest, '.', &label); ++*labels) {
		if (label.len == 0 || label.len > longest)
			return false;
		for (size_t i = 0; i < label.len; i++)
			if (!is_good(label.ptr[i]))
				return false;
	}
	return *labels > 0;
}

static bool
is_of_domain(char c)
{
	return kr_is_letter(c) || kr_is_digit(c) || c == '-';
}

static bool
is_address(kr_slice text)
{
	size_t at = kr_slice_find(text, '@'), labels;
	kr_slice local = kr_slice_part(text, 0, at), domain = kr_slice_part(text, at + 1, text.len);
	return at < text.len && text.len <= ADDRESS_MAX && local.len <= LOCAL_MAX &&
	    is_dotted(local, is_atom, LOCAL_MAX, &labels) && is_dotted(domain, is_of_domain, LABEL_MAX, &labels) &&
	    labels >= 2 && local.ptr[0] != '-';
}

bool
kr_mailbox_read(kr_slice text, kr_mailbox *mailbox)
{
	kr_slice trimmed = kr_slice_trim(text);
	size_t from = trimmed.len;
	while (from > 0 && trimmed.ptr[from - 1] != '<')
		from--;
	kr_slice address = trimmed, name = {0};
	if (from > 0) {
		if (trimmed.ptr[trimmed.len - 1] != '>')
			return false;
		address = kr_slice_part(trimmed, from, trimmed.len - 1);
		name = kr_slice_trim(kr_slice_part(trimmed, 0, from - 1));
		if (name.len >= 2 && name.ptr[0] == '"' && name.ptr[name.len - 1] == '"')
			name = kr_slice_part(name, 1, name.len - 1);
	}
	if (!is_address(address))
		return false;
	*mailbox = (kr_mailbox){name, address};
	return true;
}

/* The text of a header: control characters and runs of blanks as one blank, none at the ends. */
static void
one_line(kr_slice text, kr_buffer *out)
{
	size_t start = out->len;
	for (size_t i = 0; i < text.len; i++) {
		bool is_blank = (unsigned char)text.ptr[i] <= ' ' || text.ptr[i] == 0x7F;
		if (!is_blank)
			kr_buffer_char(out, text.ptr[i]);
		else if (out->len > start && out->ptr[out->len - 1] != ' ')
			kr_buffer_char(out, ' ');
	}
	if (out->len > start && out->ptr[out->len - 1] == ' ')
		out->len--;
}

/* True when each byte may stand in a header as it is and no word is too long for a line. */
static bool
is_plain(kr_slice text, bool is_phrase)
{
	size_t word = 0;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		word = c == ' ' ? 0 : word + 1;
		if ((unsigned char)c >= 0x7F || word > PLAIN_MAX || (c == '=' && i + 1 < text.len && text.ptr[i + 1] == '?'))
			return false;
		if (is_phrase && c != ' ' && !is_atom(c))
			return false;
	}
	return true;
}

static void
hexadecimal(kr_buffer *out, char byte)
{
	static const char digits[] = "0123456789ABCDEF";
	kr_buffer_char(out, '=');
	kr_buffer_char(out, digits[(unsigned char)byte >> 4]);
	kr_buffer_char(out, digits[(unsigned char)byte & 15]);
}

/* Columns since the last line feed. */
static size_t
column(const kr_buffer *out)
{
	size_t from = out->len;
	while (from > 0 && out->ptr[from - 1] != '\n')
		from--;
	return out->len - from;
}

/* Words with blanks between them, on as many lines as it takes. */
static void
fold(kr_buffer *out, kr_slice text)
{
	kr_slice rest = kr_slice_items(text), word;
	bool is_first = true;
	while (kr_slice_next(&rest, ' ', &word)) {
		if (!is_first && column(out) + 1 + word.len > LINE_MAX)
			kr_buffer_char(out, '\n');
		if (!is_first)
			kr_buffer_char(out, ' ');
		kr_buffer_slice_add(out, word);
		is_first = false;
	}
}

/* One character of an encoded word, by the letters that may stand in a phrase (RFC 2047, 5(3)). */
static void
encode_character(kr_slice bytes, kr_buffer *out)
{
	for (size_t i = 0; i < bytes.len; i++) {
		char c = bytes.ptr[i];
		if (c == ' ')
			kr_buffer_char(out, '_');
		else if (kr_is_letter(c) || kr_is_digit(c) || c == '!' || c == '*' || c == '+' || c == '-' || c == '/')
			kr_buffer_char(out, c);
		else
			hexadecimal(out, c);
	}
}

/* Encoded words of whole characters, one a line. */
static void
encode_words(kr_buffer *out, kr_slice text)
{
	static const char opening[] = "=?utf-8?Q?";
	size_t at = 0, word = 0;
	while (at < text.len && !out->failed) {
		size_t size = kr_utf8_size(kr_slice_part(text, at, text.len)), length = 0;
		size = size ? size : 1;
		kr_buffer piece = {0};
		encode_character(kr_slice_part(text, at, at + size), &piece);
		length = piece.len;
		if (word > 0 && (word + length + 2 > WORD_MAX || column(out) + length + 2 > LINE_MAX)) {
			kr_buffer_text(out, "?=\n ");
			word = 0;
		}
		if (word == 0) {
			kr_buffer_text(out, opening);
			word = sizeof opening - 1;
		}
		kr_buffer_slice_add(out, kr_buffer_slice(&piece));
		out->failed = out->failed || piece.failed;
		kr_buffer_free(&piece);
		word += length;
		at += size;
	}
	kr_buffer_text(out, "?=");
}

static void
write_text(kr_buffer *out, const char *name, kr_slice text)
{
	kr_buffer line = {0};
	one_line(text, &line);
	kr_buffer_format(out, "%s: ", name);
	if (is_plain(kr_buffer_slice(&line), false))
		fold(out, kr_buffer_slice(&line));
	else
		encode_words(out, kr_buffer_slice(&line));
	kr_buffer_char(out, '\n');
	out->failed = out->failed || line.failed;
	kr_buffer_free(&line);
}

static void
write_mailbox(kr_buffer *out, const char *name, const kr_mailbox *mailbox)
{
	kr_buffer line = {0};
	one_line(mailbox->name, &line);
	kr_buffer_format(out, "%s: ", name);
	if (line.len > 0 && is_plain(kr_buffer_slice(&line), true))
		fold(out, kr_buffer_slice(&line));
	else if (line.len > 0)
		encode_words(out, kr_buffer_slice(&line));
	if (line.len > 0)
		kr_buffer_text(out, column(out) + mailbox->address.len + 3 > LINE_MAX ? "\n " : " ");
	kr_buffer_char(out, '<');
	kr_buffer_slice_add(out, mailbox->address);
	kr_buffer_text(out, ">\n");
	out->failed = out->failed || line.failed;
	kr_buffer_free(&line);
}

static void
write_date(kr_buffer *out, kr_date date)
{
	static const char *const days[7] = {"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"}; /* 1970-01-01 was one */
	static const char *const months[12] = {
	    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	int32_t weekday = kr_date_days(date) % 7;
	kr_buffer_format(out, "Date: %s, %d %s %d 00:00:00 -0000\n", days[weekday < 0 ? weekday + 7 : weekday], date.day,
	    months[date.month - 1], date.year);
}

/* The line without its line feed. "From " is what mailboxes of the mbox kind begin a message with. */
static void
write_body_line(kr_buffer *out, kr_slice line)
{
	size_t width = 0;
	for (size_t i = 0; i < line.len; i++) {
		char c = line.ptr[i];
		bool is_last = i + 1 == line.len;
		bool is_as_is = (c > ' ' && c < 0x7F && c != '=') || ((c == ' ' || c == '\t') && !is_last);
		if (i == 0 && (kr_slice_starts(line, KR_SLICE("From ")) || c == '.'))
			is_as_is = false;
		size_t size = is_as_is ? 1 : 3;
		if (width + size > LINE_MAX - (is_last ? 0u : 1u)) {
			kr_buffer_text(out, "=\n");
			width = 0;
		}
		if (is_as_is)
			kr_buffer_char(out, c);
		else
			hexadecimal(out, c);
		width += size;
	}
	kr_buffer_char(out, '\n');
}

/* CR LF and a CR alone end a line as LF does. */
static void
write_body(kr_buffer *out, kr_slice body)
{
	size_t from = 0;
	while (from < body.len) {
		size_t to = from;
		while (to < body.len && body.ptr[to] != '\n' && body.ptr[to] != '\r')
			to++;
		write_body_line(out, kr_slice_part(body, from, to));
		from = to + 1;
		if (to + 1 < body.len && body.ptr[to] == '\r' && body.ptr[to + 1] == '\n')
			from++;
	}
}

static bool
is_id(kr_slice id)
{
	size_t labels;
	return is_dotted(id, is_of_domain, ADDRESS_MAX, &labels) && id.len <= ADDRESS_MAX;
}

bool
kr_mail_write(const kr_mail *mail, kr_buffer *out, kr_error *error)
{
	kr_slice domain = kr_slice_part(mail->from.address, kr_slice_find(mail->from.address, '@') + 1, SIZE_MAX);
	if (!is_address(mail->from.address) || !is_address(mail->to.address))
		return kr_fail(error, "no mail address to write %s", is_address(mail->to.address) ? "from" : "to");
	if (!kr_date_known(mail->date) || !is_id(mail->id))
		return kr_fail(error, "a mail needs a whole date and an id");
	write_mailbox(out, "From", &mail->from);
	write_mailbox(out, "To", &mail->to);
	write_text(out, "Subject", mail->subject);
	write_date(out, mail->date);
	kr_buffer_text(out, "Message-ID: <");
	kr_buffer_slice_add(out, mail->id);
	kr_buffer_char(out, '@');
	kr_buffer_slice_add(out, domain);
	kr_buffer_text(out, ">\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
	    "Content-Transfer-Encoding: quoted-printable\nContent-Language: ");
	kr_buffer_slice_add(out, mail->language);
	kr_buffer_text(out, "\nAuto-Submitted: auto-generated\n\n");
	write_body(out, mail->body);
	return !out->failed || kr_fail(error, "out of memory");
}
