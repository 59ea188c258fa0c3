#include "source/convert_value.h"

#include "base/ascii.h"
#include "base/number.h"

/* Bytes of the separator that stands at `at`, or 0. */
static size_t
separator_at(kr_slice text, size_t at, kr_words separators)
{
	for (size_t i = 0; i < separators.count; i++) {
		kr_slice separator = separators.items[i];
		if (separator.len > 0 && separator.ptr[0] == text.ptr[at] && text.len - at >= separator.len &&
		    memcmp(text.ptr + at, separator.ptr, separator.len) == 0)
			return separator.len;
	}
	return 0;
}

/* How an item of a list is written. */
enum item_form { AS_IT_IS, MAPPED, WITH_LEVEL, WITH_PERIOD };

/* An item being added: `pairs` for MAPPED. */
typedef struct list_work {
	enum item_form form;
	kr_words pairs;
	bool started, *replaced;
	kr_buffer *to;
} list_work;

/* Adds a text; what separates items, and with `in_part` parts, is replaced. */
static void
add_text(list_work *w, kr_slice text, bool in_part)
{
	if (kr_slice_find(text, '|') == text.len && (!in_part || kr_slice_find(text, ':') == text.len)) {
		kr_buffer_slice_add(w->to, text);
		return;
	}
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		*w->replaced |= c == '|';
		kr_buffer_char(w->to, c == '|' ? '/' : c == ':' && in_part ? ' ' : c);
	}
}

static void
add_level(list_work *w, kr_slice item)
{
	size_t open = kr_slice_find(item, '(');
	bool closed = open < item.len && item.ptr[item.len - 1] == ')';
	add_text(w, kr_slice_trim(kr_slice_part(item, 0, closed ? open : item.len)), true);
	kr_buffer_char(w->to, ':');
	if (closed)
		add_text(w, kr_slice_trim(kr_slice_part(item, open + 1, item.len - 1)), true);
	kr_buffer_text(w->to, ":::");
}

/* Four digits of this century or the last, in a date however it is written. */
static bool
has_year(kr_slice text)
{
	for (size_t i = 0; i + 4 <= text.len; i++) {
		int64_t year;
		if ((i == 0 || !kr_is_digit(text.ptr[i - 1])) && kr_number_parse(kr_slice_part(text, i, i + 4), 1900, 2099, &year))
			return true;
	}
	return false;
}

/* The text before and behind the first `word`; false when it is not there. */
static bool
split_at_word(kr_slice text, kr_slice word, kr_slice *before, kr_slice *behind)
{
	for (size_t i = 0; i + word.len <= text.len; i++) {
		if (!kr_slice_starts(kr_slice_part(text, i, text.len), word))
			continue;
		*before = kr_slice_trim(kr_slice_part(text, 0, i));
		*behind = kr_slice_trim(kr_slice_part(text, i + word.len, text.len));
		return true;
	}
	return false;
}

/* At the middle dash: "2015-2019", "03-2015 - 06-2019". With an even number of them it is one date. */
static void
split_at_dash(kr_slice text, kr_slice *before, kr_slice *behind)
{
	size_t pieces = kr_slice_count(text, '-'), at = 0;
	*before = *behind = text;
	if (pieces == 0 || pieces % 2 != 0)
		return;
	for (size_t left = pieces / 2 - 1; left > 0 || text.ptr[at] != '-'; at++)
		left -= text.ptr[at] == '-';
	if (!has_year(kr_slice_part(text, 0, at)))
		return; /* "06-2015" */
	*before = kr_slice_trim(kr_slice_part(text, 0, at));
	*behind = kr_slice_trim(kr_slice_part(text, at + 1, text.len));
}

static bool
begins_with_date(kr_slice text)
{
	return text.len > 0 && kr_is_digit(text.ptr[0]) && has_year(text);
}

static bool
split_period(kr_slice text, kr_slice *from, kr_slice *to)
{
	static const kr_slice joints[] = {{"tot en met", 10}, {"t/m", 3}, {"tot", 3}, {"\xE2\x80\x93", 3}};
	kr_slice none;
	if (split_at_word(text, KR_SLICE("sinds "), &none, from) || split_at_word(text, KR_SLICE("vanaf "), &none, from)) {
		*to = KR_SLICE("open");
		return none.len == 0 && begins_with_date(*from);
	}
	bool joined = false;
	for (size_t i = 0; i < sizeof joints / sizeof joints[0] && !joined; i++)
		joined = split_at_word(text, joints[i], from, to);
	if (!joined)
		split_at_dash(text, from, to);
	return begins_with_date(*from);
}

static void
add_period(list_work *w, kr_slice item)
{
	size_t open = item.len;
	kr_slice from, to;
	while (open > 0 && item.ptr[open - 1] != '(')
		open--;
	bool closed = open > 1 && item.ptr[item.len - 1] == ')';
	if (!closed || !split_period(kr_slice_trim(kr_slice_part(item, open, item.len - 1)), &from, &to)) {
		add_text(w, item, false);
		return;
	}
	kr_buffer_char(w->to, ':');
	add_text(w, kr_slice_trim(kr_slice_part(item, 0, open - 1)), true);
	kr_buffer_char(w->to, ':');
	add_text(w, from, true);
	kr_buffer_char(w->to, ':');
	add_text(w, to, true);
}

static void
add_item(list_work *w, kr_slice item)
{
	item = kr_slice_trim(item);
	if (item.len == 0)
		return;
	if (w->started)
		kr_buffer_char(w->to, '|');
	w->started = true;
	if (w->form == WITH_LEVEL)
		add_level(w, item);
	else if (w->form == WITH_PERIOD)
		add_period(w, item);
	else
		add_text(w, w->form == MAPPED ? kr_convert_map(item, w->pairs) : item, false);
}

static bool
add_items(list_work *w, kr_slice value, kr_words separators)
{
	size_t from = 0;
	for (size_t i = 0; i < value.len;) {
		size_t size = separator_at(value, i, separators);
		if (size == 0) {
			i += value.ptr[i] == '\\' ? 2 : 1; /* an escape is one character */
			continue;
		}
		add_item(w, kr_slice_part(value, from, i));
		from = i += size;
	}
	add_item(w, kr_slice_part(value, from, value.len));
	return w->started;
}

bool
kr_convert_list(kr_slice value, kr_words separators, bool started, bool *replaced, kr_buffer *to)
{
	list_work w = {AS_IT_IS, {NULL, 0}, started, replaced, to};
	return add_items(&w, value, separators);
}

bool
kr_convert_list_map(kr_slice value, kr_words pairs, bool started, bool *replaced, kr_buffer *to)
{
	static const kr_slice separators[] = {{",", 1}, {";", 1}};
	list_work w = {MAPPED, pairs, started, replaced, to};
	return add_items(&w, value, (kr_words){separators, 2});
}

bool
kr_convert_levels(kr_slice value, kr_words separators, bool started, bool *replaced, kr_buffer *to)
{
	list_work w = {WITH_LEVEL, {NULL, 0}, started, replaced, to};
	return add_items(&w, value, separators);
}

bool
kr_convert_periods(kr_slice value, kr_words separators, bool started, bool *replaced, kr_buffer *to)
{
	list_work w = {WITH_PERIOD, {NULL, 0}, started, replaced, to};
	return add_items(&w, value, separators);
}
