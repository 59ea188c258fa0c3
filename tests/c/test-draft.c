/* A draft is always a profile: random names and values, odd ones among them. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "random.h"
#include "source/draft.h"
#include "source/profile.h"
#include "tap.h"

#define COLUMNS 12

static kr_slice
any_of(const char *const *texts, size_t count)
{
	return kr_slice_text(texts[next_random((unsigned)count)]);
}

static kr_slice
any_name(kr_buffer *scratch)
{
	static const char *const names[] = {"BSN", "|", "+", "Naam + adres", "a|b", "*", "#", "@id", "\\t", "Geb. datum", "E-mail", "email", "1e", "é",
	    "source", "Rijbewijs B", "Rijbewijs | C", "Telefoon 2", "Uren", "Postcode/plaats", "%s%n"};
	kr_buffer_clear(scratch);
	kr_buffer_slice_add(scratch, any_of(names, sizeof names / sizeof *names));
	if (next_random(3) == 0)
		kr_buffer_slice_add(scratch, any_of(names, sizeof names / sizeof *names));
	return kr_buffer_slice(scratch);
}

static kr_slice
any_value(void)
{
	static const char *const values[] = {"", "999990019", "jan@voorbeeld.example", "06-12345678", "1316 AB", "31-12-1990", "20240131", "44562", "B, BE",
	    "ja", "2", "kok; lasser", "a|b", "\\n", "Nederlands (goed)", "WW", "65,5", "{1}"};
	return any_of(values, sizeof values / sizeof *values);
}

/* Loads a text as a profile, the way kr-import -p FILE does. */
static bool
is_profile(const kr_buffer *text, kr_error *error)
{
	char path[] = "/tmp/kr-test-draft-XXXXXX.tsv";
	int fd = mkstemps(path, 4);
	kr_profile profile;
	bool good = write(fd, text->ptr, text->len) == (ssize_t)text->len && kr_profile_load(&profile, path, error);
	if (good)
		kr_profile_free(&profile);
	close(fd);
	unlink(path);
	return good;
}

static bool
draft_once(kr_error *error)
{
	kr_header header = {0};
	kr_buffer text = {0};
	kr_draft draft;
	kr_slice values[COLUMNS];
	while (header.count < COLUMNS)
		kr_header_add(&header, any_name(&text));
	kr_buffer_clear(&text);
	bool good = kr_draft_open(&draft, &header, "test", error);
	kr_slice always = any_value();
	for (int row = 0; good && row < 5; row++) {
		for (uint32_t i = 0; i < COLUMNS; i++)
			values[i] = i < 3 ? always : any_value();
		kr_draft_see(&draft, values);
	}
	good = good && kr_draft_write(&draft, &text, error) && is_profile(&text, error);
	kr_draft_close(&draft);
	kr_header_free(&header);
	kr_buffer_free(&text);
	return good;
}

int
main(void)
{
	kr_error error = {0};
	bool good = true;
	for (int i = 0; i < 40 && good; i++)
		good = draft_once(&error);
	ok(good, "40 drafts of random layouts are profiles");
	if (!good)
		printf("# %s\n", error.message);
	return tap_done();
}
