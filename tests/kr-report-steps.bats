# The reports that are made from events: flow, guidance, lasting.
load helpers/common

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	records 'person_id region as_of' 'p1 AM12 2026-10-31' 'p2 AM12 2026-10-31' 'p3 AM18 2026-10-31' 'p4  2026-10-31' >register.tsv
}

events() { # events LINE...: the fields with a blank between them
	records 'person_id kind date outcome wage_subsidy weeks region' "$@" >events.tsv
}

# exact REPORT [OPTION...]: figures.tsv
exact() {
	kr-report "$1" -f tsv --unprotected --date 2026-10-31 --events events.tsv "${@:2}" register.tsv >figures.tsv
}

figure_is() { # figure_is VALUE INDICATOR [CLASS] [REGION]
	local got
	got=$(awk -F '\t' -v indicator="$2" -v class="${3-}" -v region="${4-NL}" \
		'$1 == region && $3 == indicator && $4 == class { print $5 }' figures.tsv)
	[ "$got" = "$1" ] || { echo "$2 ${3-} ${4-NL}: $got, wanted $1"; return 1; }
}

@test "flow: into work, from work to work within 31 days, back, ended, left" {
	events \
		'p1 intake 2026-01-05    ' 'p1 placement 2026-02-01 regular yes  ' 'p1 ended 2026-04-01 contract_ended   ' \
		'p1 placement 2026-05-02 regular no  ' \
		'p2 placement 2026-02-01 apprenticeship   ' 'p2 ended 2026-04-01    ' 'p2 placement 2026-05-03 regular   ' \
		'p2 fallback 2026-06-01    ' \
		'p3 placement 2026-03-01 voluntary   ' 'p3 exit 2026-09-01    ' \
		'p4 placement 2025-10-31 regular   ' 'p4 ended 2026-08-01    '
	exact flow
	figure_is 1 flow_intakes
	figure_is 3 flow_into_work
	figure_is 1 flow_work_to_work
	figure_is 1 flow_fallback
	figure_is 2 flow_ended
	figure_is 1 flow_exit
	figure_is 1 at_work '' AM12
	figure_is 3 starts regular
	figure_is 1 starts voluntary AM18
	figure_is 1 starts_subsidy yes
	figure_is 1 starts_subsidy no
	figure_is 2 starts_subsidy unknown
	exact flow --since 2025-10-31
	figure_is 4 flow_into_work
	[ "$(sed -n 2p figures.tsv | cut -f 8,9)" = $'2025-10-31\t2026-10-31' ]
}

@test "a start that two sources tell counts once; on one day an end goes before a start" {
	events 'p1 placement 2026-02-01    ' 'p1 placement 2026-02-01 regular yes  ' 'p1 placement 2026-02-01 regular   ' \
		'p2 placement 2026-02-01 regular   ' 'p2 placement 2026-03-01 regular   ' 'p2 ended 2026-03-01 other_work   '
	exact flow
	figure_is 2 flow_into_work
	figure_is 1 flow_work_to_work
	figure_is 1 starts_subsidy yes
	figure_is 2 at_work
	figure_is 0 flow_ended
}

@test "guidance: the first step after the last one taken is waited for, longer than the norm or not" {
	events 'p1 intake 2026-10-03    ' 'p2 intake 2026-10-02    ' 'p2 plan 2026-10-02    ' \
		'p3 intake 2026-01-01    ' 'p3 talk 2026-01-11    ' 'p3 placement 2026-02-01 work_experience   '
	exact guidance
	figure_is 3 guidance_on_the_way
	figure_is 1 guidance_waiting talk
	figure_is 0 guidance_late talk
	figure_is 1 guidance_waiting step
	figure_is 1 guidance_waiting placement
	figure_is 1 guidance_late placement AM18
	figure_is 33 guidance_late_all_share
	figure_is 1 guidance_no_intake '' AM99
	figure_is 10 guidance_days talk AM18
	figure_is 31 guidance_days step AM18
	events 'p1 intake 2026-10-02    '
	exact guidance
	figure_is 1 guidance_late talk
	mkdir tables
	cp "$ROOT/lib/report/guidance_norms.tsv" tables/
	printf 'AM12\ttalk\t40\t\n' >>tables/guidance_norms.tsv
	exact guidance --tables tables
	figure_is 0 guidance_late talk
	printf 'AM12\ttalk\tsoon\t\n' >>tables/guidance_norms.tsv
	status_is 2 kr-report guidance --tables tables --events events.tsv register.tsv
	says 'guidance_norms.tsv:'
	says 'days: must be a number of days'
}

@test "lasting: known, ended before, and unknown is neither" {
	events 'p1 placement 2026-01-01 regular   ' 'p1 still_there 2026-07-20   26 ' \
		'p2 placement 2026-01-01 regular   ' 'p2 ended 2026-05-01    ' 'p3 placement 2026-01-01 sheltered   ' \
		'p4 placement 2026-08-02 regular   '
	exact lasting
	figure_is 3 lasting_due 26
	figure_is 1 lasting_yes 26
	figure_is 1 lasting_no 26
	figure_is 1 lasting_unknown 26
	figure_is 33 lasting_share 26
	figure_is 50 lasting_known_share 26
	figure_is 2 lasting_yes 13
	figure_is 3 lasting_due 13
	figure_is 0 lasting_due 52
	figure_is 1 lasting_work_yes regular
	figure_is 1 lasting_work_unknown sheltered
	exact lasting --date 2026-11-01
	figure_is 4 lasting_due 13
}

@test "what cannot be used is counted, and why" {
	events 'p1 intake 2026-10    ' 'p1 inteek 2026-10-01    ' ' intake 2026-10-01    AM18' 'p1 intake 2027-01-01    ' 'p1 meet 2026-10-01    '
	exact guidance
	figure_is 1 steps_unused undated
	figure_is 1 steps_unused uncoded
	figure_is 1 steps_unused nobody AM18
	figure_is 1 steps_unused later AM12
	figure_is 0 persons_with_steps
}

@test "events of registrations find their person by way of kr-link's result" {
	records 'record_id kind date as_of source' 'uwv:1 intake 2026-10-01 2026-10-31 uwv' 'uwv:9 intake 2026-10-01 2026-10-31 uwv' >events.tsv
	status_is 2 kr-report flow --events events.tsv register.tsv
	says 'events.tsv:1: record_id: these events name registrations: --linked tells whose they are'
	records 'record_id person_id' 'uwv:1 p3' 'noord:7 p3' >linked.tsv
	exact flow --linked linked.tsv
	figure_is 1 flow_intakes '' AM18
	figure_is 1 steps_unused nobody
	records 'kind date' 'intake 2026-10-01' >events.tsv
	status_is 2 kr-report flow --events events.tsv register.tsv
	says 'person_id: events name a person_id or a record_id'
}

@test "counts are tens, and a median of fewer than 100 is not shown" {
	awk 'BEGIN { OFS = "\t"; print "person_id", "kind", "date"
		for (i = 1; i <= 94; i++) { print "q" i, "intake", "2026-01-01"; print "q" i, "talk", "2026-01-15" } }' >events.tsv
	kr-report guidance -f tsv --date 2026-10-31 --events events.tsv register.tsv >figures.tsv
	[ "$(grep -P '^AM99\tniet in te delen\tguidance_days\ttalk' figures.tsv | cut -f 5,7)" = $'\tc' ]
	figure_is 90 guidance_reached talk
	kr-report guidance --date 2026-10-31 --events events.tsv register.tsv | grep -q 'Periode: 1 november 2025 tot en met 31 oktober 2026'
	awk 'BEGIN { OFS = "\t"; print "person_id", "kind", "date"
		for (i = 1; i <= 95; i++) { print "q" i, "intake", "2026-01-01"; print "q" i, "talk", "2026-01-15" } }' >events.tsv
	kr-report guidance -f tsv --date 2026-10-31 --events events.tsv register.tsv >figures.tsv
	figure_is 14 guidance_days talk
}

# Events as wild as they come: doubles, gaps, ends before starts, unknown work, people outside the register.
wild() { # wild SEED PEOPLE
	awk -v seed="$1" -v people="$2" '
		function r(n) { state = (state * 1103515245 + 12345) % 2147483648; return int(state / 65536) % n }
		BEGIN {
			state = seed; OFS = "\t"
			split("intake talk plan step placement placement ended fallback still_there exit meet intaak", kinds, " ")
			split("regular regular apprenticeship sheltered work_experience voluntary", works, " ")
			print "person_id", "region", "as_of" >"register.tsv"
			print "person_id", "kind", "date", "outcome", "wage_subsidy", "weeks", "region" >"events.tsv"
			for (i = 1; i <= people; i++)
				if (r(8)) print "p" i, r(9) ? "AM" 11 + r(3) : "", "2026-10-31" >"register.tsv"
			for (i = 1; i <= people * 7; i++) {
				kind = kinds[1 + r(12)]
				date = sprintf("202%d-%02d-%02d", 5 + r(2), 1 + r(12), 1 + r(28))
				print r(60) ? "p" 1 + r(people) : "", kind, r(50) ? date : substr(date, 1, 7),
					kind == "placement" && r(6) ? works[1 + r(6)] : "", kind == "placement" ? substr("yes", 1, 3 * r(2)) : "",
					kind == "still_there" && r(3) ? 13 * (1 + r(4)) : "", r(4) ? "" : "AM1" 1 + r(3) >"events.tsv"
			}
		}'
}

@test "a second implementation counts the same, whatever the order of the events" {
	command -v python3 >/dev/null || skip "LOUD: no python3, nothing to compare with"
	for seed in 1 2 3; do
		wild $seed 400
		python3 "$ROOT/tests/helpers/steps-oracle.py" events.tsv register.tsv 2025-11-01 2026-10-31 >want
		for report in flow guidance lasting; do
			exact $report
			cat figures.tsv
		done | awk -F '\t' -v OFS='\t' '$5 > 0 && $6 != "percent" && $1 != "region" { print $1, $3, $4, $5 }' | LC_ALL=C sort -u >got
		LC_ALL=C sort want >sorted
		[ "$(wc -l <got)" -gt 100 ]
		same sorted got
		exact flow
		mv figures.tsv first
		{ head -n 1 events.tsv; tail -n +2 events.tsv | LC_ALL=C sort -r; } >turned && mv turned events.tsv
		KR_BLOCK_SIZE=7 exact flow
		same first figures.tsv
	done
}

@test "each report takes its own options, and no report takes another's" {
	events 'p1 intake 2026-10-01    '
	status_is 2 kr-report flow register.tsv
	says '--events: the report flow is made from events'
	status_is 2 kr-report overview --events events.tsv register.tsv
	says '--events: the report overview does not use it'
	status_is 2 kr-report lasting --events events.tsv --by scheme register.tsv
	says '--by: the report lasting does not use it'
	status_is 2 kr-report flow --events events.tsv --date 2026-10-31 --since 2026-11-01 register.tsv
	says '--since: lies after the end of the period'
	status_is 2 kr-report flow --events events.tsv --since gisteren register.tsv
	says '--since gisteren: not a date'
	records 'vacancy_id person_id region' 'v1 p1 AM12' >pairs.tsv
	status_is 2 kr-report flow --events events.tsv pairs.tsv
	says 'pairs.tsv:1: vacancy_id: these are vacancies or pairs, not people'
	status_is 2 kr-report flow --events register.tsv register.tsv
	says 'no field kind'
	head -c 60 events.tsv >half.tsv
	status_is 2 kr-report flow --events half.tsv register.tsv
}

@test "the pages hold the words of both languages and every region" {
	wild 9 400
	for report in flow guidance lasting; do
		kr-report $report --language en --ascii --events events.tsv --date 2026-10-31 register.tsv >text
		run ! grep -P '[^\x00-\x7e]' text
		grep -q 'Nothing to count: Groningen' text
		run ! grep -q 'head_\|title_\|column_\|key_' text
		kr-report $report --width 72 --events events.tsv --date 2026-10-31 register.tsv >text
		run ! grep -q 'head_\|title_\|column_\|key_' text
	done
}
