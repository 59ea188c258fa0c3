load helpers/common

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	mkdir in out
	# Enough of the samples to have people in every source and pairs.
	head -n 500 "$ROOT/samples/uwv.csv" >in/uwv-2026-10-31.csv
	head -n 200 "$ROOT/samples/gemeente-zuid.csv" >in/zuid-2026-11-01.csv
	head -n 200 "$ROOT/samples/gemeente-noord.csv" >in/noord-2026-11-01.csv
	head -n 600 "$ROOT/samples/trajecten-zuid.csv" >in/trajecten-zuid-2026-11-01.csv
	head -n 600 "$ROOT/samples/trajecten-noord.csv" >in/trajecten-noord-2026-11-01.csv
	head -n 100 "$ROOT/samples/vacatures.csv" >in/vacatures-2026-11-01.csv
}

nightly() {
	"$ROOT/samples/cron/kr-nightly" --today 2026-11-02 "$@" "$ROOT/samples/cron/sources.tsv" in out
}

# runs N: so many lines of runs are in the log, each with eight fields
runs() {
	[ "$(tail -n +2 out/runs.tsv | wc -l)" = "$1" ]
	awk -F '\t' 'NF != 8 { bad = 1 } END { exit bad }' out/runs.tsv
}

@test "a good night: silent, all reports there, whole and without a name" {
	status_is 0 nightly
	[ -z "$out$err" ]
	kr-report --print-table regions | cut -f 1 | grep '^AM' >regions
	[ "$(wc -l <regions)" = 35 ]
	while read -r region; do
		grep -q "($region)" "out/latest/$region.txt"
		kr-cat -F region "out/latest/$region.tsv" | tail -n +2 | sort -u >only
		[ "$(cat only)" = "$region" ]
	done <regions
	grep -q '^Nederland ' out/latest/overview.txt
	for name in flow guidance lasting; do
		grep -q 'tot en met 1 november 2026' out/latest/$name.txt
		[ "$(awk -F '\t' '$3 == "persons_with_steps" && $1 == "NL" { print ($5 >= 100) }' out/latest/$name.tsv)" = 1 ]
	done
	[ "$(readlink out/latest)" = "$(readlink out/2026-11-01)" ]
	runs 1
	# Nothing of a person: no BSN, no mail, no surname of the first people of each file.
	run ! grep -rqE '@|(^|[^0-9])[0-9]{9}([^0-9:]|$)' out/latest/
	tail -n +2 in/zuid-2026-11-01.csv | cut -d , -f 4 | grep -E '^[A-Za-z]{5,}$' | head -n 100 >names
	[ "$(wc -l <names)" -gt 50 ]
	run ! grep -rqF -f names out/
	[ -z "$(ls out/.state | grep new)" ]

	# The same again: the same bytes, one more line in the log.
	cp -rL out/latest first
	status_is 0 nightly
	[ -z "$out$err" ]
	diff -r first out/latest
	runs 2
}

@test "a shrunk delivery is refused, the last one stands in, unless told otherwise" {
	status_is 0 nightly
	cp -rL out/latest first
	head -n 100 in/zuid-2026-11-01.csv >in/zuid-2026-11-02.csv
	status_is 1 nightly
	says 'zuid: the delivery of 2026-11-02 has'
	[ "$(printf '%s\n' "$err" | wc -l)" = 1 ]
	diff -r first out/latest
	status_is 0 nightly --accept zuid
	[ -L out/2026-11-02 ]
	[ -L out/2026-11-01 ]
	run ! diff -r first out/latest
	# From now on the smaller one is what the next is compared with.
	status_is 0 nightly
	runs 4
	# The same day delivered again, but half of it: nothing can stand in.
	head -n 40 in/zuid-2026-11-01.csv >in/zuid-2026-11-02.csv
	cp -rL out/latest second
	status_is 2 nightly
	says 'the old reports stay'
	diff -r second out/latest
}

@test "a late delivery is told, a missing one stops the night" {
	status_is 1 nightly --today 2026-11-20
	[ "$err" = 'kr-nightly: vacatures: the last delivery is of 2026-11-01, 19 days ago (8 allowed)' ]
	[ -e out/latest/AM01.txt ]
	cp -rL out/latest first
	mv in/noord-2026-11-01.csv in/noord-2026-02-30.csv
	status_is 2 nightly
	[ "$err" = 'kr-nightly: noord: no delivery has come; the old reports stay' ]
	diff -r first out/latest
	runs 2
	[ "$(tail -n 1 out/runs.tsv | cut -f 3)" = 2 ]
}

@test "a broken delivery that nothing can stand in for stops the night, nothing half-made is left" {
	status_is 0 nightly
	cp -rL out/latest first
	head -c 3000 /dev/zero >in/uwv-2026-10-31.csv
	mkdir tmp
	TMPDIR=$PWD/tmp status_is 2 nightly
	says 'uwv: the delivery of 2026-10-31 cannot be read'
	diff -r first out/latest
	[ -z "$(ls tmp)" ]
	[ ! -e out/.state/new ]
	[ "$(find out/.state -maxdepth 1 -name 'run-*' | wc -l)" = 1 ]
}

@test "an empty or unreadable delivery is like a shrunk one: the last good one stands in" {
	status_is 0 nightly
	cp -rL out/latest first
	: >in/uwv-2026-11-02.csv
	status_is 1 nightly
	says 'uwv: the delivery of 2026-11-02 cannot be read: refused'
	diff -r first out/latest
	head -c 3000 /dev/zero >in/uwv-2026-11-02.csv
	status_is 1 nightly
	diff -r first out/latest
}

@test "only one run at a time" {
	mkdir -p out/.state
	exec 8>out/.state/lock
	flock -n 8
	status_is 75 nightly
	[ "$err" = 'kr-nightly: another run is going on' ]
	exec 8>&-
}

@test "usage" {
	status_is 2 "$ROOT/samples/cron/kr-nightly" in out
	status_is 2 "$ROOT/samples/cron/kr-nightly" --today
	status_is 2 "$ROOT/samples/cron/kr-nightly" nowhere.tsv in out
	says 'nowhere.tsv: cannot be read'
}
