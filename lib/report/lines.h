/*
 * Lines of text for a terminal or a mail: columns that are right in display width, bars, wrapped paragraphs.
 *
 * The width of a character is utf8proc's; what is longer than its column is cut. In ASCII form the lines hold no byte
 * above 0x7E, as far as the texts put in hold none.
 */
#ifndef KR_REPORT_LINES_H
#define KR_REPORT_LINES_H

#include "base/buffer.h"

typedef struct kr_lines {
	kr_buffer out;
	uint32_t width; /* columns of a line */
	bool is_ascii;
} kr_lines;

/* Columns that a text takes. */
uint32_t kr_lines_columns(kr_slice text);

/* A text in a column of its own, blanks behind it (left) or before it (right). */
void kr_lines_left(kr_lines *lines, kr_slice text, uint32_t columns);
void kr_lines_right(kr_lines *lines, kr_slice text, uint32_t columns);

void kr_lines_text(kr_lines *lines, const char *text);
void kr_lines_blanks(kr_lines *lines, uint32_t count);

/* Ends the line; blanks at its end go. */
void kr_lines_end(kr_lines *lines);

/* A rule over the whole width: heavy or light. */
void kr_lines_rule(kr_lines *lines, bool is_heavy);

/*
 * A horizontal bar of value/full in `columns` columns, by eighths of a column (U+2588..U+258F), in ASCII by whole ones
 * ('#'). Something above 0 shows at least the thinnest part. The rest are blanks.
 */
void kr_lines_bar(kr_lines *lines, int64_t value, int64_t full, uint32_t columns);

/* A paragraph, broken between words, each line after `indent` blanks. */
void kr_lines_paragraph(kr_lines *lines, kr_slice text, uint32_t indent);

#endif
