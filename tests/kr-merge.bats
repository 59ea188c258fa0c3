# kr-merge: what a user sees. All persons are made up.
load helpers/common

setup() {
	cd "$BATS_TEST_TMPDIR"
}

# cell FIELD FILE [ROW]: the value of a field in the first (or that) row
cell() {
	awk -F'\t' -v name="$1" -v row="${3:-1}" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) at = i; if (!at) print "no field " name } NR == row + 1 { print $at }' "$2"
}

# merged FIELD WANT VALUE...: of registrations with these values, the oldest first, WANT survives; "" is unknown
merged() {
	local field=$1 want=$2 day=0
	shift 2
	{
		printf 'record_id\tsource\tas_of\t%s\tperson_id\n' "$field"
		for value; do
			day=$((day + 1))
			printf 'r%s\ts%s\t2026-01-0%s\t%s\tp1\n' $day $day $day "$value"
		done
	} >in.tsv
	kr-merge -o out.tsv in.tsv
	[ "$(cell "$field" out.tsv)" = "$want" ] || {
		echo "$field: wanted $want, got $(cell "$field" out.tsv)"
		return 1
	}
}

@test "one row a person, in order of first appearance, unsorted input" {
	records 'record_id source surname person_id' 'a:1 a Testema p7' 'a:2 a Probeer p2' 'b:1 b Testema p7' 'b:3 b Anders p1' >in.tsv
	records 'surname person_id registrations sources conflicts' 'Testema p7 a:::|b::: a|b \' 'Probeer p2 a::: a \' 'Anders p1 b::: b \' |
		tr -d '\\' >want.tsv
	kr-merge in.tsv | same want.tsv -
	status_is 0 kr-merge -v in.tsv
	says 'read 4, written 3'
}

@test "the newest known value survives; empty is unknown and never wins" {
	merged street Nieuwweg Oudweg Nieuwweg ''
	merged unheard_of_field b a b
	merged given_names 'Jannes Pieter' J. 'Jannes Pieter' Jannes
	merged birth_date 1980-03-02 1980 1980-03-02 1980-03
	merged registered_on 2024-01-31 2025-06-01 2024-01-31
	merged valid_until open 2027-01-01 open 2028-01-01
	merged employed_until 2028-01-01 2028-01-01 2027-01-01 ''
	merged target_group yes yes no ''
	merged target_group no '' no ''
	merged target_group '' '' ''
}

@test "who said no to being contacted, to whomever, is not called" {
	merged contact_consent no no yes
	merged contact_consent no yes no
	merged contact_consent yes '' yes
}

@test "a registration that may still run keeps the person registered: an unknown end is not the past" {
	merged valid_until '' 2025-01-01 ''
	merged valid_until '' '' 2025-01-01
	merged valid_until 2025-06-30 2025-01-01 2025-06-30
	merged valid_until open 2025-01-01 open
	# through the pipeline: one registration ended, the other runs; the person is matched and is supply
	printf 'source\tas_of\tvalid_until\tregion\tperson_id\nnoord\t2026-01-02\t2025-01-01\tAM18\tp1\nuwv\t2026-01-02\t\tAM18\tp1\n' >in.tsv
	kr-merge -o out.tsv in.tsv
	kr-report overview --unprotected -f tsv out.tsv | awk -F'\t' '$1 == "NL" && $3 ~ /^(supply|lapsed)$/ { print $3, $5 }' >got
	printf 'lapsed 0\nsupply 1\n' | same - got
}

@test "a registration that has ended gives way to one that runs, however new" {
	printf 'source\tas_of\tvalid_until\tplace\tphone\tmax_km\tperson_id\n' >in.tsv
	printf 'noord\t2026-02-01\t2025-01-01\tAlmere\t+31690000001\t10\tp1\nuwv\t2026-01-01\t\tEmmen\t+31690000002\t\tp1\n' >>in.tsv
	kr-merge in.tsv >out.tsv
	[ "$(cell place out.tsv) $(cell phone out.tsv) $(cell max_km out.tsv)" = 'Emmen +31690000002|+31690000001 10' ]
	# the end of its day, its month or its year is no end before it
	for until in 2026-02-01 2026-02 2026 open ''; do
		sed "s/2025-01-01/$until/" in.tsv | kr-merge >out.tsv
		[ "$(cell place out.tsv)" = Almere ]
	done
}

@test "things told twice stand once: case, unknown parts, dates known less exactly" {
	merged desired_occupations '9321:INPAKKER' '9321:Inpakker' '9321:INPAKKER'
	merged desired_occupations '9321:Inpakker' ':inpakker' '9321:Inpakker'
	merged desired_occupations ':Inpakker|9321:' '9321:' ':Inpakker'
	merged desired_occupations '2512:Architect|2512:Ontwikkelaar' '2512:Ontwikkelaar' '2512:Architect'
	merged experience '5322:Verzorgende:2019-03-01:2021-06' '5322:verzorgende:2019:2021-06' '5322:Verzorgende:2019-03-01:2021'
	merged experience '5322:Verzorgende:2019:open' '5322:Verzorgende::' '5322:Verzorgende:2019:open'
	# the ends contradict each other: two jobs
	merged experience '5120:Kok:2019-07:2021|5120:Kok:2019:2019-06' '5120:Kok:2019:2019-06' '5120:Kok:2019-07:2021'
	# what no record says is not put together
	merged experience ':Kok:2010:|:Kok::2018' ':Kok::2018' ':Kok:2010:'
	merged education '4:zorg:yes:1' '4:::' '4:zorg:yes:1'
	merged education '4:Zorg:yes:1|4:Zorg:no:2' '4:Zorg:no:2' '4:Zorg:yes:1'
	merged skills 'C#|lassen|C++' 'lassen|C++' 'C#'
	merged skills 'Lassen' 'lassen' 'Lassen'
}

@test "lists of very many items and persons of very many records take no quadratic time" {
	awk 'BEGIN { print "skills\tperson_id"; for (r = 0; r < 2; r++) { for (i = 0; i < 60000; i++) printf "%sskill %d", i ? "|" : "", i + r * 30000; print "\tp1" } }' >in.tsv
	timeout 10 kr-merge -o out.tsv in.tsv
	[ "$(cell skills out.tsv | tr '|' '\n' | sort -u | wc -l)" = 90000 ]
	[ "$(cell skills out.tsv | tr '|' '\n' | wc -l)" = 90000 ]
	awk 'BEGIN { print "source\tdesk\tphone\tperson_id"; for (i = 0; i < 60000; i++) printf "s\tdesk %d\t+316%08d\tp1\n", i, i }' >in.tsv
	timeout 10 kr-merge -o out.tsv in.tsv
	[ "$(cell registrations out.tsv | tr '|' '\n' | wc -l)" = 60000 ]
	[ "$(cell phone out.tsv | tr '|' '\n' | wc -l)" = 60000 ]
}

@test "lists are united, the newest first; none gives way to what is known" {
	merged skills 'lassen|boren|zagen' 'zagen|boren' 'lassen|boren'
	merged languages 'nld:3:3:3:3|ara:4:4:4:4' 'nld:1:1:1:1|ara:4:4:4:4' 'nld:3:3:3:3'
	merged licences 'B|C' none 'B|C' none
	merged licences none none ''
	merged phone '+31690000002|+31690000001' +31690000001 +31690000002
}

@test "an address is one address: its fields come from one record" {
	records 'as_of street house_number house_suffix postcode place person_id' \
		'2026-01-02 Lepelweg 4 a 1011AB Amsterdam p1' \
		'2026-01-05 - 9 - 6211CD - p1' | sed 's/-\t/\t/g; s/2026\t/2026-/' >in.tsv
	printf 'as_of\tstreet\thouse_number\thouse_suffix\tpostcode\tplace\tperson_id\n2026-01-02\tLepelweg\t4\ta\t1011AB\tAmsterdam\tp1\n2026-01-05\t\t9\t\t6211CD\t\tp1\n' >in.tsv
	kr-merge in.tsv >out.tsv
	[ "$(cell house_number out.tsv) $(cell postcode out.tsv) [$(cell street out.tsv)$(cell house_suffix out.tsv)]" = '9 6211CD []' ]
	# nobody knows the postcode: the newest that knows any part
	printf 'as_of\tstreet\thouse_number\tpostcode\tperson_id\n2026-01-02\tLepelweg\t4\t\tp1\n2026-01-05\t\t9\t\tp1\n' >in.tsv
	kr-merge in.tsv >out.tsv
	[ "$(cell house_number out.tsv)[$(cell street out.tsv)]" = '9[]' ]
}

@test "registrations keep source, scheme, desk and end; what separates them is taken out" {
	printf 'source\tscheme\tdesk\tvalid_until\tperson_id\nuwv\tWW\tKantoor: Noord|1\t2027-01-01\tp1\nalmere\tPW\t\topen\tp1\nuwv\tWW\tKantoor: Noord|1\t2027-01-01\tp1\n' >in.tsv
	kr-merge in.tsv >out.tsv
	[ "$(cell registrations out.tsv)" = 'uwv:WW:Kantoor  Noord 1:2027-01-01|almere:PW::open' ]
	[ "$(cell sources out.tsv)" = 'uwv|almere' ]
}

@test "conflicts name fields and hold no value" {
	printf 'as_of\tsurname\tbirth_date\tsex\tstreet\tpostcode\tperson_id\n2026-01-01\tTéstema\t1980\tM\tLepelweg\t1011AB\tp1\n2026-01-02\ttestema\t1980-03-02\tM\tVorkweg\t6211CD\tp1\n' >in.tsv
	kr-merge in.tsv >out.tsv
	[ "$(cell conflicts out.tsv)" = postcode ]
	printf 'as_of\tbirth_date\tsex\tperson_id\n2026-01-01\t1980-03-02\tM\tp1\n2026-01-02\t1981-03-02\tV\tp1\n2026-01-03\t\t\tp1\n' >in.tsv
	kr-merge in.tsv >out.tsv
	[ "$(cell conflicts out.tsv)" = 'birth_date|sex' ]
}

@test "what stands for one registration is dropped" {
	records 'record_id source source_id delivery origin surname person_id' 'a:1 a 1 full x Testema p1' >in.tsv
	kr-merge in.tsv | head -1 >out.tsv
	records 'surname person_id registrations sources conflicts' | same - out.tsv
}

@test "the rules are data: printed, changed, refused when they are wrong" {
	kr-merge --print-rules >rules.tsv
	same "$ROOT/lib/link/survivorship.tsv" rules.tsv
	printf 'source\tas_of\tplace\tperson_id\nuwv\t2026-03-01\tAmsterdam\tp1\nalmere\t2026-01-01\tAlmere\tp1\nalmere\t2026-02-01\t\tp1\n' >in.tsv
	sed 's/^place\t.*/place\tprefer\tlelystad|almere\t\tfolded/' rules.tsv >own.tsv
	kr-merge --rules own.tsv in.tsv >out.tsv
	[ "$(cell place out.tsv) $(cell conflicts out.tsv)" = 'Almere place' ]
	printf 'field\trule\targument\tgroup\tconflict\nplace\tnewst\n' >bad.tsv
	status_is 2 kr-merge --rules bad.tsv in.tsv
	says 'newst is not known (did you mean newest?)'
	printf 'field\trule\targument\tgroup\tconflict\nplace\tprefer\n' >bad.tsv
	status_is 2 kr-merge --rules bad.tsv in.tsv
	says 'prefer needs sources'
	printf 'field\trule\targument\tgroup\tconflict\nplace\tnewest\nplace\tlongest\n' >bad.tsv
	status_is 2 kr-merge --rules bad.tsv in.tsv
	says 'a second rule for this field'
}

@test "records without person_id stand alone and are told" {
	records 'surname person_id' 'Testema p1' >in.tsv
	printf 'Anders\t\nProbeer\t\n' >>in.tsv
	status_is 0 kr-merge -o out.tsv in.tsv
	says '2 records without person_id: each stands alone'
	[ "$(wc -l <out.tsv)" = 4 ]
}

@test "merging twice, several files, no header, nothing at all" {
	records 'source surname person_id' 'a Testema p1' >a.tsv
	records 'person_id source phone' 'p1 b +31690000001' >b.tsv
	records 'surname person_id phone registrations sources conflicts' 'Testema p1 +31690000001 a:::|b::: a|b \' | tr -d '\\' >want.tsv
	kr-merge a.tsv b.tsv | same want.tsv -
	records 'surname person_id' | kr-merge >out.tsv
	[ "$(wc -l <out.tsv)" = 1 ]
	: | kr-merge --no-header --fields surname,person_id >out.tsv
	[ ! -s out.tsv ]
	kr-merge a.tsv b.tsv | kr-merge | same want.tsv -
}

@test "what goes wrong is told and leaves the old file" {
	echo old >out.tsv
	records 'surname personid' 'Testema p1' >in.tsv
	status_is 2 kr-merge -o out.tsv in.tsv
	says 'person_id'
	[ "$(cat out.tsv)" = old ]
	records 'surname person_id' 'Testema p1' >in.tsv
	status_is 2 bash -c 'kr-merge in.tsv >/dev/full'
	kr-merge -o new.tsv in.tsv
	[ "$(stat -c %a new.tsv)" = 600 ]
}
