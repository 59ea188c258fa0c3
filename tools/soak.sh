#!/bin/sh
# The long runs: fuzzing, every tool with the search for leaks, logs spoilt and writers killed, and the whole pipeline over a million
# made-up persons, judged by the truth.
# usage: soak.sh BUILD [SECONDS a fuzz target, 300]
set -eu
build=$(cd "$1" && pwd)
seconds=${2:-300}
root=$(cd "$(dirname "$0")/.." && pwd)
PATH=$build:$PATH
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for target in "$root"/build/fuzz/fuzz-*; do
	case $target in *.*) continue ;; esac
	name=$(basename "$target")
	mkdir -p "$root/build/corpus/$name"
	echo "== $name, $seconds seconds"
	"$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
		-artifact_prefix="$root/build/corpus/" "$root/build/corpus/$name" 2>&1 |
		grep -E '^stat::(number_of_executed_units|peak_rss_mb)|ERROR|SUMMARY' || true
done

echo '== every tool under the sanitizers, leaks looked for'
for file in "$root"/tests/*.bats; do
	KR_BUILD=$root/build/asan KR_PLAIN=$build KR_SANITIZED=1 bats "$file"
done

echo '== logs of 100,000 lines, each spoilt in 300 ways; 200 kills of a writer'
KR_BUILD=$build KR_SPOILS=100 KR_CONTACT_KILLS=200 bats -f '100,000|kill -9' "$root/tests/kr-queue.bats" "$root/tests/kr-contact.bats"

echo '== the ledger: a million operations, 200 kills, each byte of a log changed'
KR_BUILD=$build KR_ACCOUNT_OPERATIONS=1000000 KR_ACCOUNT_KILLS=200 KR_ACCOUNT_STEP=1 bats "$root/tests/kr-account.bats"

echo '== trains for 20,000 people, 500 services, 10 pots: within a hundredth of the bound, a minute on two cores, the same bytes on one'
mkdir "$work/arrange"
mawk -v people=20000 -v services=500 -v places=120 -v out="$work/arrange" -f "$root/tests/bench/arrange-world.awk" "$root/lib/tables/obstacles.tsv"
(
	cd "$work/arrange"
	for threads in 2 1; do
		limit=$((threads == 2 ? 60 : 600))
		timeout $limit kr-arrange -j $threads --gap --services services.tsv --pots pots.tsv --date 2027-01-01 -o trains.$threads people.tsv 2>gap
	done
	cmp trains.1 trains.2
	cat gap
	awk '/points/ { gap = $NF + 0; seen = 1 } END { exit !seen || gap > 1 }' gap
)

echo '== a million persons'
cp "$root"/samples/*.sh "$work"
generate-samples --persons 1000000 --vacancies 5000 --seed 1 --tables "$root/lib/tables" --out "$work"
sh "$work/pipeline.sh" "$work/made" 2>&1 | grep -E 'read [0-9]+|persons'
cd "$work/made"
found=$(kr-cat -F person_id register.tsv | tail -n +2 | sort -u | wc -l)
true=$(tail -n +2 "$work/truth.tsv" | cut -f 2 | sort -u | wc -l)
echo "persons found $found, persons true $true"
kr-report overview --region all --vacancies vacancies.tsv --matches matches.tsv -o all.txt register.tsv
sh "$work/leak-check.sh" candidates.tsv matches.tsv all.txt

echo '== cards of a million persons, by mawk and by SQLite'
printf 'a secret of thirty-two bytes ...' >key
for k in 5 10; do
	kr-card -v -k "$k" --to employer:W1 --key key --date 2026-11-02 -o cards.tsv register.tsv 2>&1 | grep -E 'held back|not told'
	mawk -F '\t' -v k="$k" 'NR > 1 { $1 = ""; n[$0]++ }
		END { for (card in n) { all += n[card]; if (n[card] < k) bad++ } print all " cards, k " k ": " bad + 0 " are of fewer"; exit bad > 0 || !all }' cards.tsv
	fields=$(head -n 1 cards.tsv | cut -f 2- | tr '\t' ,)
	printf '.mode tabs\n.import cards.tsv cards\nSELECT min(n) FROM (SELECT count(*) AS n FROM cards GROUP BY %s);\n' "$fields" | sqlite3 >fewest
	[ "$(cat fewest)" -ge "$k" ]
done
kr-card --to employer:W2 --key key --date 2026-11-02 -o other.tsv register.tsv
for file in cards.tsv other.tsv; do tail -n +2 $file | cut -f 1; done | sort | uniq -d >both
[ ! -s both ]
