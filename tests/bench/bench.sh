#!/bin/bash
# Prints what kr's ground costs beside its peers: CPU time (user and system) of whole processes, medians of five runs on the
# same file in this run, so the ratios hold on any machine. Never fails.
# usage: bench.sh BUILD    KR_BENCH_PERSONS: records to make (2000000)
[ -n "${BASH_VERSION:-}" ] || exec bash "$0" "$@"
export LC_ALL=C
build=${1:-build}
persons=${KR_BENCH_PERSONS:-2000000}
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
PATH=$(cd "$build" && pwd):$PATH
data=$work/data.tsv

has() {
	command -v "$1" >/dev/null 2>&1
}

# cpu COMMAND: median of the CPU seconds of five runs
cpu() {
	local TIMEFORMAT='%U %S' i
	for i in 1 2 3 4 5; do
		{ time bash -c "exec $1" <"$data" >/dev/null 2>&1; } 2>&1 | awk '{ printf "%.3f\n", $1 + $2 }'
	done | sort -n | sed -n 3p
}

# row NAME SECONDS OURS GOAL: a line of the table; how many times as long as ours, and what we want
row() {
	awk -v name="$1" -v seconds="$2" -v ours="$3" -v goal="$4" -v bytes="$bytes" 'BEGIN {
		ratio = ours > 0 ? seconds / ours : 0
		verdict = goal == "" ? "" : sprintf("goal %s: %s", goal, ratio >= goal + 0 ? "reached" : "missed")
		printf "  %-34s %8.2f s %8.0f MB/s %7.2f  %s\n", name, seconds, (seconds > 0 ? bytes / 1e6 / seconds : 0), ratio, verdict
	}'
}

# peer PROGRAM COMMAND OURS GOAL
peer() {
	if has "$1"; then
		row "$1" "$(cpu "$2")" "$3" "$4"
	else
		printf '  %-34s not installed\n' "$1"
	fi
}

echo "making $persons records ..."
if ! "$build/generate-samples" --wide --persons "$persons" --tables "$root/lib/tables" >"$data" 2>"$work/err"; then
	cat "$work/err"
	echo 'the data could not be made: nothing was measured'
	exit 0
fi
bytes=$(wc -c <"$data")
cat "$data" >/dev/null
echo "$((bytes / 1000000)) MB, $(head -n 1 "$data" | tr '\t' '\n' | wc -l) fields; $(nproc) cores; CPU seconds, MB a CPU second, times ours"

echo
echo 'choose 3 of 20 fields (1, 17, 19)'
three=$(head -n 1 "$data" | cut -f 1,17,19 | tr '\t' ,)
ours=$(cpu "kr-cat -F $three")
row 'kr-cat -F' "$ours" "$ours"
peer cut 'cut -f 1,17,19' "$ours" 2
peer mawk "mawk -F '\\t' -v OFS='\\t' '{ print \$1, \$17, \$19 }'" "$ours" 2.5
peer gawk "gawk -F '\\t' -v OFS='\\t' '{ print \$1, \$17, \$19 }'" "$ours"
peer tsv-select 'tsv-select -f 1,17,19' "$ours"
if [ "$bytes" -lt 100000000 ]; then
	peer mlr "mlr --tsv cut -o -f $three" "$ours"
else
	echo '  mlr                                not measured above 100 MB (KR_BENCH_PERSONS=500000)'
fi

echo
echo 'pass every record through with one field changed'
field=$(head -n 1 "$data" | cut -f 13)
if [ -x "$build/bench/change-one" ]; then
	ours=$(cpu "$build/bench/change-one $field")
	row 'libkr: reader, layout, writer' "$ours" "$ours"
	peer mawk "mawk -F '\\t' -v OFS='\\t' 'NR > 1 { \$13 = \$13 \"!\" } { print }'" "$ours" 3
	peer gawk "gawk -F '\\t' -v OFS='\\t' 'NR > 1 { \$13 = \$13 \"!\" } { print }'" "$ours"
	mawk -F '\t' -v OFS='\t' 'NR > 1 { $13 = $13 "!" } { print }' "$data" 2>/dev/null | head -n 100000 | cksum >"$work/a"
	"$build/bench/change-one" "$field" <"$data" 2>/dev/null | head -n 100000 | cksum >"$work/b"
	cmp -s "$work/a" "$work/b" || echo '  OUTPUTS DIFFER'
else
	echo '  change-one is not built: make bench builds it'
fi

echo
echo 'pass everything through, checked'
ours=$(cpu kr-cat)
row 'kr-cat' "$ours" "$ours"
peer cat cat "$ours"
peer wc 'wc -l' "$ours"

echo
echo 'peak memory over a stream of 1 GB (goal: below 8 MB)'
if [ -x /usr/bin/time ] && /usr/bin/time -f %M true >/dev/null 2>&1; then
	times=$((1000000000 / bytes + 1))
	for command in "kr-cat -F $three" kr-cat "kr-body cat"; do
		{ cat "$data"; for ((i = 1; i < times; i++)); do tail -n +2 "$data"; done; } |
			/usr/bin/time -o "$work/peak" -f %M bash -c "exec $command" >/dev/null
		awk -v name="${command%% -F*}${command#"${command%% -F*}"}" '{ printf "  %-34s %8.1f MB  %s\n", substr(name, 1, 34), $1 / 1000, $1 < 8000 ? "reached" : "missed" }' "$work/peak"
	done
else
	echo '  not measured: GNU time (/usr/bin/time) is not installed'
fi

echo
echo 'start and end of a tool on a stream of one record'
head -n 2 "$data" >"$work/one.tsv"
data=$work/one.tsv
for tool in kr-cat /bin/true; do
	TIMEFORMAT='%U %S'
	{ time for i in $(seq 200); do "$tool" <"$data" >/dev/null; done; } 2>&1 |
		awk -v tool="$tool" '{ printf "  %-34s %8.2f ms CPU\n", tool, ($1 + $2) * 5 }'
done
exit 0
