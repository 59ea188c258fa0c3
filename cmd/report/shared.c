#include "report.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define WIDTH_MIN 72
#define WIDTH_DEFAULT 80
#define WIDTH_MAX_TERMINAL 120 /* longer lines are hard to read */

void
report_read(const kr_command *command, const char *path, report_reader *read, void *context)
{
	kr_error error;
	kr_stream stream;
	if (path == NULL)
		return;
	if (!kr_stream_open_file(&stream, path, &error) || !read(context, &stream, &error))
		kr_command_die(command, &error);
	kr_stream_close(&stream);
}

uint32_t
report_region(const kr_command *command, const report_options *options, const kr_regions *regions)
{
	kr_error error;
	uint32_t region;
	if (options->region == NULL || strcmp(options->region, "all") == 0)
		return KR_ALL_REGIONS;
	if (!kr_regions_find(regions, options->region, &region, &error))
		kr_command_die(command, &error);
	return region;
}

/* On a terminal as wide as it is, within reason; elsewhere always the same. */
static uint32_t
line_width(const report_options *options)
{
	struct winsize size;
	if (options->width)
		return (uint32_t)options->width;
	if (options->common.output != NULL || !isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 ||
	    size.ws_col < WIDTH_MIN)
		return WIDTH_DEFAULT;
	return size.ws_col > WIDTH_MAX_TERMINAL ? WIDTH_MAX_TERMINAL : size.ws_col;
}

static bool
write_form(const report_options *options, const kr_telling *telling, uint32_t region, report_page *page, const void *report,
    kr_writer *writer, kr_error *error)
{
	kr_lines lines = {.width = line_width(options), .is_ascii = options->is_ascii};
	if (strcmp(options->format, "tsv") == 0)
		return kr_render_tsv(telling, region, writer, error);
	page(report, region, options->is_brief, &lines);
	bool good = !lines.out.failed;
	if (good)
		kr_output_write(&writer->output, lines.out.ptr, lines.out.len);
	kr_buffer_free(&lines.out);
	return good || kr_fail(error, "out of memory");
}

int
report_write(const kr_command *command, report_options *options, const kr_telling *telling, uint32_t region, report_page *page,
    const void *report, uint64_t read)
{
	kr_error error;
	kr_writer writer;
	kr_command_writer(command, &options->common, &writer, options->is_unprotected);
	return write_form(options, telling, region, page, report, &writer, &error)
	    ? kr_command_finish(command, &options->common, &writer, NULL, read)
	    : kr_command_failed(command, &writer, NULL, &error);
}
