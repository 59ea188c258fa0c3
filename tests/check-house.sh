#!/bin/sh
# An include points down, never up or sideways; only cmd/ prints or exits. Prints TAP.
set -u
cd "$(dirname "$0")/.." || exit 2
count=0
failures=0

check() { # check NAME VIOLATIONS
	count=$((count + 1))
	if [ -z "$2" ]; then
		echo "ok $count - $1"
	else
		echo "not ok $count - $1"
		printf '%s\n' "$2" | sed 's/^/# /'
		failures=$((failures + 1))
	fi
}

violations() {
	# shellcheck disable=SC2016 # awk's dollars
	find lib -name '*.[ch]' | LC_ALL=C sort | xargs awk '
	BEGIN {
		floor["base"] = 0; floor["record"] = 1; floor["text"] = 2; floor["math"] = 2; floor["codes"] = 3
		floor["source"] = floor["link"] = floor["match"] = floor["report"] = floor["ledger"] = 4
		floor["card"] = floor["income"] = floor["arrange"] = 4
	}
	/^[ \t]*#[ \t]*include[ \t]*"/ {
		split(FILENAME, path, "/")
		split($0, quoted, "\"")
		split(quoted[2], target, "/")
		from = path[2]; to = target[1]
		if (!(from in floor)) print FILENAME ": no such room: " from
		else if (!(to in floor)) print FILENAME ":" FNR ": " quoted[2] ": name it ROOM/FILE.h"
		else if (from != to && floor[to] >= floor[from]) print FILENAME ":" FNR ": " quoted[2] ": points up or sideways"
	}'
}

printing() {
	grep -rnE '\b(printf|puts|putchar|fprintf|vfprintf|perror|fputs|exit|_exit|abort|setlocale|getenv)[ ]*\(' \
		lib --include='*.c' | grep -v 'lib/base/input.c:[0-9]*:.*getenv("KR_BLOCK_SIZE")'
}

# A .c file that nothing but itself and tests know is dead.
unused_headers() {
	for header in $(find lib -name '*.h' | LC_ALL=C sort); do
		name=${header#lib/}
		own=${header%.h}.c
		grep -rlF "\"$name\"" lib cmd --include='*.[ch]' | grep -qvx "$own" || echo "$header: nobody includes it"
	done
}

check 'includes point down' "$(violations)"
check 'the library does not print, exit or look around' "$(printing)"
looking() {
	# shellcheck disable=SC2046
	grep -nE '\b(strtod|strtol|strtoul|atoi|atof|is(alpha|digit|space|upper|lower|print)|toupper|tolower|strcoll|time|clock_gettime|gettimeofday|localtime|gmtime|strftime|rand|random)[ ]*\(' \
		$(find lib -name '*.c')
}

check 'the library asks no locale, no clock and no chance' "$(looking)"
check 'every header has a user' "$(unused_headers)"
check 'every room stands in the map' "$(for room in lib/*/; do
	grep -qF "\`$(basename "$room")\`" lib/README.md || echo "$room"; done)"
check 'shell scripts are clean' "$(find tools tests samples .ci -type f \( -name '*.sh' -o -path '.ci/run' -o -path 'samples/cron/kr-*' \) -exec shellcheck {} + 2>&1)"
check 'every tool has a page and a test' "$(for tool in cmd/kr-*.c; do
	name=$(basename "$tool" .c)
	[ -e "man/man1/$name.1" ] || echo "$name: no man page"
	[ -e "tests/$name.bats" ] || echo "$name: no bats file"; done)"
echo "1..$count"
[ "$failures" = 0 ]
