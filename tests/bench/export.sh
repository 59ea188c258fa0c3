#!/bin/bash
# Prints what writing a register as CSV, NDJSON and VUM JSON costs beside Miller: CPU time (user and system) of whole processes, medians
# of three runs on the same file in this run, and the most memory held. Never fails.
# usage: export.sh BUILD    KR_BENCH_EXPORT: persons to make (200000)
[ -n "${BASH_VERSION:-}" ] || exec bash "$0" "$@"
export LC_ALL=C
build=${1:-build}
persons=${KR_BENCH_EXPORT:-200000}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
PATH=$(cd "$build" && pwd):$PATH
[ -x /usr/bin/time ] || {
	echo 'no /usr/bin/time: nothing was measured'
	exit 0
}
if ! mawk -v count="$persons" -v form=lines -f "$here/vum.awk" >"$work/vum.json" ||
	! kr-import -p vum-werkzoekende -o "$work/register.tsv" "$work/vum.json"; then
	echo 'the data could not be made: nothing was measured'
	exit 0
fi
bytes=$(wc -c <"$work/register.tsv")
echo "$((bytes / 1000000)) MB of records, $persons persons; CPU seconds, MB a CPU second, memory, times Miller's speed"

# row PEER COMMAND...: the peer is what Miller calls the format
row() {
	local peer=$1
	shift
	for _ in 1 2 3; do
		/usr/bin/time -f '%U %S %M' -o "$work/time" "$@" >/dev/null 2>&1
		tail -n 1 "$work/time"
	done | awk '{ print $1 + $2, $3 }' | sort -n | sed -n 2p >"$work/ours"
	if command -v mlr >/dev/null && [ -n "$peer" ]; then
		/usr/bin/time -f '%U %S' -o "$work/time" mlr --itsv "$peer" cat "$work/register.tsv" >/dev/null 2>&1
		tail -n 1 "$work/time" >"$work/peer"
	else
		echo 0 0 >"$work/peer"
	fi
	awk -v name="$4 $5" -v bytes="$bytes" 'NR == FNR { peer = $1 + $2; next }
		{ printf "  %-24s %6.2f s %6.0f MB/s %7d KB %s\n", name, $1, ($1 > 0 ? bytes / 1e6 / $1 : 0), $2, (peer > 0 && $1 > 0 ? sprintf("%6.1f", peer / $1) : "") }' "$work/peer" "$work/ours"
}

for pair in csv:--ocsv csv-nl:--ocsv ndjson:--ojsonl vum:; do
	row "${pair#*:}" kr-export --to person -f "${pair%%:*}" --max-rejects 100% --rejects "$work/aside.tsv" "$work/register.tsv"
done
exit 0
