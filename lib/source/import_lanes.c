#include <stdlib.h>

#include "base/ring.h"
#include "source/import.h"
#include "source/mask.h"

#define BLOCKS_MAX (3u << 19) /* bytes of all blocks together */
#define BLOCK_MIN 32768u
#define DECODER_ROOM 16u      /* that kr_decoder_read asks for */

/* A block of the file and what has become of it: a slot of the ring. */
typedef struct piece {
	char *bytes; /* one more before and KR_CSV_SLACK more behind */
	size_t len;
	uint64_t line; /* on which it begins */
	kr_source part; /* always a table */
	kr_outlet outlet;
	int outcome; /* as kr_import's */
	kr_error error;
} piece;

typedef struct lanes {
	kr_outlet *outlet;
	kr_source *source;
	kr_csv *csv; /* the table that source is */
	const kr_binding *binding;
	uint32_t file;
	piece *lane;
	size_t count, block;
	/* Behind the last cut; of whoever takes. */
	char *rest;
	size_t rest_len;
	uint64_t line;
	char before; /* the byte before `rest` */
	bool at_end, is_broken;
	kr_error reading;
	/* Of whoever gives. */
	int outcome;
	kr_error *error;
} lanes;

/* Behind the last line end that is sure to be one; the whole when there is none. */
static size_t
cut_at_line(const char *bytes, size_t len)
{
	const char *end = memrchr(bytes, '\n', len);
	if (end == NULL && len > 1)
		end = memrchr(bytes, '\r', len - 1); /* the last byte may be half of CRLF */
	return end ? (size_t)(end - bytes) + 1 : len;
}

/* Reads until the block is full or the file ends. */
static void
fill(lanes *this, piece *lane)
{
	memcpy(lane->bytes, this->rest, this->rest_len);
	lane->len = this->rest_len;
	while (!this->at_end && this->block - lane->len >= DECODER_ROOM) {
		int64_t got = kr_decoder_read(&this->csv->decoder, lane->bytes + lane->len, this->block - lane->len, &this->reading);
		this->is_broken = got < 0;
		this->at_end = got <= 0;
		lane->len += got > 0 ? (size_t)got : 0;
	}
}

static bool
take(void *context, size_t slot)
{
	lanes *this = context;
	piece *lane = &this->lane[slot];
	fill(this, lane);
	size_t cut = this->at_end ? lane->len : cut_at_line(lane->bytes, lane->len);
	this->rest_len = lane->len - cut;
	memcpy(this->rest, lane->bytes + cut, this->rest_len);
	lane->len = cut;
	lane->line = this->line;
	if (cut == 0)
		return false;
	lane->bytes[-1] = this->before;
	this->line += kr_count_line_ends(lane->bytes, cut);
	this->before = lane->bytes[cut - 1];
	return true;
}

static void
work(void *context, size_t slot)
{
	lanes *this = context;
	piece *lane = &this->lane[slot];
	kr_csv_part_set(&lane->part.csv, lane->bytes, lane->len, lane->line);
	/* What comes out is bounded too: the rest of a block that gives very much is read when it is given. */
	lane->outcome = kr_import_some(&lane->outlet, &lane->part, this->binding, this->file, 2 * this->block, &lane->error);
}

/* Gives on what was made of a block that was rightly read from its first byte on; sets how far that went. */
static bool
append(lanes *this, piece *lane, size_t *used)
{
	kr_outlet *outlet = this->outlet;
	*used = lane->part.csv.taken;
	this->csv->line = lane->part.csv.line;
	this->csv->blank_lines += lane->part.csv.blank_lines;
	outlet->read += lane->outlet.read;
	kr_rejects_append(&outlet->rejects, &lane->outlet.rejects);
	this->outcome = kr_writer_append(&outlet->writer, &lane->outlet.writer);
	return this->outcome > 0;
}

/* What is kept in memory fails only for want of it. */
static bool
has_failed(lanes *this, piece *lane)
{
	bool lost = lane->outcome == 0 || lane->outlet.rejects.writer.output.failed;
	if (lane->outcome < 0)
		*this->error = lane->error;
	else if (lost)
		kr_fail(this->error, "out of memory");
	if (lane->outcome < 0 || lost)
		this->outcome = -1;
	return this->outcome < 0;
}

static void
forget(piece *lane)
{
	kr_outlet *outlet = &lane->outlet;
	outlet->read = outlet->writer.records = outlet->rejects.records = outlet->rejects.values = outlet->rejects.lines = 0;
	outlet->writer.output.used = outlet->rejects.writer.output.used = 0;
}

static bool
give(void *context, size_t slot)
{
	lanes *this = context;
	piece *lane = &this->lane[slot];
	size_t used = 0;
	if (kr_csv_is_spent(this->csv) && (has_failed(this, lane) || !append(this, lane, &used)))
		return false;
	kr_csv_feed(this->csv, kr_slice_of(lane->bytes + used, lane->len - used));
	this->outcome = kr_import_some(this->outlet, this->source, this->binding, this->file, SIZE_MAX, this->error);
	forget(lane);
	return this->outcome > 0;
}

static bool
open_lane(const lanes *this, piece *lane, kr_error *error)
{
	char *memory = calloc(1, 1 + this->block + KR_CSV_SLACK);
	if (memory == NULL)
		return kr_fail(error, "out of memory");
	lane->bytes = memory + 1;
	lane->outlet.profile = this->outlet->profile;
	lane->part.name = this->source->name;
	return kr_csv_part_open(&lane->part.csv, this->csv, error) &&
	       kr_converter_open(&lane->outlet.converter, this->outlet->profile, error) &&
	       kr_writer_keep(&lane->outlet.writer, error) &&
	       kr_rejects_keep(&lane->outlet.rejects, &this->outlet->rejects, error);
}

static void
close_lane(piece *lane)
{
	if (lane->bytes == NULL)
		return;
	free(lane->bytes - 1);
	if (lane->part.csv.is_part)
		kr_csv_close(&lane->part.csv);
	kr_converter_close(&lane->outlet.converter);
	if (lane->outlet.writer.output.buffer != NULL)
		kr_writer_abandon(&lane->outlet.writer);
	if (lane->outlet.rejects.keeps)
		kr_rejects_abandon(&lane->outlet.rejects);
}

static bool
open_lanes(lanes *this, kr_error *error)
{
	size_t wanted = this->csv->decoder.input.block, most = BLOCKS_MAX / this->count;
	this->block = wanted < most ? wanted : most > BLOCK_MIN ? most : BLOCK_MIN;
	this->block += DECODER_ROOM;
	this->lane = calloc(this->count, sizeof *this->lane);
	this->rest = malloc(this->block);
	if (this->lane == NULL || this->rest == NULL)
		return kr_fail(error, "out of memory");
	for (size_t i = 0; i < this->count; i++)
		if (!open_lane(this, &this->lane[i], error))
			return false;
	return true;
}

/* The blocks begin where what csv has read already ends. */
static void
find_start(lanes *this)
{
	const kr_csv *csv = this->csv;
	size_t len = csv->used - csv->taken;
	this->line = csv->line;
	this->before = '\n';
	if (len == 0)
		return;
	this->line += kr_count_line_ends(csv->buffer + csv->taken, len);
	this->before = csv->buffer[csv->used - 1];
}

static int
run(lanes *this, size_t threads, kr_error *error)
{
	static const kr_ring ring = {take, work, give};
	find_start(this);
	kr_ring_run(&ring, threads, this);
	if (this->outcome <= 0)
		return this->outcome;
	if (this->is_broken) {
		*error = this->reading;
		return -1;
	}
	kr_csv_end_food(this->csv);
	return kr_import_some(this->outlet, this->source, this->binding, this->file, SIZE_MAX, error);
}

int
kr_import_by_lanes(kr_outlet *outlet, kr_source *source, const kr_binding *binding, uint32_t file, size_t threads, kr_error *error)
{
	lanes this = {.outlet = outlet, .source = source, .csv = &source->csv, .binding = binding, .file = file, .count = KR_RING_SLOTS(threads), .outcome = 1,
	    .error = error};
	int outcome = open_lanes(&this, error) ? run(&this, threads, error) : -1;
	for (size_t i = 0; this.lane != NULL && i < this.count; i++)
		close_lane(&this.lane[i]);
	free(this.lane);
	free(this.rest);
	return outcome;
}
