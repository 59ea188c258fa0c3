#include "report/telling.h"

#include "record/escape.h"

bool
kr_telling_begin(kr_telling *telling, const char *language, const char *directory, kr_error *error)
{
	memset(telling, 0, sizeof *telling);
	return kr_regions_load(&telling->regions, directory, error) &&
	    kr_texts_load(&telling->texts, language, directory, error);
}

bool
kr_telling_purpose(kr_telling *telling, const char *field, const char *purpose, kr_error *error)
{
	if (purpose == NULL)
		return true;
	if (kr_value_check(kr_slice_text(purpose)) != strlen(purpose))
		return kr_fail(error, "--purpose: must be a line of plain UTF-8 text");
	kr_text_fill(&telling->texts, "purpose", kr_slice_text(field), kr_slice_text(purpose), (kr_slice){0}, &telling->purpose);
	return !telling->purpose.failed || kr_fail(error, "out of memory");
}

static bool
choose_date(kr_telling *telling, const char *asked, kr_error *error)
{
	char quoted[KR_QUOTE_MAX];
	if (asked == NULL) {
		telling->date = kr_provenance_latest(&telling->provenance);
		return telling->date.year || kr_fail(error, "no as_of in the data: --date must say the day");
	}
	return kr_date_parse(kr_slice_text(asked), &telling->date) ||
	    kr_fail(error, "--date %s: not a date such as 2026-10-31", kr_quote(kr_slice_text(asked), quoted));
}

bool
kr_telling_end(kr_telling *telling, const char *asked, bool is_unprotected, kr_error *error)
{
	return choose_date(telling, asked, error) &&
	    kr_figures_init(&telling->figures, telling->regions.total + 1, is_unprotected, error);
}

void
kr_telling_free(kr_telling *telling)
{
	kr_figures_free(&telling->figures);
	kr_provenance_free(&telling->provenance);
	kr_buffer_free(&telling->purpose);
	kr_texts_free(&telling->texts);
	kr_regions_free(&telling->regions);
}

kr_slice
kr_telling_region(const kr_telling *telling, uint32_t region)
{
	const kr_regions *regions = &telling->regions;
	if (region == regions->total)
		return kr_text(&telling->texts, "netherlands");
	return region == regions->unassigned ? kr_text(&telling->texts, "unassigned") : kr_regions_name(regions, region);
}
