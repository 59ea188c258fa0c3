#!/usr/bin/env bats
# Events: how sources tell them, and the reports made of them: flow, guidance, lasting, worklist.
load helpers/common

setup() {
	cd "$BATS_TEST_TMPDIR"
}

@test "steps of a municipality become events under the profile gemeente-trajecten" {
	printf '%s\n' 'Clientnummer;Stap;Datum;Resultaat;Loonkostensubsidie;Weken;Contactpersoon;Team;Regio' \
		'12;Uitstroom werk;3-4-2026;Regulier werk;LKS;;J. de X;Oost;Groot Amsterdam' \
		'13;nog aan het werk;20260405;;;26;;;' \
		'14;Plan van Aanpak;2026-04-07;;;;;;' \
		'15;terugval;8-4-2026;;nee;;;;' >steps.csv
	kr-import -p gemeente-trajecten --source noord --as-of 2026-11-01 steps.csv | kr-normalize >events.tsv
	records 'source record_id as_of kind date by ref outcome wage_subsidy weeks desk region problems' \
		'noord noord:12 2026-11-01 placement 2026-04-03 J.~de~X  regular yes  Oost AM18 ' \
		'noord noord:13 2026-11-01 still_there 2026-04-05     26   ' \
		'noord noord:14 2026-11-01 plan 2026-04-07        ' \
		'noord noord:15 2026-11-01 fallback 2026-04-08    no    ' | same - events.tsv
	kr-normalize events.tsv | same events.tsv -
}

@test "a kind or an outcome that no list has is emptied and listed, never guessed" {
	records 'record_id kind date outcome' 'a:1 raadsel 2026-04-03 regular' 'a:2 placement 2026-04-03 raadsel' 'a:3 placement 2026-02-30 bbl' >in.tsv
	status_is 0 kr-normalize --rejects aside.tsv in.tsv
	[ "$out" = "$(records 'record_id kind date outcome problems' 'a:1  2026-04-03 regular kind:unknown-word' \
		'a:2 placement 2026-04-03  outcome:unknown-word' 'a:3 placement  apprenticeship date:impossible-date')"$'\n' ]
	[ "$(wc -l <aside.tsv)" = 4 ]
}

@test "a candidate with a field kind or date of its own stays a candidate" {
	records 'source_id kind date licences' '1 raadsel onzin b' >in.tsv
	kr-normalize in.tsv | cut -f 2-4 | tail -n 1 | same - <(printf 'raadsel\tonzin\tB\n')
}
