load helpers/common

# The files that ESCO and CBS offer become tables for --tables.

ESCO="$KR_SHARED/cases/esco"

# esco_file: a small file in ESCO's form
esco_file() {
	printf '%s\n' conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status,code \
		'Occupation,http://data.europa.eu/esco/occupation/aa-1,2654,knopendraaier,"draaier van knopen' \
		'knoopster' \
		'meervoudig",knopendr.,released,2654.1.7' \
		'Occupation,http://data.europa.eu/esco/occupation/bb-2,8121,perser van "punten",meervoudig,,released,8121.4'
}

@test "esco-occupations: a record for each label, the URI's end as code" {
	cd "$BATS_TEST_TMPDIR"
	esco_file | sed 's/van "punten"/van punten/' >esco.csv
	kr-import -p esco-occupations esco.csv >out.tsv
	same out.tsv <(printf '%s\n' 'isco	title	preferred	esco	concept' \
		'2654	knopendraaier	knopendraaier	2654.1.7	aa-1' '2654	draaier van knopen	knopendraaier	2654.1.7	aa-1' \
		'2654	knoopster	knopendraaier	2654.1.7	aa-1' '2654	meervoudig	knopendraaier	2654.1.7	aa-1' \
		'2654	knopendr.	knopendraaier	2654.1.7	aa-1' '8121	perser van punten	perser van punten	8121.4	bb-2' \
		'8121	meervoudig	perser van punten	8121.4	bb-2')
}

@test "a table of ESCO's labels is what kr-normalize looks occupations up in" {
	cd "$BATS_TEST_TMPDIR"
	mkdir tables
	esco_file | sed 's/van "punten"/van punten/' >esco.csv
	kr-import -p esco-occupations esco.csv >esco.tsv
	kr-normalize --print-table occupation_titles | grep -v '^#' | cut -f 1,2 | kr-cat esco.tsv - >tables/occupation_titles.tsv
	printf '%s\n' desired_occupations knoopster 'Knopendr.' meervoudig lasser 'perser van punten' >wanted.tsv
	kr-normalize --tables tables wanted.tsv >out.tsv
	# A label of two occupations with different codes stands for none.
	[ "$(cut -f 1 out.tsv | tail -n +2 | tr '\n' ' ')" = '2654:knoopster 2654:Knopendr. :meervoudig 7212:lasser 8121:perser van punten ' ]
}

@test "where two occupations claim a name, the one that prefers it has it" {
	cd "$BATS_TEST_TMPDIR"
	mkdir tables
	printf 'isco\ttitle\tpreferred\n2654\tknoper\tknoper\n8121\tknoper\tperser\n8121\tperser\tperser\n' >tables/occupation_titles.tsv
	printf 'desired_occupations\nknoper\n' | kr-normalize --tables tables >out.tsv
	[ "$(cut -f 1 out.tsv | tail -n 1)" = 2654:knoper ]
}

@test "esco-skills: a record for each label" {
	cd "$BATS_TEST_TMPDIR"
	printf '%s\n' conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels \
		'KnowledgeSkillCompetence,http://data.europa.eu/esco/skill/cc-3,skill/competence,sector-specific,knopen draaien,"knoppen draaien' \
		'knopendraaien",' >skills.csv
	kr-import -p esco-skills skills.csv >out.tsv
	same out.tsv <(printf '%s\n' 'code	title	preferred	kind	reuse' 'cc-3	knopen draaien	knopen draaien	skill	sector-specific' \
		'cc-3	knoppen draaien	knopen draaien	skill	sector-specific' 'cc-3	knopendraaien	knopen draaien	skill	sector-specific')
}

@test "the whole of ESCO 1.2 in Dutch: every label, none lost, and all codes known" {
	[ -e "$ESCO/occupations_nl.csv.gz" ] || skip "no shared cases: $ESCO/occupations_nl.csv.gz is not there"
	cd "$BATS_TEST_TMPDIR"
	mkdir tables
	gzip -dc "$ESCO/occupations_nl.csv.gz" | kr-import -p esco-occupations --max-lines 1000 --rejects r.tsv >tables/occupation_titles.tsv
	[ "$(wc -l <r.tsv)" = 1 ]
	[ "$(tail -n +2 tables/occupation_titles.tsv | wc -l)" = $((3039 + 19786 + 1481)) ]
	[ "$(cut -f 5 tables/occupation_titles.tsv | tail -n +2 | LC_ALL=C sort -u | wc -l)" = 3039 ]
	[ "$(cut -f 1 tables/occupation_titles.tsv | tail -n +2 | grep -vcE '^[0-9]{4}$')" = 0 ]
	printf 'desired_occupations\nchef-inspiciënt\n' | kr-normalize --tables tables >out.tsv
	[ "$(cut -f 1 out.tsv | tail -n 1)" = 2654:chef-inspiciënt ]
}

@test "ESCO's titles of the ISCO groups and the codes of their URIs" {
	[ -e "$ESCO/ISCOGroups_nl.csv.gz" ] || skip "no shared cases: $ESCO/ISCOGroups_nl.csv.gz is not there"
	cd "$BATS_TEST_TMPDIR"
	printf 'field\tcolumn\tconversion\targument\ncode\tcode\tkeep\nuri_code\tconceptUri\tbehind\t/C\n' >groups.tsv
	gzip -dc "$ESCO/ISCOGroups_nl.csv.gz" | kr-import -p ./groups.tsv >out.tsv
	[ "$(tail -n +2 out.tsv | wc -l)" = 619 ]
	[ "$(tail -n +2 out.tsv | awk -F '\t' '$1 != $2' | wc -l)" = 0 ]
}

# cbs_file NEW_CODE: two municipalities of which one is new, in StatLine's form
statline() {
	printf '\357\273\277"Regio'"'"'s";"Codes en namen/Code";"Codes en namen/Naam";"COROP/Code";"COROP/Naam";"AM/Code";"AM/Naam"\r\n'
	printf '"%s";"%s    ";"%s          ";"CR23      ";"Groot-Amsterdam   ";"%s      ";"%s            "\r\n' "$@"
	printf '"Bron: CBS"\r\n'
}

@test "cbs-gebieden: codes by their letters whatever the columns are called, blanks gone" {
	cd "$BATS_TEST_TMPDIR"
	statline Aalsmeer GM0358 Aalsmeer AM12 'Groot Amsterdam' 'Nuenen, Gerwen' GM0820 'Nuenen, Gerwen en Nederwetten' AM33 Zuidoost-Brabant >a.csv
	kr-import -p cbs-gebieden --rejects r.tsv --max-rejects 1 a.csv >out.tsv
	same out.tsv <(printf '%s\n' 'code	name	region	region_name' 'GM0358	Aalsmeer	AM12	Groot Amsterdam' \
		'GM0820	Nuenen, Gerwen en Nederwetten	AM33	Zuidoost-Brabant')
	# The open data portal numbers the columns.
	printf '"ID";"RegioS";"Code_1";"Naam_2";"SorteringNaam_3";"Code_4";"Naam_5"\n"0";"GM0358    ";"GM0358    ";"Aalsmeer  ";"Aalsmeer  ";"AM12      ";"Groot Amsterdam  "\n' >b.csv
	[ "$(kr-import -p cbs-gebieden b.csv | tail -n 1)" = "$(sed -n 2p out.tsv)" ]
}

@test "next January: a merger needs CBS's table and a line of municipality_changes, no new release" {
	cd "$BATS_TEST_TMPDIR"
	mkdir tables
	kr-normalize --print-table municipalities_2026 | grep -v '^#' | awk -F '\t' '
		NR > 1 && $1 != "GM0358" && $1 != "GM0362" { printf "%s%c%s%c%s%c%s%c%s%c\n", $2, 0, $1, 0, $2, 0, $3, 0, $3, 0 }' | tr -d '\n' |
		{ xargs -0 -n 400 printf '%s\n' >rows; }
	mapfile -t rows <rows
	statline 'Aalsveen' GM2999 Aalsveen AM12 'Groot Amsterdam' "${rows[@]}" >cbs.csv
	kr-import -p cbs-gebieden --rejects r.tsv cbs.csv >tables/municipalities_2026.tsv
	[ "$(wc -l <tables/municipalities_2026.tsv)" = 342 ]
	printf 'record_id\tpostcode\tmunicipality\nx\t1431 AA\tAalsmeer\ny\t\tAalsveen\nz\t1316 AA\t\n' >in.tsv
	# Where the two went is not in CBS's table.
	status_is 2 kr-normalize --tables tables in.tsv
	says 'municipality_changes'
	{
		kr-normalize --print-table municipality_changes
		printf 'GM0358\tAalsmeer\tGM2999\t2027\nGM0362\tAmstelveen\tGM2999\t2027\n'
	} >tables/municipality_changes.tsv
	kr-normalize --tables tables in.tsv >out.tsv
	[ "$(kr-cat -F municipality,region out.tsv | tail -n +2 | tr '\t\n' ', ')" = 'GM2999,AM12 GM2999,AM12 GM0034,AM11 ' ]
	# A municipality of 2020 that went into one that is gone now is followed through both.
	printf 'GM0034\tAlmere\tGM2999\t2027\n' >>tables/municipality_changes.tsv
	status_is 0 kr-normalize --tables tables in.tsv
}

@test "tables of regions can be made of the same file" {
	cd "$BATS_TEST_TMPDIR"
	mkdir tables
	kr-normalize --print-table municipalities_2026 | grep -v '^#' | cut -f 1-3 | awk -F '\t' 'NR > 1 { print $0 "\tRegio " $3 }' >rows
	{ printf 'code\tname\n'; cut -f 3,4 rows | LC_ALL=C sort -u; } >tables/regions.tsv
	printf 'record_id\tregion\nx\tRegio AM12\n' | kr-normalize --tables tables >out.tsv
	[ "$(kr-cat -F region out.tsv | tail -n 1)" = AM12 ]
}
