#!/bin/sh
# Proves that lib/schema and lib/tables hold together. Prints TAP; exits 1 when a check fails.
# usage: check-tables.sh [LIB]
set -eu
LC_ALL=C
export LC_ALL
LIB=${1:-$(dirname "$0")/../lib}
SCHEMA=$LIB/schema
TABLES=$LIB/tables
# The grants stand beside the schemas and are none.
SCHEMAS=$(find "$SCHEMA" -name '*.tsv' ! -name recipients.tsv | sort)
number=0
failed=0
if ! [ -d "$SCHEMA" ] || ! [ -d "$TABLES" ]; then
	echo "Bail out! no schema and tables in $LIB"
	exit 1
fi

# Rows by column name: f("code") is the field of that name, file counts the files from 1.
# shellcheck disable=SC2016
PRELUDE='
function f(name) {
	if (!((file, name) in col)) { print FILENAME ": no column " name; exit }
	return $(col[file, name])
}
function say(text) { print FILENAME ":" FNR ": " text }
FNR == 1 { file++; headed = 0 }
/^#/ || /^$/ { next }
!headed { headed = 1; for (i = 1; i <= NF; i++) col[file, $i] = i; next }
'

# report NAME COMPLAINTS: one line of TAP, the complaints (first 20) under it.
report() {
	number=$((number + 1))
	if [ -z "$2" ]; then
		echo "ok $number - $1"
	else
		failed=$((failed + 1))
		echo "not ok $number - $1"
		printf '%s\n' "$2" | sed -n '1,20s/^/# /p'
	fi
}

# check NAME PROGRAM FILE...: the awk program prints a line for each thing that is wrong.
check() {
	name=$1
	program=$2
	shift 2
	if complaints=$(awk -F '\t' "$PRELUDE$program" "$@" 2>&1); then
		report "$name" "$complaints"
	else
		report "$name" "${complaints:-awk failed}"
	fi
}

table() { echo "$TABLES/$1.tsv"; }

# words LIST WORDS RESERVED: every word leads to a code of the list, every code stands as a word.
# shellcheck disable=SC2016
words() {
	check "words of $2 lead to codes of $1" '
	file == 1 { code[f("code")]; next }
	{ word = f("word"); to = f("code"); seen[word] = to }
	!(to in code) && index(" '"$3"' ", " " to " ") == 0 { say("unknown code " to) }
	END {
		for (c in code) {
			w = tolower(c)
			if (!(w in seen)) print FILENAME ": no word " w
			else if (seen[w] != c && seen[w] != "na" && seen[w] != "unknown") print FILENAME ": " w " leads to " seen[w]
		}
	}' "$(table "$1")" "$(table "$2")"
}

# The form of every file.
for file in "$SCHEMA"/*.tsv "$TABLES"/*.tsv; do
	name=${file#"$LIB"/}
	# shellcheck disable=SC2016
	complaints=$(
		iconv -f UTF-8 -t UTF-8 <"$file" 2>&1 >/dev/null || true
		[ -z "$(tail -c 1 "$file" | tr -d '\n')" ] || echo "no LF at the end"
		awk -F '\t' '
		/\r/ { print FNR ": CR" }
		/[ \t]$/ { print FNR ": blank at the end" }
		/\t / || / \t/ || /^ / || /  / && !/^#/ { print FNR ": loose blank" }
		/[\001-\010\013-\037\177]/ { print FNR ": control character" }
		/^#/ { if (/Source: /) source = 1; if (/Reference date: [0-9]|reference date [0-9]/) date = 1; if (/Licence: /) licence = 1; next }
		/^$/ { next }
		!fields {
			fields = NF
			if ($NF != "note") print FNR ": last column is not note"
			for (i = 1; i <= NF; i++) if (seen[$i]++ || $i !~ /^[a-z][a-z0-9_]*$/) print FNR ": column " $i
			next
		}
		NF > fields { print FNR ": more fields than the header" }
		$1 == "" { print FNR ": first field is empty" }
		{ rows++ }
		END {
			if (!source) print "names no source"
			if (!date) print "names no reference date"
			if (!licence) print "names no licence"
			if (!rows) print "has no rows"
		}' "$file"
	)
	report "form of $name" "$complaints"
done

# The schema.
# shellcheck disable=SC2016
for file in $SCHEMAS; do
	check "fields of ${file#"$LIB"/}" '
	FNR == 1 || headed && !told++ {
		want = "field type unit values class vum meaning note"
		for (i = split(want, name, " "); i; i--) if (col[1, name[i]] != i) print FILENAME ": header is not " want
	}
	seen[f("field")]++ { say("field twice: " f("field")) }
	f("field") !~ /^[a-z][a-z0-9_]*$/ { say("field name: " f("field")) }
	f("type") !~ /^((list:)?(text|code|parts)|date|integer|decimal|yesno)$/ { say("type: " f("type")) }
	f("class") !~ /^(identity|sensitive|profile)$/ { say("class: " f("class")) }
	f("type") ~ /parts$/ && f("values") !~ /^[a-z]/ { say("parts are not named") }
	f("type") ~ /^(date|yesno)$/ && f("values") !~ /^(\+[a-z]+)?$/ { say("values: " f("values")) }
	f("type") == "integer" && f("values") !~ /^([0-9]+\.\.[0-9]+)?$/ { say("values: " f("values")) }
	f("meaning") !~ /^[A-Z].*\.$/ { say("meaning is no sentence") }' "$file"
done

# shellcheck disable=SC2016,SC2086
check "a field has the same class everywhere (postcode and place of a vacancy are no home)" '
{ name = f("field") }
name == "postcode" || name == "place" { if (f("class") != (FILENAME ~ /vacancy/ ? "profile" : "identity")) say(name ": " f("class")); next }
name in class && class[name] != f("class") { say(name ": " f("class") ", elsewhere " class[name]) }
{ class[name] = f("class") }' $SCHEMAS

# shellcheck disable=SC2016,SC2086
check "a field has the same type everywhere" '
f("field") in type && type[f("field")] != f("type") { say(f("field") ": " f("type") ", elsewhere " type[f("field")]) }
{ type[f("field")] = f("type") }' $SCHEMAS

# shellcheck disable=SC2016,SC2086
named=$(awk -F '\t' "$PRELUDE"'{
	n = split(f("values"), word, /[ :]/)
	for (i = 1; i <= n; i++) if (sub(/^.*=/, "", word[i]) && word[i] !~ /^(date|yesno)$/) print word[i]
}' $SCHEMAS | sort -u)
report "every table that the schema names is there" "$(for name in $named; do [ -f "$(table "$name")" ] || echo "$name"; done)"

check "instruments and branches of pots are those of the tables" '
name(FILENAME) == "instruments" { instrument[f("code")]; next }
name(FILENAME) == "branches" { branch[f("code")]; next }
{
	n = split(f("instruments"), s, "|")
	for (i = 1; i <= n; i++) if (!(s[i] in instrument)) say("instrument " s[i])
	n = split(f("branches"), s, "|")
	for (i = 1; i <= n; i++) if (!(s[i] in branch)) say("branch " s[i])
}
function name(path) { sub(/.*\//, "", path); sub(/\.tsv$/, "", path); return path }
' "$(table instruments)" "$(table branches)" "$(table pots)"

# The grants.
# shellcheck disable=SC2016,SC2086
check "grants name known schemas and fields once, one ground a purpose, and no BSN" '
{ name = FILENAME; sub(/.*\//, "", name); sub(/\.tsv$/, "", name) }
name != "recipients" { has[name, f("field")]; schema[name]; next }
f("recipient") !~ /^[a-z]+$/ || f("purpose") !~ /^[a-z]+$/ || f("ground") == "" { say("recipient, purpose or ground") }
{
	purpose = f("recipient") " " f("purpose")
	if (purpose in ground && ground[purpose] != f("ground")) say("two grounds for " purpose)
	ground[purpose] = f("ground")
	seen[f("recipient")]
	n = split(f("schema"), s, "|")
	for (i = 1; i <= n; i++) if (!(s[i] in schema)) say("no schema " s[i])
	m = split(f("fields"), field, "|")
	for (j = 1; j <= m; j++) {
		known = 0
		for (i = 1; i <= n; i++) {
			known += (s[i], field[j]) in has
			if (granted[purpose, s[i], field[j]]++) say("granted twice: " s[i] " " field[j])
		}
		if (!known) say("no field " field[j])
		if (field[j] == "bsn" || field[j] == "person_key") say("grants " field[j])
	}
}
END {
	n = split("caseworker adviser reintegration agency employer statistician person", want, " ")
	for (i = 1; i <= n; i++) if (!(want[i] in seen)) print "nothing for " want[i]
}' $SCHEMAS "$SCHEMA/recipients.tsv"

# Codes are unique.
for file in "$TABLES"/*.tsv; do
	# shellcheck disable=SC2016
	check "keys of ${file#"$LIB"/} are unique" '
	{ key = $1 }
	FILENAME ~ /municipality_changes/ { key = f("code") " " f("to") }
	FILENAME ~ /region_neighbours/ { key = f("code") " " f("neighbour") }
	FILENAME ~ /unknown_words/ { key = f("word") " " f("kind") }
	FILENAME ~ /_aliases/ { key = f("word") " " f("division") }
	seen[key]++ { say("twice: " key) }
	(1, "word") in col && f("word") ~ /[A-Z]/ { say("not in lower case: " f("word")) }' "$file"
done

# Regions, municipalities, postcodes.
# shellcheck disable=SC2016
check "35 regions, and in 2020 these and AM99" '
f("code") !~ /^AM[0-9][0-9]$/ { say("code " f("code")) }
f("lat") !~ /^5[0-3]\.[0-9]+$/ || f("lon") !~ /^[3-7]\.[0-9]+$/ { say("not in the Netherlands") }
f("inhabitants") !~ /^[0-9]+$/ { say("inhabitants") }
file == 1 { now[f("code")]; n++; next }
f("code") in now { m++; next }
f("code") != "AM99" { say(f("code")) }
{ other++ }
END { if (n != 35 || m != 35 || other != 1) print n " now, " m " of them and " other + 0 " others in 2020" }' \
	"$(table regions)" "$(table regions_2020)"

# shellcheck disable=SC2016
for year in 2020 2026; do
	if [ $year = 2020 ]; then regions=regions_2020 total=355; else regions=regions total=342; fi
	check "every municipality of $year lies in a region, every region has as many as it says" '
	file == 1 { want[f("code")] = f("municipalities"); next }
	f("code") !~ /^GM[0-9][0-9][0-9][0-9]$/ { say("code " f("code")) }
	!(f("region") in want) { say("unknown region " f("region")) }
	name[f("name")]++ { say("name twice: " f("name")) }
	{ have[f("region")]++; n++ }
	END {
		for (r in want) if (want[r] != have[r]) print r ": " have[r] + 0 " municipalities, says " want[r]
		if (n != '$total') print n " municipalities"
	}' "$(table $regions)" "$(table municipalities_$year)"
done

# shellcheck disable=SC2016
check "changes lead from 2020 to 2026 and miss nothing" '
file == 1 { old[f("code")] = f("name"); next }
file == 2 { now[f("code")]; next }
old[f("code")] != f("name") { say("not of 2020: " f("code") " " f("name")) }
f("code") in now { say(f("code") " still is there") }
!(f("to") in now) { say("not of 2026: " f("to")) }
f("year") !~ /^202[1-6]$/ { say("year " f("year")) }
{ gone[f("code")] }
END { for (c in old) if (!(c in now) && !(c in gone)) print c " went nowhere" }' \
	"$(table municipalities_2020)" "$(table municipalities_2026)" "$(table municipality_changes)"

# shellcheck disable=SC2016
check "every postcode lies in a municipality of its division, and every municipality has one" '
file == 1 { old[f("code")]; next }
file == 2 { now[f("code")]; next }
f("pc4") !~ /^[1-9][0-9][0-9][0-9]$/ || seen[f("pc4")]++ { say("pc4 " f("pc4")) }
!(f("municipality") in now) { say("not of 2026: " f("municipality")) }
!(f("municipality_2020") in old) { say("not of 2020: " f("municipality_2020")) }
f("lat") !~ /^5[0-3]\.[0-9]+$/ || f("lon") !~ /^[3-7]\.[0-9]+$/ { say("not in the Netherlands") }
f("place") == "" && f("note") != "place not known" { say("no place") }
file == 3 && f("inhabitants") !~ /^([1-9][0-9]*|0)?$/ { say("inhabitants " f("inhabitants")) }
file == 3 { n++; used[f("municipality")]; used_old[f("municipality_2020")] }
END {
	if (n != 4065) print n " inhabited postcodes"
	for (c in now) if (!(c in used)) print c " has no postcode"
	for (c in old) if (!(c in used_old)) print c " had no postcode in 2020"
}' "$(table municipalities_2020)" "$(table municipalities_2026)" "$(table pc4)" "$(table pc4_postbus)"

# shellcheck disable=SC2016
check "the inhabitants of the postcodes make up those of the region" '
file == 1 { want[f("code")] = f("inhabitants"); next }
file == 2 { region[f("code")] = f("region"); next }
{ have[region[f("municipality")]] += f("inhabitants") }
END { for (r in want) if (want[r] != have[r] + 0) print r ": " have[r] + 0 " inhabitants, says " want[r] }' \
	"$(table regions)" "$(table municipalities_2026)" "$(table pc4)"

# shellcheck disable=SC2016
check "a postcode changed municipality only where the changes say so" '
file == 1 { to[f("code"), f("to")]; next }
f("municipality") != f("municipality_2020") && !((f("municipality_2020"), f("municipality")) in to) {
	say(f("pc4") ": " f("municipality_2020") " to " f("municipality"))
}' "$(table municipality_changes)" "$(table pc4)" "$(table pc4_postbus)"

# shellcheck disable=SC2016
check "region aliases lead to regions of their division" '
file == 1 { now[f("code")]; name[tolower(f("name"))] = f("code"); next }
file == 2 { old[f("code")]; next }
f("division") !~ /^(2020|2026)?$/ { say("division " f("division")) }
f("division") != "2020" && !(f("code") in now) { say("not of 2026: " f("code")) }
f("division") != "2026" && !(f("code") in old) { say("not of 2020: " f("code")) }
(f("word") in name) && name[f("word")] != f("code") { say(f("word") " is another region") }' \
	"$(table regions)" "$(table regions_2020)" "$(table region_aliases)"

# shellcheck disable=SC2016
check "municipality aliases lead to municipalities of their division" '
file == 1 { now[f("code")]; name[tolower(f("name"))] = f("code"); next }
file == 2 { old[f("code")]; next }
f("division") !~ /^(2020|2026)?$/ { say("division " f("division")) }
f("division") != "2020" && !(f("code") in now) { say("not of 2026: " f("code")) }
f("division") != "2026" && !(f("code") in old) { say("not of 2020: " f("code")) }
(f("word") in name) && name[f("word")] != f("code") { say(f("word") " is another municipality") }' \
	"$(table municipalities_2026)" "$(table municipalities_2020)" "$(table municipality_aliases)"

# shellcheck disable=SC2016
check "neighbours are known, stand once, and every region has one" '
file == 1 { region[f("code")]; next }
!(f("code") in region) || !(f("neighbour") in region) { say("unknown region") }
f("code") >= f("neighbour") { say("the lower code does not come first") }
{ has[f("code")]; has[f("neighbour")] }
END { for (r in region) if (!(r in has)) print r " has no neighbour" }' "$(table regions)" "$(table region_neighbours)"

# shellcheck disable=SC2016
check "every region has a tile of its own" '
file == 1 { region[f("code")]; next }
!(f("code") in region) { say("unknown region " f("code")) }
cell[f("row"), f("column")]++ { say("tile taken") }
short[f("abbreviation")]++ || f("abbreviation") !~ /^[A-Za-z]+$/ { say("abbreviation " f("abbreviation")) }
f("row") !~ /^[1-9]$/ || f("column") !~ /^[1-9]$/ { say("row or column") }
{ delete region[f("code")] }
END { for (r in region) print r " has no tile" }' "$(table regions)" "$(table region_tiles)"

# Occupations.
# shellcheck disable=SC2016
check "ISCO-08 has 10, 43, 130 and 436 groups, each under another" '
{ title[f("code")] = f("title_nl"); n[length(f("code"))]++ }
f("code") !~ /^[0-9]+$/ || f("title_nl") == "" { say("code or title") }
END {
	for (c in title) if (length(c) > 1 && !(substr(c, 1, length(c) - 1) in title)) print c " has no group above"
	if (n[1] != 10 || n[2] != 43 || n[3] != 130 || n[4] != 436) print n[1] " " n[2] " " n[3] " " n[4]
}' "$(table isco08)"

# shellcheck disable=SC2016
check "every title has a unit group of ISCO-08, from all major groups 1 to 9" '
file == 1 { code[f("code")]; next }
f("isco") !~ /^[0-9][0-9][0-9][0-9]$/ || !(f("isco") in code) { say("no unit group: " f("isco")) }
f("title") ~ /[A-Z|:]/ { say("title " f("title")) }
{ major[substr(f("isco"), 1, 1)]++; n++ }
END {
	for (i = 1; i <= 9; i++) if (major[i] < 20) print "major group " i ": " major[i] + 0 " titles"
	if (n < 350) print n " titles"
}' "$(table isco08)" "$(table occupation_titles)"

# Lists and the words that lead to them.
while read -r list from reserved; do
	words "$list" "$from" "$reserved"
done <<'LISTS'
sbi_sections sector_words na unknown
education_levels education_words none unknown
work_levels work_level_words na unknown
licences licence_words none
transport transport_words none unknown
language_levels language_level_words na unknown
languages language_words
sexes sex_words unknown
schemes scheme_words none
contract_types contract_type_words unknown
work_kinds work_kind_words unknown
event_kinds event_kind_words
instruments instrument_words
obstacles obstacle_words none
pots pot_words
branches branch_words
need_kinds need_kind_words
service_conditions service_condition_words none
event_outcomes event_outcome_words unknown
competences competence_words
competence_levels competence_level_words unknown
obligation_waivers obligation_waiver_words na unknown
wage_units wage_unit_words
education_status education_status_words unknown
work_capacities work_capacity_words unknown
LISTS

# shellcheck disable=SC2016
check "a word for a prefix leads to a prefix, which leads to itself" '
{ to[f("word")] = f("code") }
END { for (w in to) if (to[to[w]] != to[w]) print w " leads to " to[w] }' "$(table prefixes)"

# shellcheck disable=SC2016
check "words for yes and no" '
f("code") !~ /^(yes|no|unknown|na)$/ { say("code " f("code")) }
{ to[f("word")] = f("code") }
END { if (to["1"] != "yes" || to["2"] != "no" || to["0"] != "unknown") print "1, 2 and 0 are not as in VUM" }' "$(table yesno_words)"

# shellcheck disable=SC2016
check "placeholders have a known kind and code" '
f("kind") !~ /^(any|list|date|end_date|number|code|house_number|postcode|bsn|phone|email|name|street|place)$/ { say("kind " f("kind")) }
f("code") !~ /^(unknown|na|none|open)$/ { say("code " f("code")) }
f("code") == "open" && f("kind") != "end_date" { say("open is for an end only") }' "$(table unknown_words)"

# shellcheck disable=SC2016
check "what a licence implies is known and complete" '
{ implies[f("code")] = "|" f("implies") "|" }
END {
	for (a in implies) {
		if (index(implies[a], "|" a "|")) print a " implies itself"
		n = split(substr(implies[a], 2, length(implies[a]) - 2), list, "|")
		for (i = 1; i <= n; i++) {
			if (!(list[i] in implies)) { print a " implies unknown " list[i]; continue }
			m = split(substr(implies[list[i]], 2, length(implies[list[i]]) - 2), next_one, "|")
			for (j = 1; j <= m; j++) if (!index(implies[a], "|" next_one[j] "|")) print a " implies " list[i] " but not " next_one[j]
		}
	}
}' "$(table licences)"

# shellcheck disable=SC2016
check "sections of SBI do not overlap" '
f("from") !~ /^[0-9][0-9]$/ || f("to") !~ /^[0-9][0-9]$/ || f("from") > f("to") || f("from") <= last { say("from or to") }
{ last = f("to") }' "$(table sbi_sections)"

# shellcheck disable=SC2016
check "levels of education lead to levels of working and thinking" '
file == 1 { level[f("code")]; next }
f("work_level") != "" && !(f("work_level") in level) { say("work_level " f("work_level")) }
{ rank[f("code")] = f("rank") }
END { if (rank[3] != rank[4] || rank[4] >= rank[5] || rank[2] >= rank[3]) print "ranks" }' \
	"$(table work_levels)" "$(table education_levels)"

# shellcheck disable=SC2016
check "a prefix is used anywhere or in its own field only, an initial never anywhere" '
f("use") !~ /^(any|field)$/ { say("use " f("use")) }
f("word") ~ /^[a-z]\.?$/ && f("use") != "field" { say(f("word") " may be an initial") }' "$(table prefixes)"

# Services.
# shellcheck disable=SC2016
check "kinds of instruments have a stage, a weight, an end, and remove known obstacles" '
file == 1 { obstacle[f("code")]; next }
f("stage") !~ /^(orient|remove|learn|practise|place|stay)$/ { say("stage " f("stage")) }
f("weight") !~ /^[1-5]$/ || f("end") !~ /^(yes|no)$/ { say("weight or end") }
f("label") == "" || f("label_en") == "" { say("label") }
{ n = split(f("removes"), list, "|"); for (i = 1; i <= n; i++) if (!(list[i] in obstacle)) say("obstacle " list[i]) }' \
	"$(table obstacles)" "$(table instruments)"

# shellcheck disable=SC2016
check "conditions of services ask for a field that a person has, by a known test" '
file == 1 { field[f("field")]; next }
f("field") == "" && f("test") == "" && f("limit") == "" { next }
!(f("field") in field) { say("field " f("field")) }
f("test") !~ /^(has|at_least|at_most|known)$/ || (f("limit") == "") != (f("test") == "known") { say("test or limit") }' \
	"$SCHEMA/candidate.tsv" "$(table service_conditions)"

# shellcheck disable=SC2016
check "kinds of needs name a field of the candidate" '
file == 1 { field[f("field")]; next }
!(f("field") in field) { say("field " f("field")) }' "$SCHEMA/candidate.tsv" "$(table need_kinds)"

# shellcheck disable=SC2016
lists=$(awk -F '\t' "$PRELUDE"'{ print f("values_of"); print f("levels_of") }' "$(table need_kinds)" | sort -u)
report "what a need is a code of is there" "$(for name in $lists; do [ -f "$(table "$name")" ] || echo "$name"; done)"

# Answers known from elsewhere, so that a slip of a whole column shows.
# lookup TABLE KEY COLUMN: the column of the row whose first field is KEY.
# shellcheck disable=SC2016
lookup() {
	awk -F '\t' -v key="$2" -v want="$3" "$PRELUDE"'$1 == key { print f(want); exit }' "$(table "$1")"
}
while IFS=, read -r name key column answer; do
	found=$(lookup "$name" "$key" "$column")
	report "$name: $key has $column $answer" "$([ "$found" = "$answer" ] || echo "found: $found")"
done <<'ANSWERS'
pc4,1012,municipality,GM0363
pc4,1381,municipality_2020,GM0457
pc4,1381,municipality,GM0363
pc4,9711,place,Groningen
municipalities_2020,GM0457,region,AM12
municipalities_2026,GM0363,region,AM18
municipalities_2020,GM1961,region,AM99
municipalities_2026,GM1961,region,AM35
municipality_aliases,den haag,code,GM0518
municipality_aliases,den bosch,code,GM0796
municipality_aliases,hengelo,code,GM0164
region_aliases,food valley,code,AM38
instrument_words,proefplaats,code,trial_placement
instrument_words,harrie-training,code,internal_job_coach
instruments,sheltered_work,end,yes
obstacle_words,problematische schulden,code,debts
region_aliases,gooi- en vechtstreek,code,AM12
region_aliases,regio utrecht,code,AM13
isco08,5321,title_nl,Ziekenverzorgers
occupation_titles,heftruckchauffeur,isco,8344
occupation_titles,verzorgende ig,isco,5321
occupation_titles,vakkenvuller,isco,9334
education_words,hbo/bachelor,code,5
education_words,mavo,code,2
language_level_words,redelijk,code,2
licences,B,implies,AM
radius,9,km,150
prefixes,v.d.,code,van der
ANSWERS

# Sources.
# shellcheck disable=SC2016
check "every source has all its columns, with the date of the table" '
f("source") == "" || f("licence") == "" || f("changed") == "" { say("empty column") }
f("reference_date") !~ /^[0-9][0-9][0-9][0-9](-[0-9][0-9]-[0-9][0-9])?$/ { say("date " f("reference_date")) }' "$(table SOURCES)"

# shellcheck disable=SC2016
sources=$(awk -F '\t' "$PRELUDE"'{ print f("table"), f("reference_date") }' "$(table SOURCES)")
report "every named source is a table that has this date" "$(printf '%s\n' "$sources" | while read -r name date; do
	grep -q "^#.*Reference date: $date" "$(table "$name")" 2>&1 || echo "$name $date"
done)"
report "every table has a source" "$(for file in "$TABLES"/*.tsv; do
	name=$(basename "$file" .tsv)
	[ "$name" = SOURCES ] || printf '%s\n' "$sources" | grep -q "^$name " || echo "$name"
done)"

echo "1..$number"
[ $failed -eq 0 ]
