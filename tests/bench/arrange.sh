#!/bin/bash
# Prints how many people of a made-up cohort kr-arrange serves, how far that is from the bound, and what it takes, beside the way of a desk:
# everyone in turn the cheapest service that has a place (mawk). Never fails.
# usage: arrange.sh BUILD    KR_BENCH_ARRANGE: people (20000)
[ -n "${BASH_VERSION:-}" ] || exec bash "$0" "$@"
export LC_ALL=C
build=${1:-build}
people=${KR_BENCH_ARRANGE:-20000}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
PATH=$(cd "$build" && pwd):$PATH
[ -x /usr/bin/time ] || {
	echo 'no /usr/bin/time: nothing was measured'
	exit 0
}
mawk -v people="$people" -v services=500 -v places=$((people * 120 / 20000 + 1)) -v out="$work" -f "$here/arrange-world.awk" \
	"$here/../../lib/tables/obstacles.tsv"
cd "$work" || exit 0
echo "$people people, 500 services with places, 10 pots"
/usr/bin/time -f '%e s, %U s of CPU' -o greedy.time mawk -f "$here/arrange-greedy.awk" services.tsv pots.tsv people.tsv >greedy
echo "a desk in turn (mawk): served whole $(cat greedy), $(cat greedy.time)"
/usr/bin/time -f '%e s, %U s of CPU, %M KB' -o kr.time kr-arrange -j 2 --gap --services services.tsv --pots pots.tsv --date 2027-01-01 -o trains.tsv \
	--triage triage.tsv people.tsv 2>gap
echo "kr-arrange -j 2: $(cut -f 3 triage.tsv | grep -cE 'needs_served|more_wagons') served whole, $(cat kr.time)"
cat gap
