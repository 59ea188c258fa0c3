load helpers/common

setup() {
	cd "$BATS_TEST_TMPDIR"
}

# stream 'a;b' '1;2': a stream with ; for tabs
stream() {
	local line
	for line; do
		printf '%s\n' "$line" | tr ';' '\t'
	done
}

# field NAME FILE: the values of a field, one a line
field() {
	kr-cat -F "$1" "$2" | tail -n +2
}

# becomes FIELD VALUE WANTED: what one value of one field becomes
becomes() {
	printf '%s\n%s\n' "$1" "$2" >becomes.tsv
	kr-normalize --rejects rejects.tsv -o became.tsv becomes.tsv
	local got
	got=$(field "$1" became.tsv)
	[ "$got" = "$3" ] || {
		printf '%s: %s became %s, wanted %s\n' "$1" "$2" "$got" "$3"
		return 1
	}
	kr-normalize --rejects rejects2.tsv became.tsv | same became.tsv - || return 1
}

# problem FIELD VALUE PROBLEMS: what is listed for it
problem() {
	printf '%s\n%s\n' "$1" "$2" >problem.tsv
	kr-normalize --rejects rejects.tsv -o problem-out.tsv problem.tsv
	local got
	got=$(field problems problem-out.tsv)
	[ "$got" = "$3" ] || {
		printf '%s: %s gave %s, wanted %s\n' "$1" "$2" "$got" "$3"
		return 1
	}
}

@test 'kr-normalize: a candidate as it comes from an export' {
	stream 'record_id;as_of;bsn;name;birth_date;postcode;place;house_number;phone;desired_occupations;licences;education;unheard_of' \
		'uwv:1;2026-10-31;1112.22333;Xib, J.P. v.d.;3-5-1980;1034 ep;Amsterdam;12a;06-91234567;Lasser (m/v);B,BE;MBO Zorg; As it is ' >in.tsv
	kr-normalize --rejects rejects.tsv -o out.tsv in.tsv
	stream 'record_id;as_of;bsn;birth_date;postcode;place;house_number;phone;desired_occupations;licences;education;unheard_of;initials;given_names;prefix;surname;partner_prefix;partner_surname;pc4;municipality;region;house_suffix;birth_year;problems' \
		'uwv:1;2026-10-31;111222333;1980-05-03;1034EP;Amsterdam;12;+31691234567;7212:Lasser (m/v);B|BE;4:Zorg::; As it is ;J.P.;;van der;Xib;;;1034;GM0363;AM18;a;1980;' >want.tsv
	same want.tsv out.tsv
	stream 'source;line;field;code;original' >want.tsv
	same want.tsv rejects.tsv
}

@test 'kr-normalize: a vacancy is told by vacancy_id' {
	stream 'vacancy_id;occupation;sector;wage_min;wage_unit;must;postcode;licences;status;open_hiring' \
		'v:1;Kok;5610;14,50 per uur;;beroep, taal;6521 CJ;geen;vervuld;nee' >in.tsv
	kr-normalize -o out.tsv in.tsv
	stream 'vacancy_id;occupation;sector;wage_min;wage_unit;must;postcode;licences;status;open_hiring;pc4;municipality;region;problems' \
		'v:1;5120:Kok;I;14.5;uur;occupation|languages;6521CJ;none;closed;no;6521;GM0268;AM08;' >want.tsv
	same want.tsv out.tsv
}

@test 'kr-normalize: values by the type that the schema says' {
	becomes available_from 31-1-2024 2024-01-31
	becomes available_from 20240100 2024-01
	becomes valid_until 31-12-9999 open
	becomes available_until heden open
	becomes target_group 2 no
	becomes target_group J yes
	becomes target_group 0 ''
	becomes hours_min '24-32 uur' 24
	becomes hours_min 0x10 '' hours_min:not-a-number
	becomes hours_min '2 x 8 uur' '' hours_min:not-a-number
	becomes hours_max '24-32 uur' 32
	becomes wage_value '37,5' 37.5
	becomes sex 1 m
	becomes scheme participatiewet PW
	becomes work_level 'mbo-niveau' 4
	becomes work_level 'n.v.t.' na
	becomes work_level 7 ''
	becomes contract 'vast' O
	becomes age 043 43
}

@test 'kr-normalize: names, and what is none' {
	becomes initials NB N.B.
	becomes initials N.O.G. N.O.G.
	becomes initials X X.
	becomes initials Onbekend ''
	becomes initials '?' ''
	becomes surname 'geen' ''
	becomes surname 'v.d. XIB' Xib
	becomes prefix 'V.d.' 'van der'
	becomes prefix geen ''
	becomes prefix '-' ''
	becomes given_names 'JAN-PIET' Jan-Piet
}

@test 'kr-normalize: lists' {
	becomes licences 'B,C,CE' 'B|C|CE'
	becomes licences 'B C CE' 'B|C|CE'
	becomes licences 'geen' none
	becomes licences 'B|B|b' B
	becomes transport 'AUTO/fiets' '1|3'
	becomes transport 'auto fiets' '1|3'
	becomes transport 'geen auto' ''
	becomes sectors "Groot- en detailhandel; reparatie van auto's" G
	becomes sectors '52109|Q' 'H|Q'
	becomes sectors '99999' ''
	becomes skills ' lassen ; solderen|lassen ' 'lassen|solderen'
	becomes phone '06-91234567 / 020-7654321' '+31691234567|+31207654321'
	becomes email 'Jan@Voorbeeld.Example; onbekend' 'jan@voorbeeld.example'
	becomes obstacles 'taal; schulden, kinderopvang' 'language|debts|childcare'
	becomes obstacles 'lichamelijke belasting' health
	becomes obstacles 'geen belemmeringen' none
	becomes obstacles 'raadsel, vervoer' transport
}

@test 'kr-normalize: items with parts' {
	becomes education 'MBO' '4:::'
	becomes education 'HAVO/VWO' '3:::'
	becomes education 'mbo 4 Verpleegkunde|VMBO' '4:Verpleegkunde::|2:::'
	becomes education '4:Zorg:ja:afgerond' '4:Zorg:yes:1'
	becomes education 'geen' none
	becomes education 'Verpleegkunde' ':Verpleegkunde::'
	becomes languages 'Nederlands (goed); Engels' 'nld:3:3:3:3|eng::::'
	becomes languages 'nld:3:redelijk::' 'nld:3:2::'
	becomes languages 'nld:Onbekend:??::' 'nld::::'
	becomes desired_occupations 'lasser / kok' '7212:lasser|5120:kok'
	becomes desired_occupations 'kok / kok' '5120:kok'
	becomes desired_occupations '7212' '7212:'
	becomes desired_occupations ':kok' '5120:kok'
	becomes desired_occupations '72:iets met metaal' '72:iets met metaal'
	becomes desired_occupations 'lassr/kookr' ':lassr/kookr'
	becomes desired_occupations 'Chauffeur: groot' ':Chauffeur groot'
	becomes experience 'kok:1-2-2001:heden' '5120:kok:2001-02-01:open'
	becomes experience '5120:kok:2001:2003-04' '5120:kok:2001:2003-04'
	becomes competences 'samenwerken en overleggen:goed' '24105:1'
}

@test 'kr-normalize: problems are listed, and what is lost goes to the rejects' {
	problem birth_date 30-06-1880 birth_date:out-of-range
	problem postcode 9999-ZZ postcode:placeholder
	problem birth_date 31-02-1980 birth_date:impossible-date
	[ "$(tail -n 1 rejects.tsv)" = "$(printf 'problem.tsv\t2\tbirth_date\timpossible-date\t31-02-1980')" ]
	problem bsn 111222334 bsn:elfproef
	problem bsn 000000000 bsn:placeholder
	problem birth_date 01-01-1900 birth_date:placeholder
	[ "$(wc -l <rejects.tsv)" = 1 ]
	problem licences 'B,zeppelin' licences:unknown-word
	problem desired_occupations lassr desired_occupations:uncoded
	[ "$(wc -l <rejects.tsv)" = 1 ]
	problem postcode 1034SS postcode:not-a-postcode
	problem postcode 1034 postcode:pc4-only
	problem hours_max 320 hours_max:out-of-range
	problem sex 'Onbekend' sex:placeholder
}

@test 'kr-normalize: problems never hold a value: what is no field:code of ours goes to the rejects' {
	stream 'record_id;problems' 'a:1;Lijzelknarf|bsn:111222333|bsn:elfproef|zz:elfproef' >in.tsv
	status_is 0 kr-normalize --rejects rejects.tsv -o out.tsv in.tsv
	[ "$(field problems out.tsv)" = 'bsn:elfproef|problems:unknown-code' ]
	grep -q 'Lijzelknarf' rejects.tsv
	status_is 1 kr-normalize in.tsv
	! grep -q 'Lijzelknarf\|111222333' <<<"$out$err"
}

@test 'kr-normalize: every code of a problem that the man page names is known' {
	for code in $(sed -n '/^.Ss Problems/,/^.Sh/p' "$ROOT/man/man1/kr-normalize.1" | grep -oE '[a-z]+(-[a-z]+)+|elfproef|uncoded|placeholder' | grep -vE '^(kr-|pc4$)' | sort -u); do
		stream 'record_id;problems' "a:1;bsn:$code" | kr-normalize --rejects rejects.tsv -o out.tsv
		[ "$(field problems out.tsv)" = "bsn:$code" ] || { echo "$code"; return 1; }
	done
}

@test 'kr-normalize: problems that are there already stay, each once' {
	stream 'problems;bsn' 'education:list-separator|bsn:elfproef;111222334' >in.tsv
	kr-normalize --rejects r.tsv -o out.tsv in.tsv
	[ "$(field problems out.tsv)" = 'education:list-separator|bsn:elfproef' ]
}

@test 'kr-normalize: unknown never becomes no' {
	for value in '' Onbekend '??' NNB 0 n.v.t.; do
		printf 'target_group\topen_to_other_occupation\tlicences\tsex\n%s\t%s\t%s\tm\n' "$value" "$value" "$value" >in.tsv
		kr-normalize --rejects r.tsv -o out.tsv in.tsv
		[ "$(kr-cat -F target_group,open_to_other_occupation out.tsv | tail -n 1)" = "$(printf '\t')" ]
		[ "$value" = 0 ] || [ -z "$(field licences out.tsv)" ]
	done
}

@test 'kr-normalize: without --rejects a lost value is told without the value, and the status is 1' {
	printf 'bsn\tsex\n111222334\tm\n' >in.tsv
	status_is 1 kr-normalize -o out.tsv in.tsv
	says 'kr-normalize: in.tsv:2: bsn: elfproef'
	case $err in *111222334*) false ;; esac
	[ -s out.tsv ]
	status_is 0 kr-normalize --rejects r.tsv -o out.tsv in.tsv
	[ "$err" = '' ]
	[ "$(stat -c %a r.tsv)" = 600 ]
}

@test 'kr-normalize: a placeholder is no loss' {
	printf 'bsn\tbirth_date\nOnbekend\t01-01-1900\n' >in.tsv
	status_is 0 kr-normalize -o out.tsv in.tsv
	[ "$err" = '' ]
	[ "$(field problems out.tsv)" = 'bsn:placeholder|birth_date:placeholder' ]
}

@test 'kr-normalize: division by --division, else by as_of' {
	stream 'as_of;postcode' '2020-06-01;1381AB' '2021-01-01;1381AB' ';1381AB' >in.tsv
	kr-normalize -o out.tsv in.tsv
	[ "$(kr-cat -F municipality,region out.tsv | tail -n +2 | tr '\t\n' ' /')" = 'GM0457 AM12/GM0363 AM18/GM0363 AM18/' ]
	kr-normalize --division 2020 -o out.tsv in.tsv
	[ "$(field region out.tsv | uniq)" = AM12 ]
	kr-normalize --division 2026 -o out.tsv in.tsv
	[ "$(field region out.tsv | uniq)" = AM18 ]
	status_is 2 kr-normalize --division 2023 in.tsv
}

@test 'kr-normalize: a waiver keeps its ground, and is yes where none is told' {
	becomes obligation_waiver 'Ouder met kind<5' parent
	becomes obligation_waiver 'sociaal/medisch tijdelijk' temporary
	becomes obligation_waiver 'Sociaal/medisch permanent' permanent
	becomes obligation_waiver blijvend permanent
	becomes obligation_waiver J yes
	becomes obligation_waiver 2 no
	becomes obligation_waiver Geen no
	problem obligation_waiver Onbekend obligation_waiver:placeholder
	problem obligation_waiver 'als het uitkomt' obligation_waiver:unknown-word
}

@test 'kr-normalize: jobs held' {
	becomes experience ':kok:2015:2019|afwasser' '5120:kok:2015:2019|9412:afwasser::'
	becomes experience 'kok:03-2015:heden' '5120:kok:2015-03:open'
	becomes experience ':kok:20150300:99999999' '5120:kok:2015-03:open'
	becomes experience geen none
	problem experience ':vkk:2015:2019' experience:uncoded
	problem experience ':kok:ooit:2019' experience:not-a-date
}

@test 'kr-normalize: a vacancy lies in the municipality of its town where there is no postcode' {
	stream 'vacancy_id;postcode;place' 'v:1;;Nijmegen' 'v:2;1011 AB;Nijmegen' 'v:3;;overal' >in.tsv
	kr-normalize --rejects rejects.tsv -o out.tsv in.tsv
	kr-cat -F municipality,region,problems out.tsv | same <(stream 'municipality;region;problems' 'GM0268;AM08;' \
		'GM0363;AM18;' ';;place:unknown-place') -
}

@test 'kr-normalize: place, municipality and region where there is no postcode' {
	stream 'postcode;place;municipality;region' ';Kudelstaart;;' ';;Den Haag;' ';;GM0457;' ';Beek;;' ';;;Food Valley' \
		';Nergens;;' '1000AA;;;' '1034;;;' ';;Amsterdam;Friesland' '1034EP;;Utrecht;' >in.tsv
	kr-normalize --rejects r.tsv -o out.tsv in.tsv
	kr-cat -F pc4,municipality,region,problems out.tsv | tr '\t' ';' >got.txt
	cat >want.txt <<-'E'
	pc4;municipality;region;problems
	;GM0358;AM18;
	;GM0518;AM21;
	;GM0363;AM18;
	;;;place:unknown-place
	;;AM38;
	;;;place:unknown-place
	1000;GM0363;AM18;
	1034;GM0363;AM18;postcode:pc4-only
	;GM0363;AM18;region:not-of-municipality
	1034;GM0363;AM18;municipality:not-of-postcode
	E
	same want.txt got.txt
}

@test 'kr-normalize: every inhabited postcode has a region in both divisions' {
	{
		echo postcode
		grep -v '^#' "$ROOT/lib/tables/pc4.tsv" | tail -n +2 | cut -f 1 | sed 's/$/AB/'
	} >in.tsv
	for year in 2020 2026; do
		kr-normalize --division $year -o out.tsv in.tsv
		[ "$(field region out.tsv | grep -c '^AM[0-9][0-9]$')" = 4065 ]
		field region out.tsv | sort -u | wc -l >count
	done
	[ "$(cat count)" -eq 35 ]
}

@test 'kr-normalize: --key makes a pseudonym of the BSN and drops the BSN' {
	kr-normalize --make-key key
	[ "$(stat -c %a key)" = 600 ]
	status_is 2 kr-normalize --make-key key
	stream 'record_id;bsn' 'a;111222333' 'b;1112.22.333' 'c;999990019' 'd;111222334' 'e;' >in.tsv
	kr-normalize --key key --rejects r.tsv -o out.tsv in.tsv
	[ "$(head -n 1 out.tsv)" = "$(printf 'record_id\tperson_key\tproblems')" ]
	[ "$(field person_key out.tsv | grep -cE '^[0-9a-f]{32}$')" = 3 ]
	[ "$(field person_key out.tsv | grep . | sort -u | wc -l)" = 2 ]
	[ "$(kr-cat -F problems out.tsv | tr '\n' ' ')" = 'problems    bsn:elfproef  ' ]
	if grep -q 111222 out.tsv; then false; fi
	kr-normalize --key key out.tsv | same out.tsv -
	kr-normalize --make-key other
	kr-normalize --key other --rejects r.tsv -o out2.tsv in.tsv
	! cmp -s out.tsv out2.tsv
	printf 'sex\nm\n' >in.tsv
	status_is 2 kr-normalize --key key in.tsv
	says 'bsn'
	status_is 2 kr-normalize --key /nonexistent in.tsv
}

@test 'kr-normalize: what is not known passes through untouched, in order' {
	stream 'zz;sex;presentation;source_id' ' a  b ;v; Onbekend ;00 7' >in.tsv
	kr-normalize -o out.tsv in.tsv
	stream 'zz;sex;presentation;source_id;problems' ' a  b ;f; Onbekend ;00 7;' >want.tsv
	same want.tsv out.tsv
}

@test 'kr-normalize: escapes survive' {
	printf 'desired_occupations\tskills\tstreet\nkok\\nlasser\ta\\\\b;c\tA\\tB\n' >in.tsv
	kr-normalize -o out.tsv in.tsv
	[ "$(cat out.tsv | tail -n 1)" = "$(printf '5120:kok|7212:lasser\ta\\\\b|c\tA\\tB\t')" ]
}

@test 'kr-normalize: an output with persons is private, an empty stream stays one' {
	printf 'bsn\n' >in.tsv
	kr-normalize -o out.tsv in.tsv
	[ "$(stat -c %a out.tsv)" = 600 ]
	[ "$(cat out.tsv)" = "$(printf 'bsn\tproblems')" ]
	status_is 2 kr-normalize /dev/null
}

@test 'kr-normalize: without header' {
	printf '1034 ep\tv\n' >in.tsv
	[ "$(kr-normalize --no-header --fields postcode,sex in.tsv)" = "$(printf '1034EP\tf\t1034\tGM0363\tAM18\t')" ]
	[ "$(kr-normalize --no-header --fields postcode </dev/null)" = '' ]
}

@test 'kr-normalize: failure travels' {
	printf 'bsn\n111222333\n1\t2\n' >bad.tsv
	echo old >out.tsv
	status_is 2 kr-normalize -o out.tsv bad.tsv
	says 'bad.tsv:3'
	[ "$(cat out.tsv)" = old ]
	printf 'sex\nm\n' >in.tsv
	[ ! -e /dev/full ] || status_is 2 sh -c 'kr-normalize in.tsv >/dev/full'
	status_is 2 kr-normalize --tables /nonexistent-directory/x --division 1 in.tsv
}

@test 'kr-normalize: tables from a directory go before the built-in ones' {
	mkdir -p mine
	kr-normalize --print-table transport_words >mine/transport_words.tsv
	printf 'bakfiets\t3\n' >>mine/transport_words.tsv
	printf 'transport\nbakfiets\n' >in.tsv
	kr-normalize --tables mine -o out.tsv in.tsv
	[ "$(field transport out.tsv)" = 3 ]
	printf 'zeppelin\t77\n' >>mine/transport_words.tsv
	status_is 2 kr-normalize --tables mine in.tsv
	says 'no such code'
}

@test 'kr-normalize: the same bytes for any block size and locale' {
	stream 'name;birth_date;postcode;desired_occupations;licences' 'IJSBRAND xib;3-5-1980;1034 ep;LASSER;b,be' \
		'İclal Çib;1980;1034;TIMMERMAN;geen' 'Onbekend;00000000;??;kok|lassr;B' >in.tsv
	kr-normalize --rejects r.tsv -o want.tsv in.tsv
	for size in 1 2 7 4096 262144; do
		KR_BLOCK_SIZE=$size kr-normalize --rejects r.tsv in.tsv | same want.tsv -
	done
	for locale in C C.UTF-8 tr_TR.UTF-8; do
		LC_ALL=$locale kr-normalize --rejects r.tsv in.tsv | same want.tsv -
	done
	kr-normalize --rejects r.tsv want.tsv | same want.tsv -
}

@test 'kr-normalize: odd bytes in every field change nothing the second time' {
	local names value
	names=$(grep -hv '^#' "$ROOT/lib/schema/candidate.tsv" | tail -n +2 | cut -f 1 | grep -v '^problems$')
	{
		echo "$names" | paste -sd '\t' -
		for value in '-' '|' ';' ':' '::::::' '|||' ' ' '0' '1' '9' '-1' '1-1' '(' 'a:b:c:d:e:f:g' "'" "d'" 'el-' 'J.' \
			'X-Y' 'Ab-Cd-Ef' 'van der' 'geen' 'none' 'open' 'na' 'nee' 'onbekend|B' '1|2|3' 'ÿ' '€ 5' '9999-12-31' '1034 ep' '/' \
			'a/b, c' 'B & C' '\\' 'a\nb' '.' '1.234,5' '+31' '+3' '@' 'a@b.nl a@b.nl' 'geb. X' 'A geb. B' 'Nederlands goed goed' \
			'MBO-' 'MBO (' '4:' ':4' '7212:a:b' 'ǅǅ' '1e2' 'IJ' 'ĳ'; do
			yes -- "$value" | head -n "$(echo "$names" | wc -l)" | paste -sd '\t' -
		done
	} >in.tsv
	kr-normalize --rejects r1.tsv -o once.tsv in.tsv
	kr-normalize --rejects r2.tsv -o twice.tsv once.tsv
	same once.tsv twice.tsv
	[ "$(wc -l <once.tsv)" = "$(wc -l <in.tsv)" ]
	[ "$(wc -l <r2.tsv)" = 1 ]
}

@test 'kr-normalize: the tool says who it is' {
	kr-normalize --help | grep -q division
	kr-normalize -V | grep -q kr-normalize
	kr-normalize --print-table regions | grep -q AM18
	status_is 2 kr-normalize --divison 2020
	says division
}

@test 'every table that a directory of tables can stand in for is printed, by its own name and byte for byte' {
	kr-normalize --print-table list >names
	[ -z "$(sort names | uniq -d)" ]
	find "$ROOT/lib" -name '*.tsv' | grep -v '/source/profiles/\|/source/layouts/\|/link/models/' >files
	[ "$(wc -l <files)" = "$(wc -l <names)" ]
	while read -r file; do
		name=${file##*/}
		name=${name%.tsv}
		kr-normalize --print-table "$name" | cmp - "$file"
	done <files
	status_is 2 kr-normalize --print-table gemeente
	says 'no table gemeente; --print-table list names them'
	[ -z "$out" ]
}

@test 'kr-normalize: a list of very many items takes no quadratic time' {
	{
		printf 'skills\tlicences\n'
		seq 1 300000 | tr '\n' '|'
		printf '\tB\n'
	} >in.tsv
	timeout 10 kr-normalize -o out.tsv in.tsv
	timeout 10 kr-normalize out.tsv | same out.tsv -
	[ "$(field licences out.tsv)" = B ]
}

@test 'kr-normalize: the samples, twice, and no placeholder is left' {
	[ -e "$ROOT/samples/gemeente-zuid.csv" ] || skip 'no samples'
	kr-import -q -p gemeente --source zuid --as-of 2026-11-01 --rejects i.tsv -o in.tsv "$ROOT/samples/gemeente-zuid.csv"
	kr-normalize --rejects r.tsv -o once.tsv in.tsv
	kr-normalize --rejects r2.tsv -o twice.tsv once.tsv
	same once.tsv twice.tsv
	[ "$(wc -l <r2.tsv)" = 1 ]
	[ "$(wc -l <once.tsv)" = "$(wc -l <in.tsv)" ]
	# nearly everybody has a region, and nothing but AM codes stands there
	[ "$(field region once.tsv | grep -c '^AM[0-9][0-9]$')" -gt 800 ]
	[ "$(field region once.tsv | grep -vc '^AM[0-9][0-9]$' || true)" -lt 20 ]
	if kr-cat -x street,caseworker,desk,place,presentation once.tsv | tail -n +2 | tr '\t|' '\n\n' | grep -iE '^(onbekend|\?\?|nnb|99999|.*1900-01-01)$'; then false; fi
	if field birth_date once.tsv | grep -E '^(1900|0001|9999)'; then false; fi
	# originals of persons stand in the rejects only, and those are private
	[ "$(stat -c %a r.tsv)" = 600 ]
}
