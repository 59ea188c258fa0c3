#!/usr/bin/env bats
# Services: the lists of regions and providers become one catalogue of instruments.
load helpers/common

setup() {
	cd "$BATS_TEST_TMPDIR"
}

# One record of a service from lines FIELD VALUE, a tab between them.
service() {
	awk -F '\t' '{ names = names (NR > 1 ? "\t" : "") $1; values = values (NR > 1 ? "\t" : "") $2 } END { print names; print values }'
}

# becomes FIELD VALUE EXPECTED [PROBLEM]: what kr-normalize makes of it in a service.
becomes() {
	printf 'service_id\ta:1\n%s\t%s\n' "$1" "$2" | service | kr-normalize -q --rejects aside.tsv >out.tsv
	kr-cat -F "$1,problems" out.tsv | tail -n 1 | same - <(printf '%s\t%s\n' "$3" "${4:-}")
	kr-normalize -q out.tsv | same out.tsv -
}

@test "what a list says of a service becomes codes" {
	becomes instrument 'Jobcoaching' job_coach
	becomes instrument 'PROEFPLAATS' trial_placement
	becomes instrument 'Schuldhulp' debt_help
	becomes instrument 'no riskpolis' no_risk_policy
	becomes instrument 'Paardencoaching op maat' '' instrument:unknown-word
	becomes branch roc NRTO
	becomes needs 'Participatiewet, WW; 27+' 'pw|ww|from_27'
	becomes needs iedereen none
	becomes removes 'schuld / taalbarrière' 'debts|language'
	becomes requires 'taaltraining' language_course
	becomes excludes 'LKS; loondispensatie' 'wage_subsidy|wage_dispensation'
	becomes weeks '3-6 maanden' 26
	becomes weeks 'in overleg' '' weeks:not-a-number
	becomes hours '2,5 uur' 2.5
	becomes cost '€ 1.250,00' 1250
	becomes start_dates '1-12-2026; 15 januari 2027' '2026-12-01|2027-01-15'
	becomes start_dates '1-12-2026; 31 februari 2027' 2026-12-01 start_dates:impossible-date
}

@test "regions are named by code, name, municipality, or all of them" {
	becomes regions 'Groot Amsterdam; Almere' 'AM18|AM11'
	becomes regions 'AM18, Zaanstreek/Waterland' 'AM18|AM17'
	becomes regions 'Twente|Raadselland' AM05 regions:unknown-word
	becomes regions 'Flevoland; Landelijk' all
	becomes regions onbekend '' regions:placeholder
}

@test "what a service gives has a kind, a value and a level" {
	becomes gives 'skill:solderen; rijbewijs B; Nederlands A2' 'skill:solderen:|licence:B:|language:nld:2'
	becomes gives 'diploma: mbo 2 verzorgende|certificaat VCA-VOL' 'diploma:verzorgende:4|certificate:VCA-VOL:'
	becomes gives 'taal:Engels:goed' language:eng:3
	becomes gives 'heftruck rijden' ':heftruck rijden:' gives:uncoded
	becomes gives geen none
	becomes gives 'rijbewijs Q; obstacle:schuld:' 'obstacle:debts:' gives:unknown-word
	becomes gives 'taal::' ''
}

@test "a service removes what its instrument is for, unless its list says something" {
	records 'service_id instrument removes' 'a:1 schuldhulp ' 'a:2 schuldhulp kinderopvang' 'a:3 schuldhulp geen' 'a:4 raadsel ' \
		'a:5 jobcoach ' >in.tsv
	kr-normalize -q --rejects aside.tsv in.tsv | kr-cat -F service_id,removes |
		same - <(records 'service_id removes' 'a:1 debts' 'a:2 childcare' 'a:3 none' 'a:4 ' 'a:5 ')
	records 'service_id instrument' 'a:1 schuldhulp' | kr-normalize | same - <(records 'service_id instrument removes problems' 'a:1 debt_help debts ')
}

@test "the schema of a service is that of its stream: region and weeks of other records stay as they were" {
	records 'vacancy_id region' '1 AM18' | kr-normalize | kr-cat -F region | tail -n 1 | same - <(echo AM18)
	records 'record_id kind date weeks' 'a:1 still_there 2026-04-05 26~weken' | kr-normalize | kr-cat -F weeks | tail -n 1 | same - <(echo 26)
}
