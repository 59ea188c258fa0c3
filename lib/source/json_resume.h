/*
 * Inside json.h: the buffer, and where reading goes on behind what is broken.
 */
#ifndef KR_SOURCE_JSON_RESUME_H
#define KR_SOURCE_JSON_RESUME_H

#include "source/json.h"

/*
 * Reads on: what stands before `taken` goes, and the buffer grows up to `limit` where it is full. False on an error of
 * reading. Nothing happens when it is full and may not grow (kr_json_is_full) or the file is at its end.
 */
bool kr_json_fill(kr_json *json, kr_error *error);

static inline bool
kr_json_is_full(const kr_json *json)
{
	return json->limit - (json->used - json->taken) < KR_JSON_PADDING;
}

/*
 * Passes over what begins at `taken`, up to where json.h says that reading resumes, and puts it in `original`: of what is longer than the
 * limit the beginning. False on an error of reading.
 */
bool kr_json_resume(kr_json *json, kr_error *error);

#endif
