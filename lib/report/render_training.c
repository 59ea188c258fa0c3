/* The page of the report training: what is lacking most, and which courses give it. */
#include "report/page.h"
#include "report/training.h"

static const kr_slice whole = {NULL, 0};

enum { NUMBER = 8 };

static const char *const numbers[] = {"training_persons", "training_vacancies", "training_opens", "training_courses", "training_cost", "training_weeks"};
static const char *const captions[] = {"column_persons", "column_concerned", "column_opens", "column_courses", "column_cost", "column_weeks"};
static const char *const captions_2[] = {"column_lack", "column_vacancies_2", "column_opens_2", "column_courses_2", NULL, NULL};

enum { NUMBERS = sizeof numbers / sizeof *numbers };

static const kr_page_key keys[] = {
	{.indicator = "training_persons", .label = "key_lacking"},
	{.indicator = "training_vacancies", .label = "key_asked"},
	{.indicator = "training_opens", .label = "key_opens"},
	{.indicator = "training_without", .label = "key_without"},
	{0},
};

static const kr_page_key columns[] = {
	{.indicator = "training_persons", .label = "column_persons", .label_2 = "column_lack", .columns = 11},
	{.indicator = "training_vacancies", .label = "column_concerned", .label_2 = "column_vacancies_2", .columns = 11},
	{.indicator = "training_opens", .label = "column_opens", .label_2 = "column_opens_2", .columns = 11},
	{0},
};

static const kr_page_plan plan = {.title = "title_training", .nothing = "nothing_in", .keys = keys, .columns = columns};

/* Name of a code in one of the lists that the kinds name (languages have names, licences are called by their codes). */
static kr_slice
name_of(const kr_code_list lists[2], kr_slice list, kr_slice code)
{
	uint32_t row;
	for (int i = 0; i < 2; i++)
		if (kr_slice_is(list, lists[i].name) && kr_code_list_row(&lists[i], code, &row)) {
			kr_slice name = kr_code_list_cell(&lists[i], row, "name");
			return name.len != 0 ? name : code;
		}
	return code;
}

/* "taal Nederlands (Goed)", "rijbewijs B", "vaardigheid lassen". */
static void
put_name(const kr_page *page, const kr_training *training, const kr_lack *lack, kr_buffer *out)
{
	const kr_code_list *kinds = &training->kinds;
	uint32_t row;
	kr_buffer_slice_add(out, kr_code_list_cell(kinds, lack->kind, page->texts->language == KR_DUTCH ? "label" : "label_en"));
	kr_buffer_char(out, ' ');
	kr_buffer_slice_add(out, name_of(training->values, kr_code_list_cell(kinds, lack->kind, "values_of"), lack->value));
	for (int i = 0; i < 2; i++)
		if (kr_slice_is(kr_code_list_cell(kinds, lack->kind, "levels_of"), training->levels[i].name) &&
		    kr_code_list_row(&training->levels[i], lack->code, &row)) {
			kr_buffer_text(out, lack->value.len != 0 ? " (" : "(");
			kr_buffer_slice_add(out, kr_code_list_cell(&training->levels[i], row, "label"));
			kr_buffer_char(out, ')');
		}
}

static void
render_captions(const kr_page *page, const char *const *ids)
{
	kr_lines_blanks(page->lines, page->lines->width - NUMBERS * NUMBER);
	for (int i = 0; i < NUMBERS; i++)
		kr_lines_right(page->lines, ids[i] != NULL ? kr_text(page->texts, ids[i]) : whole, NUMBER);
	kr_lines_end(page->lines);
}

static void
render_lacks(const kr_page *page, const kr_training *training)
{
	kr_buffer name = {0};
	kr_page_heading(page, kr_text(page->texts, "head_training"));
	render_captions(page, captions);
	render_captions(page, captions_2);
	for (uint32_t i = 0; i < training->shown_count; i++) {
		const kr_lack *lack = &training->lacks[training->shown[i]];
		if (kr_page_value(kr_page_figure(page, page->region, "training_vacancies", lack->key)) == 0)
			continue;
		kr_buffer_clear(&name);
		put_name(page, training, lack, &name);
		kr_lines_blanks(page->lines, 2);
		kr_lines_left(page->lines, kr_buffer_slice(&name), page->lines->width - NUMBERS * NUMBER - 2);
		for (int number = 0; number < NUMBERS; number++) {
			kr_figure_text text = kr_page_text(page, page->region, numbers[number], lack->key);
			kr_lines_right(page->lines, kr_figure_slice(&text), NUMBER);
		}
		kr_lines_end(page->lines);
	}
	page->lines->out.failed |= name.failed;
	kr_buffer_free(&name);
}

void
kr_training_render(const kr_training *training, uint32_t region, bool is_brief, kr_lines *lines)
{
	kr_page page = kr_page_of(&training->telling, &plan, region, is_brief, lines);
	kr_page_head(&page);
	if (region == KR_ALL_REGIONS)
		kr_page_regions(&page);
	render_lacks(&page, training);
	kr_page_method(&page);
}
