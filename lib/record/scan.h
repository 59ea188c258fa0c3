/*
 * Finds the tabs and line feeds of a block and judges all of its bytes in one pass.
 *
 * The hot loop of every tool: 64 bytes a step with SSE2 where the processor has it, by words elsewhere; both give
 * the same (tests/c/test-scan.c).
 */
#ifndef KR_RECORD_SCAN_H
#define KR_RECORD_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct kr_scan {
	uint32_t *ends;      /* positions of all tabs and line feeds */
	uint32_t *lines;     /* for each line, how many ends stand up to and with its line feed */
	size_t end_count, line_count;
	size_t capacity;     /* positions that there is room for in each */
	size_t good;         /* bytes before the first that a stream may not hold; the block's size if none */
} kr_scan;

/* Room for blocks of this many bytes; false when memory is short. */
bool kr_scan_reserve(kr_scan *scan, size_t bytes);

/*
 * Indexes a block of whole lines: it ends in a line feed. Positions count from `block`. Nothing may lie
 * past 4 GiB. `good` tells where the first control character, broken escape or broken UTF-8 stands.
 */
void kr_scan_block(kr_scan *scan, const char *block, size_t size);

/* The same without SSE2: for other machines, and for the test that both agree. */
void kr_scan_block_portable(kr_scan *scan, const char *block, size_t size);

void kr_scan_free(kr_scan *scan);

#endif
