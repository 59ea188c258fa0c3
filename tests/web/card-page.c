/* The employer's page of the cards on standard input. usage: card-page nl|en < cards.tsv > page.html */
#include <stdio.h>
#include <stdlib.h>

#include "card/page.h"
#include "record/stream.h"

static int
failed(const kr_error *error)
{
	fprintf(stderr, "card-page: %s\n", error->message);
	return 1;
}

int
main(int argc, char **argv)
{
	static kr_card_page page;
	kr_stream stream;
	kr_record record;
	kr_error error;
	kr_buffer html = {0};
	int got = 0;
	kr_card_page_about about = {KR_SLICE("employer:bakker-12"), KR_SLICE("selection"), KR_SLICE("2026-11-22"), argc > 1 ? argv[1] : "nl"};
	if (!kr_stream_open(&stream, NULL, 0, NULL, &error) || !kr_card_page_open(&page, &about, &stream.header, NULL, &error))
		return failed(&error);
	kr_slice *values = calloc(stream.header.count, sizeof *values);
	while (values != NULL && (got = kr_stream_next(&stream, &record, &error)) > 0) {
		for (uint32_t i = 0; i < stream.header.count; i++)
			values[i] = kr_record_value(&record, i);
		if (!kr_card_page_add(&page, values) && !kr_fail(&error, "out of memory"))
			return failed(&error);
	}
	if (got < 0 || !kr_card_page_write(&page, &html, &error))
		return failed(&error);
	fwrite(html.ptr, 1, html.len, stdout);
	kr_buffer_free(&html);
	kr_card_page_free(&page);
	kr_stream_close(&stream);
	free(values);
	return 0;
}
