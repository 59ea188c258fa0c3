# kr-cat: unites streams, chooses fields, passes on what is valid and nothing else.

load helpers/common

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	records 'a b c' '1 2 3' '4 5 6' >abc.tsv
	records 'c d' '7 8' >cd.tsv
	# surname is identity for a candidate, sex sensitive, region profile; postcode is identity for a candidate only
	records 'surname sex region postcode own' 'Jansen v AM12 1234AB x' >person.tsv
}

@test "one stream comes out as it went in, from a file, from standard input, from -" {
	kr-cat abc.tsv | same abc.tsv -
	kr-cat <abc.tsv | same abc.tsv -
	kr-cat - <abc.tsv | same abc.tsv -
}

@test "headers are united by name in order of first appearance; what a file lacks is empty" {
	kr-cat abc.tsv cd.tsv | same <(records 'a b c d' '1 2 3 ' '4 5 6 ' '  7 8') -
	kr-cat cd.tsv - abc.tsv <abc.tsv | same <(records 'c d a b' '7 8  ' '3  1 2' '6  4 5' '3  1 2' '6  4 5') -
}

@test "-F chooses fields in the order asked for, over several options" {
	kr-cat -F c,a abc.tsv | same <(records 'c a' '3 1' '6 4') -
	kr-cat -F c --field b,a abc.tsv | same <(records 'c b a' '3 2 1' '6 5 4') -
	kr-cat -F b,c,a abc.tsv cd.tsv | same <(records 'b c a' '2 3 1' '5 6 4' ' 7 ') -
	kr-cat --field=d,a cd.tsv abc.tsv | same <(records 'd a' '8 ' ' 1' ' 4') -
}

@test "-x drops fields, over several options" {
	kr-cat -x b abc.tsv | same <(records 'a c' '1 3' '4 6') -
	kr-cat -x a --exclude=c abc.tsv | same <(records 'b' '2' '5') -
	kr-cat -x a,a,b abc.tsv | same <(records 'c' '3' '6') -
}

@test "no field left, a field asked for twice, an empty name: refused" {
	status_is 2 kr-cat -x a,b,c abc.tsv
	says 'no field is left'
	status_is 2 kr-cat -F a,b,a abc.tsv
	says 'field a is asked for twice'
	status_is 2 kr-cat -F a, abc.tsv
	says 'abc.tsv:1: an empty name is no field'
	status_is 2 kr-cat -x , abc.tsv
	says 'an empty name is no field'
	status_is 2 kr-cat -F '' abc.tsv
	says '--field: needs a value that is not empty'
}

@test "an unknown field is told with the nearest one, before any output" {
	records 'region surname' '1 2' >f.tsv
	status_is 2 kr-cat -F surname,regoin f.tsv
	says 'kr-cat: f.tsv:1: no field regoin; did you mean region?'
	[ -z "$out" ]
	status_is 2 kr-cat -x sirname f.tsv
	says 'did you mean surname?'
	status_is 2 kr-cat -F zzzzzzzz f.tsv
	[ "$err" = 'kr-cat: f.tsv:1: no field zzzzzzzz' ]
}

@test "-F goes without -x and --class" {
	status_is 2 kr-cat -F a -x b abc.tsv
	says '--field goes without'
	status_is 2 kr-cat -F a --class profile abc.tsv
	says '--field goes without'
}

@test "--class keeps a privacy class and what is less than it" {
	kr-cat --class profile person.tsv | same <(records 'region' 'AM12') -
	kr-cat --class sensitive person.tsv | same <(records 'sex region' 'v AM12') -
	kr-cat --class identity person.tsv | same person.tsv -
	kr-cat --class sensitive -x sex person.tsv | same <(records 'region' 'AM12') -
	status_is 2 kr-cat --class public person.tsv
	says '--class: public is none of: identity sensitive profile'
}

@test "--class: a field that several schemas know has the strictest of its classes" {
	kr-cat --class profile person.tsv | head -n 1 | { ! grep -q postcode; }
}

@test "--class: a field that no schema knows is identity" {
	kr-cat --class sensitive person.tsv | head -n 1 | { ! grep -q own; }
}

@test "-s says which schemas are asked" {
	kr-cat --class profile -s vacancy person.tsv | same <(records 'region postcode' 'AM12 1234AB') -
	kr-cat --class profile -s vacancy,candidate person.tsv | same <(records 'region' 'AM12') -
	status_is 2 kr-cat --class profile -s vacancies person.tsv
	says 'there is no built-in schema/vacancies'
	status_is 2 kr-cat --class profile -s "$(printf '%0300d' 0)" person.tsv
	says 'there is no built-in schema/000'
	status_is 2 kr-cat -s vacancy person.tsv
	says '--schema goes with --class'
}

@test "KR_TABLES puts a schema before the built-in one" {
	mkdir tables
	printf 'field\ttype\tunit\tvalues\tclass\tvum\tmeaning\nown\ttext\t\t\tprofile\n' >tables/vacancy.tsv
	KR_TABLES=tables kr-cat --class profile -s vacancy person.tsv | same <(records 'own' 'x') -
	printf 'field\ttype\tunit\tvalues\tclass\tvum\tmeaning\nown\ttext\t\t\tpublic\n' >tables/vacancy.tsv
	KR_TABLES=tables status_is 2 kr-cat --class profile -s vacancy person.tsv
	says 'tables/vacancy.tsv:2: class: must be identity, sensitive or profile'
}

@test "-o: a file that holds identity fields is for its owner alone" {
	kr-cat -o all.tsv person.tsv
	kr-cat --class profile -o harmless.tsv person.tsv
	kr-cat -F postcode -o postcode.tsv person.tsv
	[ "$(stat -c %a all.tsv)" = 600 ]
	[ "$(stat -c %a harmless.tsv)" = 644 ]
	[ "$(stat -c %a postcode.tsv)" = 600 ]
}

@test "-o may name an input" {
	kr-cat -F c,a -o abc.tsv abc.tsv
	same abc.tsv <(records 'c a' '3 1' '6 4')
}

@test "--no-header and --fields go together: no header line in or out" {
	printf '1\t2\n' | kr-cat --no-header --fields a,b -F b | same <(printf '2\n') -
	kr-cat --no-header --fields a,b </dev/null >out
	[ ! -s out ]
	status_is 2 kr-cat --no-header abc.tsv
	says '--no-header and --fields go together'
	status_is 2 kr-cat --fields a abc.tsv
	says '--no-header and --fields go together'
	status_is 2 kr-cat --no-header --fields a,a abc.tsv
	says 'stands twice'
	status_is 2 kr-cat --no-header --fields a,,b abc.tsv
	says 'has no name'
}

@test "-v tells the counts, -q and success are silent" {
	status_is 0 kr-cat -v abc.tsv cd.tsv
	[ "$err" = 'kr-cat: read 3, written 3, set aside 0, values emptied 0' ]
	status_is 0 kr-cat -q abc.tsv
	[ -z "$err" ]
	status_is 0 kr-cat abc.tsv
	[ -z "$err" ]
	status_is 2 kr-cat -q missing.tsv
	says 'cannot open missing.tsv: No such file or directory'
}

@test "all headers are read before the first byte is written" {
	printf 'a\ta\n' >bad.tsv
	status_is 2 kr-cat abc.tsv bad.tsv
	[ -z "$out" ]
	says 'kr-cat: bad.tsv:1: a: stands twice in the header'
}

@test "an error in a later file ends the output unfinished" {
	printf 'a\n1\n2' >bad.tsv
	status_is 2 kr-cat -F a abc.tsv bad.tsv
	says 'bad.tsv:3: a: no line feed at the end'
	[ "$out" = "$(printf 'a\n1\n4\n1')" ]
}

@test "standard input named twice is empty the second time, and that is told" {
	status_is 2 kr-cat - - <abc.tsv
	says '<stdin>: no bytes at all'
}

@test "a file that has been read gives its memory back: many files cost no more than one" {
	[ -z "${KR_SANITIZED:-}" ] || skip 'a sanitizer takes terabytes of addresses'
	{ echo a; yes 12345678901234567890123456789 | head -n 12000; } >part.tsv
	for i in $(seq 60); do parts+=(part.tsv); done
	(ulimit -v 40000; kr-cat "${parts[@]}") | tail -n +2 | cmp - <(yes 12345678901234567890123456789 | head -n 720000)
}

@test "values of all kinds pass unchanged" {
	printf 'a\tb\n\\t\\n\\r\\\\\t"x\n\t\n \t\xc2\xa0\n\xf0\x9f\x98\x80\t|:#\n' >odd.tsv
	kr-cat odd.tsv | cmp - odd.tsv
	kr-cat -F b,a odd.tsv | kr-cat -F a,b | cmp - odd.tsv
}
