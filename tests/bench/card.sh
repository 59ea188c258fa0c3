#!/bin/bash
# Prints what cards cost beside one fixed generalisation of the same register by mawk and by SQLite: CPU time (user and system) of whole
# processes, medians of three runs in this run, and the most memory held; then how much the cards tell beside textbook ways (card-loss.py).
# The peers do less: they find no classes, they are given some. Never fails.
# usage: card.sh BUILD    KR_BENCH_CARDS: persons to make (100000)
[ -n "${BASH_VERSION:-}" ] || exec bash "$0" "$@"
export LC_ALL=C
build=$(cd "${1:-build}" && pwd)
persons=${KR_BENCH_CARDS:-100000}
here=$(cd "$(dirname "$0")" && pwd)
root=$here/../..
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
PATH=$build:$PATH
[ -x /usr/bin/time ] || {
	echo 'no /usr/bin/time: nothing was measured'
	exit 0
}
printf 'a secret of thirty-two bytes ...' >"$work/key"
echo "making a register of $persons persons ..."
cp "$root"/samples/*.sh "$work"
if ! generate-samples --persons "$persons" --vacancies 1000 --seed 1 --tables "$root/lib/tables" --out "$work" >"$work/log" 2>&1 ||
	! sh "$work/pipeline.sh" "$work/made" >"$work/log" 2>&1 || ! sh "$root/samples/pipeline.sh" "$work/sample" >"$work/log" 2>&1; then
	tail -n 3 "$work/log"
	echo 'the data could not be made: nothing was measured'
	exit 0
fi
register=$work/made/register.tsv
cat "$register" >/dev/null
day=2026-11-02

cards=(kr-card --to employer:W1 --key "$work/key" --date "$day")

# Region, first two digits of the desired occupation, hours (12, 20, 28, 36 or more), level: who is one of fewer than five is left out.
cat >"$work/fixed.awk" <<'AWK'
NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; print "person_id", "region", "occupation", "hours_max", "work_level"; next }
$at["valid_until"] != "" && $at["valid_until"] < "2026-11-02" || $at["contact_consent"] == "no" { next }
{
	hours = $at["hours_max"]
	hours = hours == "" ? "" : hours >= 36 ? 36 : hours >= 28 ? 28 : hours >= 20 ? 20 : hours >= 12 ? 12 : ""
	told[++n] = $at["region"] OFS substr($at["desired_occupations"], 1, 2) OFS hours OFS $at["work_level"]
	id[n] = $at["person_id"]
	size[told[n]]++
}
END { for (i = 1; i <= n; i++) if (size[told[i]] >= 5) print id[i], told[i] }
AWK
cat >"$work/fixed.sql" <<SQL
.mode tabs
.headers on
.import $register register
WITH told AS (
	SELECT person_id, region, substr(desired_occupations, 1, 2) AS occupation, CASE WHEN hours_max = '' THEN ''
		WHEN hours_max + 0 >= 36 THEN 36 WHEN hours_max + 0 >= 28 THEN 28 WHEN hours_max + 0 >= 20 THEN 20
		WHEN hours_max + 0 >= 12 THEN 12 ELSE '' END AS hours, work_level
	FROM register WHERE NOT (valid_until <> '' AND valid_until < '2026-11-02') AND contact_consent <> 'no')
SELECT person_id, region, occupation, hours, work_level
	FROM (SELECT *, count(*) OVER (PARTITION BY region, occupation, hours, work_level) AS size FROM told) WHERE size >= 5;
SQL

# measure COMMAND...: CPU seconds and KB, the median of three; what it writes is in $work/out
measure() {
	for _ in 1 2 3; do
		/usr/bin/time -f '%U %S %M' -o "$work/time" "$@" >"$work/out" 2>"$work/err"
		tail -n 1 "$work/time"
	done | awk '{ print $1 + $2, $3 }' | sort -n | sed -n 2p
}

# row NAME COMMAND...: and how many lines came of it
row() {
	local name=$1
	shift
	measure "$@" >"$work/row"
	awk -v name="$name" -v lines="$(($(wc -l <"$work/out") - 1))" -v ours="$work/ours" '
		{ if ((getline first <ours) <= 0) first = $1
		  printf "  %-28s %7.2f s %8d KB %6.2f  %d lines\n", name, $1, $2, (first > 0 ? $1 / first : 0), lines }' "$work/row"
}

echo "$(($(wc -c <"$register") / 1000000)) MB, $(($(wc -l <"$register") - 1)) people; CPU seconds, memory, times kr-card -k 5"
measure "${cards[@]}" -k 5 "$register" | cut -d ' ' -f 1 >"$work/ours"
row 'kr-card -k 5' "${cards[@]}" -k 5 "$register"
row 'kr-card -k 10' "${cards[@]}" -k 10 "$register"
row 'kr-card -k 5 -f html' "${cards[@]}" -k 5 -f html "$register"
if command -v mawk >/dev/null; then
	row 'mawk, fixed classes' mawk -F '\t' -v 'OFS=\t' -f "$work/fixed.awk" "$register"
else
	echo '  mawk is not installed'
fi
if command -v sqlite3 >/dev/null; then
	row 'sqlite3, fixed classes' sqlite3 -batch :memory: ".read $work/fixed.sql"
else
	echo '  sqlite3 is not installed'
fi

echo
echo 'what is lost, on the register of the samples'
register=$work/sample/register.tsv
for k in 2 5 10; do "${cards[@]}" -k $k -o "$work/k$k.tsv" "$register"; done
kr-card --print-classes >"$work/classes.tsv"
python3 "$here/card-loss.py" "$work/key" $day "$work/classes.tsv" "$register" 2="$work/k2.tsv" 5="$work/k5.tsv" 10="$work/k10.tsv" ||
	echo '  not measured'
exit 0
