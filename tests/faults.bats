# Faults of the system at every call: never status 0 after lost output, never a half-written file, never silence.

load helpers/common
load helpers/tools

setup_file() {
	load helpers/common
	load helpers/tools
	make_inputs 40
	if [ -z "${KR_SANITIZED:-}" ] && [ ! -e "$KR_BUILD/fault.so" ]; then
		echo "no $KR_BUILD/fault.so: make tests makes it" >&2
		return 1
	fi
}

setup() {
	[ -z "${KR_SANITIZED:-}" ] || skip 'a sanitizer does not go with a preloaded library'
	mkdir "$BATS_TEST_TMPDIR/here"
	cd "$BATS_TEST_TMPDIR/here" || return
}

# run_with FAULT TOOL FILE [option ...]: the fault strikes the tool alone, not the shell
run_with() {
	local fault=$1 tool=$2 file=$3
	shift 3
	run_tool_with() { env KR_FAULT="$fault" KR_FAULT_MARK=struck LD_PRELOAD="$KR_BUILD/fault.so" "$real" "$@"; }
	local real=$KR_BUILD/$tool
	eval "function $tool { run_tool_with \"\$@\"; }"
	local status=0
	run_tool "$tool" "$file" "$@" || status=$?
	unset -f "$tool"
	return "$status"
}

# judge_file TOOL FAULT: -o holds all or the old, and the status and stderr say which
judge_file() {
	local status=0
	rm -f struck aside.tsv
	echo old >out.tsv
	run_with "$2" "$1" "$(input_of "$1" "$SMALL")" -o out.tsv 2>err || status=$?
	if [ "$status" = 0 ]; then
		cmp out.tsv wanted
	else
		[ "$status" = 2 ] || { echo "$1 under $2: status $status"; return 1; }
		[ "$(cat out.tsv)" = old ] || { echo "$1 under $2: file touched"; return 1; }
		[ -s err ] || { echo "$1 under $2: silent"; return 1; }
	fi
	[ -z "$(find . -name '.*.kr-*')" ] || { echo "$1 under $2: left a temporary file"; return 1; }
}

# judge_stream TOOL FAULT: what came out is all, or is refused by the next reader; 0 only if it is all
judge_stream() {
	local status=0
	rm -f struck
	run_with "$2" "$1" "$(input_of "$1" "$SMALL")" >out.tsv 2>err || status=$?
	if [ "$status" = 0 ]; then
		cmp out.tsv wanted
	else
		[ "$status" = 2 ] || { echo "$1 under $2: status $status"; return 1; }
		[ -s err ] || { echo "$1 under $2: silent"; return 1; }
		cmp -s out.tsv wanted || [ ! -s out.tsv ] || [ "$(tail -c 1 out.tsv | od -An -tx1)" != ' 0a' ] ||
			{ echo "$1 under $2: half a result that looks whole"; return 1; }
	fi
}

# each_call FUNCTION ERROR: the first, second ... call of each tool fails, until no fault strikes any more; the steps grow
each_call() {
	local tool n struck=0
	for tool in $(tools); do
		run_tool "$tool" "$(input_of "$tool" "$SMALL")" >wanted
		n=1
		while :; do
			echo "at $tool, $1:$n:$2"
			judge_file "$tool" "$1:$n:$2"
			[ -e struck ] || break
			judge_stream "$tool" "$1:$n:$2"
			struck=$((struck + 1))
			n=$((n + 1 + n / 3))
		done
	done
	echo "$struck faults"
	[ "$struck" -ge 8 ]
}

@test "write fails: no space left" {
	each_call write 28
}

@test "read fails: input/output error" {
	each_call read 5
}

@test "close fails: input/output error" {
	each_call close 5
}

@test "fsync, linkat and rename fail" {
	for tool in $(tools); do
		run_tool "$tool" "$(input_of "$tool" "$SMALL")" >wanted
		for fault in fsync:1:5 linkat:1:28 rename:1:13; do
			judge_file "$tool" $fault
			[ -e struck ]
			[ "$(cat out.tsv)" = old ]
		done
	done
}

@test "memory is short" {
	each_call malloc 12
}

@test "reads and writes of one byte, and interrupted ones, change nothing" {
	for tool in $(tools); do
		run_tool "$tool" "$(input_of "$tool" "$SMALL")" >wanted
		for fault in read:1:short write:1:short read:1:interrupted write:1:interrupted; do
			rm -f struck
			run_with $fault "$tool" "$(input_of "$tool" "$SMALL")" >found
			[ -e struck ]
			cmp found wanted
		done
	done
}

@test "threads that cannot be started: others do the work, or it is told" {
	for tool in $(tools); do
		run_tool "$tool" "$(input_of "$tool" "$SMALL")" >wanted
		judge_file "$tool" thread:1:11
		judge_stream "$tool" thread:1:11
	done
}

@test "without O_TMPFILE a named file does the same" {
	for tool in $(tools); do
		run_tool "$tool" "$(input_of "$tool" "$SMALL")" >wanted
		judge_file "$tool" tmpfile:1:95
		[ -e struck ]
		cmp out.tsv wanted
		echo old >out.tsv
		rm -f new
		run_with tmpfile:1:95 "$tool" "$(input_of "$tool" "$SMALL")" -o new
		cmp new wanted
		[ "$tool" != kr-queue ] || continue # no bytes are a log that nobody wrote to yet
		status=0
		run_with tmpfile:1:95 "$tool" /dev/null -o out.tsv || status=$?
		[ "$status" -gt 0 ]
		[ "$(cat out.tsv)" = old ]
		[ -z "$(find . -name '.*.kr-*')" ]
	done
}

# A tool that writes to a named temporary file and waits for more input; its number is in $writer.
start_named() {
	rm -f in
	mkfifo in
	echo old >out.tsv
	KR_FAULT=tmpfile:1:95 LD_PRELOAD="$KR_BUILD/fault.so" "$KR_BUILD/kr-cat" -o out.tsv in 2>err &
	writer=$!
	exec 7>in
	head -n 5 "$SMALL/uwv.tsv" >&7
	for i in 1 2 3 4 5 6 7 8 9 10; do
		[ -z "$(find . -name '.*.kr-*')" ] || break
		sleep 0.02
	done
	[ -n "$(find . -name '.*.kr-*')" ]
}

@test "a signal removes the named temporary file" {
	for signal in TERM HUP; do
		start_named
		kill -$signal "$writer"
		status=0
		wait "$writer" || status=$?
		exec 7>&-
		[ "$status" -gt 128 ]
		[ -z "$(find . -name '.*.kr-*')" ]
		[ "$(cat out.tsv)" = old ]
	done
}

@test "a signal that the caller ignores stays ignored (nohup)" {
	trap '' HUP
	start_named
	kill -HUP "$writer"
	sleep 0.05
	tail -n +6 "$SMALL/uwv.tsv" >&7
	exec 7>&-
	wait "$writer"
	cmp out.tsv "$SMALL/uwv.tsv"
	[ -z "$(find . -name '.*.kr-*')" ]
}

@test "a kill that nothing can catch leaves the old file" {
	start_named
	kill -KILL "$writer"
	wait "$writer" || true
	exec 7>&-
	[ "$(cat out.tsv)" = old ]
}

@test "kr-body: a command never gets kr-body's own input instead of the pipe, however short memory is" {
	head -n 40 "$MADE/uwv.tsv" >in.tsv
	for n in $(seq 40 90); do
		status=0
		# The fault stays with kr-body: the command runs without it.
		KR_FAULT=malloc:$n:12 KR_FAULT_MARK=struck LD_PRELOAD="$KR_BUILD/fault.so" \
			"$KR_BUILD/kr-body" env -u KR_FAULT -u LD_PRELOAD cat <in.tsv >out.tsv 2>err || status=$?
		if [ "$status" = 0 ]; then
			cmp out.tsv in.tsv
		else
			! grep -q 'is missing' err || { cat err; false; }
		fi
	done
}

@test "kr-body: memory that is short while the command is started is no reason to lose the records" {
	local n
	run_tool kr-body "$SMALL/uwv.tsv" >wanted
	for n in $(seq 55 75); do
		judge_file kr-body "malloc:$n:12"
	done
}
