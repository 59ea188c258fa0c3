# kr-report sectors: which sectors ask, who could go where, at what gap.
load helpers/common

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	records 'person_id region as_of sectors experience' 'p1 AM12 2026-10-31 Q|G 5223:verkoper::|8332:chauffeur::' \
		'p2 AM12 2026-10-31 Q 5223:verkoper::' 'p3 AM18 2026-10-31  :iets::' 'p4 AM18 2026-10-31 none ' >register.tsv
	records 'vacancy_id region sector positions filled status closes_on as_of' 'v1 AM12 Q 3 1   2026-10-31' 'v2 AM18 Q    2026-11-30 2026-10-31' \
		'v3 AM18 H 2  closed  2026-10-31' 'v4 AM18 H 5    2026-10-31' 'v5 AM18  1    2026-10-31' >vacancies.tsv
	records 'vacancy_id person_id gaps' 'v1 p1 hours|contract' 'v2 p1 none' 'v3 p1 none' 'v4 p2 sector' 'v1 p3 contract|hours|skills' 'v5 p4 none' \
		'v9 p4 none' >matches.tsv
}

exact() {
	kr-report sectors -f tsv --unprotected --vacancies vacancies.tsv --matches matches.tsv "$@" register.tsv >figures.tsv
}

figure_is() { # figure_is VALUE INDICATOR [CLASS] [REGION]
	local got
	got=$(awk -F '\t' -v indicator="$2" -v class="${3-}" -v region="${4-NL}" \
		'$1 == region && $3 == indicator && $4 == class { print $5 }' figures.tsv)
	[ "$got" = "$1" ] || { echo "$2 ${3-} ${4-NL}: $got, wanted $1"; return 1; }
}

@test "open positions, wishes, who could go where, and the smallest gap of each" {
	exact
	figure_is 4 persons
	figure_is 3 sector_positions Q
	figure_is 5 sector_positions H
	figure_is 2 sector_wanted Q
	figure_is 1 sector_wanted G AM12
	figure_is 2 sector_reached Q
	figure_is 1 sector_reached H AM12
	figure_is 0 sector_reached H AM18
	figure_is 0 sector_gap Q AM12
	figure_is 3 sector_gap Q AM18
	figure_is 1 move_persons '52>Q'
	figure_is 1 move_persons '52>H' AM12
	figure_is 0 move_persons '52>H' AM18
	figure_is 0 move_gap '52>Q'
	figure_is 1 move_gap '52>H'
	[ -z "$(awk '$3 == "move_persons" && $4 !~ /^52/' figures.tsv)" ]
	figure_is grows sector_outlook Q
	figure_is shrinks sector_outlook I
	# what has closed asks for nobody any more
	exact --date 2026-12-01
	figure_is 2 sector_positions Q
	figure_is 2 sector_gap Q AM12
}

@test "over the samples mawk counts the same" {
	sh "$ROOT/samples/pipeline.sh" made 2>/dev/null
	cd made
	exact
	kr-cat -F vacancy_id,sector,status,closes_on,positions,filled vacancies.tsv >v
	kr-cat -F person_id,experience register.tsv >p
	kr-cat -F person_id,vacancy_id,gaps matches.tsv | awk -F '\t' -v OFS='\t' '
		FILENAME == "v" { if (FNR > 1 && $3 != "closed" && ($4 == "" || $4 == "open" || $4 >= "2026-11-01") &&
			($5 == "" ? 1 : $5) - $6 > 0) sector[$1] = $2; next }
		FILENAME == "p" { code = substr($2, 1, 2); if (code ~ /^[0-9][0-9]$/) from[$1] = code; known[$1] = 1; next }
		FNR > 1 && sector[$2] && known[$1] && !seen[$1, sector[$2]]++ { n["sector_reached" OFS sector[$2]]++
			if ($1 in from) n["move_persons" OFS from[$1] ">" sector[$2]]++ }
		END { for (k in n) print k, n[k] }' v p - | LC_ALL=C sort >want
	awk -F '\t' -v OFS='\t' '$1 == "NL" && $5 > 0 && $3 ~ /^(sector_reached|move_persons)$/ { print $3, $4, $5 }' figures.tsv | LC_ALL=C sort >got
	[ "$(wc -l <got)" -gt 60 ]
	same want got
}

@test "the page tells the outlook, and the most frequent moves" {
	kr-report sectors --unprotected --region NL --vacancies vacancies.tsv --matches matches.tsv register.tsv >text
	grep -q 'zorg en welzijn: groeit' text
	grep -Eq '^ +\(0\) verkopers naar zorg en welzijn +1$' text
	kr-report sectors --language en --ascii --vacancies vacancies.tsv --matches matches.tsv register.tsv >text
	run ! grep -P '[^\x00-\x7e]' text
	run ! grep -q 'head_\|title_\|column_\|key_\|outlook_' text
	mkdir tables
	sed 's/^I\tshrinks/I\tgrows/' "$ROOT/lib/report/sector_outlook.tsv" >tables/sector_outlook.tsv
	exact --tables tables
	figure_is grows sector_outlook I
	sed 's/^I\tshrinks/I\tboom/' "$ROOT/lib/report/sector_outlook.tsv" >tables/sector_outlook.tsv
	status_is 2 kr-report sectors --tables tables --vacancies vacancies.tsv --matches matches.tsv register.tsv
	says 'sector_outlook.tsv:13: outlook'
}

@test "what it needs is told" {
	status_is 2 kr-report sectors --vacancies vacancies.tsv register.tsv
	says '--matches: the report sectors is made from vacancies and the pairs of kr-match'
	kr-cat -x gaps matches.tsv >x.tsv
	status_is 2 kr-report sectors --vacancies vacancies.tsv --matches x.tsv register.tsv
	says 'x.tsv:1: no field gaps'
}
