/* Recipients: the built-in grants, and tables that must be refused. */
#include <stdlib.h>
#include <unistd.h>

#include "record/recipient.h"
#include "tap.h"

static char folder[] = "/tmp/kr-recipient.XXXXXX";

static bool
loads(const char *to, const char *purpose, const char *directory, kr_error *error)
{
	kr_recipient recipient;
	*error = (kr_error){0};
	bool good = kr_recipient_load(&recipient, to, purpose, directory, error);
	kr_recipient_free(&recipient);
	return good;
}

/* False with that message. */
static bool
refuses(const char *to, const char *purpose, const char *directory, const char *message)
{
	kr_error error;
	bool good = !loads(to, purpose, directory, &error) && strstr(error.message, message) != NULL;
	if (!good)
		printf("# %s\n", error.message);
	return good;
}

/* A table with these rows in place of the built-in one. */
static void
write_table(const char *rows)
{
	char path[128];
	snprintf(path, sizeof path, "%s/recipients.tsv", folder);
	FILE *file = fopen(path, "w");
	if (file == NULL)
		exit(1);
	fprintf(file, "recipient\tpurpose\tground\tschema\tfields\tnote\n%s", rows);
	fclose(file);
}

static void
built_in(void)
{
	kr_error error = {0};
	kr_recipient recipient;
	const char *kinds[] = {"caseworker", "adviser", "reintegration", "agency", "employer", "statistician", "person"};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		ok(kr_recipient_load(&recipient, kinds[i], NULL, NULL, &error), kinds[i]);
		ok(!kr_recipient_grants(&recipient, "candidate", KR_SLICE("bsn")) &&
		    !kr_recipient_grants(&recipient, "person", KR_SLICE("person_key")), "gets no BSN");
		ok(!kr_recipient_grants(&recipient, "candidate", KR_SLICE("nobody_knows")), "nor what no schema knows");
		kr_recipient_free(&recipient);
	}
	ok(kr_recipient_load(&recipient, "employer:bakker-12", NULL, NULL, &error) &&
	    kr_slice_is(recipient.kind, "employer") && kr_slice_is(recipient.id, "bakker-12") &&
	    kr_slice_is(recipient.purpose, "selection") && recipient.ground.len > 0, "kind, id, first purpose and ground");
	/* A reason beside a card_id would tell more of a person than the card does. */
	ok(kr_recipient_grants(&recipient, "match", KR_SLICE("score")) &&
	    !kr_recipient_grants(&recipient, "match", KR_SLICE("why")) &&
	    !kr_recipient_grants(&recipient, "match", KR_SLICE("person_id")) &&
	    !kr_recipient_grants(&recipient, "matc", KR_SLICE("h why")) && !kr_recipient_has(&recipient, "candidate") &&
	    !kr_recipient_has(&recipient, "contact_data") && kr_recipient_has(&recipient, "vacancy"), "an employer's selection");
	kr_recipient_free(&recipient);
	ok(kr_recipient_load(&recipient, "employer:a:b", "meet", NULL, &error) && kr_slice_is(recipient.id, "a:b") &&
	    kr_recipient_grants(&recipient, "contact_data", KR_SLICE("phone")) && !kr_recipient_has(&recipient, "vacancy"),
	    "another purpose, other fields");
	kr_recipient_free(&recipient);
}

static void
mistakes(void)
{
	ok(refuses("emploier", NULL, NULL, "unknown recipient emploier (did you mean employer?)"), "a recipient that is not there");
	ok(refuses("", NULL, NULL, "unknown recipient"), "no recipient");
	ok(refuses("employer", "met", NULL, "unknown purpose met (did you mean meet?)"), "a purpose that is not there");
	ok(refuses("employer", "", NULL, "unknown purpose"), "an empty purpose");
	ok(refuses("employer:", NULL, NULL, "the id of a recipient"), "an empty id");
	ok(refuses("employer:a b", NULL, NULL, "the id of a recipient"), "an id with a blank");
	ok(refuses("employer:\xff", NULL, NULL, "the id of a recipient"), "an id that is no UTF-8");
}

static void
tables(void)
{
	kr_error error;
	write_table("x\tp\tlaw\tvacancy\ttitle|source\nx\tp\tlaw\tcandidate\tregion\ny\tp\tlaw\tcandidate\tphone|bsn\n");
	ok(refuses("x", NULL, folder, "recipients.tsv:4: fields: a BSN and a person_key are granted to nobody"),
	    "a BSN in any row, also of another recipient");
	write_table("x\tp\tlaw\tperson\tperson_key\n");
	ok(refuses("x", NULL, folder, "are granted to nobody"), "a person_key");
	write_table("x\tp\tlaw\tvacancy\ttitle\nx\tp\tother\tcandidate\tregion\n");
	ok(refuses("x", NULL, folder, "recipients.tsv:3: ground: must say one ground"), "two grounds for one purpose");
	write_table("x\tp\t\tvacancy\ttitle\n");
	ok(refuses("x", NULL, folder, "must say one ground"), "no ground");
	write_table("x\tp\tlaw\tvacancy\ttitle|hobby\n");
	ok(refuses("x", NULL, folder, "the row's schemas have no field hobby"), "a field that the schema does not have");
	write_table("x\tp\tlaw\tvacancie\ttitle\n");
	ok(refuses("x", NULL, folder, "vacancie"), "a schema that is not there");
	write_table("x\tp\tlaw\t\ttitle\n");
	ok(refuses("x", NULL, folder, "names no schema"), "no schema");
	write_table("x\tp\tlaw\tcandidate|person\tregion|sources\nx\tp\tlaw\tvacancy\ttitle\n");
	ok(loads("x", NULL, folder, &error) && refuses("employer", NULL, folder, "unknown recipient"),
	    "another table stands in for the built-in one");
	char path[128];
	snprintf(path, sizeof path, "%s/recipients.tsv", folder);
	unlink(path);
}

int
main(void)
{
	if (mkdtemp(folder) == NULL)
		return 1;
	built_in();
	mistakes();
	tables();
	rmdir(folder);
	return tap_done();
}
