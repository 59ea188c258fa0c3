# kr-report worklist: the one field or step to ask for next.
load helpers/common

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	records 'person_id region as_of valid_until desired_occupations pc4 max_km hours_min hours_max work_level education sectors available_now available_from' \
		'p1 AM12 2026-10-31 open 5223:v 1211 10   4  G yes ' \
		'p2 AM12 2026-10-31  5223:v 1211 10 24 32   G no ' \
		'p3 AM18 2026-10-31  5223:v 1211  24 32 4   yes ' \
		'p4 AM18 2026-10-31 2026-10-01  1211        ' \
		'p5 AM18 2026-10-31  5223:v 1211 10 24 32 4  G yes ' \
		'p6 AM18 2026-10-31  5223:v 1211 10 24 32 4  G yes ' >register.tsv
	records 'vacancy_id person_id unknowns' 'v1 p1 hours' 'v2 p1 hours|distance' 'v3 p1 distance' 'v1 p2 availability|hours' \
		'v2 p2 work_level' 'v3 p2 work_level' 'v1 p4 hours' 'v9 p3 none' 'v1 p5 guarded' >matches.tsv
	records 'record_id person_id source source_id desk caseworker as_of' 'r1 p1 uwv 11 A Jan~Roos 2026-10-31' 'r2 p1 noord 12 B Eva~Bos 2026-11-01' \
		'r3 p2 noord 13 B Eva~Bos 2026-11-01' 'r4 p3 uwv 14 A Jan~Roos 2026-10-31' 'r5 p3 noord 09 B Eva~Bos 2026-10-31' \
		'r6 p5 uwv 16 A Jan~Roos 2026-10-31' 'r7 p6 uwv 17 A Jan~Roos 2026-10-31' >linked.tsv
	records 'person_id kind date outcome' 'p1 intake 2026-01-01 ' 'p2 intake 2026-10-30 ' 'p5 intake 2026-09-01 ' 'p5 talk 2026-09-20 ' \
		'p6 intake 2026-01-01 ' 'p6 placement 2026-02-01 regular' >events.tsv
}

worklist() {
	kr-report worklist --to caseworker --date 2026-11-01 --matches matches.tsv --linked linked.tsv "$@" register.tsv
}

@test "the field that opens most vacancies is asked for, of whoever knows the person, the most first" {
	worklist --events events.tsv >list.tsv
	records 'source desk caseworker source_id person_id region ask_for ask_is opens days_late' \
		'noord B Eva~Bos 12 p1 AM12 hours_min field 2 276' 'noord B Eva~Bos 13 p2 AM12 work_level field 2 ' \
		'noord B Eva~Bos 09 p3 AM18 sectors field 0 ' 'uwv A Jan~Roos 16 p5 AM18 plan step 0 14' | same - list.tsv
	# nothing is known of steps: who only waits for one is not in the list
	worklist | cut -f 5 | tail -n +2 | paste -sd ' ' | grep -qx 'p1 p2 p3'
	# the day decides what is late, and who is registered
	worklist --events events.tsv --date 2026-09-30 | cut -f 5,7,10 | grep -qx 'p4	hours_min	'
}

@test "what is asked for is empty in the register, and opens as many pairs as mawk counts" {
	sh "$ROOT/samples/pipeline.sh" made 2>/dev/null
	cd made
	kr-report worklist --to caseworker --date 2026-11-02 --matches matches.tsv --linked linked.tsv --events events.tsv \
		register.tsv >list.tsv
	[ "$(wc -l <list.tsv)" -gt 1000 ]
	[ "$(cut -f 5 list.tsv | sort | uniq -d | wc -l)" = 0 ]
	kr-cat -F person_id,unknowns matches.tsv >unknowns
	grep -v '^#' "$ROOT/lib/match/criteria.tsv" | awk -F '\t' -v OFS='\t' 'NR > 1 { print $1, $10 }' >criteria
	kr-cat -F person_id,ask_for,ask_is,opens list.tsv | awk -F '\t' '
		FILENAME == "criteria" { reads[$1] = $2; next }
		FILENAME == "unknowns" { n = split($2, each, "|"); for (i = 1; i <= n; i++) count[$1, each[i]]++; next }
		FILENAME == "register.tsv" && FNR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
		FILENAME == "register.tsv" { for (c in reads) { m = split(reads[c], f, "|"); for (i = 1; i <= m; i++) if (at[f[i]] && $at[f[i]] == "") {
			if (count[$at["person_id"], c] > best[$at["person_id"]]) best[$at["person_id"]] = count[$at["person_id"], c]; break } } next }
		FNR > 1 && $4 + 0 != best[$1] + 0 { print "opens", $0, best[$1]; bad = 1 }
		FNR > 1 { seen++ }
		END { exit bad || seen < 1000 }' criteria unknowns register.tsv -
	kr-cat -F person_id,ask_for,ask_is list.tsv | awk -F '\t' '
		FILENAME == "register.tsv" && FNR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
		FILENAME == "register.tsv" { for (i in at) if ($at[i] == "") empty[$at["person_id"], i] = 1; next }
		FNR > 1 && $3 == "field" && !empty[$1, $2] && $2 !~ /^(work_level|education|desired_occupations)$/ { print; bad = 1 }
		END { exit bad }' register.tsv -
}

@test "a recipient gets its own fields; who is granted no worklist gets none" {
	worklist --to adviser | head -n 1 | grep -qx 'source	desk	caseworker	person_id	region	ask_for	ask_is	opens	days_late'
	status_is 2 worklist --to employer
	says '--to: employer gets no worklist for the purpose selection'
	[ -z "$out" ]
	worklist -o list.tsv
	[ "$(stat -c %a list.tsv)" = 600 ]
	worklist --region AM18 | cut -f 6 | sort -u | paste -sd ' ' | grep -qx 'AM18 region'
}

@test "what it needs is told" {
	status_is 2 kr-report worklist --date 2026-11-01 --matches matches.tsv --linked linked.tsv register.tsv
	says '--to must say who gets the worklist'
	status_is 2 kr-report worklist --to caseworker --date 2026-11-01 --linked linked.tsv register.tsv
	says '--matches: the worklist needs the pairs of kr-match'
	status_is 2 kr-report worklist --to caseworker --date 2026-11-01 --matches matches.tsv register.tsv
	says '--linked: the worklist needs the registrations of kr-link'
	status_is 2 kr-report worklist --to caseworker --matches matches.tsv --linked linked.tsv register.tsv
	says '--date: must be a day'
	status_is 2 worklist --unprotected
	says '--unprotected: the report worklist does not use it'
	status_is 2 kr-report overview --to caseworker register.tsv
	says '--to: the report overview does not use it'
	kr-cat -x unknowns matches.tsv >x.tsv
	status_is 2 worklist --matches x.tsv
	says 'x.tsv:1: no field unknowns'
}
