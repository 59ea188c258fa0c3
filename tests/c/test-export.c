/* Foreign formats going out: what Excel changes, JSON's numbers and items, layouts that must be refused. */
#include <stdlib.h>
#include <unistd.h>

#include "source/convert_value.h"
#include "source/csv_write.h"
#include "source/excel.h"
#include "source/json_write.h"
#include "source/layout.h"
#include "random.h"
#include "tap.h"

static kr_buffer out, back;

static bool
written_as(const kr_typed *typed, const char *value, const char *want)
{
	kr_buffer_clear(&out);
	kr_json_write_value(typed, kr_slice_text(value), &out);
	bool good = kr_slice_is(kr_buffer_slice(&out), want);
	if (!good)
		printf("# %s: %.*s\n", value, (int)out.len, out.ptr);
	return good;
}

static void
json(void)
{
	const char *numbers[] = {"0", "-5", "12.50", "0.5", "999999999999999"};
	const char *others[] = {"", "-", "007", "-07", "1.", ".5", "1e5", "1,5", "+1", "9999999999999999", "1.2.3", " 1", "0x1"};
	bool good = true;
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		good &= kr_json_number(kr_slice_text(numbers[i]), true);
	ok(good, "numbers as JSON spells them");
	good = !kr_json_number(KR_SLICE("1.5"), false);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		good &= !kr_json_number(kr_slice_text(others[i]), true);
	ok(good, "what only looks like a number");

	kr_typed text = {.is_list = true}, yesno = {.kind = KR_IS_YESNO};
	kr_typed parts = {.kind = KR_IS_PARTS, .is_list = true, .part_count = 2, .parts = {KR_SLICE("code"), KR_SLICE("title")}};
	ok(written_as(&text, "none", "[]") && written_as(&text, "none|none", "[\"none\",\"none\"]") &&
	    written_as(&text, "|", "[\"\",\"\"]") && written_as(&text, "|none", "[\"\",\"none\"]"), "lists, empty items and none");
	ok(written_as(&yesno, "yes", "true") && written_as(&yesno, "no", "false") && written_as(&yesno, "true", "\"true\""),
	    "yes and no, and what is neither");
	ok(written_as(&parts, "1:a|:b|2:", "[{\"code\":\"1\",\"title\":\"a\"},{\"title\":\"b\"},{\"code\":\"2\"}]"), "parts");
	ok(written_as(&parts, ":|a|a:b:c|", "[\":\",\"a\",\"a:b:c\",\"\"]"), "items without the right parts stay texts");
	ok(written_as(&(kr_typed){0}, "a\"b\\n\\\\", "\"a\\\"b\\n\\\\\""), "escapes");
}

/* What kr_csv_write_value writes for Dutch Excel, as a reader of CSV gives it: without its quotes. */
static kr_slice
cell(enum kr_kind_of kind, kr_slice value)
{
	kr_buffer_clear(&out);
	kr_csv_write_value(&kr_csv_dutch, kind, value, false, &out);
	kr_slice text = kr_buffer_slice(&out);
	return text.len > 1 && text.ptr[0] == '"' ? kr_slice_part(text, 1, text.len - 1) : text;
}

static void
excel(void)
{
	const char *changed[] = {"=1", "+31", "-x", "@a", "'=1", "''+", "01", "1:2", "1-2", "1E5", "1,5", "1.5", "12 34", "1/2", "1234567890123456", "50%"};
	const char *kept[] = {"", "a", "0", "12", "'", "''a", "1012AB", "2:::", "1a", "123456789012345", "a=1"};
	bool good = true;
	for (size_t i = 0; i < sizeof changed / sizeof *changed; i++)
		good &= kr_excel_changes(kr_slice_text(changed[i]));
	ok(good, "what Excel changes");
	good = true;
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		good &= !kr_excel_changes(kr_slice_text(kept[i]));
	ok(good, "what it leaves alone");

	static const char letters[] = "'=+-@0123456789.,:/eE% ax";
	good = true;
	for (int i = 0; i < 200000 && good; i++) {
		char value[8];
		size_t len = next_random(sizeof value);
		for (size_t j = 0; j < len; j++)
			value[j] = letters[next_random(sizeof letters - 1)];
		enum kr_kind_of kind = (enum kr_kind_of)(next_random(4));
		kr_slice text = kr_slice_of(value, len), shown = cell(kind, text);
		kr_buffer_clear(&back);
		good = kr_slice_equal(kr_excel_read(shown, kind == KR_IS_DECIMAL, &back), text);
		good &= shown.len == 0 || strchr("=+@", shown.ptr[0]) == NULL;
		if (!good)
			printf("# <%.*s> kind %d as <%.*s>\n", (int)len, value, (int)kind, (int)shown.len, shown.ptr);
	}
	ok(good, "every value comes back, and none begins a formula");
}

static bool
amounts(const char *text, const char *low, const char *high, const char *unit)
{
	return kr_slice_is(kr_convert_amount(kr_slice_text(text), KR_SLICE("low")), low) &&
	    kr_slice_is(kr_convert_amount(kr_slice_text(text), KR_SLICE("high")), high) &&
	    kr_slice_is(kr_convert_amount(kr_slice_text(text), KR_SLICE("unit")), unit);
}

static void
wages(void)
{
	ok(amounts("16.48-17.63 per uur", "16.48", "17.63", "per uur") && amounts("2500 tot 3.000,50", "2500", "3.000,50", "") &&
	    amounts("2500 per maand", "2500", "2500", "per maand"), "two amounts, or one");
	ok(amounts("vanaf 2500 per maand", "2500", "", "per maand") && amounts("tot 30000", "", "30000", ""), "from and up to");
	ok(amounts("conform cao", "conform cao", "conform cao", "") && amounts("vanaf nu", "vanaf nu", "vanaf nu", "") &&
	    amounts("2500 bruto", "2500 bruto", "2500 bruto", "") && amounts("", "", "", ""), "other texts stay");
}

static char folder[] = "/tmp/kr-export.XXXXXX";

/* False with the message, for a layout of these rows. */
static bool
refuses(const char *rows, const char *message)
{
	char path[128];
	kr_error error = {0};
	kr_all_schemas schemas;
	kr_layout_tree tree;
	kr_header fields = {0};
	uint32_t input = 0;
	kr_header_add(&fields, KR_SLICE("skills"));
	snprintf(path, sizeof path, "%s/vum_vacature.tsv", folder);
	FILE *file = fopen(path, "w");
	if (file == NULL || !kr_all_schemas_load(&schemas, NULL, &error))
		exit(1);
	fprintf(file, "path\ttype\tlimit\tfield\tpart\tform\targument\tneed\n%s", rows);
	fclose(file);
	bool good = !kr_layout_tree_load(&tree, "vum_vacature", &fields, &input, &schemas, folder, &error) &&
	    strstr(error.message, message) != NULL;
	if (!good)
		printf("# %s\n", error.message);
	kr_layout_tree_free(&tree);
	kr_all_schemas_free(&schemas);
	kr_header_free(&fields);
	unlink(path);
	return good;
}

static void
layouts(void)
{
	ok(refuses("a\tstrng\t\tskills\n", "type: strng is not known (did you mean string?)"), "a type that is not known");
	ok(refuses("a\tstring\t\tskills\t\tyesn\n", "form: yesn is not known"), "a form that is not known");
	ok(refuses("a\tinteger\t9\tskills\n", "limit: must be MIN..MAX"), "an integer without bounds");
	ok(refuses("a\tstring\tfone\tskills\n", "limit: fone is not known (did you mean phone?)"), "a look that is not known");
	ok(refuses("a\tstring\t\tskills\t\tcode\tno_such_table a b\n", "no_such_table"), "a table that is not there");
	ok(refuses("a\tstring\t\tskills\t\tcode\tradius code metres\n", "metres"), "a column that is not there");
	ok(refuses("a\tstring\t\tskills\nb\tstring\t\tsource_id|person_id\t\t\t\tyes\n", "b needs one of the fields source_id|person_id"),
	    "a need that no field meets");
}

int
main(void)
{
	if (mkdtemp(folder) == NULL)
		return 1;
	json();
	excel();
	wages();
	layouts();
	rmdir(folder);
	kr_buffer_free(&out);
	kr_buffer_free(&back);
	return tap_done();
}
