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
	run_tool_with() { KR_FAULT="$fault" KR_FAULT_MARK=struck LD_PRELOAD="$KR_BUILD/fault.so" "$real" "$@"; }
	local real=$KR_BUILD/$tool
	eval "function $tool { run_tool_with \"\$@\"; }"
	local status=0
	run_tool "$tool" "$file" "$@" || status=$?
	unset -f "$tool"
	return "$status"
}

# at TOOL: its input in $input, what it should make of that in $wanted and in the file wanted
at() {
	input_of "$1" "$SMALL"
	run_tool "$1" "$input" >wanted
	slurp wanted wanted
	echo "at $1"
}

nothing_is_left() {
	! compgen -G '.*.kr-*'
}

# judge_file TOOL FAULT: -o holds all or the old, and the status and stderr say which
judge_file() {
	local status=0 found
	rm -f struck aside.tsv
	echo old >out.tsv
	run_with "$2" "$1" "$input" -o out.tsv 2>err || status=$?
	slurp out.tsv found
	if [ "$status" = 0 ]; then
		[ "$found" = "$wanted" ] || { echo "$1 under $2: half a result, status 0"; return 1; }
	else
		[ "$status" = 2 ] || { echo "$1 under $2: status $status"; return 1; }
		[ "$found" = $'old\n' ] || { echo "$1 under $2: file touched"; return 1; }
		[ -s err ] || { echo "$1 under $2: silent"; return 1; }
	fi
	nothing_is_left || { echo "$1 under $2: left a temporary file"; return 1; }
}

# judge_stream TOOL FAULT: what came out is all, or is refused by the next reader; 0 only if it is all
judge_stream() {
	local status=0 found
	rm -f struck
	run_with "$2" "$1" "$input" >out.tsv 2>err || status=$?
	slurp out.tsv found
	if [ "$status" = 0 ]; then
		[ "$found" = "$wanted" ] || { echo "$1 under $2: half a result, status 0"; return 1; }
	else
		[ "$status" = 2 ] || { echo "$1 under $2: status $status"; return 1; }
		[ -s err ] || { echo "$1 under $2: silent"; return 1; }
		[ "$found" = "$wanted" ] || [ "${found%$'\n'}" = "$found" ] || { echo "$1 under $2: half a result that looks whole"; return 1; }
	fi
}

# each_call FUNCTION ERROR: the first, second ... call of each tool fails, until no fault strikes any more; the steps grow
each_call() {
	local tool n struck=0
	for tool in $(tools); do
		at "$tool"
		n=1
		while :; do
			echo "at $tool, $1:$n:$2"
			judge_file "$tool" "$1:$n:$2"
			[ -e struck ] || break
			judge_stream "$tool" "$1:$n:$2"
			struck=$((struck + 1))
			n=$((n + 1 + n / 2))
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
		at "$tool"
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
		at "$tool"
		for fault in read:1:short write:1:short read:1:interrupted write:1:interrupted; do
			rm -f struck
			run_with $fault "$tool" "$input" >found
			[ -e struck ]
			cmp found wanted
		done
	done
}

@test "threads that cannot be started: others do the work, or it is told" {
	for tool in $(tools); do
		at "$tool"
		judge_file "$tool" thread:1:11
		judge_stream "$tool" thread:1:11
	done
}

@test "without O_TMPFILE a named file does the same" {
	for tool in $(tools); do
		at "$tool"
		judge_file "$tool" tmpfile:1:95
		[ -e struck ]
		cmp out.tsv wanted
		echo old >out.tsv
		rm -f new
		run_with tmpfile:1:95 "$tool" "$input" -o new
		cmp new wanted
		[ "$tool" != kr-queue ] || continue # no bytes are a log that nobody wrote to yet
		status=0
		run_with tmpfile:1:95 "$tool" /dev/null -o out.tsv || status=$?
		[ "$status" -gt 0 ]
		[ "$(cat out.tsv)" = old ]
		nothing_is_left
	done
}

# start_named [COMMAND ...]: a tool that writes to a named temporary file and waits for more input; its number is in $writer
start_named() {
	rm -f in
	mkfifo in
	echo old >out.tsv
	KR_FAULT=tmpfile:1:95 LD_PRELOAD="$KR_BUILD/fault.so" "$@" "$KR_BUILD/kr-cat" -o out.tsv in 2>err &
	writer=$!
	exec 7>in
	head -n 5 "$SMALL/uwv.tsv" >&7
	for i in 1 2 3 4 5 6 7 8 9 10; do
		nothing_is_left || break
		sleep 0.02
	done
	! nothing_is_left
}

@test "a signal removes the named temporary file" {
	for signal in TERM HUP; do
		# Whoever runs the tests may ignore the signal, under nohup for one.
		start_named env --default-signal=$signal
		kill -$signal "$writer"
		exec 7>&-
		status=0
		wait "$writer" || status=$?
		[ "$status" -gt 128 ]
		nothing_is_left
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
	nothing_is_left
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
	at kr-body
	for n in $(seq 55 75); do
		judge_file kr-body "malloc:$n:12"
	done
}
