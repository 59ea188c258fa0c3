#!/bin/sh
# The pipeline over the samples, step by step, checked against the truth; ends with a report.
# usage: demo.sh BUILD
set -eu
build=$(cd "$1" && pwd)
root=$(cd "$(dirname "$0")/.." && pwd)
made=$build/demo
PATH=$build:$PATH
rm -rf "$made"
mkdir -p "$made"
cd "$made"

say() {
	printf '\n%s\n' "$*"
}

# One line a step from what -v told: what, read, set aside, written.
counts() { # counts LABEL TOOL FILE
	sed -n "s/^$2: read \([0-9]*\), written \([0-9]*\), set aside \([0-9]*\),.*/\1 \3 \2/p" "$3" |
		while read -r read aside written; do
			printf '  %-34s read %6s   set aside %4s   written %6s\n' "$1" "$read" "$aside" "$written"
		done
}

fail() {
	echo "demo: $*" >&2
	exit 1
}

echo 'kr, the kansenregister on the command line. All persons in this demonstration are made up.'

say '1. Three organisations deliver their files, each in a layout of its own.'
kr-import -v -p uwv-sonar --as-of 2026-10-31 --rejects uwv.rejects.tsv -o uwv.tsv "$root/samples/uwv.csv" 2>uwv.log
counts 'samples/uwv.csv' kr-import uwv.log
for part in zuid noord; do
	kr-import -v -p gemeente --source $part --as-of 2026-11-01 --rejects $part.rejects.tsv \
		-o gemeente-$part.tsv "$root/samples/gemeente-$part.csv" 2>$part.log
	counts "samples/gemeente-$part.csv" kr-import $part.log
done

say '2. One form for all: codes, dates, names, municipality and region. What is emptied is listed.'
kr-cat uwv.tsv gemeente-zuid.tsv gemeente-noord.tsv |
	kr-normalize -v --rejects candidates.rejects.tsv -o candidates.tsv 2>normalize.log
counts 'candidates.tsv' kr-normalize normalize.log
kr-import -v -p vacature-csv --as-of 2026-11-01 --rejects vacatures.rejects.tsv "$root/samples/vacatures.csv" 2>import.log |
	kr-normalize -v --rejects vacancies.rejects.tsv -o vacancies.tsv 2>>import.log
counts 'vacancies.tsv' kr-normalize import.log

say '3. The same person in several files is found again, and the samples know the truth.'
awk -F '\t' -v OFS='\t' '
	NR == FNR { truth[$1] = $2; next }
	FNR == 1 { for (i = 1; i <= NF; i++) if ($i == "record_id") id = i; print $0, "true_id"; next }
	{ print $0, truth[$id] }' "$root/samples/truth.tsv" candidates.tsv |
	kr-link -v --truth true_id 2>link.log | kr-cat -x true_id -o linked.tsv
kr-merge -v -o register.tsv linked.tsv 2>merge.log
found=$(kr-cat -F person_id register.tsv | tail -n +2 | sort -u | wc -l)
true=$(tail -n +2 "$root/samples/truth.tsv" | cut -f 2 | sort -u | wc -l)
counts 'register.tsv, one row a person' kr-merge merge.log
printf '  persons found %s, persons true %s\n' "$found" "$true"
sed -n 's/^kr-link: \(pairs: precision\)/  \1/p; s/^kr-link: \(records\)/  \1/p' link.log
awk '/pairs: precision/ { if ($NF < 0.98) exit 1; seen = 1 } END { exit !seen }' link.log ||
	fail 'linking is worse than it was: F1 below 0.98'

say '4. People and vacancies: hard demands, a score that its parts add up to, unknown is never a no.'
kr-match -v --vacancies vacancies.tsv -o matches.tsv register.tsv 2>match.log
printf '  %s pairs for %s vacancies\n' "$(tail -n +2 matches.tsv | wc -l)" "$(tail -n +2 matches.tsv | cut -f 1 | sort -u | wc -l)"
kr-cat -F vacancy_id,person_id,rank,score,why matches.tsv | sed -n '1,4p' | expand -t 22,32,38,45 | sed 's/^/  /'

say '5. All 35 regions, and one of them.'
kr-report overview --region all --vacancies vacancies.tsv --matches matches.tsv -o all.txt register.tsv
kr-report overview --region all -f tsv --vacancies vacancies.tsv --matches matches.tsv -o all.tsv register.tsv
kr-report overview --region AM18 --vacancies vacancies.tsv --matches matches.tsv --brief -o AM18.txt register.tsv
printf '  %s figures in %s\n' "$(tail -n +2 all.tsv | wc -l)" "${made#"$root"/}/all.tsv"

say '6. Nothing personal has left: no BSN, name, phone number, mail address or street in a match, a report or a message.'
sh "$root/samples/leak-check.sh" candidates.tsv matches.tsv all.txt all.tsv AM18.txt ./*.log >searched ||
	fail 'a personal value leaked'
awk '{ n += $1 } END { printf "  %d different values searched, none found\n", n }' searched

say ''
cat AM18.txt
cat <<END

Everything above lies in ${made#"$root"/}. Go on from here:
  PATH=\$PWD/${build#"$root"/}:\$PATH
  kr-report overview --region all --vacancies ${made#"$root"/}/vacancies.tsv --matches ${made#"$root"/}/matches.tsv ${made#"$root"/}/register.tsv
  man man/man7/kr.7
END
