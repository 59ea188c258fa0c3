load helpers/common

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	for what in register vacancies matches; do
		awk -v what=$what -f "$ROOT/tests/helpers/report-register.awk" >$what.tsv
	done
}

# Ten people of whom everything is known by heart: three can be found under the old rule.
small() {
	records \
		'person_id region pc4 available_now sources as_of desired_occupations hours_max work_level education sectors valid_until' \
		'p1 AM12 1211 yes uwv 2026-10-31 5223:verkoper 32 4  G open' \
		'p2 AM12 1211 yes uwv|noord 2026-10-31 5223:verkoper|5221:winkelier 32  4:mbo:yes:1 G ' \
		'p3 AM12 1211 no uwv 2026-10-31 9112:schoonmaker 32 1  N ' \
		'p4 AM12 1211  uwv 2026-11-01 :manusje~van~alles 32 1  N ' \
		'p5 AM12 1211 yes uwv 2026-10-31 5223:verkoper  4  G 2026-12' \
		'p6 AM12 1211 yes uwv 2026-10-31 5223:verkoper 32   G ' \
		'p7 AM12 1211 no uwv 2026-10-31 5223:verkoper 32 4   ' \
		'p8   yes uwv 2026-10-31 5223:verkoper 32 4  G 2026-10-30' \
		'p9   no uwv 2026-10-31      ' \
		'p10 AM99 1211 yes uwv 2026-10-31 5223:verkoper 32    ' >small.tsv
	records \
		'vacancy_id region occupation positions filled status closes_on as_of source' \
		'v1 AM12 5223:verkoper 3 1 open 2026-11-01 2026-10-30 winkel' \
		'v2 AM12 5223:verkoper   open  2026-10-30 winkel' \
		'v3 AM12 9112:schoonmaker 2 2 open  2026-10-30 winkel' \
		'v4 AM12 9112:schoonmaker 2  closed  2026-10-30 winkel' \
		'v5 AM12 9112:schoonmaker 2  open 2026-10-31 2026-10-30 winkel' \
		'v6 AM12 9112:schoonmaker 4  open 2026-11 2026-10-30 winkel' \
		'v7  9112:schoonmaker 1  open open 2026-10-30 winkel' >small-vacancies.tsv
	records 'vacancy_id person_id rank' 'v1 p1 1' 'v1 p2 2' 'v3 p1 1' 'v9 p8 1' >small-matches.tsv
}

# figure INDICATOR [CLASS] [REGION]: its value and status in figures.tsv
figure() {
	awk -F '\t' -v indicator="$1" -v class="${2-}" -v region="${3-NL}" \
		'$1 == region && $3 == indicator && $4 == class { print $5, $7 }' figures.tsv
}

figure_is() { # figure_is VALUE INDICATOR [CLASS] [REGION]
	local want=$1
	shift
	[ "$(figure "$@")" = "$want exact" ] || { echo "$*: $(figure "$@"), wanted $want"; return 1; }
}

exact() {
	small
	kr-report overview -f tsv --unprotected --vacancies small-vacancies.tsv --matches small-matches.tsv "$@" small.tsv >figures.tsv
}

@test "people, sources and availability are counted" {
	exact
	figure_is 10 persons
	figure_is 7 persons '' AM12
	figure_is 3 persons '' AM99
	figure_is 1 persons_in_more_sources
	figure_is 11 registrations
	figure_is 6 available yes
	figure_is 1 lapsed
	figure_is 6 supply
	figure_is 5 supply_known
	figure_is 60 supply_share
	exact --date 2027-01-01
	figure_is 2 lapsed
	figure_is 3 available no
	figure_is 1 available unknown
}

@test "completeness: filled, in words only, empty" {
	exact
	figure_is 8 field_filled occupation
	figure_is 1 field_written occupation
	figure_is 1 field_empty occupation
	figure_is 8 field_filled hours
	figure_is 7 field_filled level
	figure_is 6 field_filled work_level
	figure_is 1 field_filled education
	figure_is 8 field_filled place
	figure_is 0 field_filled licences
	figure_is 10 field_empty licences
}

@test "findable: an empty search field hides under the old rule, under kr's only when all are empty" {
	exact
	figure_is 3 findable_strict
	figure_is 9 findable
	figure_is 7 hidden
	figure_is 2 hidden_by occupation
	figure_is 1 hidden_only_by occupation
	figure_is 2 hidden_by place
	figure_is 1 hidden_only_by place
	figure_is 3 hidden_by level
	figure_is 1 hidden_only_by level
	figure_is 3 hidden_by sector
	figure_is 1 hidden_only_by sector
	figure_is level hidden_most_by
}

@test "vacancies: closed, full and past ones are not open; an empty number is 1 asked, 0 filled" {
	exact
	figure_is 4 vacancies_open
	figure_is 8 positions_open
	figure_is 7 positions_open '' AM12
	exact --date 2026-10-31
	figure_is 5 vacancies_open
	figure_is 10 positions_open
	exact --date 2026-12-01
	figure_is 2 vacancies_open
}

@test "matches: pairs lie with the vacancy, persons at home, those of unknown vacancies are kept" {
	exact
	figure_is 4 pairs
	figure_is 3 pairs '' AM12
	figure_is 1 pairs '' AM99
	figure_is 3 persons_matched
	figure_is 2 persons_matched '' AM12
	figure_is 3 vacancies_unmatched
}

@test "tension: unknown availability is not no; the known alone give its upper bound" {
	exact
	figure_is 1.33 tension
	figure_is average tension_class
	figure_is 1.60 tension_known
	figure_is 1.40 tension '' AM12
	figure_is average tension_class '' AM12
	figure_is 1.75 tension_known '' AM12
	[ "$(figure tension '' AM01)" = ' z' ]
	[ "$(figure tension_class '' AM01)" = ' z' ]
}

@test "occupations: a person counts once in a group" {
	exact
	figure_is 7 occupation_wanted 52
	figure_is 5 occupation_supply 52
	figure_is 3 occupation_asked 52
	figure_is 0.60 occupation_tension 52
	figure_is loose occupation_tension_class 52
	figure_is 1 occupation_wanted 91
	figure_is 5 occupation_asked 91
}

@test "counts are tens, percentages of fewer than 100 persons are not shown" {
	small
	kr-report overview -f tsv --vacancies small-vacancies.tsv small.tsv >figures.tsv
	[ "$(figure persons)" = '10 rounded' ]
	[ "$(figure supply_share)" = ' c' ]
	awk -F '\t' 'NR > 1 && $6 != "percent" && $6 != "ratio" && $6 != "word" && $5 % 10 != 0 || $7 == "exact"' figures.tsv >strange
	[ ! -s strange ]
	kr-report overview --vacancies small-vacancies.tsv small.tsv | grep -F '[c]'
}

@test "ratios and classes are made from the rounded numbers" {
	kr-report overview -f tsv --vacancies vacancies.tsv --matches matches.tsv register.tsv |
		awk -F '\t' '
			$3 == "positions_open" { open[$1] = $5 }
			$3 == "persons" { persons[$1] = $5 }
			$3 == "supply" { free[$1] = $5 }
			$3 == "supply_share" && $7 != "c" && $7 != "z" { if ($5 != int(100 * free[$1] / persons[$1] + 0.5)) bad = 1; shares++ }
			$3 == "supply_share" && $7 == "c" && persons[$1] >= 100 { bad = 1 }
			$3 == "tension" && $7 != "z" { if ($5 != sprintf("%.2f", int(100 * open[$1] / free[$1] + 0.5) / 100)) bad = 1; ratios++ }
			END { exit bad || shares < 4 || ratios < 4 }'
}

@test "text and tsv tell the same numbers" {
	for region in all AM12 AM11 AM99; do
		kr-report overview -f tsv --region $region --vacancies vacancies.tsv --matches matches.tsv register.tsv >figures.tsv
		[ $region = all ] || kr-report overview -f tsv --region NL --vacancies vacancies.tsv --matches matches.tsv register.tsv >>figures.tsv
		for language in nl en; do
			kr-report overview --language $language --region $region --vacancies vacancies.tsv --matches matches.tsv register.tsv >text
			# Up to the method, without the scale's own edges and the day.
			sed -E '/^(Verantwoording|Method)$/,$d; /^(Peildatum|Reference date) /d; /[0-9] (tot|to) [0-9]/d; /(vanaf|from) 4|(onder|below) 0/d; s/\(AM[0-9]+\)//; s/groepen;.*|groups;.*//' text >body
			if [ $language = nl ]; then tr -d . <body | tr , .; else tr -d , <body; fi |
				grep -oE '(^|[ (])[0-9]+(\.[0-9]+)?%?([ ).,;:]|$)' | tr -d ' ()%,;:' | sed 's/\.$//' | LC_ALL=C sort -u >told
			[ "$(wc -l <told)" -gt 20 ]
			cut -f 5 figures.tsv | LC_ALL=C sort -u >known
			LC_ALL=C comm -23 told known >strange
			[ ! -s strange ] || { cat strange; return 1; }
		done
	done
	# And the other way: each figure of the region's row stands in the text's row.
	kr-report overview --vacancies vacancies.tsv --matches matches.tsv register.tsv >text
	kr-report overview -f tsv --vacancies vacancies.tsv --matches matches.tsv register.tsv |
		awk -F '\t' '$1 == "AM18" && $4 == "" && ($3 == "pairs" || $3 == "positions_open") { print $5 }' >wanted
	while read -r value; do
		grep '^Groot Amsterdam ' text | grep -qw "$value"
	done <wanted
}

@test "golden files: a region, all regions, the records" {
	mkdir made
	sh "$ROOT/tests/golden/report.sh" made
	for file in report-region.txt report-region.tsv report-all-en-ascii.txt; do
		same "$ROOT/tests/golden/$file" "made/$file"
	done
}

@test "the records are a stream that kr-cat takes" {
	kr-report overview -f tsv --vacancies vacancies.tsv --matches matches.tsv register.tsv |
		kr-cat -F region,indicator,value >chosen
	[ "$(head -n 1 chosen)" = "$(printf 'region\tindicator\tvalue')" ]
	[ "$(cut -f 1 chosen | tail -n +2 | uniq | wc -l)" = 37 ]
	[ "$(sed -n 2p chosen | cut -f 1)" = NL ]
}

@test "all 35 regions stand in the report, also those without people" {
	kr-report overview register.tsv >text
	kr-report --print-table regions | grep '^AM' | cut -f 2 >names
	[ "$(wc -l <names)" = 35 ]
	sed -n '/^De regio/,/^Wie zoekt/p' text | tr '\n' ' ' | tr -s ' ' >table
	while read -r name; do
		grep -qF "$name" table || { echo "$name is missing"; return 1; }
	done <names
	grep -q 'Niemand in het register: Groningen, Friesland, ' table
	grep -q '^niet in te delen  *470 ' text
	grep -q '^Gooi en Vechtstreek  *760 ' text
	kr-report overview --region AM01 register.tsv | grep -q 'Geen personen uit deze regio'
}

@test "--brief leaves out the definitions and nothing else" {
	kr-report overview --region AM12 --vacancies vacancies.tsv register.tsv | sed '/^Verantwoording$/,$d' >full
	kr-report overview --brief --region AM12 --vacancies vacancies.tsv register.tsv >brief
	sed '/^Verantwoording$/,$d' brief | same full -
	grep -q 'De definities staan' brief
	grep -qF '[c]: niet getoond' brief
	run ! grep -q 'Rijen in het register' brief
}

@test "the map has a tile for every region" {
	kr-report overview --vacancies vacancies.tsv register.tsv | sed -n '/^Spanning per regio/,/^Wie zoekt/p' >map
	kr-report --print-table region_tiles | grep '^AM' | cut -f 2 >tiles
	while read -r tile; do
		grep -qw -- "$tile" map || { echo "$tile is missing"; return 1; }
	done <tiles
}

@test "a region by code, name and alias; all others are told the nearest" {
	for name in AM02 am02 Friesland 'Fryslân' FRIESLAND; do
		kr-report overview --region "$name" -f tsv register.tsv >one
		[ "$(sed -n 2p one | cut -f 1)" = AM02 ]
		[ "$(cut -f 1 one | tail -n +2 | uniq | wc -l)" = 1 ]
	done
	status_is 2 kr-report overview --region Frisland register.tsv
	says 'region Frisland: not known; the nearest is Friesland'
	[ -z "$out" ]
}

@test "no line is wider than asked, in columns" {
	for width in 72 80 120; do
		kr-report overview --width $width --vacancies vacancies.tsv --matches matches.tsv register.tsv >text
		[ "$(LC_ALL=C.UTF-8 wc -L <text)" = $width ]
	done
	run ! grep -n ' $' text
}

@test "--ascii draws with ASCII alone, in both languages" {
	for language in nl en; do
		kr-report overview --ascii --language $language --by scheme --purpose jaarplan --vacancies vacancies.tsv --matches matches.tsv register.tsv >text
		LC_ALL=C run ! grep -n '[^ -~]' text
	done
}

@test "identity fields are ignored, never passed on, refused as breakdown" {
	for form in text tsv; do
		kr-report overview -f $form --unprotected --vacancies vacancies.tsv --matches matches.tsv register.tsv >text
		run ! grep -i 'geheimzinnig\|123456782' text
	done
	for field in surname bsn person_id postcode no_such_field; do
		status_is 2 kr-report overview --by $field --purpose onderzoek register.tsv
		says "--by $field: an identity field"
		[ -z "$out" ]
	done
}

@test "a sensitive breakdown needs a purpose, which the report tells" {
	status_is 2 kr-report overview --by scheme register.tsv
	says '--by scheme: a sensitive field; it needs --purpose'
	kr-report overview --by scheme --purpose 'jaarplan 2027' register.tsv >text
	grep -q 'scheme voor dit doel: jaarplan 2027' text
	kr-report overview -f tsv --unprotected --by scheme --purpose p register.tsv >figures.tsv
	for class in WW PW WIA Wajong other none unknown; do
		[ -n "$(figure persons_by $class)" ]
	done
	[ "$(awk -F '\t' '$1 == "NL" && $3 == "persons_by" { n += $5 } END { print n }' figures.tsv)" = 3000 ]
	[ "$(figure persons_by other)" = "$(awk -F '\t' '$9 == "IOAW"' register.tsv | wc -l) exact" ]
	kr-report overview --by available_now register.tsv | grep -q 'Personen naar available_now'
	kr-report overview register.tsv >text
	run ! grep -w 'Wajong\|Participatiewet' text
}

@test "a purpose is a line of text" {
	for purpose in $'two\nlines' $'\xff' $'\e[31mred'; do
		status_is 2 kr-report overview --by scheme --purpose "$purpose" register.tsv
		says '--purpose: must be a line of plain UTF-8 text'
	done
}

@test "exact counts go into a private file" {
	kr-report overview -o rounded register.tsv
	kr-report overview --unprotected -o exact register.tsv
	[ "$(stat -c %a rounded)" = 644 ]
	[ "$(stat -c %a exact)" = 600 ]
	grep -q 'niet voor publicatie' exact
}

@test "every field that can be asked for has its classes counted" {
	for field in work_level irregular_hours open_to_other_occupation contract; do
		records "person_id region as_of $field" 'p1 AM12 2026-10-31 ' >one.tsv
		kr-report overview --unprotected -f tsv --by $field one.tsv >figures.tsv
		figure_is 1 persons_by unknown
	done
}

@test "the date is the latest as_of or --date, never today" {
	kr-report overview register.tsv | grep -q 'Peildatum 1 november 2026'
	kr-report overview --date 2024-02-29 --language en register.tsv | grep -q 'Reference date 29 February 2024'
	status_is 2 kr-report overview --date 2026-02-30 register.tsv
	says '--date 2026-02-30: not a date'
	records 'person_id region' 'p1 AM12' >dateless.tsv
	status_is 2 kr-report overview dateless.tsv
	says 'no as_of in the data'
}

@test "the same bytes for any block size and locale" {
	kr-report overview --vacancies vacancies.tsv --matches matches.tsv register.tsv >first
	for block in 1 7 4096; do
		KR_BLOCK_SIZE=$block kr-report overview --vacancies vacancies.tsv --matches matches.tsv register.tsv | same first -
	done
	for locale in C C.UTF-8 tr_TR.UTF-8; do
		LC_ALL=$locale kr-report overview --vacancies vacancies.tsv --matches matches.tsv register.tsv | same first -
	done
	kr-report overview --vacancies vacancies.tsv --matches matches.tsv <register.tsv | same first -
	head -n 1500 register.tsv >a.tsv
	{ head -n 1 register.tsv; tail -n +1501 register.tsv; } >b.tsv
	kr-report overview --vacancies vacancies.tsv --matches matches.tsv a.tsv b.tsv | same first -
}

@test "usage errors are told and nothing is written" {
	status_is 2 kr-report
	says 'which report'
	status_is 2 kr-report overvieuw register.tsv
	says 'overvieuw: no such report'
	status_is 2 kr-report overview --matches matches.tsv register.tsv
	says '--matches needs --vacancies'
	status_is 2 kr-report overview -f html register.tsv
	status_is 2 kr-report overview --width 20 register.tsv
}

@test "bad input: a missing field, a bad number, a double vacancy, an unfinished file" {
	kr-cat -x region register.tsv >x.tsv
	status_is 2 kr-report overview x.tsv
	says 'region'
	records 'vacancy_id region positions as_of' 'v1 AM12 many 2026-10-31' >bad.tsv
	status_is 2 kr-report overview --vacancies bad.tsv register.tsv
	says 'bad.tsv:2: positions: not a number'
	records 'vacancy_id region' 'v1 AM12' 'v1 AM12' >bad.tsv
	status_is 2 kr-report overview --vacancies bad.tsv register.tsv
	says 'bad.tsv:3: vacancy_id: stands here for the second time'
	head -c 5000 register.tsv >half.tsv
	echo old >report
	status_is 2 kr-report overview -o report half.tsv
	[ "$(cat report)" = old ]
	status_is 2 kr-report overview --vacancies half.tsv register.tsv
	status_is 2 kr-report overview -o report /nowhere.tsv
	[ "$(cat report)" = old ]
}

@test "an empty register gives a report of nobody" {
	head -n 1 register.tsv >empty.tsv
	kr-report overview --date 2026-11-01 --vacancies vacancies.tsv --matches matches.tsv empty.tsv >text
	grep -q 'Geen personen' text
	kr-report overview --date 2026-11-01 -f tsv empty.tsv | awk -F '\t' 'NR > 1 && $5 != "" && $5 != 0 { bad = 1 } END { exit bad || NR < 100 }'
}

@test "stdout full: status 2 and a message; reader gone: silence" {
	status_is 2 sh -c 'kr-report overview register.tsv >/dev/full'
	says 'kr-report: '
	run --separate-stderr bash -c 'set -o pipefail; kr-report overview -f tsv --vacancies vacancies.tsv register.tsv 2>err | head -n 1'
	[ ! -s err ]
}

@test "memory does not grow with the register" {
	[ -x /usr/bin/time ] || skip "LOUD: no /usr/bin/time, memory not measured"
	for i in 1 2 3 4 5 6 7 8; do tail -n +2 register.tsv; done >more
	{ head -n 1 register.tsv; for i in 1 2 3 4 5; do cat more; done; } >big.tsv
	small=$( { /usr/bin/time -f %M kr-report overview register.tsv >/dev/null; } 2>&1)
	big=$( { /usr/bin/time -f %M kr-report overview big.tsv >/dev/null; } 2>&1)
	[ "$big" -lt $((small + 2048)) ] || { echo "$small KiB, then $big KiB"; return 1; }
}

@test "every indicator of the table is told, and stands in the man page" {
	records 'person_id kind date' 'p1 intake 2026-01-01' >events.tsv
	# enough people who could go somewhere
	awk -v OFS='\t' 'BEGIN { print "person_id", "region", "as_of", "experience", "vacancy_id", "gaps", "sector"
		for (i = 1; i <= 9; i++) print "p" i, "AM12", "2026-10-31", "8332:chauffeur::", "v" i, "none", "Q" }' >movers.tsv
	{
		kr-report overview -f tsv --by available_now --vacancies vacancies.tsv --matches matches.tsv register.tsv
		for report in flow guidance lasting; do
			kr-report $report -f tsv --events events.tsv register.tsv
		done
		kr-cat -x vacancy_id movers.tsv >people.tsv
		printf '%s\t' pot given available reserved paid returned people trains services starts still_at_work no_news >bought.tsv
		printf 'ended\nall\t1\t1\t1\t1\t1\t1\t1\t1\t1\t1\t1\t1\ntraining\t1\t1\t1\t1\t1\t1\t1\t1\t1\t1\t1\t1\n' >>bought.tsv
		records 'person_id household pays region as_of' 'p1 single 1.00 AM12 2026-10-31' >pays.tsv
		kr-report pays --purpose test -f tsv --households pays.tsv --matches pays.tsv pays.tsv
		kr-report budget -f tsv --date 2026-11-30 bought.tsv
		kr-report sectors -f tsv --vacancies movers.tsv --matches movers.tsv people.tsv
		records 'instrument regions as_of' 'job_coach AM12 2026-10-31' 'debt_help AM18 2026-10-31' | kr-report instruments -f tsv
		records 'vacancy_id region licences as_of' 'v1 AM12 B 2026-10-31' >asking.tsv
		records 'vacancy_id person_id gaps' 'v1 p1 licences:1' >lacking.tsv
		records 'gives regions' 'licence:B: all' | kr-report training -f tsv --vacancies asking.tsv --matches lacking.tsv
	} | cut -f 3 | grep -vx indicator | LC_ALL=C sort -u >told
	grep -v '^#' "$ROOT/lib/report/indicators.tsv" | cut -f 1 | tail -n +2 | LC_ALL=C sort -u >known
	same known told
	while read -r indicator; do
		grep -qF ".It Cm $indicator" "$ROOT/man/man1/kr-report.1" || { echo "$indicator is not in the page"; return 1; }
	done <known
}

@test "files in each other's place are refused" {
	records 'vacancy_id region as_of' 'v1 AM18 2026-01-01' >v.tsv
	records 'person_id region as_of' 'p1 AM18 2026-01-01' >p.tsv
	status_is 2 kr-report overview v.tsv
	says 'v.tsv:1: vacancy_id: these are vacancies or pairs, not people'
	status_is 2 kr-report overview --vacancies p.tsv p.tsv
	says 'p.tsv:1: no field vacancy_id'
	status_is 0 kr-report overview --vacancies v.tsv p.tsv
}

@test "records that are not merged say their source themselves" {
	records 'region as_of source' 'AM18 2026-01-01 uwv' 'AM18 2026-01-01 noord' >p.tsv
	status_is 0 kr-report overview --brief p.tsv
	[[ $out == *'Bronnen: noord, uwv.'* ]]
}

@test "a name in the place of a source is not told, and many sources are cut short" {
	printf 'person_id\tregion\tas_of\tsources\np1\tAM18\t2026-01-01\tJan Janssen|uwv|J\xc3\xb6rgsma\n' >p.tsv
	status_is 0 kr-report overview --brief p.tsv
	[[ $out == *'Bronnen: uwv.'* && $out != *Jan* && $out != *rgsma* ]]
	awk 'BEGIN { print "person_id\tregion\tas_of\tsources"; for (i = 1; i <= 50; i++) printf "p%d\tAM18\t2026-01-01\ts%02d\n", i, i }' >p.tsv
	status_is 0 kr-report overview --brief --width 200 p.tsv
	[[ $out == *'s19, s20 en nog 30.'* && $out != *s21* ]]
	status_is 0 kr-report overview --brief --language en --width 200 p.tsv
	[[ $out == *'s19, s20 and 30 more.'* ]]
}
