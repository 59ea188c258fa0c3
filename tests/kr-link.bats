# kr-link: what a user sees. All persons are made up.
load helpers/common

setup() {
	cd "$BATS_TEST_TMPDIR"
}

# people LINE...: a stream of the fields that matter here; blanks stand for tabs, ~ for a blank, - for unknown
people() {
	{
		printf 'record_id as_of bsn initials given_names surname partner_surname birth_date age sex street house_number postcode place phone true_id\n'
		printf '%s\n' "$@"
	} | sed 's/ - / \r /g; s/ - / \r /g; s/ -$/ \r/' | tr ' ~' '\t ' | tr -d '\r'
}

# ids FILE: person_id of each record, in one line
ids() {
	awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "person_id") at = i; next } { printf "%s%s", (NR > 2 ? " " : ""), $at } END { print "" }' "$1"
}

# linked_as IDS LINE...: kr-link gives these person_ids
linked_as() {
	local want=$1
	shift
	people "$@" >in.tsv
	kr-link -o out.tsv in.tsv
	[ "$(ids out.tsv)" = "$want" ] || {
		echo "wanted $want, got $(ids out.tsv)"
		kr-link --threshold -200 --explain - -o /dev/null in.tsv
		return 1
	}
}

@test "records of one BSN are one person; ids run in order of the first record" {
	linked_as 'p1 p2 p1' \
		'a:1 2026-11-01 999990019 J. Jan Testema - 1980-03-02 - M Lepelweg 4 1011AB Amsterdam - 1' \
		'a:2 2026-11-01 999990020 K. Karel Probeer - 1991-05-06 - M Vorkstraat 9 6211CD Maastricht - 2' \
		'b:1 2026-11-01 999990019 J. - Testma - 1980-03-02 - M Mesplein 8 1012CD Amsterdam - 1'
}

@test "bsn and person_key end here, person_id comes last" {
	records 'record_id bsn person_key surname' 'a:1 999990019 0123456789abcdef0123456789abcdef Testema' >in.tsv
	records 'record_id surname person_id' 'a:1 Testema p1' >want.tsv
	kr-link in.tsv | same want.tsv -
	records 'record_id bsn person_key surname person_id' 'a:1 999990019 0123456789abcdef0123456789abcdef Testema p1' >want.tsv
	kr-link --keep-bsn in.tsv | same want.tsv -
}

@test "a person_id that is there already is overwritten in place" {
	records 'person_id record_id surname' 'p77 a:1 Testema' 'p77 a:2 Anders' >in.tsv
	records 'person_id record_id surname' 'p1 a:1 Testema' 'p2 a:2 Anders' >want.tsv
	kr-link in.tsv | same want.tsv -
}

@test "two valid and different BSNs are two persons, whatever else agrees" {
	linked_as 'p1 p2' \
		'a:1 2026-11-01 999990019 J. Jan Testema - 1980-03-02 - M Lepelweg 4 1011AB Amsterdam +31690000001 1' \
		'b:1 2026-11-01 999991334 J. Jan Testema - 1980-03-02 - M Lepelweg 4 1011AB Amsterdam +31690000001 2'
}

@test "nor do they come together over a record without a BSN" {
	people \
		'a:1 2026-11-01 999990019 J. Jan Testema - 1980-03-02 - M Lepelweg 4 1011AB Amsterdam +31690000001 1' \
		'b:1 2026-11-01 - J. Jan Testema - 1980-03-02 - M Lepelweg 4 1011AB Amsterdam +31690000001 1' \
		'c:1 2026-11-01 999991334 J. Jan Testema - 1980-03-02 - M Lepelweg 4 1011AB Amsterdam +31690000001 2' >in.tsv
	status_is 0 kr-link -v -o out.tsv in.tsv
	says '1 refused for their BSN'
	[ "$(ids out.tsv)" = 'p1 p1 p2' ]
}

@test "a BSN that fails the elfproef forbids nothing" {
	linked_as 'p1 p1' \
		'a:1 2026-11-01 999990019 J. Jan Testema - 1980-03-02 - M Lepelweg 4 1011AB Amsterdam +31690000001 1' \
		'b:1 2026-11-01 999990018 J. Jan Testema - 1980-03-02 - M Lepelweg 4 1011AB Amsterdam +31690000001 1'
}

@test "a typing error, a swapped date, ij for y, a prefix in the surname, the married name" {
	linked_as 'p1 p1 p2 p2 p3 p3 p4 p4 p5 p5' \
		'a:1 - - J. Jannes Testema - 1980-03-02 - M Lepelweg 4 1011AB - - 1' \
		'b:1 - - J. Jannes Tesetma - 1980-03-02 - M Lepelweg 4 1011AB - - 1' \
		'a:2 - - K. Karelien Probeer - 1991-05-06 - F Vorkstraat 9 6211CD - - 2' \
		'b:2 - - K. Karelien Probeer - 1991-06-05 - F Vorkstraat 9 6211CD - - 2' \
		'a:3 - - M. Machteld Wijndijk - 1972-01-30 - F Bordhof 12 3511EF - - 3' \
		'b:3 - - M. Machteld Wyndyk - 1972-01-30 - F Bordhof 12 3511EF - - 3' \
		'a:4 - - B. Bartel van~der~Kruimel - 1966-11-17 - M Koplaan 7 9711GH - - 4' \
		'b:4 - - B. Bartel Kruimel - 1966-11-17 - M Koplaan 7 9711GH - - 4' \
		'a:5 - - S. Sietske Ganzeveer Pennenmes 1988-12-09 - F Glashof 21 5611JK - - 5' \
		'b:5 - - S. Sietske Pennenmes - 1988-12-09 - F Glashof 21 5611JK - - 5'
}

@test "an age at the day of delivery meets a birth date" {
	linked_as 'p1 p1 p2' \
		'uwv:1 2026-10-31 - J. - Testema - - 46 M Lepelweg 4 1011AB Amsterdam +31690000001 1' \
		'zuid:1 2026-11-01 - J. Jannes Testema - 1980-03-02 - M Lepelweg 4 1011AB Amsterdam - 1' \
		'zuid:2 2026-11-01 - J. Jorrit Testema - 2004-03-02 - M Lepelweg 4 1011AB Amsterdam - 2'
}

@test "an age may be one year off, not two" {
	for pair in 46:age 47:age_near 45:age_near 48:different 44:different; do
		people "uwv:1 2026-10-31 - J. - Testema - - ${pair%:*} M Lepelweg 4 1011AB Amsterdam - 1" \
			'zuid:1 2026-11-01 - J. Jannes Testema - 1980-03-02 - M Lepelweg 4 1011AB Amsterdam - 1' >in.tsv
		kr-link --threshold -200 --explain why.tsv -o /dev/null in.tsv
		awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "birth") at = i } NR == 2 { sub(/:.*/, "", $at); print $at }' why.tsv >got
		[ "$(cat got)" = "${pair#*:}" ] || { echo "$pair: $(cat got)"; return 1; }
	done
}

@test "who moved house stays one person" {
	linked_as 'p1 p1' \
		'a:1 - - J. Jannes Testema - 1980-03-02 - M Lepelweg 4 1011AB Amsterdam - 1' \
		'b:1 - - J. Jannes Testema - 1980-03-02 - M Vorkstraat 88 6211CD Maastricht - 1'
}

@test "a household is no person: twins, father and son, partners" {
	linked_as 'p1 p2 p3 p4 p5 p6' \
		'a:1 - - J. Jannes Testema - 1980-03-02 - M Lepelweg 4 1011AB Amsterdam +31690000001 1' \
		'a:2 - - K. Karel Testema - 1980-03-02 - M Lepelweg 4 1011AB Amsterdam +31690000001 2' \
		'a:3 - - P. - Probeer - 1951-07-08 - M Vorkstraat 9 6211CD Maastricht +31690000002 3' \
		'b:3 - - P. - Probeer - 1983-02-21 - M Vorkstraat 9 6211CD Maastricht +31690000002 4' \
		'a:5 - - M. Machteld Wijndijk Kruimel 1972-01-30 - F Bordhof 12 3511EF Utrecht +31690000003 5' \
		'b:5 - - B. Bartel Kruimel - 1970-04-13 - M Bordhof 12 3511EF Utrecht +31690000003 6'
}

@test "unknown says nothing: records without any field to go by stand alone" {
	linked_as 'p1 p2 p3' \
		'a:1 - - - - - - - - - - - - - - 1' \
		'a:2 - - - - - - - - - - - - - - 2' \
		'a:3 - - - - Testema - - - - - - - - - 3'
}

@test "the truth is told over pairs and over records, and never used" {
	people \
		'a:1 - 999990019 J. Jannes Testema - 1980-03-02 - M - - - - - 1' \
		'b:1 - 999990019 J. Jannes Testema - 1980-03-02 - M - - - - - 1' \
		'c:1 - - P. Pieter Heelanders - 1955-07-02 - M - - - - - 1' >in.tsv
	status_is 0 kr-link --truth true_id -o out.tsv in.tsv
	says 'pairs: precision 1, recall 0.333333, F1 0.5'
	says 'records (B-cubed): precision 1, recall 0.555555, F1 0.714285'
	status_is 0 kr-link --truth true_id --evaluation eval.tsv -o out2.tsv in.tsv
	[ -z "$err" ]
	grep -qx 'pair_recall	0.333333' eval.tsv
	grep -qx 'pairs_true	3' eval.tsv
	same out.tsv out2.tsv
	sed 's/1$/x/' in.tsv | kr-link --truth true_id --evaluation - -o out3.tsv >/dev/null
	same <(cut -f1,16 out.tsv) <(cut -f1,16 out3.tsv)
}

@test "the explanation has bits that add up and no value of a person" {
	people \
		'a:1 - 999990019 J. Jannes Testema - 1980-03-02 - M Lepelweg 4 1011AB Amsterdam +31690000001 1' \
		'b:1 - 999990019 J. Jannes Testema - 1980-03-02 - M Lepelweg 4 1011AB Amsterdam +31690000001 1' >in.tsv
	status_is 0 kr-link -v --explain why.tsv -o out.tsv in.tsv
	for word in 99999 Jannes Testema 1980 Lepelweg 1011 Amsterdam +316; do
		! grep -q -e "$word" why.tsv
		[ "${err#*"$word"}" = "$err" ]
	done
	[ "$(stat -c %a why.tsv)" = 600 ]
	[ "$(cut -f1,2,4 why.tsv | tail -1)" = 'a:1	b:1	yes' ]
	# the prior of two records is 0 bits
	awk -F'\t' 'NR > 1 { sum = 0; for (i = 5; i <= NF; i++) { split($i, part, ":"); sum += part[2] } if (sum - $3 > .0005 || $3 - sum > .0005) exit 1 }' why.tsv
}

@test "foreign names go through --map" {
	printf 'nr\tachternaam\tgeboren\tvoornaam\n1\tTestema\t1980-03-02\tJannes\n2\tTestema\t1980-03-02\tJannes\n' >in.tsv
	kr-link --map surname=achternaam,birth_date=geboren,given_names=voornaam in.tsv >out.tsv
	[ "$(ids out.tsv)" = 'p1 p1' ]
	status_is 2 kr-link --map surnam=achternaam in.tsv
	says 'linking has no field surnam (did you mean surname?)'
	status_is 2 kr-link --map surname=nergens in.tsv
	says nergens
	status_is 2 kr-link in.tsv
	says 'no field to link by'
}

@test "the model is data: printed, changed, refused when it is wrong" {
	people \
		'a:1 - - J. Jannes Testema - 1980-03-02 - M Lepelweg 4 1011AB Amsterdam - 1' \
		'b:1 - - J. Jannes Testema - 1980-03-02 - M Lepelweg 4 1011AB Amsterdam - 1' >in.tsv
	kr-link --print-model >model.tsv
	same "$ROOT/lib/link/models/default.tsv" model.tsv
	same <(kr-link in.tsv) <(kr-link --model model.tsv in.tsv)
	[ "$(kr-link --threshold 900 in.tsv >out.tsv; ids out.tsv)" = 'p1 p2' ]
	sed 's/^block\tphone$/block\tfone/' model.tsv >bad.tsv
	status_is 2 kr-link --model bad.tsv in.tsv
	says 'fone is not known (did you mean phone?)'
	grep -v 'compare	sex	same' model.tsv >bad.tsv
	status_is 2 kr-link --model bad.tsv in.tsv
	says 'compare sex same is missing'
	status_is 2 kr-link --threshold viel in.tsv
	says '--threshold'
}

@test "blocks that are too large are refined, and told" {
	awk -v OFS='\t' 'BEGIN {
		split("Aafje Bart Coen Dirk Els Freek Gijs Huub Ingrid Joris Klaas Lotte Mees Niels Olga Pien Quirijn Rosa Sjoerd Tess", name, " ")
		print "record_id", "given_names", "surname", "birth_date", "postcode"
		for (i = 0; i < 60; i++)
			print "a:" i, name[i % 20 + 1], "Testema", 1940 + i % 20 * 2 "-" sprintf("%02d-%02d", i % 12 + 1, i % 20 + 1), 1000 + i % 20 * 97 "AB"
	}' >in.tsv
	kr-link --print-model | grep -v '^block' | sed 's/^\(setting\tblock_size\t*\)[0-9]*/\18/' >small.tsv
	printf 'block\tsurname\n' >>small.tsv
	status_is 0 kr-link -v --model small.tsv -o small-out.tsv in.tsv
	echo "$err" | grep -q 'block surname: 60 pairs, .* largest 60, refined 1, cut 0'
	kr-link -o out.tsv in.tsv
	same out.tsv small-out.tsv
	[ "$(ids out.tsv | tr ' ' '\n' | sort -u | wc -l)" = 20 ]
}

@test "the same bytes with any number of threads and any size of block" {
	awk -v OFS='\t' 'BEGIN {
		print "record_id", "bsn", "surname", "birth_date"
		for (i = 0; i < 400; i++)
			print "r" i, (i % 40 ? "" : "999990019"), "Testema" i % 97, 1950 + i % 43 "-0" 1 + i % 9 "-1" i % 7
	}' >in.tsv
	kr-link -j 1 in.tsv >one.tsv
	same one.tsv <(kr-link -j 4 in.tsv)
	same one.tsv <(KR_BLOCK_SIZE=7 kr-link -j 2 in.tsv)
	same one.tsv <(kr-link <in.tsv)
	[ "$(ids one.tsv | tr ' ' '\n' | sort -u | wc -l)" -lt 400 ]
}

@test "several files are one; an empty stream stays one; without headers" {
	records 'record_id bsn' 'a:1 999990019' >a.tsv
	records 'bsn record_id' '999990019 b:1' >b.tsv
	records 'record_id person_id' 'a:1 p1' 'b:1 p1' >want.tsv
	kr-link a.tsv b.tsv | same want.tsv -
	records 'record_id bsn' | kr-link >out.tsv
	records 'record_id person_id' | same - out.tsv
	printf 'a:1\t999990019\n' | kr-link --no-header --fields record_id,bsn >out.tsv
	printf 'a:1\tp1\n' | same - out.tsv
	: | kr-link --no-header --fields record_id,bsn >out.tsv
	[ ! -s out.tsv ]
}

@test "what goes wrong is told and leaves the old file" {
	echo old >out.tsv
	printf 'record_id\tbsn\na:1\t999990019' >cut.tsv
	status_is 2 kr-link -o out.tsv cut.tsv
	[ "$(cat out.tsv)" = old ]
	records 'record_id bsn' 'a:1 999990019' >in.tsv
	status_is 2 kr-link --truth nergens in.tsv
	status_is 2 kr-link --evaluation x.tsv in.tsv
	says '--evaluation needs --truth'
	status_is 2 kr-link --explain /nergens/x.tsv in.tsv
	[ ! -e x.tsv ]
	status_is 2 kr-link --explain - in.tsv
	says 'both go to standard output'
	status_is 2 bash -c 'kr-link in.tsv >/dev/full'
}

# f1 NAME FLOOR: F1 over pairs of a public test set is at least FLOOR
f1() {
	local name=$1 floor=$2 got
	shift 2
	got=$(kr-link --truth true_id --evaluation - -o /dev/null "$@" "$name.tsv" | awk '$1 == "pair_f1" { print $2 }')
	echo "# $name: pair F1 $got (at least $floor)" >&3
	awk -v got="$got" -v floor="$floor" 'BEGIN { exit !(got >= floor) }'
}

cases() {
	cases=$KR_SHARED/cases/linkage
	[ -d "$cases" ] || skip "NO LINKAGE CASES in $cases: F1 is not measured"
}

@test "public sets: FEBRL 1, 2 and 3" {
	cases
	for name in febrl1 febrl2 febrl3; do
		awk -F, -v OFS='\t' 'NR > 1 && length($10) == 8 { $10 = substr($10, 1, 4) "-" substr($10, 5, 2) "-" substr($10, 7) } { $1 = $1; print }' \
			"$cases/$name/records.csv" >$name.tsv
		f1 $name 0.995 --map bsn=soc_sec_id,given_names=given_name,birth_date=date_of_birth,street=address_1,house_number=street_number,place=suburb
	done
}

@test "public sets: RLdata and fake_1000" {
	cases
	for name in rldata500 rldata10000; do
		awk -F, -v OFS='\t' 'NR == 1 { print "rec_id", "given_names", "surname", "partner_surname", "birth_date", "true_id"; next }
			{ print $1, $2 ($3 == "" ? "" : " " $3), $4, $5, sprintf("%04d-%02d-%02d", $6, $7, $8), $9 }' "$cases/$name/records.csv" >$name.tsv
	done
	tr , '\t' <"$cases/fake_1000/records.csv" >fake_1000.tsv
	f1 rldata500 0.96
	f1 rldata10000 0.93 --threshold 0.5
	f1 fake_1000 0.85 --map given_names=first_name,birth_date=dob,place=city
}

@test "public sets: 100,000 Dutch records" {
	[ -z "${KR_SANITIZED:-}" ] || skip 'minutes of the same, under a sanitizer'
	cases
	zcat "$cases/nl_100k.csv.gz" | tr '\t\\' ' /' | iconv -f utf-8 -t utf-8 -c |
		perl -CSD -pe 's/[\x{0}-\x{9}\x{b}-\x{1f}\x{7f}-\x{9f}]/ /g; s/,/\t/g' >nl_100k.tsv
	f1 nl_100k 0.998 --map initials=voorletters,given_names=voornaam,surname=achternaam,sex=geslacht,birth_date=geboortedatum,house_number=huisnummer,place=woonplaats,phone=telefoon
}

@test "samples: pair F1 of at least .98 with a precision of at least .995" {
	kr-import -q -p uwv-sonar --as-of 2026-10-31 --rejects set-aside.tsv -o uwv.tsv "$ROOT/samples/uwv.csv"
	for part in zuid noord; do
		kr-import -q -p gemeente --source $part --as-of 2026-11-01 --rejects set-aside.tsv -o $part.tsv \
			"$ROOT/samples/gemeente-$part.csv"
	done
	kr-cat uwv.tsv zuid.tsv noord.tsv | kr-normalize -q --rejects emptied.tsv -o candidates.tsv
	awk -F'\t' 'NR == FNR { truth[$1] = $2; next } FNR == 1 { for (i = 1; i <= NF; i++) if ($i == "record_id") at = i } { print $0 "\t" truth[$at] }' \
		"$ROOT/samples/truth.tsv" candidates.tsv >in.tsv
	sed -i '1s/[^\t]*$/true_id/' in.tsv
	kr-link --truth true_id --evaluation eval.tsv -o linked.tsv in.tsv
	echo "# samples: $(sed 1d eval.tsv | tr '\t\n' ' ;')" >&3
	awk '$1 == "pair_f1" { f1 = $2 } $1 == "pair_precision" { precision = $2 } END { exit !(f1 >= .98 && precision >= .995) }' eval.tsv
}
