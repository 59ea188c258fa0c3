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

say '6. An employer sees anonymous cards, asks three people, and reaches the two who say yes.'
# A register has a key of its own (kr-card(1)); this one is fixed, so that every demonstration is the same.
printf 'the key of the demonstration ...' >secret.key
employer=W0079 vacancy=werkgevers:V2600002
kr-card -v --to employer:$employer --key secret.key --date 2026-11-02 -o cards.tsv register.tsv 2>card.log
kr-card --to employer:$employer --key secret.key --date 2026-11-02 -f html -o cards.html register.tsv
sed -n 's/^kr-card: /  /p' card.log
awk -F '\t' -v OFS='\t' -v employer=$employer -v vacancy=$vacancy '
	NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; print "card_id", "employer_id", "vacancy_id", "message"; next }
	$at["region"] == "AM30" && $at["occupations"] ~ /(^|[|])93/ && n++ < 3 {
		print $at["card_id"], employer, vacancy, "Kunt u deze week langskomen op de bouwplaats?" }' cards.tsv >choices.tsv
contact() { # contact VERB DAY [option ...]
	verb=$1 day=$2
	shift 2
	kr-contact "$verb" --log contact.log.tsv --date "$day" "$@"
}
files='--register register.tsv --vacancies vacancies.tsv'
# shellcheck disable=SC2086
contact ask 2026-11-02 $files --key secret.key --by wsp choices.tsv >asked.tsv
contact answer 2026-11-03 --ask 1 --answer yes --by person >answers.tsv
contact answer 2026-11-03 --ask 2 --answer yes --by person >>answers.tsv
contact answer 2026-11-04 --ask 3 --answer no --by person >>answers.tsv
for ask in 1 2; do
	contact show 2026-11-05 --register register.tsv --ask $ask --by wsp --to employer:$employer -o shown-$ask.tsv
done
if contact show 2026-11-05 --register register.tsv --ask 3 --by wsp --to employer:$employer -o shown-3.tsv 2>refused.log; then
	fail 'contact data was shown after a no'
fi
contact meet 2026-11-06 --ask 1 --by wsp >steps.tsv
contact start 2026-11-16 --ask 1 --kind regular --wage-subsidy yes --by employer >>steps.tsv
printf '  asked %s, yes %s, no %s, contact data of %s people\n' "$(tail -n +2 asked.tsv | wc -l)" "$(cut -f 8 answers.tsv | grep -cx yes)" \
	"$(cut -f 8 answers.tsv | grep -cx no)" "$(cat shown-?.tsv | grep -c "^[0-9a-f]\{32\}")"
[ "$(cat shown-?.tsv | grep -c "^[0-9a-f]\{32\}")" = 2 ] || fail 'contact data of more or fewer than two people'
kr-contact mail --log contact.log.tsv --register register.tsv --vacancies vacancies.tsv --step 1 --mail nl --from 'WSP <wsp@regio.example>' >mail.eml
printf '  the first mail: %s\n' "$(sed -n 's/^Subject: //p' mail.eml)"
printf '  the log holds: %s\n' "$(kr-contact verify --log contact.log.tsv | tr '\t\n' '  ')"

say '7. From intake to lasting work: what the municipalities wrote down, and what the log of asking knows.'
for part in zuid noord; do
	kr-import -v -p gemeente-trajecten --source $part --as-of 2026-11-01 --rejects trajecten-$part.rejects.tsv \
		-o trajecten-$part.tsv "$root/samples/trajecten-$part.csv" 2>$part.log
	counts "samples/trajecten-$part.csv" kr-import $part.log
done
kr-cat trajecten-zuid.tsv trajecten-noord.tsv | kr-normalize -v --rejects events.rejects.tsv -o steps-of-sources.tsv 2>events.log
kr-contact events --log contact.log.tsv -o steps-of-kr.tsv
kr-cat steps-of-sources.tsv steps-of-kr.tsv >events.tsv
for report in flow guidance lasting; do
	kr-report $report --events events.tsv --linked linked.tsv --date 2026-11-30 -o $report.txt register.tsv
	kr-report $report --events events.tsv --linked linked.tsv --date 2026-11-30 -f tsv -o $report.tsv register.tsv
done
kr-report worklist --to caseworker --matches matches.tsv --linked linked.tsv --events events.tsv --date 2026-11-30 \
	-o worklist.tsv register.tsv
awk -F '\t' '$1 == "NL" && ($3 ~ /^flow_(into|work_to|fall)/ || $3 == "at_work" || $3 == "guidance_late_all_share" || ($3 == "lasting_share" && $4 == 26)) {
	printf "  %-26s %6s %s\n", $3 ($4 ? " " $4 : ""), $5, $6 }' flow.tsv guidance.tsv lasting.tsv
printf '  worklist: %s people to be asked something\n' "$(tail -n +2 worklist.tsv | wc -l)"

say '8. Two regions and a guide list what they offer, each in its own words; it becomes one catalogue.'
kr-import -v -p diensten-csv --source zuid --as-of 2026-11-01 --rejects diensten-zuid.rejects.tsv -o diensten-zuid.tsv \
	"$root/samples/diensten-zuid.csv" 2>diensten.log
counts 'samples/diensten-zuid.csv' kr-import diensten.log
kr-import -v -p instrumentenkoffer --source noord --as-of 2026-11-01 --rejects koffer-noord.rejects.tsv -o koffer-noord.tsv \
	"$root/samples/instrumentenkoffer-noord.csv" 2>koffer.log
counts 'samples/instrumentenkoffer-noord.csv' kr-import koffer.log
kr-import -v -p dennis-eva --source dennis --as-of 2026-11-01 --rejects gids.rejects.tsv -o gids.tsv \
	"$root/samples/instrumentengids.json" 2>gids.log
counts 'samples/instrumentengids.json' kr-import gids.log
kr-cat diensten-zuid.tsv koffer-noord.tsv gids.tsv |
	kr-normalize -v --rejects services.rejects.tsv --review services.review.tsv -o services.tsv 2>services.log
kr-report instruments -o instruments.txt services.tsv
kr-report instruments -f tsv -o instruments.tsv services.tsv
printf '  %s services of %s kinds; %s names that no table knows go to the review list\n' "$(tail -n +2 services.tsv | wc -l)" \
	"$(awk -F '\t' '$1 == "NL" && $3 == "instruments_offered" { print $5 }' instruments.tsv)" "$(tail -n +2 services.review.tsv | wc -l)"
awk -F '\t' '$3 == "instruments_missing" && $1 ~ /^AM(08|11|18|30)$/ { printf "  %s lacks %s kinds that another region has\n", $2, $5 }' instruments.tsv

say '9. Who needs something gets the smallest train that is enough, within places and budgets; who needs nothing goes on alone.'
kr-match --per person -k 3 --vacancies vacancies.tsv -o best.tsv register.tsv
account() { # account VERB DAY [option ...]
	verb=$1 day=$2
	shift 2
	kr-account "$verb" --log pots.log.tsv --date "$day" --by region "$@"
}
for pot in participation:600000 training:200000 municipality:300000 education:150000 uwv:150000 perspectief_op_werk_2020:1000000; do
	account grant 2026-11-02 --pot "${pot%:*}" --euro "${pot#*:}" --until 2027-12-31
done >grants.tsv
kr-account balance --log pots.log.tsv | awk -F '\t' -v OFS='\t' '
	NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; print "pot", "cents"; next }
	{ print $at["account"], $at["available"] }' >pots.tsv
kr-arrange --services services.tsv --matches best.tsv --vacancies vacancies.tsv --pots pots.tsv --date 2026-11-02 --gap \
	--rejects trains.rejects.tsv --unserved unserved.tsv --triage triage.tsv -o trains.tsv register.tsv 2>arrange.log
sed -n 's/^kr-arrange: \(people served\)/  \1/p; s/^kr-arrange: \(needs served\)/  \1/p' arrange.log
trains=$(kr-cat -F person_id trains.tsv | tail -n +2 | sort -u | wc -l)
printf '  trains for %s people, %s wagons; ' "$trains" "$(tail -n +2 trains.tsv | wc -l)"
kr-cat -F triage triage.tsv | tail -n +2 | sort | uniq -c | awk '{ printf "%s%s %s", (NR > 1 ? ", " : ""), $2, $1 } END { print "" }'
[ "$trains" -ge 300 ] || fail 'fewer than three hundred people got a train'
kr-cat -F need,region,reason,people unserved.tsv | sort -t "$(printf '\t')" -k 4,4nr | sed -n '1,3p' | expand -t 24,32,46 | sed 's/^/  /'

say '10. The pots are charged: reserved for each wagon, paid, and what that bought.'
account reserve 2026-11-03 --trains trains.tsv --services services.tsv -o reserved.tsv
# What a guide does not tell the payer of, the participation budget pays.
account reserve 2026-11-03 --trains trains.tsv --services services.tsv --pot participation -o reserved-rest.tsv
for ref in $(kr-cat -F reservation reserved.tsv | awk 'NR > 1 && $1 != ""' | sed -n '1,25p'); do
	account pay 2026-11-10 --ref "$ref"
done >payments.tsv
kr-account bought --log pots.log.tsv -o bought.tsv events.tsv
kr-report budget --region NL --date 2026-11-30 --brief -o budget.txt bought.tsv
kr-report budget --region NL --date 2026-11-30 -f tsv -o budget.tsv bought.tsv
awk -F '\t' '$1 == "NL" && $3 ~ /^budget_(given|reserved|paid|people)$/ { printf "  %-18s %10s %s\n", $3, $5, $6 }' budget.tsv
printf '  the ledger holds: %s\n' "$(kr-account verify --log pots.log.tsv | tr '\t\n' '  ')"

say '11. What work pays: 20 hours on participation benefit, more after eight months, and back; where one hour more is less money on WW.'
household='--household single --age 35 --children none --from 2026-01 --rules-of 2026-01-01'
# shellcheck disable=SC2086
kr-income $household --scheme PW --path '20h x 14.71 for 8 months, then 32h for 3 months, then back for 1 month' -o path.tsv
awk -F '\t' 'NR == 1 || $17 != "none" { printf "  %-8s %8s %8s %9s %8s %13s %11s  %s\n", $1, $4, $7, $8, $14, $15, $16, $17 }' path.tsv
# shellcheck disable=SC2086
kr-income $household --scheme WW --ww-wage 2500 --ww-months 2 --sweep 0:40 -o sweep.tsv
awk -F '\t' '$18 > 0 && NR > 1 { printf "  a wage of %s in place of %s loses %s a month: %s\n", $3, was, $18, $17 } { was = $3 }' sweep.tsv

kr-cat -F person_id,scheme register.tsv | awk -F '\t' -v OFS='\t' '
	NR == 1 { print $1, "household", $2, "age", "children_ages"; next }
	{ print $1, NR % 3 ? "single" : "couple", $2, 35, "none" }' >households.tsv
kr-income --pays --households households.tsv --vacancies vacancies.tsv --from 2026-01 -o pays.tsv matches.tsv
for form in text tsv; do
	kr-report pays --purpose 'what work pays in the region' --matches pays.tsv --households households.tsv -f $form -o pays-report.$form register.tsv
	kr-report sectors --vacancies vacancies.tsv --matches matches.tsv -f $form -o sectors.$form register.tsv
	kr-report training --vacancies vacancies.tsv --matches matches.tsv -f $form -o training.$form services.tsv
done
awk -F '\t' '$1 == "NL" && $3 == "pays_share" { printf "  work pays in %s %% of the pairs of which it is known\n", $5 }' pays-report.tsv

say '12. Nothing personal has left: no BSN, name, phone number, mail address or street in a match, a card, a report or a message.'
sh "$root/samples/leak-check.sh" candidates.tsv matches.tsv all.txt all.tsv AM18.txt cards.tsv cards.html flow.txt flow.tsv \
	guidance.txt guidance.tsv lasting.txt lasting.tsv \
	instruments.txt instruments.tsv budget.txt budget.tsv sectors.text sectors.tsv training.text training.tsv pays-report.text \
	pays-report.tsv unserved.tsv bought.tsv services.tsv asked.tsv answers.tsv steps.tsv ./*.log >searched ||
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
