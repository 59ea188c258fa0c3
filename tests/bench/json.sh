#!/bin/bash
# Prints what reading VUM JSON costs beside jq over the same file: CPU time (user and system) of whole processes, medians of
# three runs, and the most memory held. Never fails.
# usage: json.sh BUILD    KR_BENCH_JSON: persons to make (400000: 1 GB over lines, 0.8 GB one a line)
[ -n "${BASH_VERSION:-}" ] || exec bash "$0" "$@"
export LC_ALL=C
build=${1:-build}
persons=${KR_BENCH_JSON:-400000}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
PATH=$(cd "$build" && pwd):$PATH
[ -x /usr/bin/time ] || {
	echo 'no /usr/bin/time: nothing was measured'
	exit 0
}

# measure RUNS COMMAND...: median CPU seconds and the most KB
measure() {
	local runs=$1 i
	shift
	for ((i = 0; i < runs; i++)); do
		/usr/bin/time -f '%U %S %M' -o "$work/time" "$@" >/dev/null 2>"$work/err"
		tail -n 1 "$work/time"
	done | awk '{ print $1 + $2, $3 }' | sort -n | sed -n "$(((runs + 1) / 2))p"
}

# row NAME SECONDS KB OURS GOAL
row() {
	awk -v name="$1" -v seconds="$2" -v kb="$3" -v ours="$4" -v goal="$5" -v bytes="$bytes" 'BEGIN {
		ratio = ours > 0 ? seconds / ours : 0
		verdict = goal == "" ? "" : sprintf("goal %s: %s", goal, ratio >= goal + 0 ? "reached" : "missed")
		printf "  %-34s %8.2f s %8.0f MB/s %7.2f %9d KB  %s\n", name, seconds, (seconds > 0 ? bytes / 1e6 / seconds : 0), ratio, kb, verdict
	}'
}

for form in pretty lines; do
	if ! mawk -v count="$persons" -v form=$form -f "$here/vum.awk" >"$work/vum.json"; then
		echo 'the data could not be made: nothing was measured'
		exit 0
	fi
	bytes=$(wc -c <"$work/vum.json")
	cat "$work/vum.json" >/dev/null
	echo "VUM, $form: $((bytes / 1000000)) MB, $persons persons; CPU seconds, MB a CPU second, times ours, memory"
	read -r ours memory < <(measure 3 kr-import -p vum-werkzoekende "$work/vum.json")
	row 'kr-import -p vum-werkzoekende' "$ours" "$memory" "$ours"
	if ! command -v jq >/dev/null; then
		echo '  jq: not installed'
	elif [ $form = lines ]; then
		read -r seconds memory < <(measure 1 jq -c . "$work/vum.json")
		row 'jq -c .' "$seconds" "$memory" "$ours" 1.5
	else
		# A list is held as a whole by jq: a tenth of it is told, and counted ten times.
		mawk -v count=$((persons / 10)) -v form=$form -f "$here/vum.awk" >"$work/tenth.json"
		read -r seconds memory < <(measure 1 jq -c . "$work/tenth.json")
		row 'jq -c . (a tenth, ten times)' "$(awk -v s="$seconds" 'BEGIN { print 10 * s }')" "$memory" "$ours" 1.5
	fi
	rm -f "$work/vum.json" "$work/tenth.json"
done
exit 0
