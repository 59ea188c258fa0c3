# The same bytes in give the same bytes out: whatever the block, the locale, the number of threads, the folder.

load helpers/common
load helpers/tools

setup_file() {
	load helpers/common
	load helpers/tools
	make_inputs 120
}

setup() {
	mkdir "$BATS_TEST_TMPDIR/here"
	cd "$BATS_TEST_TMPDIR/here" || return
}

SIZES='1 2 7 4096 262144'
LOCALES='C C.UTF-8 tr_TR.UTF-8'
[ -z "${KR_SANITIZED:-}" ] || SIZES='1 7' LOCALES=tr_TR.UTF-8

# all_outputs TOOL [option ...]: what it writes, what it sets aside, what it says
all_outputs() {
	local tool=$1 status=0
	shift
	rm -f aside.tsv
	input_of "$tool" "$SMALL"
	run_tool "$tool" "$input" -v "$@" 2>err || status=$?
	echo "status $status"
	cat err
	[ ! -e aside.tsv ] || cat aside.tsv
}

# wanted TOOL: as it comes without anything set
wanted() {
	all_outputs "$1" >wanted
	[ "$(wc -c <wanted)" -gt 500 ]
}

@test "the size of a read changes nothing" {
	for tool in $(tools); do
		echo "at $tool"
		wanted "$tool"
		for size in $SIZES; do
			echo "block $size"
			KR_BLOCK_SIZE=$size all_outputs "$tool" | cmp - wanted
		done
	done
}

@test "the size of a read changes no message about a broken stream" {
	for tool in $(readers); do
		echo "at $tool"
		input_of "$tool" "$SMALL"
		{ head -n 50 "$input"; printf 'a\tb\n'; } >bad.tsv
		for size in $SIZES; do
			status=0
			KR_BLOCK_SIZE=$size run_tool "$tool" bad.tsv >out 2>err || status=$?
			[ "$status" = 2 ]
			[ "$size" != 1 ] || { cp err err.first; cp out out.first; }
			cmp err err.first
			cmp out out.first
		done
		grep -q ':51: ' err
	done
}

@test "the locale changes nothing" {
	locale -a | grep -qi '^tr_TR\.utf-\?8$' || { echo 'no locale tr_TR.UTF-8: make deps makes it' >&2; false; }
	for tool in $(tools); do
		echo "at $tool"
		wanted "$tool"
		for locale in $LOCALES; do
			LC_ALL=$locale LANG=$locale LANGUAGE=tr all_outputs "$tool" | cmp - wanted
		done
	done
}

@test "the number of threads changes nothing" {
	tried=0
	for tool in $(tools); do
		has "$tool" --threads || continue
		echo "at $tool"
		tried=$((tried + 1))
		all_outputs "$tool" -j 1 >wanted
		for threads in 2 3 8 0; do
			all_outputs "$tool" -j $threads | cmp - wanted
		done
		input_of "$tool" "$MADE"
		run_tool "$tool" "$input" -j 1 >wanted
		for threads in 2 3 8; do
			run_tool "$tool" "$input" -j $threads | cmp - wanted
		done
	done
	[ "$tried" -gt 0 ]
}

@test "the clock, the time zone and the environment change nothing" {
	for tool in $(tools); do
		echo "at $tool"
		wanted "$tool"
		TZ=Pacific/Kiritimati COLUMNS=40 TERM=dumb NO_COLOR=1 all_outputs "$tool" | cmp - wanted
	done
}

@test "a stream in pieces through a pipe is the same stream" {
	for tool in $(readers); do
		echo "at $tool"
		input_of "$tool" "$SMALL"
		file=$input
		run_tool "$tool" "$file" >wanted
		{ head -c 100 "$file"; sleep 0.02; tail -c +101 "$file" | head -c 5000; sleep 0.02; tail -c +5101 "$file"; } |
			run_tool "$tool" - >found
		sed "s|$file|<stdin>|" wanted | cmp - found
	done
}
