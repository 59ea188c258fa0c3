load helpers/common

# field NAME FILE [LINE]: the values of a field, or the one in that line (the header is line 1)
field() {
	awk -F '\t' -v name="$1" -v line="${3:-0}" '
		NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) at = i; if (!at) exit 1; next }
		line == 0 || NR == line { print $at }' "$2"
}

# match [OPTION...]: matches v and p of this test into m
match() {
	kr-match --vacancies v -o m "$@" p
}

setup() {
	cd "$BATS_TEST_TMPDIR"
	records 'vacancy_id as_of occupation pc4 hours_min hours_max must' \
		'v1 2020-10-01 5223:verkoper 3511 24 32 ' >v
	records 'person_id pc4 max_km hours_min hours_max desired_occupations experience open_to_other_occupation as_of' \
		'p1 3511 20 24 40 5223:verkoper   2020-10-01' \
		'p2 3511 20 24 40 5221:winkelier   2020-10-01' \
		'p3 1012 20 24 40 5223:verkoper   2020-10-01' \
		'p4 1012  24 40 5223:verkoper   2020-10-01' \
		'p5 3511 20 36 40 5223:verkoper   2020-10-01' \
		'p6 3511 20 24 40 7212:lasser  no 2020-10-01' \
		'p7 3511 20 24 40 7212:lasser 5223:verkoper:2010:2015  2020-10-01' \
		'p8        2020-10-01' >p
}

@test "the best come first, with reasons" {
	match
	[ "$(field person_id m | tr '\n' ' ')" = 'p1 p7 p4 p2 p8 ' ]
	[ "$(field rank m | tr '\n' ' ')" = '1 2 3 4 5 ' ]
	[ "$(field why m 2)" = 'occupation:4|distance:0km|hours' ]
	[ "$(field gaps m 2)" = none ]
	[ "$(field km m | tr '\n' ' ')" = '0 0 35 0  ' ]
}

@test "the parts add up to the score in every record" {
	match
	[ "$(awk -F '\t' 'NR == 1 { for (i = 1; i <= NF; i++) { part[i] = $i ~ /^score_/; if ($i == "score") at = i } next }
		{ sum = 0; for (i in part) if (part[i]) sum += $i; if (sum != $at) bad++ } END { print NR - 1, bad + 0 }' m)" = '5 0' ]
}

@test "a person's own limits drop the pair: max_km, hours, no other occupation" {
	match --why-not why
	for person in p3 p5 p6; do
		! field person_id m | grep -qx $person
	done
	grep -qxF "$(printf 'v1\toccupation\t1\t1\t0\t')" why
	grep -qxF "$(printf 'v1\tdistance\t1\t1\t0\t')" why
	grep -qxF "$(printf 'v1\thours\t1\t1\t0\t')" why
}

@test "unknown is never a no: an empty profile passes every hard demand" {
	records 'vacancy_id as_of occupation pc4 hours_min hours_max work_level education licences languages skills experience_years transport irregular_hours starts_on max_km must' \
		'v1 2020-10-01 5223:a 3511 24 32 4 4:zorg:: B nld:3::: kassa 2 1 yes 2020-11-01 10 occupation|hours_min|work_level|education|licences|languages|skills|experience_years|transport|irregular_hours|starts_on|max_km' >v
	match
	[ "$(field person_id m | tail -n 1)" = p8 ]
	[ "$(field why m 2 | cut -d '|' -f 1)" = occupation:4 ]
	field unknowns m | tail -n 1 >unknowns
	[ "$(cat unknowns)" = 'occupation|distance|hours|availability|work_level|education|experience|skills|languages|licences|transport|contract|work_kind|sector|irregular_hours' ]
}

@test "a hard demand drops who does not meet it, a wish does not" {
	records 'vacancy_id as_of licences work_level must' 'v1 2020-10-01 C 4 ' 'v2 2020-10-01 C 4 licences' 'v3 2020-10-01 C 4 work_level' >v
	records 'person_id licences work_level' 'p1 B 5' 'p2 CE 2' 'p3 none 4' 'p4  ' >p
	match
	awk -F '\t' 'NR > 1 { print $1, $2 }' m | LC_ALL=C sort | tr '\n' ',' >pairs
	[ "$(cat pairs)" = 'v1 p1,v1 p2,v1 p3,v1 p4,v2 p2,v2 p4,v3 p1,v3 p3,v3 p4,' ]
	awk -F '\t' '$1 == "v1" && $2 == "p3"' m >v1p3
	grep -q 'licences:1' v1p3
}

@test "licences imply others, diplomas show a level, two jobs at once count once" {
	records 'vacancy_id as_of licences work_level occupation experience_years must' \
		'v1 2020-10-01 B 5 5223:a 4 licences|work_level|experience_years' >v
	records 'person_id licences work_level education experience' \
		'p1 CE  5::yes:1 5223:a:2010-01-01:2014-12-31' \
		'p2 B 5  5223:a:2010-01-01:2011-12-31|5222:b:2010-01-01:2011-12-31' \
		'p3 B 5  5223:a:2010-01-01:2011-12-31|5222:b:2012-01-01:2013-12-31' \
		'p4 B 5  5223:a:2016-01-01:open' >p
	match
	[ "$(field person_id m | LC_ALL=C sort | tr '\n' ' ')" = 'p1 p3 p4 ' ]
}

@test "who comes late is worth less, who is away for good nothing" {
	records 'vacancy_id as_of starts_on' 'v1 2020-10-01 2020-11-01' >v
	records 'person_id available_now available_from unavailable_until available_until' 'p1 yes   ' 'p2  2020-11-05  ' \
		'p3  2020-11-25  ' 'p4  2021-06-01  ' 'p5   open ' 'p6 yes   2020-10-20' 'p7    ' 'p8   2020-10-31 ' >p
	match
	[ "$(paste -d : <(field person_id m) <(field score_availability m) | LC_ALL=C sort | tr '\n' ' ')" = \
		'p1:70 p2:49 p3:28 p4:0 p5:0 p6:0 p7:35 p8:70 ' ]
	[ "$(awk -F '\t' '$2 == "p2"' m | grep -c 'availability:4d')" = 1 ]
}

@test "what is closed, filled or past is left out and counted" {
	records 'vacancy_id as_of status positions filled closes_on' 'v1 2020-10-01 open 2 1 2020-10-01' 'v2 2020-10-01 closed   ' \
		'v3 2020-10-01 open 2 2 ' 'v4 2020-10-01 open   2020-09-30' 'v5 2020-10-01    open' >v
	records 'person_id valid_until' 'p1 2020-09-30' 'p2 2020-10-01' 'p3 open' 'p4 ' >p
	status_is 0 match -v
	[ "$(field vacancy_id m | uniq | tr '\n' ' ')" = 'v1 v5 ' ]
	[ "$(field person_id m | LC_ALL=C sort -u | tr '\n' ' ')" = 'p2 p3 p4 ' ]
	says 'reference day 2020-10-01; people 4, no longer registered 1; vacancies 5, closed or filled 3'
	match --date 2020-09-30
	[ "$(field person_id m | LC_ALL=C sort -u | tr '\n' ' ')" = 'p1 p2 p3 p4 ' ]
}

@test "-v tells which fields the criteria miss, without it nothing is said" {
	status_is 0 match -v
	says 'p: no field: max_minutes transport'
	says 'v: no field: max_km starts_on work_level'
	status_is 0 match
	[ -z "$err" ]
}

@test "the reference day comes from the data or --date, never from the clock" {
	records 'vacancy_id' v1 >v
	records 'person_id' p1 >p
	status_is 2 match
	says 'no record says its as_of; give the reference day with --date'
	status_is 2 match --date 2020-13-01
	says '--date: must be a day, YYYY-MM-DD'
	status_is 0 match --date 2020-01-01
}

@test "ties: fewer km, then the bytes of the identifier; what is cut off is told" {
	records 'vacancy_id as_of pc4' 'v1 2020-10-01 3511' >v
	records 'person_id pc4' 'p9 3511' 'p10 3511' 'p2 3512' 'p1 3511' 'pa ' >p
	match -k 2 --why-not why
	[ "$(field person_id m | tr '\n' ' ')" = 'p1 p10 ' ]
	[ "$(field tied m | tr '\n' ' ')" = '2 2 ' ]
	grep -qxF "$(printf 'v1\tcut\t3\t\t\t2')" why
	match -k 4
	[ "$(field tied m | tr '\n' ' ')" = '0 0 0 0 ' ]
	[ "$(field person_id m | tr '\n' ' ')" = 'p1 p10 p9 p2 ' ]
}

@test "--per person gives the best vacancies of each person" {
	records 'vacancy_id as_of occupation' 'v1 2020-10-01 5223:a' 'v2 2020-10-01 7212:b' 'v3 2020-10-01 5221:c' >v
	records 'person_id desired_occupations' 'p1 7212:x' 'p2 5221:y' >p
	match --per person -k 2
	[ "$(awk -F '\t' 'NR > 1 { print $2, $1, $3 }' m | tr '\n' ',')" = 'p1 v2 1,p1 v1 2,p2 v3 1,p2 v1 2,' ]
}

@test "--min-score leaves out what lies below it" {
	match --min-score 900
	[ -s m ]
	[ "$(field score m | awk '$1 < 900' | wc -l)" = 0 ]
	[ "$(field score m | wc -l)" -gt 0 ]
}

# Made up by a generator of its own, judged by awk in a few lines: hours, contract and irregular hours.
make_many() {
	awk -v OFS='\t' -v seed="$1" '
	function draw(n) { seed = (seed * 1103515245 + 12345) % 2147483648; return int(seed / 65536) % n }
	function one(list,  a, n) { n = split(list, a, " "); n = a[draw(n) + 1]; return n == "-" ? "" : n }
	BEGIN {
		print "person_id", "hours_min", "hours_max", "contract", "irregular_hours", "as_of" >"p"
		for (i = 0; i < 2500; i++)
			print "p" draw(10) i, one("8 16 24 32"), one("32 36 40"), one("B O -"), one("yes no -"), "2020-10-01" >"p"
		print "vacancy_id", "hours_min", "hours_max", "contract", "irregular_hours", "must" >"v"
		for (i = 0; i < 40; i++)
			print "v" i, one("8 16 24 36"), one("36 40"), one("B O -"), one("yes no -"), one("contract - -") >"v"
	}'
}

brute_force() { # brute_force K
	awk -F '\t' -v OFS='\t' '
	FNR == 1 { next }
	FILENAME == "p" { n++; id[n] = $1; least[n] = $2; most[n] = $3; contract[n] = $4; shift[n] = $5; next }
	{ for (i = 1; i <= n; i++) {
		if (least[i] + 0 > $3 + 0 || $2 + 0 > most[i] + 0) continue
		if ($5 == "yes" && shift[i] == "no") continue
		if ($6 == "contract" && contract[i] != "" && $4 != "" && contract[i] != $4) continue
		c = contract[i] == "" || $4 == "" ? 15 : contract[i] == $4 ? 30 : 0
		s = $5 == "no" ? 20 : $5 == "yes" ? (shift[i] == "yes" ? 20 : 10) : shift[i] == "no" ? 10 : 20
		print FNR, $1, id[i], 50 + c + s
	} }' p v | LC_ALL=C sort -t "$(printf '\t')" -k1,1n -k4,4nr -k3,3 |
		awk -F '\t' -v OFS='\t' -v k="$1" '$1 != last { last = $1; rank = 0 } ++rank <= k { print $2, $3, rank, $4 }'
}

few_criteria() {
	printf 'criterion\tkind\tweight\tdemand\tlimit\tunknown\tshare\tsteps\tvacancy\tperson\n' >c
	printf 'hours\thours\t50\tsoft\thard\tshow\t500\t\thours_min|hours_max\thours_min|hours_max\n' >>c
	printf 'contract\twish\t30\tsoft\tsoft\tshow\t500\t\tcontract\tcontract\n' >>c
	printf 'shifts\tyes\t20\tsoft\thard\tshow\t500\t\tirregular_hours\tirregular_hours\n' >>c
}

@test "the best k are those of brute force in awk" {
	few_criteria
	for seed in 1 2 3; do
		make_many $seed
		for k in 1 7 3000; do
			match --criteria c -k $k
			tail -n +2 m | cut -f 1-4 >found
			brute_force $k >wanted
			[ -s wanted ]
			cmp wanted found
		done
	done
}

@test "the same bytes for any number of threads and any block size" {
	make_many 4
	match
	cp m one
	match --per person -k 2
	cp m one-person
	for threads in 0 2 5; do
		KR_BLOCK_SIZE=$((threads * 31 + 1)) match -j $threads
		cmp one m
		match -j $threads --per person -k 2
		cmp one-person m
	done
	LC_ALL=tr_TR.UTF-8 match
	cmp one m
}

@test "identity fields are ignored, never passed on, and refused as a criterion" {
	few_criteria
	records 'person_id bsn surname birth_date phone email' 'p1 111222333 Verzonnenaam 1980-01-01 +31600000000 iemand@voorbeeld.example' >p
	match
	! grep -q '111222333\|Verzonnenaam\|1980-01-01\|31600000000\|voorbeeld' m
	printf 'born\twish\t30\tsoft\toff\tshow\t500\t\tcontract\tbirth_date\n' >>c
	status_is 2 match --criteria c
	says 'c:5: person: birth_date is of class identity: nobody is matched by that'
	sed -i '$d' c
	printf 'x\twish\t30\tsoft\toff\tshow\t500\t\tcontract\tshoe_size\n' >>c
	status_is 2 match --criteria c
	says 'shoe_size is of class identity'
}

@test "a sensitive criterion needs a purpose and never shows why" {
	few_criteria
	printf 'guarded_one\tyes\t40\tsoft\toff\tshow\t500\t\tfor_target_group\ttarget_group\n' >>c
	records 'vacancy_id as_of for_target_group must' 'v1 2020-10-01 yes ' 'v2 2020-10-01 yes for_target_group' >v
	records 'person_id target_group' 'p1 yes' 'p2 no' 'p3 ' >p
	status_is 2 match --criteria c
	says 'c:5: person: target_group is sensitive: state --purpose'
	status_is 0 match --criteria c --purpose 'banenafspraak' --why-not why
	says 'criterion guarded_one uses a sensitive field; purpose: banenafspraak'
	! grep -q 'guarded_one\|target' m why
	[ "$(awk -F '\t' 'NR > 1 { print $1 $2 }' m | LC_ALL=C sort | tr '\n' ' ')" = 'v1p1 v1p2 v1p3 v2p1 v2p3 ' ]
	[ "$(field score_guarded m 2)" = 40 ]
	[ "$(stat -c %a m)" = 600 ]
}

@test "policies: apart ranks behind, hide leaves out and counts" {
	few_criteria
	records 'vacancy_id as_of contract' 'v1 2020-10-01 B' >v
	records 'person_id contract' 'p1 O' 'p2 B' 'p3 ' >p
	match --criteria c
	[ "$(field person_id m | tr '\n' ' ')" = 'p2 p3 p1 ' ]
	sed -i '/^contract/s/show/apart/' c
	match --criteria c
	[ "$(field person_id m | tr '\n' ' ')" = 'p2 p1 p3 ' ]
	sed -i '/^contract/s/apart/hide/' c
	match --criteria c --why-not why
	[ "$(field person_id m | tr '\n' ' ')" = 'p2 p1 ' ]
	grep -qxF "$(printf 'v1\tcontract\t0\t0\t1\t')" why
}

@test "a must that no criterion answers stays in the unknowns" {
	records 'vacancy_id as_of must' 'v1 2020-10-01 wage_min|ends_on' >v
	match -k 1
	[[ "$(field unknowns m 2)" = *'|wage_min|ends_on' ]]
	records 'vacancy_id as_of must' 'v1 2020-10-01 nonsense' >v
	status_is 1 match -k 1
	says 'v:2: must: not-valid'
}

@test "values that a field cannot hold count as unknown and are told without the value" {
	records 'person_id hours_min hours_max as_of' 'p1 zestien 40 2020-10-01' >p
	status_is 1 match
	says 'p:2: hours_min: not-valid'
	[[ $err != *zestien* ]]
	[[ "$(field unknowns m 2)" = *hours* ]]
	status_is 0 match --rejects r
	grep -q zestien r
	[ "$(stat -c %a r)" = 600 ]
}

@test "a second record of a person is refused, one without identifier set aside" {
	records 'person_id as_of' 'p1 2020-10-01' 'p1 2020-10-01' >p
	printf 'old\n' >m
	status_is 2 match
	says 'p:3: person_id: the same identifier as in an earlier record; kr-merge makes one row a person'
	[ "$(cat m)" = old ]
	records 'person_id as_of' 'p1 2020-10-01' ' 2020-10-01' >p
	status_is 1 match --max-rejects 1
	[ "$(field person_id m)" = p1 ]
	records 'vacancy_id as_of' 'v1 2020-10-01' 'v1 2020-10-01' >v
	status_is 2 match
	says 'v:3: vacancy_id: the same identifier'
}

@test "usage and input errors: status 2 and no output file" {
	status_is 2 kr-match p
	says '--vacancies is needed'
	status_is 2 kr-match --vacancies - p -
	says 'standard input cannot be both'
	status_is 2 kr-match --vacancies nothere p
	status_is 2 match -k 0
	records 'record_id as_of' 'uwv:1 2020-10-01' >p
	rm -f m
	status_is 2 match
	says 'p: no field person_id or card_id'
	[ ! -e m ]
	records 'id' 'v1' >v
	status_is 2 match
	says 'v:1: no field vacancy_id'
}

@test "criteria are checked with line and column" {
	few_criteria
	sed -i '2s/hours\thours/hours\thour/' c
	status_is 2 match --criteria c
	says 'c:2: kind: no such kind: hour; did you mean hours'
	few_criteria
	sed -i '3s/30/70000/' c
	status_is 2 match --criteria c
	says 'c:3: weight: not a number in its range'
	few_criteria
	sed -i '4s/hard/always/' c
	status_is 2 match --criteria c
	says 'c:4: limit: none of: off soft hard'
	few_criteria
	sed -n 2p c >>c
	status_is 2 match --criteria c
	says 'c:5: criterion: the name is there already'
}

@test "the built-in criteria go out and come in again" {
	kr-match --print-criteria >c
	match
	cp m built-in
	match --criteria c
	cmp built-in m
	[ "$(awk -F '\t' '!/^#/ && $3 ~ /^[0-9]+$/ { sum += $3 } END { print sum }' c)" = 1000 ]
}

@test "every field of the output stands in the schema, and every criterion has its field" {
	match
	for name in $(head -n 1 m); do
		grep -q "^$name	" "$ROOT/lib/schema/match.tsv"
	done
}

@test "an empty side gives a header alone; a broken stream gives an unfinished one" {
	records 'person_id as_of' >p
	match
	[ "$(wc -l <m)" = 1 ]
	printf 'person_id\tas_of\np1\t2020-10-01' >p
	status_is 2 match
	status_is 2 kr-match --vacancies v p
	[ "${#out}" = 0 ] || [ "${out: -1}" != $'\n' ]
}

@test "a full disk is no success" {
	status_is 2 bash -c 'kr-match --vacancies v p >/dev/full'
	says 'No space left'
}

@test "reading the people from a pipe gives the same" {
	match
	kr-match --vacancies v <p >piped
	cmp m piped
	kr-match --vacancies <(cat v) - <p >piped
	cmp m piped
}

@test "a person with very many jobs takes no quadratic time" {
	awk 'BEGIN { printf "person_id\texperience\np1\t"; for (i = 0; i < 150000; i++) printf "%s5120:Kok:%04d-01-01:open", i ? "|" : "", 2025 - i % 200; print "" }' >p.tsv
	records 'vacancy_id occupation experience_years' 'v1 5120:Kok 3' >v.tsv
	timeout 5 kr-match --vacancies v.tsv --date 2026-01-01 -o m.tsv p.tsv
	[ "$(wc -l <m.tsv)" = 2 ]
}

@test "unknown is never a no: no pair goes when a value of the person or the vacancy goes" {
	local field
	for part in zuid noord; do
		kr-import -q -p gemeente --source $part --as-of 2026-11-01 --encoding "$([ $part = zuid ] && echo utf-8 || echo iso-8859-15)" \
			--rejects /dev/null "$ROOT/samples/gemeente-$part.csv" | kr-body sh -c 'head -n 150; cat >/dev/null' >$part.tsv
	done
	kr-cat zuid.tsv noord.tsv | kr-normalize -q --rejects /dev/null | kr-link -q | kr-merge -q -o people.tsv
	kr-import -q -p vacature-csv --as-of 2026-11-01 --rejects /dev/null "$ROOT/samples/vacatures.csv" | kr-normalize -q --rejects /dev/null |
		kr-body sh -c 'head -n 60; cat >/dev/null' >jobs.tsv
	# kept PEOPLE JOBS: the pairs that stay
	kept() {
		kr-match -q -k 1000000 --date 2026-11-01 --vacancies "$2" "$1" | cut -f 1,2 | LC_ALL=C sort
	}
	# without FIELD FILE: the file with that field empty in every record
	without() {
		awk -F '\t' -v OFS='\t' -v name="$1" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) at = i; if (!at) exit 1 } NR > 1 { $at = "" } { print }' "$2"
	}
	kept people.tsv jobs.tsv >all
	[ "$(wc -l <all)" -gt 2000 ]
	for field in desired_occupations experience open_to_other_occupation pc4 max_km max_minutes transport hours_min hours_max available_now \
		available_from available_until work_level education skills languages licences contract work_kind sectors irregular_hours valid_until; do
		without $field people.tsv >fewer.tsv
		kept fewer.tsv jobs.tsv >left
		[ -z "$(LC_ALL=C comm -23 all left)" ] || { echo "person: $field"; return 1; }
	done
	for field in occupation pc4 hours_min hours_max starts_on work_level education experience_years skills languages licences transport \
		contract irregular_hours sector must; do
		without $field jobs.tsv >fewer.tsv
		kept people.tsv fewer.tsv >left
		[ -z "$(LC_ALL=C comm -23 all left)" ] || { echo "vacancy: $field"; return 1; }
	done
}
