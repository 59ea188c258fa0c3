# kr-link --ids: the same person keeps his person_id over deliveries. All persons are made up.
load helpers/common

setup() {
	cd "$BATS_TEST_TMPDIR"
}

# people RECORD:BSN ...: a stream of records that are linked by BSN alone
people() {
	printf 'record_id\tbsn\n'
	local item
	for item in "$@"; do
		printf '%s:%s\t%s\n' "${item%%:*}" "$(cut -d : -f 2 <<<"$item")" "${item##*:}"
	done
}

# Three numbers that pass the elfproef and belong to nobody.
ONE=999990019 TWO=999990020 THREE=999991334

# link RECORD:BSN ...: "a:1=p1 ..." as kr-link gives them, with the memory ids.tsv
link() {
	people "$@" | kr-link --ids ids.tsv --changes changes.tsv | awk -F '\t' 'NR > 1 { printf "%s%s=%s", s, $1, $2; s = " " } END { print "" }'
}

@test "the order of the next delivery and who is new in it change nobody's id" {
	[ "$(link a:1:$ONE b:1:$TWO)" = 'a:1=p1 b:1=p2' ]
	[ "$(link c:1:$THREE b:1:$TWO a:1:$ONE)" = 'c:1=p3 b:1=p2 a:1=p1' ]
	records 'person_id became change records' | same - changes.tsv
}

@test "who has gone keeps the id, who comes back has it again, and nobody else ever gets it" {
	link a:1:$ONE b:1:$TWO
	[ "$(link a:1:$ONE)" = 'a:1=p1' ]
	[ "$(link c:1:$THREE)" = 'c:1=p3' ]
	[ "$(link c:1:$THREE b:1:$TWO)" = 'c:1=p3 b:1=p2' ]
	[ "$(stat -c %a ids.tsv)" = 600 ]
}

@test "two who turn out to be one have the id that most records had, and the change is told" {
	printf 'record_id\tperson_id\na:1\tp1\na:2\tp2\na:3\tp2\n' >ids.tsv
	[ "$(link a:1:$ONE a:2:$ONE a:3:$ONE)" = 'a:1=p2 a:2=p2 a:3=p2' ]
	records 'person_id became change records' 'p1 p2 merged 1' | same - changes.tsv
}

@test "one who turns out to be two keeps the id where most records are, and the change is told" {
	printf 'record_id\tperson_id\na:1\tp7\na:2\tp7\na:3\tp7\n' >ids.tsv
	[ "$(link a:1:$ONE a:2:$TWO a:3:$TWO)" = 'a:1=p8 a:2=p7 a:3=p7' ]
	records 'person_id became change records' 'p7 p8 split 1' | same - changes.tsv
}

@test "an erased line keeps its id from being given again" {
	link a:1:$ONE b:1:$TWO
	sed -i 's/^b:1\t/\t/' ids.tsv
	[ "$(link b:1:$TWO c:1:$THREE)" = 'b:1=p3 c:1=p4' ]
	grep -qx "$(printf '\tp2')" ids.tsv
}

@test "a memory that is none is refused, and stays as it is" {
	people a:1:$ONE >in.tsv
	printf 'record_id\tother\na:1\tp1\n' >ids.tsv
	status_is 2 kr-link --ids ids.tsv -o out.tsv in.tsv
	grep -q 'ids.tsv.*person_id' .err
	printf 'record_id\tperson_id\na:1\t\n' >ids.tsv
	status_is 2 kr-link --ids ids.tsv -o out.tsv in.tsv
	grep -q 'ids.tsv:2: person_id: empty' .err
	printf 'record_id\tperson_id\na:1\tp1' >ids.tsv
	cp ids.tsv before
	status_is 2 kr-link --ids ids.tsv -o out.tsv in.tsv
	same before ids.tsv
	[ ! -e out.tsv ]
}

@test "--ids wants a file and records with an id, --changes wants --ids" {
	people a:1:$ONE >in.tsv
	status_is 2 kr-link --ids - in.tsv
	status_is 2 kr-link --changes c.tsv in.tsv
	status_is 2 kr-link --ids out.tsv -o out.tsv in.tsv
	cut -f 2 in.tsv >no-id.tsv
	status_is 2 kr-link --ids ids.tsv no-id.tsv
	grep -q record_id .err
	[ ! -e ids.tsv ]
}
