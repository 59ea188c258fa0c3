# kr-queue: enlisting, calling, starting, leaving; nobody is passed over; the log of 100,000 lines; erasure.

load helpers/common

setup() {
	cd "$BATS_TEST_TMPDIR"
	DAY=2026-11-02
}

queue() {
	local verb=$1
	shift
	kr-queue "$verb" --log log "$@"
}

# step VERB [option ...] on $DAY
step() {
	queue "$1" --date "$DAY" "${@:2}"
}

# enlist N: the person with this digit
enlist() {
	step enlist --name "Persoon $1" --phone "061234567$1" "${@:2}"
}

lines() {
	tail -n +2 log | wc -l
}

# cannot MESSAGE COMMAND...: refused with status 1, nothing is written anywhere
cannot() {
	local before
	before=$(cat log log.last)
	status_is 1 "${@:2}"
	says "$1"
	[ -z "$out" ]
	[ "$(cat log log.last)" = "$before" ]
}

@test "who comes first is called first" {
	status_is 0 kr-queue enlist --log log --name 'Kim Testema' --phone 06-12345678 --date 2026-11-02
	[ "$(printf %s "$out" | tail -n 1)" = "$(printf '1\t2026-11-02\twaiting\t1\t1')" ]
	step enlist --name Jan --mail 'Jan <Jan@Post.example>' --demands stand_4,lift_10,lift_10 >/dev/null
	enlist 3 >/dev/null
	status_is 0 step next
	[ "$(printf %s "$out" | tail -n 1)" = "$(printf '1\tKim Testema\t+31612345678\t\t')" ]
	status_is 0 step next
	[ "$(printf %s "$out" | tail -n 1)" = "$(printf '2\tJan\t\tjan@post.example\tlift_10|stand_4')" ]
	step started --number 1 >/dev/null
	step left --number 2 --reason unreached >/dev/null
	status_is 0 queue list
	[ "$(printf %s "$out" | cut -f 1,3,4,5)" = "$(printf 'number\tstate\tplace\twaiting\n1\tstarted\t\t1\n2\tleft\t\t1\n3\twaiting\t1\t1')" ]
	status_is 0 queue place --number 3
	[ "$(printf %s "$out" | tail -n 1 | cut -f 4,5)" = "$(printf '1\t1')" ]
	status_is 0 kr-queue verify --log log
	[ "$(printf %s "$out" | tail -n 1)" = "$(tail -n 1 log.last)" ]
	status_is 0 kr-queue verify --log log --last "$(tail -n 1 log.last | cut -f 2)"
	status_is 1 kr-queue verify --log log --last 00
	[ "$(stat -c %a log)" = 600 ]
}

@test "nobody is passed over, and what may not follow is refused" {
	for n in 1 2 3; do enlist $n >/dev/null; done
	cannot 'number 1: was not called yet' step started --number 1
	cannot 'number 2: was not called yet, so can only have withdrawn' step left --number 2 --reason unreached
	cannot 'number 1: was not called yet' queue show --number 1
	step next >/dev/null
	step next >/dev/null
	status_is 0 queue show --number 2
	cannot 'number 2: number 1 was called before and has neither started nor left' step started --number 2
	step left --number 1 --reason absent >/dev/null
	step started --number 2 >/dev/null
	cannot 'number 1: has left the queue' step started --number 1
	cannot 'number 1: has left the queue' queue show --number 1
	cannot 'number 2: has started already' step started --number 2
	step left --number 3 --reason withdrew >/dev/null
	cannot 'nobody waits' step next
	DAY=2026-11-01
	cannot 'is before that of the line before it, 2026-11-02' enlist 4
	# Right hashes do not help.
	python3 "$ROOT/tests/helpers/queue-log.py" pass-over over
	status_is 1 kr-queue verify --log over
	says 'over:4: number 2: number 1 waits longer and is called first'
}

@test "the same number or address waits once; who left may come back, and stands last" {
	enlist 1 --mail kim@post.example >/dev/null
	enlist 2 >/dev/null
	cannot 'this telephone number stands in the queue already, with number 1' step enlist --name Ander --phone '+31 6 12345671'
	cannot 'this mail address stands in the queue already, with number 1' step enlist --name Ander --mail kim@post.example
	step next >/dev/null
	cannot 'with number 1' enlist 1
	step left --number 1 --reason absent >/dev/null
	status_is 0 enlist 1
	[ "$(printf %s "$out" | tail -n 1 | cut -f 3-)" = "$(printf 'waiting\t2\t2')" ]
}

@test "forget: the values go, the chain holds, the place ends" {
	enlist 1 --demands lift_15 >/dev/null
	enlist 2 >/dev/null
	step next >/dev/null
	step forget --number 2 >/dev/null
	! grep -q 'Persoon 2\|+31612345672' log
	grep -q 'Persoon 1' log
	status_is 0 queue verify
	cannot 'number 2: was forgotten already' step forget --number 2
	cannot 'nobody waits' step next
	enlist 2 >/dev/null
	step forget --number 1 >/dev/null
	[ "$(queue list | cut -f 3 | tr '\n' ' ')" = 'state left left waiting ' ]
	# Killed between the line and the erasure: once more does it, with no second line.
	rm log log.last
	enlist 1 >/dev/null
	cp log whole
	step forget --number 1 >/dev/null
	{ cat whole; tail -n 1 log; } >half
	mv half log
	step forget --number 1 >/dev/null
	! grep -q 'Persoon' log
	[ "$(lines)" = 2 ]
	status_is 0 queue verify
	# A value that is taken out without a line that says so.
	sed '$d' log >gone
	printf 'seq\thash\n1\t%s\n' "$(tail -n 1 gone | tr '\t' '\n' | tail -n 1)" >gone.last
	status_is 1 kr-queue verify --log gone
	says 'gone: number 1: was erased, and no line says so'
	status_is 2 kr-queue enlist --log gone --name Kim --phone 0612345679 --date 2026-11-03
}

@test "no tool of the register takes the log, and kr-queue takes no records" {
	enlist 1 >/dev/null
	cp log log.tsv
	for tool in kr-link kr-merge 'kr-match --date 2026-11-01 --vacancies log.tsv' 'kr-report --date 2026-11-01 overview' \
		'kr-export --to caseworker' 'kr-export --to employer'; do
		status_is 2 $tool log.tsv
		[ -z "$out" ]
	done
	status_is 2 queue list log.tsv
	says 'list takes no operands: it reads its log and nothing else'
	! kr-queue --list-options | cut -f 2 | grep -qE 'register|linked|vacanc|card|person|fields|order|sort'
}

@test "the wrong use is told, and no message holds a name or a number" {
	enlist 1 >/dev/null
	each() {
		status_is 2 "${@:2}"
		says "$1"
		case $err in *Geheim* | *0699999999* | *geheim@*) false ;; esac
		[ -z "$out" ]
	}
	each 'which verb: enlist' kr-queue
	each 'did you mean enlist?' queue enlits
	each 'needs --log' kr-queue list
	each 'needs --date' queue enlist --name Geheim --phone 0699999999
	each 'must be a day' queue enlist --name Geheim --phone 0699999999 --date 2026-11
	each 'needs --name' step enlist --phone 0699999999
	each 'needs --phone or --mail' step enlist --name Geheim
	each '--phone: is no telephone number' step enlist --name Geheim --phone 0699999999999999999
	each '--mail: is no mail address' step enlist --name Geheim --mail geheim@
	each '--name: is empty' step enlist --name ' ' --phone 0699999999
	each '--name: too long' step enlist --name "$(printf 'Geheim\001')" --phone 0699999999
	each '--demands: words are' step enlist --name Geheim --phone 0699999999 --demands run
	each 'enlist takes no --number' step enlist --name Geheim --phone 0699999999 --number 1
	each 'needs --number' step started
	each 'nobody enlisted with it' step started --number 2
	each 'needs --reason' step left --number 1
	each 'cannot open none' kr-queue next --log none --date 2026-11-02
	[ ! -e none ]
	each 'cannot write' step enlist --name Geheim --phone 0612345699 -o none/out
	[ "$(lines)" = 1 ]
	step enlist --name Geheim --phone 0699999999 >/dev/null
	status_is 1 step enlist --name Geheim --phone 0699999999
	case $err in *Geheim* | *99999*) false ;; esac
}

@test "ten writers at once: every line is there, each caller gets somebody else" {
	writer() { for n in 1 2; do step enlist --name "P$1" --mail "p$1-$n@post.example" >/dev/null; step next; done >"got.$1" 2>"err.$1"; }
	pids=()
	for w in 0 1 2 3 4 5 6 7 8 9; do
		writer $w &
		pids+=($!)
	done
	for pid in "${pids[@]}"; do wait "$pid"; done
	status_is 0 queue verify
	[ "$(lines)" = 40 ]
	[ "$(cat got.* | grep -vc ^number)" = 20 ]
	[ -z "$(cat got.* | grep -v ^number | cut -f 1 | sort | uniq -d)" ]
}

@test "in 100,000 lines: a changed byte, a lost line and two swapped ones, anywhere, are found with the line" {
	lines=$((KR_SANITIZED ? 20000 : 100000))
	python3 "$ROOT/tests/helpers/queue-log.py" make $lines big
	status_is 0 kr-queue verify --log big
	[ "$(printf %s "$out" | tail -n 1 | cut -f 1)" = $lines ]
	cp big.last spoilt.last
	# make soak tries a hundred.
	for seed in $(seq "${KR_SPOILS:-${KR_SANITIZED:-2}}"); do
		for way in byte lost swapped; do
			line=$(python3 "$ROOT/tests/helpers/chain.py" spoil big spoilt $way "$seed")
			echo "$way, seed $seed, line $line"
			status_is 1 kr-queue verify --log spoilt
			says "spoilt:$line: "
			[ -z "$out" ]
		done
	done
}

@test "what is no file is no log: a folder, a device, a pipe" {
	mkdir folder
	mkfifo pipe
	for log in folder /dev/null pipe; do
		for verb in verify list; do
			status_is 2 timeout 10 kr-queue $verb --log "$log"
			if [ -d "$log" ]; then says "cannot read $log: Is a directory"; else says "$log: a log must be a file"; fi
		done
		status_is 2 timeout 10 kr-queue enlist --log "$log" --date "$DAY" --name P --phone 0612345678
		says "$log: "
	done
}

@test "memory that runs out is never told as a log that somebody changed" {
	[ -z "${KR_SANITIZED:-}" ] || skip 'a sanitizer does not go with a preloaded library'
	enlist 1 >/dev/null
	enlist 2 >/dev/null
	for n in $(seq 1 16); do
		status=0
		KR_FAULT=malloc:$n:12 LD_PRELOAD="$KR_BUILD/fault.so" kr-queue verify --log log >out 2>err || status=$?
		[ "$status" = 0 ] || { [ "$status" != 0 ] && grep -q 'out of memory' err; } || { echo "$n: $status"; cat err; false; }
	done
}

@test "no output takes the place of the log" {
	enlist 1 >/dev/null
	cp log before
	cp log.last before.last
	ln -s log link
	for output in log log.last link ./log; do
		for verb in list verify; do
			status_is 2 queue $verb -o $output
			says 'name the same file'
		done
		status_is 2 step enlist --name P --phone 0687654321 -o $output
		cmp log before
		cmp log.last before.last
	done
}
