# kr-export: what a recipient may have, in foreign formats, and back.

load helpers/common
load helpers/tools

setup_file() {
	load helpers/common
	load helpers/tools
	make_inputs
}

setup() {
	mkdir "$BATS_TEST_TMPDIR/here"
	cd "$BATS_TEST_TMPDIR/here" || return
}

# nasty SEED RECORDS SCHEMA...: random records, many against the rules of their fields
nasty() {
	local seed=$1 records=$2 schema files=
	shift 2
	for schema; do files="$files $ROOT/lib/schema/$schema.tsv"; done
	# shellcheck disable=SC2086
	awk -v seed="$seed" -v records="$records" -f "$ROOT/tests/helpers/nasty.awk" $files
}

# comes_back RECIPIENT SCHEMA FILE: by each format the same bytes
comes_back() {
	local format
	kr-export --to "$1" -f tsv -o want.tsv "$3"
	for format in csv csv-nl ndjson; do
		kr-export --to "$1" -f $format -o out "$3"
		kr-import -p "$2" -o back.tsv out
		kr-cat -F "$(head -n 1 want.tsv | tr '\t' ,)" -o same.tsv back.tsv
		cmp same.tsv want.tsv || { echo "$3 by $format"; return 1; }
		[ $format = ndjson ] || cmp back.tsv want.tsv
	done
}

@test "CSV of RFC 4180: quotes where they are needed, CRLF, breaks and tabs as they are" {
	printf 'region\tskills\tmunicipality\nAM01\ta,b\tx"y\n\t lead\tl1\\nl2\\tt\\\\\n' >in.tsv
	kr-export --to caseworker in.tsv >out.csv
	printf 'region,skills,municipality\r\nAM01,"a,b","x""y"\r\n," lead","l1\nl2\tt\\"\r\n' | cmp - out.csv
}

@test "Dutch Excel: mark, semicolon, decimal comma; what it would take for a formula or a number has an apostrophe" {
	printf 'region\twage_value\tskills\tmax_km\tas_of\thours_min\nAM01\t65.5\t=1+1\t15\t2026-11-01\t-5\nAM02\t+1\t01|@x\t007\t2026-11\t12,5\n' >in.tsv
	kr-export --to person -f csv-nl in.tsv >out.csv
	printf '\357\273\277region;wage_value;skills;max_km;as_of;hours_min\r\nAM01;65,5;"'\''=1+1";15;2026-11-01;-5\r\nAM02;"'\''+1";01|@x;"'\''007";"'\''2026-11";"'\''12,5"\r\n' | cmp - out.csv
	kr-import -p candidate out.csv | cmp - in.tsv
}

@test "nothing that begins a formula stands bare in Dutch Excel's CSV" {
	nasty 7 500 candidate person >in.tsv
	kr-export --to person -f csv-nl in.tsv |
		mlr --no-auto-unflatten --icsv --ifs ';' --ojson --infer-none cat |
		jq -r '.[] | to_entries[] | .value | select(test("^[=+@\\t\\r\\n-]"))' >formulas
	# Numbers with a minus are numbers.
	grep -vE '^-[0-9]+([.,][0-9]+)?$' formulas >bad || true
	[ ! -s bad ]
	grep -q . formulas
}

@test "NDJSON: numbers, yes and no, lists, parts; the empty is absent and none is an empty list" {
	printf 'region\thours_min\tavailable_now\twage_value\tlicences\tskills\tlanguages\teducation\n' >in.tsv
	printf 'AM01\t32\tyes\t65.50\tnone\ta "b"|c\\td\tnld:3:2::|x\t4::yes:1\n\t32 uur\tmaybe\t1e5\t\t\t\t\n' >>in.tsv
	kr-export --to person -f ndjson in.tsv >out
	cat >want <<'JSON'
{"region":"AM01","hours_min":32,"available_now":true,"wage_value":65.50,"licences":[],"skills":["a \"b\"","c\td"],"languages":[{"code":"nld","speaking":"3","writing":"2"},"x"],"education":[{"level":"4","diploma":true,"status":"1"}]}
{"hours_min":"32 uur","available_now":"maybe","wage_value":"1e5"}
JSON
	same want out
	jq -es 'length == 2 and .[0].hours_min == 32' out
}

@test "an independent reader sees the same values: jq and Miller" {
	nasty 11 400 vacancy >in.tsv
	kr-export --to caseworker -f tsv -F title,employer,place in.tsv | mlr --no-auto-unflatten --itsv --ojsonl --infer-none cat >want
	kr-export --to caseworker -f csv -F title,employer,place in.tsv | mlr --no-auto-unflatten --icsv --ojsonl --infer-none cat >got
	# Miller takes CRLF within quotes for LF.
	cmp <(sed 's/\\r\\n/\\n/g' want) got
	kr-export --to caseworker -f ndjson -F title,employer,place in.tsv |
		jq -c '{title: (.title // ""), employer: (.employer // ""), place: (.place // "")}' >got
	jq -c . want | cmp - got
}

@test "the register, the vacancies and the pairs come back byte for byte" {
	comes_back person person "$MADE/register.tsv"
	comes_back caseworker candidate "$MADE/candidates.tsv"
	comes_back caseworker vacancy "$MADE/vacancies.tsv"
	comes_back caseworker match "$MADE/matches.tsv"
}

@test "ten thousand random records come back byte for byte" {
	nasty 1 5000 candidate person >people.tsv
	comes_back person person people.tsv
	nasty 2 5000 vacancy >vacancies.tsv
	comes_back caseworker vacancy vacancies.tsv
}

@test "records of every schema come back, an empty one too" {
	for schema in $(sed -n 's/^#define KR_SCHEMAS "\(.*\)"$/\1/p' "$ROOT/lib/record/schema.h" | tr , ' '); do
		grep -qE "^person	[^	]*	[^	]*	([^	]*\|)?$schema(\||	)" "$ROOT/lib/schema/recipients.tsv" || continue
		nasty 5 300 "$schema" >in.tsv
		printf '%*s' "$(head -n 1 in.tsv | tr -cd '\t' | wc -c)" '' | tr ' ' '\t' >>in.tsv
		echo >>in.tsv
		comes_back person "$schema" in.tsv
		tried=$schema
	done
	[ -n "$tried" ]
}

@test "one column, one empty value; long values; a record over a thousand lines" {
	printf 'skills\n\n\nx\n' >in.tsv
	comes_back person candidate in.tsv
	{
		printf 'skills\tregion\n'
		awk 'BEGIN { for (i = 0; i < 3000; i++) printf "regel %d\\n", i; print "\tAM01" }'
	} >in.tsv
	comes_back person candidate in.tsv
}

@test "a spreadsheet's UTF-8 with LF alone, and Windows-1252 when told" {
	printf '\357\273\277region;wage_value;skills\nAM01;65,5;caf\303\251\n' >utf.csv
	printf 'region;wage_value;skills\r\nAM01;65,5;caf\351\r\n' >old.csv
	printf 'region\twage_value\tskills\nAM01\t65.5\tcaf\303\251\n' >want.tsv
	kr-import -p candidate utf.csv | cmp - want.tsv
	kr-import -p candidate --encoding windows-1252 old.csv | cmp - want.tsv
}

@test "what kr-import would guess of other files it does not of kr's own" {
	printf 'region\tskills\tplace\nTotaal\t\t\nregion\tskills\tplace\n="0123"\t1,23E+08\t  x  \nBron: CBS\t\t\n' >in.tsv
	comes_back person candidate in.tsv
}

@test "kr's own files of two dresses do not go together" {
	printf 'region\tskills\nAM01\tx\n' >in.tsv
	kr-export --to person in.tsv >a.csv
	kr-export --to person -f csv-nl in.tsv >b.csv
	status_is 2 kr-import -p candidate a.csv b.csv
	says 'kr-import: b.csv: is of another dress than a.csv; read them one by one'
	kr-import -p candidate a.csv a.csv | cmp - <(kr-cat in.tsv in.tsv)
}

vum_people() {
	echo source_id,phone,email,caseworker,hours_min,hours_max,postcode,max_km,max_minutes,transport,desired_occupations,sectors,contract,work_kind,work_level,education,experience,skills,languages,licences,courses,target_group,work_adjustment,work_guidance,presentation,available_from,available_until,irregular_hours
}

vum_vacancies() {
	echo vacancy_id,source,as_of,closes_on,employer,sector,contact,title,occupation,work_kind,contract,starts_on,ends_on,hours_min,hours_max,irregular_hours,wage_min,wage_max,wage_unit,postcode,place,municipality,work_level,education,experience_years,skills,languages,licences,transport,max_km,for_target_group
}

# without_listed REJECTS FIELDS: a stream without the values that could not be written: they are empty, or such a day is
without_listed() {
	awk -F '\t' -v OFS='\t' 'FNR == NR { if ($4 == "no-word") none[$2, $3] = 1; else if ($4 == "not-a-date") day[$2, $3] = 1; next }
		FNR == 1 { for (i = 1; i <= NF; i++) name[i] = $i }
		FNR > 1 { for (i = 1; i <= NF; i++) {
			if ((FNR, name[i]) in none) $i = ""
			if ((FNR, name[i]) in day) {
				n = split($i, item, "|"); $i = ""; split("", seen)
				for (j = 1; j <= n; j++) {
					split(item[j], part, ":")
					for (k = 3; k <= 4; k++) if (part[k] !~ /^....-..-..$/) part[k] = ""
					item[j] = part[1] ":" part[2] ":" part[3] ":" part[4]
					if (!seen[item[j]]++) $i = $i (j > 1 ? "|" : "") item[j]
				}
			}
		} }
		{ print }' "$1" -
}

@test "the register by VUM and back: the same values in all fields of VUM, or they are listed" {
	kr-export --to adviser --purpose exchange -f vum --rejects listed.tsv -o vum.json "$MADE/register.tsv"
	[ "$(jq length vum.json)" = "$(($(wc -l <"$MADE/register.tsv") - 1))" ]
	cut -f 3,4 listed.tsv | tail -n +2 | sort -u >kinds
	printf 'experience\tnot-a-date\nlicences\tno-word\ntransport\tno-word\n' | same kinds -
	kr-import -p vum-werkzoekende vum.json | kr-normalize --rejects none.tsv | kr-cat -F "$(vum_people)" >got.tsv
	[ "$(wc -l <none.tsv)" = 1 ]
	sed '1s/person_id/source_id/' "$MADE/register.tsv" | kr-cat -F "$(vum_people)" | without_listed listed.tsv >want.tsv
	cmp got.tsv want.tsv
}

@test "the vacancies by VUM and back: the same values in all fields of VUM" {
	status_is 0 kr-export --to adviser --purpose exchange -f vum -o vum.json "$MADE/vacancies.tsv"
	kr-import -p vum-vacature --source werkgevers --as-of 2026-11-01 vum.json | kr-normalize | kr-cat -F "$(vum_vacancies)" >got.tsv
	kr-cat -F "$(vum_vacancies)" "$MADE/vacancies.tsv" | cmp got.tsv -
}

@test "every field of VUM, its form on the wire, and back" {
	{
		printf 'source_id\temail\tphone\tcaseworker\tsectors\tdesired_occupations\tcontract\twork_kind\ttransport\twork_adjustment\twork_guidance\tpostcode\tmax_km\tmax_minutes\tirregular_hours\tavailable_from\tavailable_until\thours_min\thours_max\twork_level\tskills\tlanguages\tcompetences\tlicences\tcourses\teducation\texperience\ttarget_group\tpresentation\n'
		printf 'A1\ta@b.example\t+31612345678\tJ. de Vries\tA|D\t5120:kok|9112:schoonmaker\tB\t02\t1|5\tyes\tno\t1012AB\t25\t60\tno\t2026-12-01\t2027-12-01\t24\t32\tna\tlassen\tnld:3:2:4:1|eng:2:::\t24105:1|24110:\tB|BE\tVCA\t4:Zorg:yes:1|2:::\t5120:kok:2015-01-02:2019-03-04\tno\tHallo\\nwereld "x"\n'
	} >in.tsv
	status_is 0 kr-export --to caseworker -f vum -o vum.json in.tsv
	jq -e '.[0] | .idWerkzoekende == "A1" and .indicatieLdrRegistratie == 2 and .persoonlijkePresentatie == "Hallo\nwereld \"x\""
		and .emailadres == ["a@b.example"] and .telefoonnummer == ["+31612345678"] and .contactpersoon == [{naamContactpersoonAfdeling: "J. de Vries"}]
		and ([.sector[].codeSbi] == [1, 2, 3, 35]) and .bemiddelingsberoep == [{naamBeroepOngecodeerd: "kok"}, {naamBeroepOngecodeerd: "schoonmaker"}]
		and .contractvorm == [{codeTypeArbeidscontract: "B", codeTypeOvereenkomst: "02"}] and ([.vervoermiddel[].codeVervoermiddel] == [1, 5])
		and .eisAanWerk == {indicatieAanpassingWerkomgeving: 1, indicatieBegeleiding: 2}
		and .mobiliteit == {bemiddelingspostcode: "1012AB", maximaleReisafstand: 25, maximaleReistijd: 60}
		and .flexibiliteit == {indicatieOnregelmatigWerkOfPloegendienst: 2, datumAanvangBeschikbaarVoorWerk: "2026-12-01", datumEindeBeschikbaarVoorWerk: "2027-12-01"}
		and .werktijden == {aantalWerkurenPerWeekMinimaal: 24, aantalWerkurenPerWeekMaximaal: 32}
		and (.arbeidsmarktkwalificatie | .codeWerkEnDenkniveauWerkzoekende == 0 and .vakvaardigheid == [{omschrijving: "lassen"}]
			and .taalbeheersing[0] == {codeTaal: "nld", codeNiveauTaalbeheersingMondeling: 3, codeNiveauTaalbeheersingSchriftelijk: 2, codeNiveauTaalbeheersingLezen: 4, codeNiveauTaalbeheersingLuisteren: 1}
			and .gedragscompetentie == [{codeGedragscompetentie: 24105, codeBeheersingGedragscompetentie: 1}, {codeGedragscompetentie: 24110}]
			and .rijbewijs == [{codeSoortRijbewijs: "B"}, {codeSoortRijbewijs: "BE"}] and .cursus == [{naamCursus: "VCA"}]
			and .opleiding[0] == {codeNiveauOpleiding: 4, opleidingsnaam: {naamOpleidingOngecodeerd: "Zorg"}, indicatieDiploma: 1, codeStatusOpleiding: 1}
			and .werkervaring == [{beroep: {naamBeroepOngecodeerd: "kok"}, datumAanvangWerkzaamheden: "2015-01-02", datumEindeWerkzaamheden: "2019-03-04"}])' vum.json
	kr-import -p vum-werkzoekende vum.json | kr-normalize | kr-cat -F "$(head -n 1 in.tsv | tr '\t' ,)" | cmp - in.tsv
}

@test "every field of VUM's vacature, and back" {
	{
		printf 'vacancy_id\tsource\ttitle\twork_level\tfor_target_group\tcloses_on\temployer\tmunicipality\tpostcode\tplace\tcontact\tsector\tstarts_on\tends_on\twage_min\twage_max\twage_unit\tcontract\twork_kind\toccupation\texperience_years\tlicences\ttransport\tmax_km\tirregular_hours\thours_min\thours_max\teducation\tcompetences\tskills\tlanguages\n'
		printf 'w:7\tw\tKok gezocht\t4\tyes\t2026-12-01\tBakker\tGM0363\t1012AB\tAmsterdam\tJ. Bakker, 0201234567, j@bakker.example\tQ\t2026-12-05\t2027-12-05\t16.48\t17.63\tuur\tO\t01\t5120:kok\t3\tB\t3\t50\tno\t24\t32\t4:Koken::\t24105:2\tsnijden\tnld:3:::\n'
		printf 'w:8\tw\tKok\t\t\t\t\t\t\t\tj@bakker.example\t\t\t\t2500\t\tmaand\t\t\t5120:kok\t\t\t\t\t\t\t\t\t\t\t\n'
		printf 'w:9\tw\tKok\t\t\t\t\t\t\t\tAfdeling personeel, balie 3\t\t\t\t\t30000\tjaar\t\t\t5120:kok\t\t\t\t\t\t\t\t\t\t\t\n'
	} >in.tsv
	status_is 0 kr-export --to caseworker -f vum -o vum.json in.tsv
	jq -e '.[0] | .idVacature == "7" and .codeWerkEnDenkniveauMinimaal == "4" and .arbeidsVoorwaarden.salarisIndicatie == "16.48-17.63 per uur"
		and .werkgever.adresHouding == [{codeFunctieAdres: "E", adres: {adresNederland: {codeGemeente: "0363", postcode: "1012AB", woonplaatsnaam: "Amsterdam"}}}]
		and .werkgever.contactpersoon == [{naamContactpersoonAfdeling: "J. Bakker", telefoonnummer: ["0201234567"], emailadres: ["j@bakker.example"]}]
		and .sector == {codeSbi: 86} and .beroep == {naamBeroepOngecodeerd: "kok"} and .flexibiliteit.codeRegiostraal == 5
		and .werkervaring == [{aantalJarenWerkzaamInBeroep: 3}]' vum.json
	[ "$(jq -r '.[].arbeidsVoorwaarden.salarisIndicatie' vum.json | tail -n 2)" = "$(printf 'vanaf 2500 per maand\ntot 30000 per jaar')" ]
	kr-import -p vum-vacature --source w vum.json | kr-normalize | kr-cat -F "$(head -n 1 in.tsv | tr '\t' ,)" | cmp - in.tsv
}

@test "what does not fit VUM is listed with its code, and its record goes on" {
	printf 'source_id\tphone\temail\tpostcode\thours_min\tavailable_from\tskills\teducation\tlicences\tavailable_until\tcaseworker\tlanguages\n' >in.tsv
	printf 'A1\t+4912345678|+31612345678\tgeen\t1012SS\t100\t2026-12\t%s|ok\tMBO|9:::\tQ\topen\t%s\tnederlands:3:::\n' \
		"$(printf '%121s' x | tr ' ' e)" "$(printf '%36s' x | tr ' ' e)" >>in.tsv
	printf '\t\t\t\t\t\tgeheim\t\t\t\t\t\n' >>in.tsv
	status_is 1 kr-export --to caseworker -f vum --max-rejects 1 -o vum.json in.tsv
	says 'kr-export: in.tsv:2: phone: form'
	case $err in *4912345678* | *1012SS* | *geheim*) false ;; esac
	status_is 0 kr-export --to caseworker -f vum --max-rejects 1 --rejects listed.tsv -o vum.json in.tsv
	cut -f 2-4 listed.tsv | tail -n +2 | sort >got
	sort >want <<'LISTED'
2	available_from	not-a-date
2	available_until	no-word
2	caseworker	too-long
2	education	parts
2	email	form
2	hours_min	not-a-number
2	languages	not-a-code
2	licences	not-a-code
2	phone	form
2	postcode	form
2	skills	too-long
3		no-id
LISTED
	same want got
	grep -q '+4912345678$' listed.tsv
	jq -e 'length == 1 and .[0].telefoonnummer == ["+31612345678"] and (.[0] | has("emailadres") | not)
		and .[0].arbeidsmarktkwalificatie.vakvaardigheid == [{omschrijving: "ok"}]' vum.json
	[ "$(printf 'source_id\n' | kr-export --to caseworker -f vum)" = '[]' ]
}

@test "the patterns of VUM's standard, tried with grep -P" {
	phone='^(0|(\+|00)31)(([1-9]([0-9]){8})|(6-?[1-9]([0-9]){7})|([1-57-9]\d-?[1-9]([0-9]){6})|([1-57-9]\d{2}-?[1-9]([0-9]){5}))$'
	postcode='^[1-9][0-9]{3}(?i)(?!sa|sd|ss)[a-z]{2}$'
	awk 'BEGIN {
		srand(4); n = split("0 +31 0031 31 00 +32", prefix, " ")
		for (i = 0; i < 3000; i++) {
			value = prefix[int(rand() * n) + 1]
			for (j = int(rand() * 3) + 8; j > 0; j--) value = value (rand() < .15 ? "-" : rand() < .3 ? 6 : int(rand() * 10))
			print value
		}
	}' >phones
	awk 'BEGIN { srand(5); for (i = 0; i < 2000; i++) printf "%d%c%c\n", rand() * 10000 + (rand() < .9 ? 1000 : 0), (rand() < .5 ? 83 : 65) + rand() * 2, 65 + rand() * 26; print "1012as"; print "1012sa" }' >codes
	for kind in phone postcode; do
		[ $kind = phone ] && file=phones pattern=$phone where='.telefoonnummer[0]' || { file=codes pattern=$postcode where='.mobiliteit.bemiddelingspostcode'; }
		{ printf 'source_id\t%s\n' $kind; awk '{ print NR "\t" $0 }' $file; } | kr-export --to caseworker -f vum --rejects listed.tsv |
			jq -r ".[] | $where // empty" >got
		grep -P "$pattern" $file >want
		[ -s want ] && [ "$(wc -l <want)" -lt "$(wc -l <$file)" ]
		cmp want got
	done
}

@test "no field that is not granted: told with -v, and asked for it is an error" {
	printf 'record_id\tregion\tbsn\thobby\torigin\nu:1\tAM01\t111222333\tschaken\tx\n' >in.tsv
	[ "$(kr-export --to caseworker -f tsv -v in.tsv 2>err)" = "$(printf 'record_id\tregion\nu:1\tAM01')" ]
	grep -qx 'kr-export: not granted: bsn, hobby, origin' err
	grep -q '^kr-export: records of candidate, for caseworker, purpose guidance, ground: Participatiewet' err
	for field in bsn hobby origin; do
		status_is 2 kr-export --to caseworker -F region,$field in.tsv
		says "kr-export: caseworker gets no field $field of records of candidate for the purpose guidance"
		[ -z "$out" ]
	done
	status_is 2 kr-export --to caseworker -F regoin in.tsv
	says 'did you mean region?'
}

@test "an employer gets nothing of the register, whatever it is called" {
	status_is 2 kr-export --to employer:bakker-12 "$MADE/register.tsv"
	says 'employer:bakker-12 gets no field of these records of person'
	# Without its ids, and called vacancies: the fields that a vacancy has too are a person's still.
	kr-cat -x person_id,registrations "$MADE/register.tsv" >bare.tsv
	status_is 2 kr-export --to employer -s vacancy bare.tsv
	says 'gets no field of these records of vacancy'
	status_is 0 kr-export --to employer "$MADE/vacancies.tsv"
}

@test "recipients, purposes and schemas that are not known" {
	printf 'region\nAM01\n' >in.tsv
	status_is 2 kr-export in.tsv
	says 'kr-export: --to must say who gets the output; --print-recipients names them'
	status_is 2 kr-export --to caseworkr in.tsv
	says 'kr-export: unknown recipient caseworkr (did you mean caseworker?)'
	status_is 2 kr-export --to employer --purpose met in.tsv
	says 'kr-export: unknown purpose met (did you mean meet?)'
	status_is 2 kr-export --purpose meet in.tsv
	says 'kr-export: --purpose goes with --to'
	status_is 2 kr-export --to caseworker -s candidat in.tsv
	says 'kr-export: unknown schema candidat (did you mean candidate?)'
	status_is 2 kr-export --to caseworker -f vum -s match in.tsv
	status_is 2 kr-import -p candidat in.tsv
	says 'did you mean candidate?'
}

@test "another table of recipients stands in for the built-in one, and cannot grant a BSN" {
	mkdir tables
	printf 'region\thobby\tbsn\nAM01\tx\t111222333\n' >in.tsv
	kr-export --print-recipients | sed 's/^adviser\(.*\)|region|/adviser\1|/' >tables/recipients.tsv
	status_is 2 kr-export --to adviser --tables tables in.tsv
	status_is 0 kr-export --to adviser in.tsv
	KR_TABLES=tables status_is 2 kr-export --to adviser in.tsv
	kr-export --print-recipients | sed 's/|region|/|region|bsn|/' >tables/recipients.tsv
	status_is 2 kr-export --to adviser --tables tables in.tsv
	says 'fields: a BSN and a person_key are granted to nobody'
}

@test "a file with identity fields is private, another is not" {
	printf 'region\tsurname\nAM01\tx\n' >in.tsv
	kr-export --to caseworker -o private.csv in.tsv
	kr-export --to statistician -o open.csv in.tsv
	[ "$(stat -c %a private.csv open.csv | tr '\n' ' ')" = '600 644 ' ]
}

@test "memory does not grow with the stream" {
	[ -z "${KR_SANITIZED:-}" ] || skip "a sanitizer holds more"
	nasty 3 2000 candidate >in.tsv
	for i in 1 2 3 4 5 6 7 8 9 10 11 12; do tail -n +2 in.tsv; done | cat in.tsv - >big.tsv
	for format in csv csv-nl ndjson vum; do
		small=$(/usr/bin/time -f %M kr-export --to person -f $format --max-rejects 100% --rejects aside.tsv -o out in.tsv 2>&1 | tail -n 1)
		large=$(/usr/bin/time -f %M kr-export --to person -f $format --max-rejects 100% --rejects aside.tsv -o out big.tsv 2>&1 | tail -n 1)
		[ "$large" -lt $((small + 1500)) ]
	done
}
