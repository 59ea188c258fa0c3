#!/bin/bash
# Prints what kr-import costs beside its peers on the same data in this run: CPU time (user and system) of whole processes, medians of
# five; wall time only where threads are the point. Never fails.
# usage: import.sh BUILD    KR_BENCH_PERSONS: records to make (5000000, some 0.9 GB; twice that is needed in TMPDIR)
[ -n "${BASH_VERSION:-}" ] || exec bash "$0" "$@"
export LC_ALL=C
build=${1:-build}
persons=${KR_BENCH_PERSONS:-5000000}
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
PATH=$(cd "$build" && pwd):$PATH
libcsv="$build/bench/libcsv-tsv ';'"

has() {
	command -v "$1" >/dev/null 2>&1
}

# times FILE COMMAND: "CPU WALL", the medians of five runs
times() {
	local TIMEFORMAT='%U %S %R' run
	for run in 1 2 3 4 5; do
		{ time bash -c "$2" <"$1" >/dev/null 2>&1; } 2>&1 | awk -v run="$run" '{ printf "%.3f %s %d\n", $1 + $2, $3, run }'
	done >"$work/times"
	echo "$(cut -d ' ' -f 1 "$work/times" | sort -n | sed -n 3p) $(cut -d ' ' -f 2 "$work/times" | sort -n | sed -n 3p)"
}

cpu() {
	times "$1" "exec $2" | cut -d ' ' -f 1
}

# row NAME FILE SECONDS [RATIO GOAL]: a line; a ratio is how many times as fast as what the goal names
row() {
	awk -v name="$1" -v bytes="$(wc -c <"$2")" -v seconds="$3" -v ratio="${4:-}" -v goal="${5:-}" 'BEGIN {
		verdict = goal == "" ? "" : sprintf("goal %s: %s", goal, ratio >= goal + 0 ? "reached" : "missed")
		printf "  %-40s %8.2f s %6.0f MB/s %8s  %s\n", name, seconds, (seconds > 0 ? bytes / 1e6 / seconds : 0), ratio, verdict
	}'
}

ratio() {
	awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", (b > 0 ? a / b : 0) }'
}

# with_libcsv TITLE FILE GOAL: sets ours
with_libcsv() {
	local theirs
	echo
	echo "$1"
	ours=$(cpu "$2" 'kr-import -p none')
	theirs=$(cpu "$2" "$libcsv")
	row 'kr-import -p none' "$2" "$ours" "$(ratio "$theirs" "$ours")" "$3"
	row 'libcsv, fields copied out as TSV' "$2" "$theirs"
}

echo "making $persons records ..."
if ! generate-samples --csv-wide --persons "$persons" --tables "$root/lib/tables" >"$work/wide.csv" 2>"$work/err"; then
	cat "$work/err"
	echo 'the data could not be made: nothing was measured'
	exit 0
fi
bare='s/(^|;)"([^";]*)"(;|\r?$)/\1\2\3/g'
sed -E "$bare; $bare" "$work/wide.csv" >"$work/bare.csv"
head -n 100000 "$work/wide.csv" >"$work/small.csv"
echo "$(($(wc -c <"$work/wide.csv") / 1000000)) MB; $(nproc) cores, load $(cut -d ' ' -f 1-3 /proc/loadavg); CPU seconds, MB a CPU second"

with_libcsv 'three columns always quoted, CRLF, Windows-1252' "$work/wide.csv" 1.5
all=$ours
kr-import "$work/wide.csv" 2>/dev/null | cksum >"$work/a"
kr-import "$work/bare.csv" 2>/dev/null | cksum >"$work/b"
with_libcsv 'the same with quotes only where they are needed' "$work/bare.csv" 2.5
cmp -s "$work/a" "$work/b" || echo '  OUTPUTS DIFFER'
if has mawk; then
	row "mawk, split at ; (wrong where quoted)" "$work/bare.csv" "$(cpu "$work/bare.csv" "mawk -F ';' -v OFS='\\t' '{ \$1 = \$1; print }'")"
fi
row "tr ';' '\\t' (wrong where quoted)" "$work/bare.csv" "$(cpu "$work/bare.csv" "tr ';' '\\t'")"

echo
echo 'the first 100,000 lines, against a pipe of iconv and mlr'
ours=$(cpu "$work/small.csv" 'kr-import -p none')
row 'kr-import -p none' "$work/small.csv" "$ours"
if has mlr; then
	theirs=$(times "$work/small.csv" "iconv -f WINDOWS-1252 -t UTF-8 | mlr --icsv --ifs ';' --otsv cat" | cut -d ' ' -f 1)
	row 'iconv | mlr' "$work/small.csv" "$theirs" "$(ratio "$theirs" "$ours")" 10
else
	echo '  iconv | mlr                              not installed'
fi

echo
echo 'a full profile, against -p none on the same file (ratio of speeds)'
# Every column of the wide file, each with the conversion that a profile would give it.
{
	printf 'field\tcolumn\tconversion\targument\n'
	head -n 1 "$work/wide.csv" | tr -d '\r' | tr ';' '\n' | awk -v OFS='\t' '
		$1 == "record_id" { print $1, "source_id", "record-id"; next }
		$1 == "source_id" { print $1, $1, "id"; next }
		$1 == "as_of" || $1 == "birth_date" { print $1, $1, "date", "y-m-d|d-m-y"; next }
		$1 == "house_number" { print $1, $1, "address", "number"; next }
		$1 == "phone" || $1 == "email" { print $1, $1, "list", ";"; next }
		$1 == "hours_max" { print $1, $1, "number"; next }
		$1 == "desired_occupations" { print $1, $1, "list", ",|;"; next }
		{ print $1, $1, "keep" }'
} >"$work/profile.tsv"
ours=$(cpu "$work/wide.csv" "kr-import -p $work/profile.tsv")
row 'the wide file, all its columns' "$work/wide.csv" "$ours" "$(ratio "$all" "$ours")" 0.6
mkdir "$work/uwv"
generate-samples --only uwv --persons "$((persons * 3 / 10))" --tables "$root/lib/tables" --out "$work/uwv" 2>"$work/err"
none=$(cpu "$work/uwv/uwv.csv" 'kr-import -p none')
ours=$(cpu "$work/uwv/uwv.csv" 'kr-import -p uwv-sonar')
row 'uwv-sonar, 35 columns' "$work/uwv/uwv.csv" "$ours" "$(ratio "$none" "$ours")" 0.6

echo
echo "two threads: wall seconds (load $(cut -d ' ' -f 1-3 /proc/loadavg): says something on idle cores only)"
one=$(times "$work/wide.csv" 'exec kr-import -j 1' | cut -d ' ' -f 2)
two=$(times "$work/wide.csv" 'exec kr-import -j 2' | cut -d ' ' -f 2)
row 'kr-import -j 1' "$work/wide.csv" "$one"
row 'kr-import -j 2' "$work/wide.csv" "$two" "$(ratio "$one" "$two")" 1.7
kr-import -j 2 "$work/wide.csv" 2>/dev/null | cksum | cmp -s - "$work/a" || echo '  OUTPUTS DIFFER'

echo
echo 'peak memory (goal: below 10 MB)'
if [ -x /usr/bin/time ] && /usr/bin/time -f %M true >/dev/null 2>&1; then
	for command in 'kr-import -j 1' 'kr-import -j 2' 'kr-import -j 8' "kr-import -j 2 -p $work/profile.tsv"; do
		/usr/bin/time -o "$work/peak" -f %M bash -c "exec $command" <"$work/wide.csv" >/dev/null 2>&1
		tail -n 1 "$work/peak" | awk -v name="${command/$work\//}" '{ printf "  %-40s %8.1f MB  %s\n", name, $1 / 1000, $1 < 10000 ? "reached" : "missed" }'
	done
else
	echo '  not measured: GNU time (/usr/bin/time) is not installed'
fi
exit 0
