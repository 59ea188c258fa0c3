# kr-body: the header stays, the records go through a command; failure on either side travels on.

load helpers/common

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	records 'k v' 'c 3' 'a 1' 'b 2' >in.tsv
	{ echo n; seq 1 200000; } >long.tsv
}

@test "records go through the command, the header does not" {
	kr-body sort <in.tsv | same <(records 'k v' 'a 1' 'b 2' 'c 3') -
	kr-body tac <in.tsv | same <(records 'k v' 'b 2' 'a 1' 'c 3') -
	kr-body cat <long.tsv | cmp - long.tsv
}

@test "options stand before the command; what follows is the command's" {
	kr-body sort -r -k 1 <in.tsv | same <(records 'k v' 'c 3' 'b 2' 'a 1') -
	kr-body -- sort -o out.tsv <in.tsv >header
	same out.tsv <(records 'a 1' 'b 2' 'c 3')
	same header <(records 'k v')
}

@test "no command, and a command that is not there" {
	status_is 2 kr-body <in.tsv
	says 'no command given'
	status_is 2 kr-body no-such-command <in.tsv
	says 'cannot run no-such-command: No such file or directory'
}

@test "a header alone goes through as that" {
	records 'k v' | kr-body sort | same <(records 'k v') -
}

@test "a command that fails ends the output unfinished" {
	status_is 2 kr-body sh -c 'cat; exit 3' <in.tsv
	says 'sh ended with status 3'
	[ "$out" = "$(cat in.tsv)" ]
	status_is 2 kr-body sh -c 'kill -9 $$' <in.tsv
	says 'sh was ended by signal 9'
}

@test "--accept: a status that counts as done" {
	kr-body --accept 1 grep nothing <in.tsv | same <(records 'k v') -
	status_is 2 kr-body grep nothing <in.tsv
	says 'grep ended with status 1'
	status_is 2 kr-body --accept 1 sh -c 'exit 2' <in.tsv
	status_is 2 kr-body --accept 126 cat <in.tsv
	says '--accept: must be a number from 0 to 125'
}

@test "what the command prints is checked: fields, bytes, last line feed" {
	status_is 2 kr-body cut -f 1 <in.tsv
	says 'cut:1: v: is missing: the line has 1 fields, the header 2'
	status_is 2 kr-body printf 'a\tb\nc\td' <in.tsv
	says 'printf:2: v: no line feed at the end'
	status_is 2 kr-body printf 'a\t\001\n' <in.tsv
	says 'printf:1: v: a control character'
}

@test "a broken input is told, though the command healed it" {
	printf 'k\n1\n2' >bad.tsv
	status_is 2 kr-body sort <bad.tsv
	says '<stdin>:3: k: no line feed at the end'
	case $out in *$'\n') false ;; esac
	status_is 2 kr-body -o out.tsv sort <bad.tsv
	[ ! -e out.tsv ]
}

@test "a command may read only the beginning" {
	kr-body head -n 2 <long.tsv | same <(printf 'n\n1\n2\n') -
	kr-body true <long.tsv | same <(printf 'n\n') -
}

@test "the input is checked to its end, also when the command reads only the beginning" {
	{ cat long.tsv; printf 'unfinished'; } >bad.tsv
	for i in 1 2 3 4 5 6 7 8; do
		status_is 2 kr-body head -n 2 <bad.tsv
		says '<stdin>:200002: n: no line feed at the end'
		status_is 2 kr-body true <bad.tsv
	done
}

@test "-o is replaced only when input, command and output were good" {
	kr-body -o out.tsv sort <in.tsv
	same out.tsv <(records 'k v' 'a 1' 'b 2' 'c 3')
	cp out.tsv old.tsv
	status_is 2 kr-body -o out.tsv sh -c 'cat; exit 1' <in.tsv
	cmp out.tsv old.tsv
	status_is 2 kr-body -o out.tsv sort <<<'broken	'
	cmp out.tsv old.tsv
	status_is 2 kr-body -o out.tsv cut -f 1 <in.tsv
	cmp out.tsv old.tsv
	[ "$(find . -type f ! -name ".err" ! -name ".out" -printf "%P\n" | LC_ALL=C sort | tr '\n' ' ')" = 'in.tsv long.tsv old.tsv out.tsv ' ]
}

@test "-o: identity fields are for the owner alone" {
	records 'surname' 'Jansen' | kr-body -o out.tsv cat
	[ "$(stat -c %a out.tsv)" = 600 ]
}

@test "--no-header and --fields: no header line in or out" {
	printf '2\n1\n' | kr-body --no-header --fields a sort | same <(printf '1\n2\n') -
	kr-body --no-header --fields a sort </dev/null >out
	[ ! -s out ]
	status_is 2 kr-body --no-header sort <in.tsv
	says '--no-header and --fields go together'
}

@test "-v tells the counts, success is silent" {
	status_is 0 kr-body -v head -n 2 <in.tsv
	says 'written 2'
	status_is 0 kr-body -q sort <in.tsv
	[ -z "$err" ]
}

@test "a command that ends before it reads, and one that closes its output early" {
	for i in 1 2 3 4 5; do
		kr-body sh -c 'exec <&-; echo x' <long.tsv | same <(printf 'n\nx\n') -
		kr-body sh -c 'echo x; exec >&-; cat >/dev/null' <long.tsv | same <(printf 'n\nx\n') -
	done
}
