#include "source/layout.h"

#include <stdio.h>

#include "base/number.h"

#define TABLES_MAX (sizeof ((kr_layout_tree *)0)->tables / sizeof(kr_definition))

/* The columns of a layout file. */
typedef struct columns {
	uint32_t path, type, limit, field, part, form, argument, need;
} columns;

static bool
find_columns(const kr_definition *definition, columns *at, kr_error *error)
{
	return kr_definition_column(definition, "path", &at->path, error) &&
	    kr_definition_column(definition, "type", &at->type, error) &&
	    kr_definition_column(definition, "limit", &at->limit, error) &&
	    kr_definition_column(definition, "field", &at->field, error) &&
	    kr_definition_column(definition, "part", &at->part, error) &&
	    kr_definition_column(definition, "form", &at->form, error) &&
	    kr_definition_column(definition, "argument", &at->argument, error) &&
	    kr_definition_column(definition, "need", &at->need, error);
}

/* The position of a field in a record, or KR_NO_FIELD. */
static uint32_t
input_of(const kr_header *fields, const uint32_t *inputs, kr_slice name)
{
	uint32_t number = kr_header_find(fields, name);
	return number == KR_NO_FIELD ? KR_NO_FIELD : inputs[number];
}

/* "0..99", a number of characters, or the name of a look. */
static bool
read_limit(kr_leaf *leaf, const kr_definition *definition, size_t row, uint32_t column, kr_error *error)
{
	static const char *const looks[] = {"", "postcode", "phone", "email", "language"};
	kr_slice limit = kr_definition_cell(definition, row, column);
	size_t dots = kr_slice_find(limit, '.'), look;
	leaf->max = INT64_MAX;
	if (leaf->type == KR_TYPE_INTEGER)
		return (kr_number_parse(kr_slice_part(limit, 0, dots), 0, INT64_MAX, &leaf->min) &&
		    kr_number_parse(kr_slice_part(limit, dots + 2, limit.len), leaf->min, INT64_MAX, &leaf->max)) ||
		    kr_definition_fail(definition, row, column, error, "must be MIN..MAX");
	if (kr_number_parse(limit, 1, INT64_MAX, &leaf->max))
		return true;
	if (!kr_definition_choose(definition, row, column, limit, looks, sizeof looks / sizeof *looks, &look, error))
		return false;
	leaf->look = (enum kr_layout_look)look;
	return true;
}

/* A table is loaded once, however many leaves ask for it. */
static bool
load_table(kr_layout_tree *tree, kr_slice name, const char *directory, kr_definition **table, kr_error *error)
{
	char path[128];
	snprintf(path, sizeof path, "tables/%.*s", (int)name.len, name.ptr);
	for (uint32_t i = 0; i < tree->table_count; i++) {
		*table = &tree->tables[i];
		if (strstr((*table)->name, path) != NULL && strlen(strstr((*table)->name, path)) == strlen(path))
			return true;
	}
	if (tree->table_count == TABLES_MAX)
		return kr_fail(error, "%s: too many tables", tree->definition.name);
	*table = &tree->tables[tree->table_count];
	if (!kr_definition_load(*table, path, directory, error))
		return false;
	tree->table_count++;
	return true;
}

/* The table of a form and its two columns. */
static bool
bind_table(kr_layout_tree *tree, kr_leaf *leaf, const char *directory, kr_error *error)
{
	kr_slice rest = leaf->argument, name = {0}, column[2] = {KR_SLICE("code"), KR_SLICE("title_nl")};
	if (leaf->form == KR_FORM_DIVISIONS)
		column[1] = KR_SLICE("from");
	else if (leaf->form == KR_FORM_WAGE)
		column[1] = KR_SLICE("label");
	else if (leaf->form != KR_FORM_CODE && leaf->form != KR_FORM_TITLE)
		return true;
	kr_slice_next(&rest, ' ', &name);
	for (int i = 0; leaf->form == KR_FORM_CODE && i < 2; i++)
		kr_slice_next(&rest, ' ', &column[i]);
	return load_table(tree, name, directory, &leaf->table, error) &&
	    kr_header_require(&leaf->table->header, column[0], leaf->table->name, &leaf->from, error) &&
	    kr_header_require(&leaf->table->header, column[1], leaf->table->name, &leaf->to, error);
}

static void
find_part(kr_leaf *leaf, kr_slice part)
{
	leaf->part = leaf->code_part = KR_TYPED_PARTS;
	for (uint32_t i = 0; i < leaf->typed.part_count; i++) {
		if (part.len > 0 && kr_slice_equal(leaf->typed.parts[i], part))
			leaf->part = i;
		if (kr_slice_is(leaf->typed.parts[i], "code"))
			leaf->code_part = i;
	}
}

/* Which fields of a record a leaf is made from. */
static void
bind_fields(kr_leaf *leaf, const kr_header *fields, const uint32_t *inputs)
{
	kr_slice rest = kr_slice_items(leaf->field), name;
	for (uint32_t i = 0; i < KR_LAYOUT_SOURCES; i++)
		leaf->inputs[i] = KR_NO_FIELD;
	for (uint32_t i = 0; i < KR_LAYOUT_SOURCES && kr_slice_next(&rest, '|', &name); i++)
		leaf->inputs[i] = input_of(fields, inputs, name);
	if (leaf->form == KR_FORM_WAGE) {
		leaf->inputs[1] = input_of(fields, inputs, KR_SLICE("wage_max"));
		leaf->inputs[2] = input_of(fields, inputs, KR_SLICE("wage_unit"));
	}
}

static bool
read_leaf(kr_layout_tree *tree, const columns *at, size_t row, const kr_all_schemas *schemas, kr_error *error)
{
	static const char *const types[] = {"string", "integer", "date"};
	static const char *const forms[] = {"", "yesno", "code", "title", "divisions", "behind", "source-id", "name", "phone", "email",
	    "wage", "constant"};
	const kr_definition *definition = &tree->definition;
	kr_leaf *leaf = &tree->leaves[tree->leaf_count];
	size_t type, form;
	if (!kr_definition_choose(definition, row, at->type, kr_definition_cell(definition, row, at->type), types, KR_TYPES, &type, error) ||
	    !kr_definition_choose(definition, row, at->form, kr_definition_cell(definition, row, at->form), forms, KR_FORMS, &form, error))
		return false;
	*leaf = (kr_leaf){.type = (enum kr_layout_type)type, .form = (enum kr_layout_form)form,
	    .field = kr_definition_cell(definition, row, at->field),
	    .argument = kr_definition_cell(definition, row, at->argument),
	    .needed = kr_definition_cell(definition, row, at->need).len > 0};
	leaf->typed = kr_all_schemas_type(schemas, kr_slice_part(leaf->field, 0, kr_slice_find(leaf->field, '|')));
	find_part(leaf, kr_definition_cell(definition, row, at->part));
	return read_limit(leaf, definition, row, at->limit, error);
}

static uint32_t
branch_named(kr_layout_tree *tree, uint32_t parent, kr_slice name, bool is_list)
{
	uint32_t *link = &tree->branches[parent].child;
	while (*link != 0) {
		if (kr_slice_equal(tree->branches[*link].name, name))
			return *link;
		link = &tree->branches[*link].sibling;
	}
	*link = tree->branch_count;
	tree->branches[tree->branch_count] = (kr_branch){.name = name, .is_list = is_list};
	return tree->branch_count++;
}

/* Puts a leaf at the end of its path; the innermost list has an item for each of the field's. */
static void
grow_path(kr_layout_tree *tree, kr_slice path)
{
	kr_slice step;
	uint32_t at = 0, list = 0;
	const kr_leaf *leaf = &tree->leaves[tree->leaf_count];
	while (kr_slice_next(&path, '.', &step)) {
		bool is_list = step.len > 2 && kr_slice_is(kr_slice_part(step, step.len - 2, step.len), "[]");
		at = branch_named(tree, at, kr_slice_part(step, 0, step.len - (is_list ? 2 : 0)), is_list);
		list = is_list ? at : list;
	}
	tree->branches[at].leaf = tree->leaf_count + 1;
	if (leaf->typed.is_list && list != 0)
		tree->branches[list].list = tree->leaf_count + 1;
	tree->leaf_count++;
}

static bool
has_needs(const kr_leaf *leaf, kr_slice path, kr_error *error)
{
	bool found = !leaf->needed;
	for (uint32_t i = 0; i < KR_LAYOUT_SOURCES; i++)
		found |= leaf->inputs[i] != KR_NO_FIELD;
	return found || kr_fail(error, "%.*s needs one of the fields %.*s, and the records have none, or it is not granted",
	    (int)path.len, path.ptr, (int)leaf->field.len, leaf->field.ptr);
}

static bool
read_rows(kr_layout_tree *tree, const columns *at, const kr_header *fields, const uint32_t *inputs,
    const kr_all_schemas *schemas, const char *directory, kr_error *error)
{
	const kr_definition *definition = &tree->definition;
	size_t names = 1;
	for (size_t row = 0; row < definition->rows; row++)
		names += kr_slice_count(kr_definition_cell(definition, row, at->path), '.');
	tree->leaves = kr_arena_array(&tree->arena, definition->rows + 1, sizeof *tree->leaves);
	tree->branches = kr_arena_array(&tree->arena, names, sizeof *tree->branches);
	if (tree->leaves == NULL || tree->branches == NULL)
		return kr_fail(error, "out of memory");
	tree->branch_count = 1;
	for (size_t row = 0; row < definition->rows; row++) {
		kr_leaf *leaf = &tree->leaves[tree->leaf_count];
		kr_slice path = kr_definition_cell(definition, row, at->path);
		if (!read_leaf(tree, at, row, schemas, error) || !bind_table(tree, leaf, directory, error))
			return false;
		bind_fields(leaf, fields, inputs);
		if (!has_needs(leaf, path, error))
			return false;
		grow_path(tree, path);
	}
	return true;
}

bool
kr_layout_tree_load(kr_layout_tree *tree, const char *name, const kr_header *fields, const uint32_t *inputs,
    const kr_all_schemas *schemas, const char *directory, kr_error *error)
{
	char path[128];
	columns at;
	*tree = (kr_layout_tree){.source_input = input_of(fields, inputs, KR_SLICE("source"))};
	snprintf(path, sizeof path, "source/layouts/%s", name);
	if (kr_definition_load(&tree->definition, path, directory, error) && find_columns(&tree->definition, &at, error) &&
	    read_rows(tree, &at, fields, inputs, schemas, directory, error))
		return true;
	kr_layout_tree_free(tree);
	return false;
}

bool
kr_layout_tree_uses(const kr_layout_tree *tree, kr_slice field)
{
	for (uint32_t i = 0; i < tree->leaf_count; i++) {
		kr_slice rest = kr_slice_items(tree->leaves[i].field), name;
		while (kr_slice_next(&rest, '|', &name))
			if (kr_slice_equal(name, field))
				return true;
		if (tree->leaves[i].form == KR_FORM_WAGE && (kr_slice_is(field, "wage_max") || kr_slice_is(field, "wage_unit")))
			return true;
	}
	return false;
}

void
kr_layout_tree_free(kr_layout_tree *tree)
{
	for (uint32_t i = 0; i < tree->table_count; i++)
		kr_definition_free(&tree->tables[i]);
	kr_definition_free(&tree->definition);
	kr_arena_free(&tree->arena);
	*tree = (kr_layout_tree){0};
}
