#!/usr/bin/env bats
# The reports on instruments and on training: from the catalogue of services.
load helpers/common

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	records 'instrument regions cost weeks valid_until source as_of' \
		'job_coach AM12|AM18 1000 52  zuid 2026-10-31' 'job_coach AM12 2000.50 26  zuid 2026-10-31' 'job_coach AM12  13 2026-10-30 zuid 2026-10-31' \
		'debt_help AM12 0  open noord 2026-10-31' 'sheltered_work AM18 9000 104 2026-10-31 noord 2026-10-30' 'no_risk_policy all 0   noord 2026-10-31' \
		'riddle AM18 7 1  noord 2026-10-31' ' AM18    noord 2026-10-31' 'debt_help  5 5  noord 2026-10-31' >services.tsv
}

figure_is() { # figure_is VALUE INDICATOR [CLASS] [REGION]
	local got
	got=$(awk -F '\t' -v indicator="$2" -v class="${3-}" -v region="${4-NL}" \
		'$1 == region && $3 == indicator && $4 == class { print $5 }' figures.tsv)
	[ "$got" = "$1" ] || { echo "$2 ${3-} ${4-NL}: $got, wanted $1"; return 1; }
}

@test "services, costs, lengths and what is missing, by region and exact" {
	kr-report instruments -f tsv services.tsv >figures.tsv
	figure_is 8 services
	figure_is 4 services '' AM12
	figure_is 5 services '' AM18
	figure_is 1 services '' AM05
	figure_is 1 services '' AM99
	figure_is 3 services_own '' AM12
	figure_is 0 services_own '' AM05
	figure_is 2 services_uncoded
	figure_is 1 services_lapsed
	figure_is 2 instrument_lists
	figure_is 2 instrument_services job_coach
	figure_is 2 instrument_services job_coach AM12
	figure_is 1 instrument_services job_coach AM18
	figure_is 1 instrument_services no_risk_policy AM05
	# The lower median; half a euro goes up; an empty cost is unknown and 0 is for nothing.
	figure_is 1000 instrument_cost job_coach AM12
	figure_is 26 instrument_weeks job_coach AM12
	figure_is 0 instrument_cost debt_help AM12
	figure_is '' instrument_weeks debt_help AM12
	figure_is 2 instrument_regions job_coach
	figure_is 1 instrument_regions debt_help
	figure_is 2 instrument_regions no_risk_policy
	figure_is 1000 instrument_cost_low job_coach
	figure_is 1000 instrument_cost_high job_coach
	figure_is 3 instruments_offered '' AM12
	figure_is 1 instruments_missing '' AM12
	figure_is 1 instrument_missing sheltered_work AM12
	figure_is 1 instrument_missing debt_help AM18
	figure_is '' instrument_missing job_coach AM18
	figure_is 2 instruments_missing
	# A region without a list: unknown, and unknown is never nothing.
	figure_is '' instruments_offered '' AM05
	figure_is '' instruments_missing '' AM05
	[ "$(awk -F '\t' '$1 == "AM05" && $3 == "instruments_missing" { print $7 }' figures.tsv)" = z ]
	[ "$(cut -f 7 figures.tsv | sort -u | tr '\n' ' ')" = 'exact status z ' ]
	kr-report instruments -f tsv --date 2026-11-01 services.tsv >figures.tsv
	figure_is 2 services_lapsed
	kr-report instruments -f tsv --date 2026-10-29 services.tsv >figures.tsv
	figure_is 0 services_lapsed
	figure_is 1000 instrument_cost job_coach AM12
	figure_is 26 instrument_weeks job_coach AM12
}

@test "the same figures whatever the order of the services, and as in a slow count" {
	kr-report instruments -f tsv services.tsv >figures.tsv
	{ head -n 1 services.tsv; tail -n +2 services.tsv | tac; } | kr-report instruments -f tsv | same figures.tsv -
	sh "$ROOT/samples/pipeline.sh" made 2>/dev/null || [ -s made/services.tsv ]
	kr-report instruments -f tsv made/services.tsv >figures.tsv
	sqlite3 -separator "$(printf '\t')" :memory: '.mode tabs' '.import made/services.tsv s' \
		"select r.code, s.instrument, count(*) from s, (select 'AM18' code union select 'AM30') r
			where s.instrument <> '' and (instr('|' || s.regions || '|', '|' || r.code || '|') or s.regions = 'all') group by 1, 2 order by 1, 2" >slow
	awk -F '\t' '($1 == "AM18" || $1 == "AM30") && $3 == "instrument_services" && $5 > 0 { print $1 "\t" $4 "\t" $5 }' figures.tsv | LC_ALL=C sort >quick
	[ "$(wc -l <slow)" -gt 30 ]
	same slow quick
	kr-cat -F instrument,cost made/services.tsv | awk -F '\t' '$1 == "job_coach" && $2 != "" { print $2 }' | sort -n >costs
	figure_is "$(sed -n "$((($(wc -l <costs) + 1) / 2))p" costs)" instrument_cost job_coach
}

@test "the page tells what a region has, what it lacks, and which region is unknown" {
	kr-report instruments --region AM18 --language en --brief services.tsv >page.txt
	grep -q '^5  *3  *1  *2 *$' page.txt
	grep -q '^  job coach  *1 *1,000 *52 *2 *1,000$' page.txt
	grep -q '^  debt counselling (1)$' page.txt
	kr-report instruments services.tsv >page.txt
	grep -q '^  beschut werk: Gooi en Vechtstreek$' page.txt
	grep -q '^Geen eigen lijst, dus onbekend: Groningen,' page.txt
	grep -q 'Twente' page.txt
	run ! grep -q 'niet voor publicatie' page.txt
	kr-report instruments --region Twente services.tsv | grep -q 'geen lijst gegeven'
	kr-report instruments --ascii services.tsv | LC_ALL=C grep -c '[^ -~]' | same - <(echo 0)
	records 'instrument regions as_of' >empty.tsv
	status_is 2 kr-report instruments empty.tsv
	says 'no as_of in the data'
	kr-report instruments --date 2026-11-01 empty.tsv >page.txt
}

@test "what are no services is refused, and so is an option of another report" {
	records 'person_id region as_of' 'p1 AM12 2026-10-31' >register.tsv
	status_is 2 kr-report instruments register.tsv
	says 'register.tsv:1: no field instrument'
	status_is 2 kr-report instruments --by scheme services.tsv
	says '--by: the report instruments does not use it'
	status_is 2 kr-report instruments --unprotected services.tsv
	head -c 200 services.tsv >cut.tsv
	status_is 2 kr-report instruments cut.tsv
}

@test "training: what is lacking, what it would open, which courses give it" {
	records 'vacancy_id region skills licences languages education as_of' 'v1 AM12  B nld:3:::  2026-10-31' 'v2 AM12 Lassen|solderen    2026-10-31' \
		'v3 AM18  B|CE   2026-10-31' 'v4 AM18   nld:2::: 4:zorg:: 2026-10-31' >vacancies.tsv
	records 'vacancy_id person_id gaps' 'v1 p1 licences:1' 'v1 p2 licences:1|languages:1' 'v1 p3 sector' 'v2 p1 skills:2' 'v3 p1 licences:1|hours' \
		'v4 p4 languages:1' 'v4 p5 education' 'v4 p6 none' 'gone p7 licences:1' >matches.tsv
	records 'gives regions cost weeks' 'licence:B:|licence:B: AM12 2000 20' 'licence:B: all 1000 10' 'language:nld:3|language:nld:2 AM18 500 ' \
		'skill:LASSEN: AM12|AM18  5' 'diploma:Zorg:5 AM05 3000 40' ' AM12 1 1' 'skill:riddle: AM12 1 1' >services.tsv
	training() { kr-report training -f tsv --unprotected --vacancies vacancies.tsv --matches matches.tsv "$@" services.tsv >figures.tsv; }
	training
	figure_is 4 training_persons
	figure_is 4 training_vacancies
	figure_is 2 training_opens
	figure_is 2 training_persons licence:b:
	figure_is 2 training_vacancies licence:b:
	# v3 asks two licences, and nobody knows which of them is lacking: so neither opens it alone.
	figure_is 1 training_opens licence:b:
	figure_is 0 training_opens licence:ce:
	figure_is 2 training_courses licence:b:
	figure_is 2 training_courses licence:b: AM12
	figure_is 1 training_courses licence:b: AM18
	figure_is 1000 training_cost licence:b:
	figure_is 10 training_weeks licence:b:
	figure_is 0 training_courses licence:ce:
	figure_is '' training_cost licence:ce:
	# A course to level 3 serves who must reach 2 or 3, once.
	figure_is 1 training_courses language:nld:2
	figure_is 1 training_courses language:nld:3
	figure_is 1 training_opens language:nld:2 AM18
	figure_is 0 training_persons language:nld:2 AM12
	figure_is 1 training_courses skill:lassen:
	figure_is 0 training_opens skill:lassen:
	figure_is 0 training_courses skill:solderen:
	figure_is 1 training_courses diploma:zorg:4
	figure_is 7 training_lacks
	figure_is 2 training_without
	# Persons and vacancies are protected, courses are no persons.
	kr-report training -f tsv --vacancies vacancies.tsv --matches matches.tsv services.tsv >figures.tsv
	figure_is 0 training_persons licence:b:
	figure_is 2 training_courses licence:b:
	kr-report training --unprotected --region AM12 --language en --vacancies vacancies.tsv --matches matches.tsv services.tsv >page.txt
	grep -q '^  driving licence B  *2  *1  *1  *2  *1,000  *10$' page.txt
	{ head -n 1 matches.tsv; tail -n +2 matches.tsv | tac; } >turned.tsv
	training
	kr-report training -f tsv --unprotected --vacancies vacancies.tsv --matches turned.tsv services.tsv | same figures.tsv -
	status_is 2 kr-report training --vacancies vacancies.tsv services.tsv
	says '--matches: the report training is made from vacancies and the pairs of kr-match'
	status_is 2 kr-report training --vacancies vacancies.tsv --matches matches.tsv matches.tsv
	says 'matches.tsv:1: no field gives'
}
