#include "report/render.h"

#include "report/number_text.h"

enum { REGION, REGION_NAME, INDICATOR, CLASS, VALUE, UNIT, STATUS, SINCE, AS_OF, COLUMNS };

static kr_slice
status_word(enum kr_status status)
{
	static const char *const words[] = {"rounded", "exact", "c", "z"};
	return kr_slice_text(words[status]);
}

static void
write_region(const kr_telling *telling, uint32_t region, kr_slice since, kr_slice as_of, kr_writer *writer)
{
	const kr_figures *figures = &telling->figures;
	kr_slice values[COLUMNS];
	values[REGION] = kr_regions_code(&telling->regions, region);
	values[REGION_NAME] = kr_telling_region(telling, region);
	values[SINCE] = since;
	values[AS_OF] = as_of;
	for (size_t i = figures->starts[region]; i < figures->starts[region + 1]; i++) {
		const kr_figure *figure = &figures->list[i];
		kr_figure_text value = kr_figure_for_programs(&telling->texts, figure);
		values[INDICATOR] = kr_slice_text(figure->indicator);
		values[CLASS] = figure->class;
		values[VALUE] = kr_figure_slice(&value);
		values[UNIT] = kr_indicator_unit(&telling->texts, figure->indicator);
		values[STATUS] = status_word(figure->status);
		kr_writer_values(writer, values, COLUMNS);
	}
}

static bool
make_header(kr_header *header, kr_error *error)
{
	static const char *const names[COLUMNS] = {
		"region", "region_name", "indicator", "class", "value", "unit", "status", "since", "as_of"
	};
	for (int i = 0; i < COLUMNS; i++)
		if (kr_header_add(header, kr_slice_text(names[i])) == KR_NO_FIELD)
			return kr_fail(error, "out of memory");
	return true;
}

bool
kr_render_tsv(const kr_telling *telling, uint32_t region, kr_writer *writer, kr_error *error)
{
	const kr_regions *regions = &telling->regions;
	kr_header header = {0};
	char day[KR_DATE_MAX], first[KR_DATE_MAX];
	kr_slice as_of = kr_slice_of(day, kr_date_write(telling->date, day));
	kr_slice since = kr_slice_of(first, kr_date_write(telling->since, first));
	if (!make_header(&header, error)) {
		kr_header_free(&header);
		return false;
	}
	kr_writer_header(writer, &header);
	kr_header_free(&header);
	if (region != KR_ALL_REGIONS) {
		write_region(telling, region, since, as_of, writer);
		return true;
	}
	write_region(telling, regions->total, since, as_of, writer);
	for (uint32_t i = 0; i < regions->total; i++)
		write_region(telling, i, since, as_of, writer);
	return true;
}
