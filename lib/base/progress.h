/*
 * How far a long job has come, as one line of text for a terminal. Who prints it is cmd/'s business.
 */
#ifndef KR_BASE_PROGRESS_H
#define KR_BASE_PROGRESS_H

#include "base/buffer.h"

typedef struct kr_progress {
	uint64_t bytes, size; /* read so far; in all, or 0 when not known */
	uint64_t records;
	uint64_t milliseconds; /* since the start */
} kr_progress;

/*
 * "[#####.....]  52%  1.2 GB of 2.3 GB  410,000 records/s  0:03 left": at most `width` bytes of ASCII. Without a size
 * the bar, the percentage and the time left are missing.
 */
void kr_progress_line(const kr_progress *progress, size_t width, kr_buffer *out);

#endif
