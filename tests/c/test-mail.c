/* Mails: whatever names and texts hold, the headers are ours, the lines are short, and the body comes back byte for byte. */
#include <stdlib.h>

#include "ledger/mail.h"
#include "ledger/mail_texts.h"
#include "random.h"
#include "tap.h"

static const kr_date day = {2026, 11, 27};

static kr_mail
mail_of(kr_slice name, kr_slice subject, kr_slice body)
{
	kr_mail mail = {.from = {KR_SLICE("Werkgeversservicepunt"), KR_SLICE("wsp@regio.example")},
	    .to = {name, KR_SLICE("jan@voorbeeld.example")}, .subject = subject, .date = day, .id = KR_SLICE("kr.17.0a"),
	    .language = KR_SLICE("nl"), .body = body};
	return mail;
}

static bool
written(kr_slice name, kr_slice subject, kr_slice body, kr_buffer *out)
{
	kr_error error;
	kr_mail mail = mail_of(name, subject, body);
	kr_buffer_clear(out);
	return kr_mail_write(&mail, out, &error);
}

static bool
holds(const kr_buffer *out, const char *text)
{
	return memmem(out->ptr, out->len, text, strlen(text)) != NULL;
}

/* Every line printable ASCII of at most 78 characters; every header line starts with one of our names or a blank. */
static bool
is_sound(const kr_buffer *out)
{
	static const char *const names[] = {"From: ", "To: ", "Subject: ", "Date: ", "Message-ID: ", "MIME-Version: ",
	    "Content-Type: ", "Content-Transfer-Encoding: ", "Content-Language: ", "Auto-Submitted: "};
	kr_slice rest = kr_buffer_slice(out), line;
	bool in_headers = true;
	size_t headers = 0;
	while (kr_slice_next(&rest, '\n', &line)) {
		for (size_t i = 0; i < line.len; i++)
			if ((unsigned char)line.ptr[i] >= 0x7F || ((unsigned char)line.ptr[i] < ' ' && line.ptr[i] != '\t'))
				return false;
		if (line.len > 78)
			return false;
		if (!in_headers || line.len == 0) {
			in_headers = false;
			continue;
		}
		bool is_known = line.ptr[0] == ' ' && line.len > 1;
		for (size_t i = 0; i < sizeof names / sizeof *names; i++)
			if (kr_slice_starts(line, kr_slice_text(names[i]))) {
				is_known = true;
				headers++;
			}
		if (!is_known)
			return false;
	}
	return headers == sizeof names / sizeof *names;
}

static int
digit(char c)
{
	return c <= '9' ? c - '0' : c - 'A' + 10;
}

/* The body as a reader decodes it (RFC 2045, 6.7). */
static void
decode(const kr_buffer *out, kr_buffer *body)
{
	const char *at = memmem(out->ptr, out->len, "\n\n", 2);
	const char *end = out->ptr + out->len;
	kr_buffer_clear(body);
	for (at += 2; at < end; at++) {
		if (*at != '=')
			kr_buffer_char(body, *at);
		else if (at[1] == '\n')
			at++;
		else {
			kr_buffer_char(body, (char)(digit(at[1]) << 4 | digit(at[2])));
			at += 2;
		}
	}
}

static void
test_headers(void)
{
	kr_buffer out = {0};
	ok(written(KR_SLICE("Jan Jansen"), KR_SLICE("Een vraag"), KR_SLICE("Dag\n"), &out) && is_sound(&out), "a plain mail");
	ok(holds(&out, "From: Werkgeversservicepunt <wsp@regio.example>\nTo: Jan Jansen <jan@voorbeeld.example>\n"
	    "Subject: Een vraag\nDate: Fri, 27 Nov 2026 00:00:00 -0000\nMessage-ID: <kr.17.0a@regio.example>\n"), "its headers");
	ok(written(KR_SLICE("Jan\r\nBcc: all@evil.example"), KR_SLICE("a\r\n\r\nb\nBcc: x@y.example"), KR_SLICE("x"), &out) &&
	    is_sound(&out) && !holds(&out, "\nBcc"), "a line break in a name or subject adds no header");
	ok(written(KR_SLICE("Jansen, \"Jan\" <x@y.example>"), KR_SLICE("=?utf-8?Q?x?="), KR_SLICE("x"), &out) && is_sound(&out) &&
	    holds(&out, "To: =?utf-8?Q?Jansen=2C_=22Jan=22_=3Cx=40y=2Eexample=3E?=\n <jan@voorbeeld.example>\n") &&
	    holds(&out, "Subject: =?utf-8?Q?=3D=3Futf-8=3FQ=3Fx=3F=3D?=\n"), "specials become an encoded word");
	ok(written(KR_SLICE("Zo\303\253"), KR_SLICE("caf\303\251"), KR_SLICE("x"), &out) && holds(&out, "=?utf-8?Q?caf=C3=A9?="),
	    "letters above ASCII");
	ok(written(KR_SLICE(""), KR_SLICE(""), KR_SLICE(""), &out) && is_sound(&out) && holds(&out, "To: <jan@voorbeeld.example>\n"),
	    "no name, no subject, no body");
	kr_buffer_free(&out);
}

static bool
reads(const char *text, const char *name, const char *address)
{
	kr_mailbox mailbox;
	return kr_mailbox_read(kr_slice_text(text), &mailbox) && kr_slice_is(mailbox.name, name) &&
	    kr_slice_is(mailbox.address, address);
}

static void
test_mailboxes(void)
{
	static const char *const bad[] = {"", "jan", "jan@", "@b.nl", "jan@b", "jan @b.nl", "a@b.nl, c@d.nl", "a@b.nl\nBcc: c@d.nl",
	    "<a@b.nl", "a..b@c.nl", ".a@c.nl", "j\303\240n@b.nl", "-oQ/tmp@b.nl", "a@b..nl", "\"a b\"@c.nl", "a@b.nl>", "<>"};
	kr_mailbox mailbox;
	ok(reads("jan@voorbeeld.example", "", "jan@voorbeeld.example"), "an address");
	ok(reads(" Jan J. <jan@b.nl> ", "Jan J.", "jan@b.nl"), "a name and an address");
	ok(reads("\"Jansen, Jan\" <j.j+werk@b-c.nl>", "Jansen, Jan", "j.j+werk@b-c.nl"), "a quoted name");
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		ok(!kr_mailbox_read(kr_slice_text(bad[i]), &mailbox), "no address that mail can go to");
	kr_mail mail = mail_of(KR_SLICE("x"), KR_SLICE("x"), KR_SLICE("x"));
	kr_buffer out = {0};
	kr_error error;
	mail.to.address = KR_SLICE("a@b.nl\nBcc: c@d.nl");
	ok(!kr_mail_write(&mail, &out, &error) && out.len == 0, "an address that was not checked is refused");
	mail = mail_of(KR_SLICE("x"), KR_SLICE("x"), KR_SLICE("x"));
	mail.id = KR_SLICE("a>\nBcc: c");
	ok(!kr_mail_write(&mail, &out, &error) && out.len == 0, "so is an id");
	kr_buffer_free(&out);
}

/* Any characters that a stream may hold, and the line breaks of a value. */
static void
random_text(kr_buffer *text)
{
	static const char *const pieces[] = {"\r", "\n", "\r\n", "\t", " ", "  ", "=", "?=", "=?", ".", "From ", ",", "\"", "<", ">",
	    "(", ":", "\303\251", "\342\202\254", "\360\237\230\200", "a", "Bcc: x@y.nl", "zonderblankvoortlopend", "\\"};
	kr_buffer_clear(text);
	for (unsigned n = next_random(60); n > 0; n--)
		kr_buffer_text(text, pieces[next_random((unsigned)(sizeof pieces / sizeof *pieces))]);
}

/* What the body is when lines end in LF alone, the last too. */
static void
normal(kr_slice body, kr_buffer *out)
{
	kr_buffer_clear(out);
	for (size_t i = 0; i < body.len; i++) {
		bool is_pair = body.ptr[i] == '\r' && i + 1 < body.len && body.ptr[i + 1] == '\n';
		if (!is_pair)
			kr_buffer_char(out, body.ptr[i] == '\r' ? '\n' : body.ptr[i]);
	}
	if (out->len > 0 && out->ptr[out->len - 1] != '\n')
		kr_buffer_char(out, '\n');
}

static void
test_random(void)
{
	kr_buffer name = {0}, subject = {0}, body = {0}, out = {0}, decoded = {0}, wanted = {0};
	bool sound = true, same = true;
	for (int i = 0; i < 20000; i++) {
		random_text(&name);
		random_text(&subject);
		random_text(&body);
		sound = sound && written(kr_buffer_slice(&name), kr_buffer_slice(&subject), kr_buffer_slice(&body), &out) &&
		    is_sound(&out);
		decode(&out, &decoded);
		normal(kr_buffer_slice(&body), &wanted);
		same = same && kr_slice_equal(kr_buffer_slice(&decoded), kr_buffer_slice(&wanted));
	}
	ok(sound, "20,000 mails of nasty pieces: only our headers, short lines of ASCII");
	ok(same, "and each body comes back");
	kr_buffer_free(&name);
	kr_buffer_free(&subject);
	kr_buffer_free(&body);
	kr_buffer_free(&out);
	kr_buffer_free(&decoded);
	kr_buffer_free(&wanted);
}

static void
test_texts(void)
{
	kr_mail_texts texts = {0};
	kr_error error;
	kr_slice values[KR_MAIL_VALUES] = {0};
	kr_buffer subject = {0}, body = {0};
	ok(kr_mail_texts_load(&texts, "nl", NULL, &error), "the Dutch texts");
	kr_mail_day(&texts, kr_date_days(day), &body);
	ok(kr_slice_is(kr_buffer_slice(&body), "27 november 2026"), "a day as people write it");
	kr_buffer_clear(&body);
	values[KR_MAIL_NUMBER] = KR_SLICE("17");
	values[KR_MAIL_EMPLOYER] = KR_SLICE("{title}");
	ok(kr_mail_texts_fill(&texts, "ask_person", values, &subject, &body) && holds(&subject, "17") &&
	    holds(&body, "Werkgever: {title}\n"), "what is filled in is not looked at again");
	ok(!holds(&body, "Plaats:") && !holds(&body, "Beste"), "a line of which something is unknown is left out");
	ok(!kr_mail_texts_fill(&texts, "nothing", values, &subject, &body), "a mail that there is not");
	kr_mail_texts_free(&texts);
	kr_buffer_free(&subject);
	kr_buffer_free(&body);
}

int
main(void)
{
	test_headers();
	test_mailboxes();
	test_random();
	test_texts();
	return tap_done();
}
