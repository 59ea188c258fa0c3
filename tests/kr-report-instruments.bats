#!/usr/bin/env bats
# The report on instruments: from the catalogue of services.
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
