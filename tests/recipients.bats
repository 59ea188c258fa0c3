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

# granted TABLE RECIPIENT PURPOSE SCHEMA: the fields that the rows grant, of SCHEMA or (all) of any
granted() {
	awk -F '\t' -v to="$2" -v purpose="$3" -v schema="$4" '
		/^#/ { next }
		$1 == to && $2 == purpose {
			n = split($4, s, "|")
			for (i = 1; i <= n; i++)
				if (s[i] == schema || schema == "all" || (schema == "person" && s[i] == "candidate")) {
					m = split($5, field, "|")
					for (j = 1; j <= m; j++) print field[j]
				}
		}' "$1" | LC_ALL=C sort -u
}

# found: the fields whose values are in standard input
found() {
	grep -oE 'QQ[a-z_0-9]+QQ' | sed 's/^QQ//; s/QQ$//' | LC_ALL=C sort -u
}

# leaks TOOL: "recipient purpose schema field" for each value that came out and is not granted
leaks() {
	local to purpose schema
	pairs | while IFS="$(printf '\t')" read -r to purpose; do
		for schema in ${TRIED:-$(some_schemas) all}; do
			give "$1" "$to" "$purpose" "$schema" "$STREAMS/$schema.tsv" | tee -a given | found >came
			granted "$TABLE" "$to" "$purpose" "$schema" | LC_ALL=C comm -23 came - | sed "s/^/$to $purpose $schema /"
		done
	done
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
		rm given
	done
	grep -q . messages
	[ -z "$(grep QQ messages)" ]
}

@test "kr-export gives all that is granted, of a stream of one kind" {
	pairs | while IFS="$(printf '\t')" read -r to purpose; do
		for schema in $(some_schemas); do
			# A BSN would make a stream of people of it.
			kr-cat -x bsn,person_key -o own.tsv "$STREAMS/$schema.tsv"
			granted "$TABLE" "$to" "$purpose" "$schema" >want
			for format in csv csv-nl ndjson tsv; do
				kr-export --to "$to" --purpose "$purpose" -f $format -s "$schema" own.tsv 2>/dev/null | found >got || true
				diff -u want got || { echo "$to $purpose $schema $format"; exit 1; }
			done
		done
	done
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

@test "a schema that lands without a line here is tried too" {
	for schema in $(schemas); do
		grep -q QQ "$STREAMS/$schema.tsv"
	done
}
