# No recipient ever gets a field that the table does not grant: every recipient and purpose, every tool with --to, every field.

load helpers/common
load helpers/tools

TABLE=$ROOT/lib/schema/recipients.tsv

setup_file() {
	load helpers/common
	make_streams
}

setup() {
	STREAMS=$BATS_FILE_TMPDIR
	cd "$BATS_TEST_TMPDIR" || return
}

schemas() {
	sed -n 's/^#define KR_SCHEMAS "\(.*\)"$/\1/p' "$ROOT/lib/record/schema.h" | tr , '\n'
}

# Under the sanitizers a few of them: what is granted is looked up in one place.
some_schemas() {
	if [ -n "${KR_SANITIZED:-}" ]; then
		printf '%s\n' candidate card worklist contact_data
	else
		schemas
	fi
}

# fields_of SCHEMA: its fields; a person has those of a candidate too
fields_of() {
	local file files="$ROOT/lib/schema/$1.tsv"
	[ "$1" != person ] || files="$ROOT/lib/schema/candidate.tsv $files"
	for file in $files; do
		grep -v '^#' "$file" | tail -n +2 | cut -f 1,2,4
	done
}

# A stream for each schema, one with all the fields of all, and unknown fields in each. The value in field `name` holds "QQnameQQ",
# as an item or a part where the field has them, so that every format has it.
make_streams() {
	local schema
	for schema in $(schemas) all; do
		{
			if [ "$schema" = all ]; then
				for each in $(schemas); do fields_of "$each"; done
			else
				fields_of "$schema"
			fi
			printf 'bsn\tcode\t\nperson_key\tcode\t\nhobby\ttext\t\nhome_address\ttext\t\n'
		} | awk -F '\t' '
			seen[$1]++ { next }
			{
				value = "QQ" $1 "QQ"
				if ($2 ~ /parts$/) {
					split($3, word, " ")
					n = split(word[1], unused, ":")
					item = value
					for (i = 2; i <= n; i++) item = item ":" value
					value = item
				}
				names = names (NR > 1 ? "\t" : "") $1
				values = values (NR > 1 ? "\t" : "") value
			}
			END { print names; print values }' >"$BATS_FILE_TMPDIR/$schema.tsv"
	done
}

# pairs: recipient and purpose, each pair once
pairs() {
	grep -v '^#' "$TABLE" | tail -n +2 | cut -f 1,2 | awk '!seen[$0]++'
}

# Under the sanitizers some of them.
some_pairs() {
	if [ -n "${KR_SANITIZED:-}" ]; then
		pairs | grep -xP 'caseworker\tguidance|employer\t.*|statistician\t.*'
	else
		pairs
	fi
}

# found: the fields whose values are in standard input
found() {
	grep -oE 'QQ[a-z_0-9]+QQ' | sed 's/^QQ//; s/QQ$//' | LC_ALL=C sort -u
}

# given TOOL: all that the tool gives, of each schema to each recipient for each purpose, in the file given; before each a line "@@" with
# which that was. Only what can be looked at in one sweep is quick enough to be tried with everything.
given() {
	local to purpose schema
	some_pairs >pairs
	while IFS=$'\t' read -r to purpose <&3; do
		for schema in ${TRIED:-$(some_schemas) all}; do
			printf '\n@@\t%s\t%s\t%s\n' "$to" "$purpose" "$schema"
			give "$1" "$to" "$purpose" "$schema" "$STREAMS/$schema.tsv" </dev/null || true
		done
	done 3<pairs >given
}

# judged: "recipient purpose schema ... gives field" for each value in the file given that the table does not grant, and "lacks field" for
# each that it grants and that did not come
judged() {
	awk -F '\t' '
		function end_block(	n, i, list) {
			n = split(grants[to, purpose, of], list, " ")
			for (i = 1; i <= n; i++)
				if (!(list[i] in came)) lacking[list[i]]
			for (i in lacking) print block, "lacks", i
			split("", came)
			split("", lacking)
		}
		FNR == NR {
			if (/^#/) next
			n = split($4, schemas, "|")
			m = split($5, fields, "|")
			for (i = 1; i <= n; i++)
				for (j = 1; j <= m; j++) {
					grant(schemas[i], fields[j])
					grant("all", fields[j])
					if (schemas[i] == "candidate") grant("person", fields[j])
				}
			next
		}
		$1 == "@@" {
			if (block) end_block()
			to = $2; purpose = $3; of = $4
			block = to " " purpose " " of ($5 ? " " $5 : "")
			next
		}
		{
			rest = $0
			while (match(rest, /QQ[a-z_0-9]+QQ/)) {
				name = substr(rest, RSTART + 2, RLENGTH - 4)
				rest = substr(rest, RSTART + RLENGTH)
				if (!(name in came) && !((to, purpose, of, name) in granted)) print block, "gives", name
				came[name]
			}
		}
		END { end_block() }
		function grant(schema, name) {
			if (!(($1, $2, schema, name) in granted)) grants[$1, $2, schema] = grants[$1, $2, schema] " " name
			granted[$1, $2, schema, name]
		}' "$TABLE" given
}

# leaks TOOL: "recipient purpose schema field" for each value that came out and is not granted
leaks() {
	given "$1"
	judged | sed -n 's/ gives / /p'
}

@test "there are recipients, schemas and a tool to try" {
	[ "$(pairs | wc -l)" -ge 9 ]
	[ "$(schemas | wc -l)" -ge 8 ]
	[ "$(pairs | cut -f 1 | sort -u | wc -l)" -ge 7 ]
	givers | grep -qx kr-export
	[ "$(head -n 1 "$STREAMS/all.tsv" | tr '\t' '\n' | wc -l)" -gt 120 ]
}

@test "no recipient gets a field that is not granted, of any tool, in any format; no value stands in a message, even of what is refused" {
	for tool in $(givers); do
		leaks "$tool" >out
		[ ! -s out ] || { echo "$tool gives:"; sort -u out; false; }
		# It gave something at all, and no BSN, key or unknown field to anybody.
		found <given | grep -q .
		[ -z "$(found <given | grep -xE 'bsn|person_key|hobby|home_address')" ]
		grep "^$tool: " given >>messages || true
	done
	grep -q . messages
	[ -z "$(grep QQ messages)" ]
}

# exported SCHEMA ...: what kr-export gives of streams of one kind, in the file given
exported() {
	local schema format to purpose
	for schema; do
		# A BSN would make a stream of people of it.
		kr-cat -x bsn,person_key -o "$schema.own.tsv" "$STREAMS/$schema.tsv"
	done
	some_pairs | while IFS=$'\t' read -r to purpose; do
		for schema; do
			for format in csv csv-nl ndjson tsv; do
				printf '\n@@\t%s\t%s\t%s\t%s\n' "$to" "$purpose" "$schema" $format
				kr-export --to "$to" --purpose "$purpose" -f $format -s "$schema" "$schema.own.tsv" 2>/dev/null </dev/null || true
			done
		done
	done >given
}

@test "kr-export gives all that is granted, of a stream of one kind" {
	exported $(some_schemas)
	[ "$(found <given | wc -l)" -gt 30 ]
	judged >wrong
	[ ! -s wrong ] || { cat wrong; false; }
}

# A tool with a leak: what the real one gives, and a phone number that it does not grant.
plant() {
	mkdir planted
	cat >planted/kr-export <<-SH
		#!/bin/sh
		case "\$*" in *"--to employer "*) echo QQphoneQQ ;; esac
		exec "$KR_BUILD/kr-export" "\$@"
	SH
	chmod +x planted/kr-export
}

@test "the test can fail: a planted tool that gives one value more is found" {
	plant
	PATH=$PWD/planted:$PATH
	TRIED='candidate contact_data all'
	leaks kr-export >out
	grep -qx 'employer selection all phone' out
	grep -qx 'employer selection candidate phone' out
	[ -z "$(grep -v '^employer ' out)" ]
	[ "$(grep -c '^employer meet contact_data phone$' out)" = 0 ]
}

@test "the test can fail: a table that grants more than it should is found" {
	mkdir tables
	sed 's/^\(statistician\t.*\tcandidate|person\t\)/\1surname|/' "$TABLE" >tables/recipients.tsv
	[ "$(diff tables/recipients.tsv "$TABLE" | grep -c '^<')" = 1 ]
	export KR_TABLES=$PWD/tables
	TRIED='candidate person'
	leaks kr-export >out
	printf 'statistician statistics %s surname\n' candidate person | diff -u - <(sort -u out)
}

@test "the test can fail: a table that grants less than it should is found" {
	mkdir tables
	sed '/^employer\tselection\t/s/|pc2|/|/' "$TABLE" >tables/recipients.tsv
	[ "$(diff tables/recipients.tsv "$TABLE" | grep -c '^<')" = 1 ]
	KR_TABLES=$PWD/tables exported card
	judged | sed 's/ \(csv-nl\|csv\|ndjson\|tsv\) / /' | sort -u >wrong
	[ "$(cat wrong)" = 'employer selection card lacks pc2' ]
}

@test "a schema that lands without a line here is tried too" {
	for schema in $(schemas); do
		grep -q QQ "$STREAMS/$schema.tsv"
	done
}
