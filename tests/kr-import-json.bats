load helpers/common

setup() {
	cd "$BATS_TEST_TMPDIR"
	{
		printf 'field\tcolumn\tconversion\targument\n'
		printf 'id\tid\n'
		printf 'name\tperson.name | name\n'
		printf 'tags\ttags[]\n'
		printf 'jobs\tjobs[].title + jobs[].years | jobs[].since\teach\t{1}:{2}:{2 1=yes 2=no 0=}\n'
	} >p.tsv
}

# given NAME: the file NAME from stdin, with printf escapes
given() {
	# shellcheck disable=SC2059 # the text is the format
	printf "$(cat)" >"$1"
}

# import ARGUMENT...: by the profile above, rejects to r.tsv
import() {
	kr-import -p ./p.tsv --rejects r.tsv --max-rejects 100% "$@"
}

# rejects: line, field, code and original of each
rejects() {
	cut -f 2-5 r.tsv | tail -n +2
}

# ids ARGUMENT...: the ids of what comes through, with blanks between them
ids() {
	import "$@" | cut -f 1 | tail -n +2 | paste -sd ' '
}

@test "one object, a list, one a line, and a list within an object give the same" {
	given one.json <<<'{"id": 1, "name": "An"}'
	given list.json <<<'[\n  {"id": 1, "name": "An"}\n]\n'
	given lines.json <<<'{"name": "An", "id": 1}\n'
	given within.json <<<'{"count": [1, {"a": 2}], "data": {"x": null, "items": [ {"id":1,"name":"An"} ], "next": "no"}, "z": 1}'
	given single.json <<<'{"data": {"items": {"id":1,"name":"An"}}}'
	local wanted
	wanted=$(records 'id name tags jobs' '1 An  ')
	for file in one list lines; do
		[ "$(import $file.json)" = "$wanted" ]
		[ "$(import <$file.json)" = "$wanted" ]
	done
	[ "$(import --path data.items within.json)" = "$wanted" ]
	[ "$(import --path data.items single.json)" = "$wanted" ]
	[ "$(rejects)" = '' ]
}

@test "a profile names the path, and takes files without it too" {
	printf '\t\tjson\tnone|items\n' >>p.tsv
	given within.json <<<'{"a": {"items": 3}, "items": [{"id": 1}, {"id": 2}]}'
	given plain.json <<<'[{"id": 1}, {"id": 2}]'
	[ "$(ids within.json)" = '1 2' ]
	[ "$(ids plain.json)" = '1 2' ]
	[ "$(rejects)" = '' ]
}

@test "numbers come out as they are written" {
	given a.json <<<'[{"id": 1.10, "name": 12345678901234567890}, {"id": -0.0e+10, "name": 1E400}, {"id": true, "name": null}]'
	[ "$(import a.json | cut -f 1,2 | tail -n +2)" = "$(records '1.10 12345678901234567890' '-0.0e+10 1E400' 'true ')" ]
}

@test "lists become lists, and objects in them items with parts" {
	given a.json <<<'{"id":1, "tags":["a", 2, "", null, "c|d"], "jobs":[{"title":"kok","years":1},{"years":0},{},{"title":"a:b|c","since":2}]}'
	[ "$(import a.json)" = "$(records 'id name tags jobs' '1  a|2|c/d kok:1:yes|:0:|a~b/c:2:no')" ]
	[ "$(rejects)" = "$(records '1 tags[] list-separator c|d' '1 jobs[].title list-separator a:b|c')" ]
}

@test "one value where a list is asked for, and a list where one value is" {
	given a.json <<<'{"id":[[], "", 7, 8], "tags":"x", "jobs":{"title":"kok"}, "person":[{"name":""},{"name":"An"}]}'
	[ "$(import a.json)" = "$(records 'id name tags jobs' '7 An x kok::')" ]
}

@test "names compare as those of columns do, escapes in them are read" {
	given a.json <<<'{"I-D": 1, "Na\\u006De": "An", "TAGS": ["x"]}'
	[ "$(import a.json)" = "$(records 'id name tags jobs' '1 An x ')" ]
}

@test "an object where a value is asked for is listed" {
	given a.json <<<'{"id": 1, "name": {"first": "An"}}'
	[ "$(ids a.json)" = 1 ]
	[ "$(rejects)" = "$(printf '1\tperson.name | name\tnot-a-value\t{"first": "An"}')" ]
}

@test "escapes, control characters and surrogates" {
	given a.json <<<'{"id": "a\\tb\\n\\r\\\\c\\/\\"", "name": "\\u00e9\\ud83d\\ude00"}\n{"id":"x\\u0000y\\b","name":"\\ud83dz"}\n{"id":"\x7f\xC2\x85q"}\n'
	[ "$(import a.json | cut -f 1,2 | tail -n +2)" = "$(printf '%s\t%s\n' 'a\tb\n\r\\c/"' 'é😀' 'x y ' ' z' '  q' '')" ]
	[ "$(rejects | cut -f 1,3,4)" = "$(printf '%s\t%s\t%s\n' 2 control-character 'x\\u0000y\\b' 2 lone-surrogate '\\ud83dz' \
		3 control-character '\\x7F\\xC2\\x85q')" ]
}

@test "what is broken is set aside one by one, in a list over lines" {
	given a.json <<<'[\n  {\n    "id": 1\n  },\n  {\n    "id": 2,\n    "name": "no quote,\n    "tags": ["x"]\n  },\n  {\n    "id": 3, "id": 4\n  },\n  {\n    "id": 5,\n    "tags": ["x"\n  },\n  {\n    "id": 6 "name": 1\n  },\n  {\n    "id": 7\n  }\n]\n'
	[ "$(ids a.json)" = '1 7' ]
	[ "$(rejects | cut -f 1,3 | paste -sd ' ' | tr '\t' ' ')" = '5 syntax 10 duplicate-key 13 syntax 17 syntax' ]
	[ "$(rejects | sed -n 3p | cut -f 4)" = '{\n    "id": 5,\n    "tags": ["x"\n  }' ]
}

@test "what is broken is set aside one by one, on lines" {
	given a.json <<<'{"id":1}\n{"id":2,"name":"x}\n{"id":3,"name":[}\n{"id":4}}\n{"id":5\n"id":6}\nnonsense\n{"id":7}\n'
	[ "$(ids a.json)" = '1 4 7' ]
	[ "$(rejects | cut -f 1,3 | paste -sd ' ' | tr '\t' ' ')" = '2 syntax 3 syntax 4 syntax 5 syntax' ]
	[ "$(rejects | sed -n 4p | cut -f 4)" = '{"id":5\n"id":6}\nnonsense' ]
}

@test "what is broken is set aside one by one, in a list on one line" {
	given a.json <<<'[{"id":1,"x":[{"y":1},{"y":2}]},{"id":2,"x":[{"y":1},{"y":2]},{"id":3,"name":"x},{"id":4,"x":[{}]},{"id":5 5},{"id":6}]'
	[ "$(ids a.json)" = '1 4 6' ]
	[ "$(rejects | cut -f 4)" = "$(printf '%s\n' '{"id":2,"x":[{"y":1},{"y":2]}' '{"id":3,"name":"x}' '{"id":5 5}')" ]
}

@test "a file that was cut is told, wherever" {
	given whole.json <<<'[{"id":1,"name":"An"},\n{"id":2,"name":"Bo"}]'
	for size in 22 23 24 30 35 43; do
		head -c $size whole.json >cut.json
		[ "$(ids cut.json)" = "$([ $size -lt 43 ] && echo 1 || echo '1 2')" ]
		rejects | grep -q truncated
	done
	head -c 34 whole.json >cut.json
	ids cut.json
	[ "$(rejects | head -1)" = "$(printf '2\t\ttruncated\t{"id":2,"na')" ]
}

@test "what is no object, holds nothing known, or nothing at all" {
	given a.json <<<'[1, "x", [ {"id":9} ], {}, {"other":1}, null, {"id":1}]'
	[ "$(ids -f json a.json)" = 1 ]
	[ "$(rejects | cut -f 3 | paste -sd ' ')" = 'not-an-object not-an-object not-an-object no-field not-an-object' ]
	status_is 0 kr-import -v -f json -p ./p.tsv --rejects r.tsv --max-rejects 100% a.json
	says 'empty objects skipped: 1'
	says 'read 6, written 1, set aside 5'
	: >empty.json
	status_is 2 kr-import -f json -p ./p.tsv empty.json
	says 'no bytes at all'
	printf '[]\n' >none.json
	[ "$(import none.json)" = "$(records 'id name tags jobs')" ]
}

@test "depth, length and duplicates within" {
	awk 'BEGIN { print "{\"id\":0}"; for (i = 0; i < 100000; i++) printf "["; print ""; print "{\"id\":1}" }' >deep.json
	[ "$(ids deep.json)" = '0 1' ]
	rejects | grep -q too-deep
	printf '{"id":1,"x":%s1%s}\n{"id":2,"x":%s1%s}\n' "$(printf '[%.0s' {1..63})" "$(printf ']%.0s' {1..63})" \
		"$(printf '[%.0s' {1..64})" "$(printf ']%.0s' {1..64})" >edge.json
	[ "$(ids edge.json)" = 1 ]
	awk 'BEGIN { printf "[{\"id\":1,\"name\":\""; for (i = 0; i < 50000; i++) printf "0123456789"; print "\"},{\"id\":2}]" }' >long.json
	[ "$(ids long.json)" = '1 2' ]
	[ "$(ids --max-record 100000 long.json)" = 2 ]
	[ "$(rejects | cut -f 3)" = too-long ]
	[ "$(rejects | cut -f 4 | wc -c)" = 4097 ]
	given twice.json <<<'[{"id":1,"x":{"a":1,"\\u0061":2}},{"id":2,"x":[{"a":1},{"a":1}]}]'
	[ "$(ids twice.json)" = 2 ]
	[ "$(rejects | cut -f 3)" = duplicate-key ]
}

@test "every encoding gives the same records" {
	given u.json <<<'[{"id":1,"name":"Zoë €"}]'
	local wanted
	wanted=$(import u.json)
	iconv -t UTF-16 u.json >16.json
	iconv -t UTF-16LE u.json >16le.json
	iconv -t UTF-16BE u.json >16be.json
	iconv -t WINDOWS-1252 u.json >w.json
	(printf '\xEF\xBB\xBF'; cat u.json) >bom.json
	for file in 16 16le 16be w bom; do
		[ "$(import $file.json)" = "$wanted" ]
	done
	[ "$(import --encoding utf-16be 16be.json)" = "$wanted" ]
	printf '{"id":1,"name":"\xff"}\n{"id":2,"name":"Zo\xc3\xab"}\n' >bad.json
	[ "$(ids --encoding utf-8 bad.json)" = 2 ]
	[ "$(rejects)" = "$(printf '1\t\tencoding\t{"id":1,"name":"\\\\xFF"}')" ]
}

@test "JSON is found by looking, or said; a table whose header begins with a bracket stays one" {
	given t.csv <<<'[id];[name]\n1;An\n'
	[ "$(import t.csv)" = "$(records 'id name tags jobs' '1 An  ')" ]
	given j.json <<<' \n\t{ "id": 1 }'
	[ "$(ids j.json)" = 1 ]
	status_is 2 kr-import -f csv -p ./p.tsv j.json
	status_is 2 kr-import j.json
	says 'is JSON, and -p must say what becomes of it'
	given both.csv <<<'id;name\n2;Bo\n'
	[ "$(ids j.json both.csv)" = '1 2' ]
	status_is 2 kr-import -p vum-vacature both.csv
	says 'does not begin like JSON, which the profile vum-vacature reads'
	status_is 1 kr-import -f json -p vum-vacature both.csv
	gzip -c j.json >j.gz
	status_is 2 kr-import -f json -p ./p.tsv j.gz
	says 'zcat FILE'
}

@test "any size of a read gives the same bytes" {
	mawk -v count=300 -v form=pretty -f "$ROOT/tests/bench/vum.awk" | sed 's/"werktijden": {$/"werktijden" {/;n;n;n' >v.json
	kr-import -p vum-werkzoekende --rejects want.r --max-rejects 100% v.json >want
	[ "$(wc -l <want)" -gt 10 ]
	for size in 1 7 4096; do
		KR_BLOCK_SIZE=$size kr-import -p vum-werkzoekende --rejects r.tsv --max-rejects 100% v.json >got
		same want got
		same want.r r.tsv
	done
}

@test "VUM over lines, compact and a line each are the same records" {
	for form in pretty compact lines; do
		mawk -v count=50 -v form=$form -f "$ROOT/tests/bench/vum.awk" | kr-import -p vum-werkzoekende >$form
	done
	same pretty compact
	same pretty lines
	kr-normalize pretty >normal.tsv 2>/dev/null || [ $? = 1 ]
	[ "$(kr-cat normal.tsv | wc -l)" = 51 ]
}

@test "VUM werkzoekende, version 0.8 and 3" {
	cat >s.json <<-'END'
	[{"idWerkzoekende": "A1", "indicatieLdrRegistratie": 2, "emailadres": ["an@voorbeeld.example"],
	  "mobiliteit": {"bemiddelingspostcode": "1012ab", "maximaleReisafstand": 20},
	  "bemiddelingsberoep": [{"naamBeroepOngecodeerd": "Kok"}, {"codeBeroepsnaam": "20039", "omschrijvingBeroepsnaam": "Timmerman"}],
	  "contractvorm": [{"codeTypeArbeidscontract": "B", "codeTypeOvereenkomst": "01"}, {"codeTypeArbeidscontract": "B", "codeTypeOvereenkomst": "02"}],
	  "flexibiliteit": {"codeRegiostraal": 3, "indicatieOnregelmatigWerkOfPloegendienst": 0},
	  "arbeidsmarktkwalificatie": {
	    "opleiding": [{"codeNiveauOpleiding": 4, "indicatieDiploma": 1, "codeStatusOpleiding": 1, "opleidingsnaam": {"naamOpleidingOngecodeerd": "Kok"}},
	      {"codeStatusOpleiding": 0, "indicatieDiploma": 2, "codeNiveauOpleiding": 2}],
	    "taalbeheersing": [{"codeTaal": "nld", "codeNiveauTaalbeheersingMondeling": 3, "codeNiveauTaalbeheersingSchriftelijk": 8}],
	    "gedragscompetentie": [{"codeGedragscompetentie": "24105", "codeBeheersingGedragscompetentie": 1}],
	    "werkervaring": [{"beroep": {"naamBeroepOngecodeerd": "Afwasser"}, "datumAanvangWerkzaamheden": "2019-01-01"}]}},
	 {"vumID": "B2", "indicatieLdrRegistratie": true, "bemiddelingsberoep": [{"codeBeroepsnaam": "https://voorbeeld.example/b/1"}],
	  "arbeidsmarktkwalificatie": {"competentiebeheersing": [{"codeCompetentie": "https://voorbeeld.example/c/2"}],
	    "codeWerkEnDenkniveauWerkzoekende": "4"}}]
	END
	kr-import -p vum-werkzoekende --source dorp s.json |
		kr-cat -F record_id,postcode,max_km,desired_occupations,contract,work_kind,irregular_hours,work_level,education,experience,competences,languages,target_group >got
	{
		printf 'record_id\tpostcode\tmax_km\tdesired_occupations\tcontract\twork_kind\tirregular_hours\twork_level\teducation\texperience\tcompetences\tlanguages\ttarget_group\n'
		printf 'dorp:A1\t1012ab\t20\t:Kok|:Timmerman\tB\t01|02\t\t\t4:Kok:yes:1|2::no:\t:Afwasser:2019-01-01:\t24105:1\tnld:3:::\tno\n'
		printf 'dorp:B2\t\t\t:https //voorbeeld.example/b/1\t\t\t\t4\t\t\thttps //voorbeeld.example/c/2:\t\tyes\n'
	} >want
	same want got
}

@test "VUM vacature" {
	cat >v.json <<-'END'
	{"idVacature": 77, "naamVacature": "Kok", "sluitingsdatumVacature": "2026-12-24", "codeWerkEnDenkniveauMinimaal": "4",
	 "werkgever": {"handelsnaamOrganisatie": "De Pan", "adresHouding": [{"adres": {"adresNederland": {"postcode": "1012AB", "woonplaatsnaam": "Amsterdam"}}}],
	   "contactpersoon": [{"naamContactpersoonAfdeling": "P&O", "telefoonnummer": ["020-1234567"]}]},
	 "arbeidsVoorwaarden": {"salarisIndicatie": "2500-2800"}, "sector": {"codeSbi": 56101}, "beroep": {"naamBeroepOngecodeerd": "Kok a la carte"},
	 "werkervaring": [{"aantalJarenWerkzaamInBeroep": 2}], "indicatieLdrRegistratie": 1, "rijbewijs": [{"codeSoortRijbewijs": "B"}]}
	END
	kr-import -p vum-vacature v.json |
		kr-cat -F vacancy_id,closes_on,employer,sector,contact,title,occupation,wage_min,wage_max,postcode,experience_years,licences,for_target_group |
		tail -n +2 >got
	printf 'vum:77\t2026-12-24\tDe Pan\t56101\tP&O, 020-1234567\tKok\t:Kok a la carte\t2500\t2800\t1012AB\t2\tB\tyes\n' >want
	same want got
}

@test "the pilot's own examples" {
	[ -d "$KR_SHARED/cases/vum" ] || skip 'no ../shared/cases/vum: VUM examples of others are not tested'
	kr-import -p vum-werkzoekende --rejects r.tsv "$KR_SHARED/cases/vum/werkzoekenden.json" >w.tsv
	[ "$(kr-cat w.tsv | wc -l)" = 7 ]
	[ "$(kr-cat -F source_id,desired_occupations,licences w.tsv | sed -n 4p)" = "$(records '3 :Softwaredeveloper A|B')" ]
	kr-import -p vum-vacature --rejects r.tsv "$KR_SHARED/cases/vum/vacatures.json" >v.tsv
	[ "$(kr-cat -F title,employer,wage_max v.tsv | sed -n 2p)" = "$(printf 'Timmerman Eindhoven\tKoninklijke BAM\t2500')" ]
	[ "$(rejects)" = '' ]
}

@test "members that the profile does not use are told with -v" {
	printf '[{"id":1,"other":{"x":1},"person":{"age":3}},{"jobs":[{"title":"a","pay":1}],"other":2}]' >a.json
	status_is 0 kr-import -v -p ./p.tsv --rejects r.tsv a.json
	says 'members not used: other, person.age, jobs[].pay'
}

@test "errors in a profile for JSON are told" {
	printf 'field\tcolumn\tconversion\targument\nid\tid\nx\ta[].b + c[].d\teach\t{1}:{2}\n' >bad.tsv
	printf '{"id":1}\n' >a.json
	status_is 2 kr-import -p ./bad.tsv a.json
	says 'columns of one list'
	status_is 2 kr-import -p ./p.tsv --path a..b a.json
	says 'path'
}

@test "memory does not grow with the file" {
	[ -z "${KR_SANITIZED:-}" ] || skip "the sanitizers need more memory than that"
	mawk -v count=30000 -v form=pretty -f "$ROOT/tests/bench/vum.awk" |
		(ulimit -v 60000; kr-import -p vum-werkzoekende >out.tsv)
	[ "$(wc -l <out.tsv)" = 30001 ]
}
