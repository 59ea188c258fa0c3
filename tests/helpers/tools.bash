# What it takes to try the same thing with every tool: `load helpers/tools`. A tool that has no line here fails the tests.

# All tools of the build.
tools() {
	local tool
	for tool in "$KR_BUILD"/kr-*; do
		[ -x "$tool" ] && echo "${tool##*/}"
	done
}

# Those that read a record stream. kr-queue reads its own log and nothing else.
readers() {
	tools | grep -vx -e kr-import -e kr-queue
}

# has TOOL OPTION
has() {
	"$1" --list-options | cut -f 2 | grep -qxe "${2#--}"
}

# The results of the samples' pipeline, in $MADE; small ones (some ten records) in $SMALL.
make_inputs() {
	MADE=$BATS_FILE_TMPDIR/made
	SMALL=$BATS_FILE_TMPDIR/small
	export MADE SMALL
	# The inputs may come from a build without sanitizers, which is quicker.
	PATH="${KR_PLAIN:-$KR_BUILD}:$PATH" sh "$ROOT/samples/pipeline.sh" "$MADE" >"$BATS_FILE_TMPDIR/pipeline" 2>&1
	mkdir "$SMALL"
	awk 'BEGIN {
		OFS = "\t"
		print "kind", "date", "by", "account", "giver", "cents"
		for (i = 1; i <= 2000; i++) print "grant", "2026-11-02", "desk", "training", "government", i
	}' >"$MADE/operations.tsv"
	local file
	cp "$ROOT/samples/vacatures.csv" "$MADE"
	for file in "$MADE"/*.tsv "$MADE/vacatures.csv"; do
		head -n "${1:-30}" "$file" >"$SMALL/$(basename "$file")"
	done
	cp "$MADE/services.tsv" "$SMALL"
	# Who has a need: the others get no train.
	awk -F '\t' 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "obstacles") at = i } NR == 1 || $at != ""' "$MADE/register.tsv" >"$MADE/needy.tsv"
	head -n "${1:-30}" "$MADE/needy.tsv" >"$SMALL/needy.tsv"
	printf 'a secret of thirty-two bytes ...' >"$SMALL/card.key"
	# A log of one line, and a key, that stay the same for all that is tried.
	cp "$SMALL/card.key" "$SMALL/contact.key"
	"${KR_PLAIN:-$KR_BUILD}/kr-contact" object p1 --register "$SMALL/register.tsv" --log "$SMALL/contact.log" --date 2026-11-01 \
		--by person >/dev/null
	printf 'service_id\tinstrument\tregions\tremoves\tweeks\tplaces\ns:1\tlanguage_course\tall\tlanguage\t26\t2\ns:2\tdebt_help\tall\tdebts\t8\t\n' >"$SMALL/services.tsv"
	python3 "$ROOT/tests/helpers/queue-log.py" make 100 "$MADE/queue.log"
	make_households <"$MADE/register.tsv" >"$MADE/households.tsv"
	head -n "${1:-30}" "$MADE/households.tsv" >"$SMALL/households.tsv"
	cp "$MADE"/queue.log* "$SMALL"
}

# The people of a register as households, of each kind in turn.
make_households() {
	awk -F '\t' -v OFS='\t' '
		NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; print "person_id", "household", "scheme", "birth_year", "children_ages", "ww_wage", "ww_months"; next }
		{
			kind = NR % 3 ? NR % 3 > 1 ? "couple" : "single" : "single_parent"
			print $at["person_id"], kind, $at["scheme"], $at["birth_year"], kind == "single" ? "none" : NR % 14 "|" NR % 5, 2000 + NR, NR % 7
		}'
}

# input_of TOOL FOLDER: a file that the tool reads gladly, in $input
input_of() {
	case $1 in
	kr-import) input=$2/vacatures.csv ;;
	kr-cat | kr-body | kr-normalize) input=$2/uwv.tsv ;;
	kr-link) input=$2/candidates.tsv ;;
	kr-merge | kr-contact) input=$2/linked.tsv ;;
	kr-arrange) input=$2/needy.tsv ;;
	kr-match | kr-report | kr-export | kr-card) input=$2/register.tsv ;;
	kr-account) input=$2/operations.tsv ;;
	kr-queue) input=$2/queue.log ;;
	kr-income) input=$2/households.tsv ;;
	*)
		echo "no line for $1 in tests/helpers/tools.bash" >&2
		return 1
		;;
	esac
}

# run_tool TOOL FILE [option ...]: the tool on a file, with whatever else it needs; - is standard input
run_tool() {
	local tool=$1 file=$2
	shift 2
	case $tool in
	kr-import) "$tool" -p vacature-csv --as-of 2026-11-01 --rejects aside.tsv "$@" "$file" ;;
	kr-body) if [ "$file" = - ]; then "$tool" "$@" cat; else "$tool" "$@" cat <"$file"; fi ;;
	kr-normalize) "$tool" --rejects aside.tsv "$@" "$file" ;;
	kr-match) "$tool" --vacancies "$SMALL/vacancies.tsv" --date 2026-11-01 "$@" "$file" ;;
	kr-arrange) "$tool" --services "$SMALL/services.tsv" --date 2026-11-01 "$@" "$file" ;;
	kr-contact)
		"$tool" pass -q --log "$SMALL/contact.log" --key "$SMALL/contact.key" "$@" "$file"
		;;
	kr-account)
		# A log of its own each time: what is tried twice must give the same twice.
		rm -f "$SMALL"/account.log*
		"$tool" post --log "$SMALL/account.log" --rejects /dev/null "$@" "$file"
		;;
	kr-report) "$tool" --date 2026-11-01 "$@" overview "$file" ;;
	kr-export) "$tool" --to caseworker "$@" "$file" ;;
	kr-card)
		"$tool" --to employer:W1 --key "$SMALL/card.key" --date 2026-11-01 "$@" "$file"
		;;
	kr-queue) "$tool" list --log "$file" "$@" ;;
	kr-income) "$tool" --from 2026-01 --path '20h x 14.71 for 2 months, then back' "$@" "$file" ;;
	*) "$tool" "$@" "$file" ;;
	esac
}

# name_in_messages TOOL FILE: what the tool calls its input, in $name
name_in_messages() {
	if [ "$1" = kr-body ]; then name='<stdin>'; else name=$2; fi
}

# listing: all that is in the folder, hidden files too, but for what status_is keeps
listing() {
	find . ! -name .out ! -name .err ! -path . -printf '%P %s %l\n' | LC_ALL=C sort
}

# Tools that hand their output to a recipient.
givers() {
	local tool
	for tool in $(tools); do
		has "$tool" --to && echo "$tool"
	done
}

# give TOOL RECIPIENT PURPOSE SCHEMA FILE: all that the tool gives that recipient of the records in FILE, in every way that it can give it,
# and all that it says of it. Records are of SCHEMA; a tool that does not take such gives nothing. Its exit status does not count.
give() {
	local tool=$1 to=$2 purpose=$3 schema=$4 file=$5 format
	case $tool in
	kr-export)
		# Every form, and both ways to say what the records are.
		for format in csv ndjson vum; do
			"$tool" --to "$to" --purpose "$purpose" -v -f $format "$file"
		done 2>&1
		for format in csv-nl tsv; do
			"$tool" --to "$to" --purpose "$purpose" -v -f $format -s "$schema" "$file"
		done 2>&1
		;;
	kr-card)
		# Cards are made of people, whose fields go by other names there.
		[ "$schema" = card ] || return 0
		give_cards "$to" "$purpose" "$(dirname "$file")/person.tsv" 2>&1
		;;
	kr-report)
		[ "$schema" = worklist ] || return 0
		give_worklist "$to" "$purpose" "$(dirname "$file")/person.tsv" 2>&1
		;;
	kr-contact)
		# Contact data alone, to employers alone, after a yes.
		[ "$schema" = contact_data ] || return 0
		[ "$to" != employer ] || [ "$purpose" = meet ] || return 0
		give_contact_data "$to" "$file" 2>&1
		;;
	*)
		echo "no line for $tool in give, tests/helpers/tools.bash" >&2
		return 1
		;;
	esac
}

# give_cards RECIPIENT PURPOSE FILE: cards of five people who are all alike, so that nothing needs to be left out.
give_cards() {
	printf 'a secret of thirty-two bytes ...' >"$BATS_TEST_TMPDIR/card.key"
	sed '2{s/QQdesired_occupationsQQ/QQoccupationsQQ/g;s/QQpc4QQ/QQpc2QQ/g;s/QQavailable_fromQQ/QQavailable_withinQQ/g;}' "$3" | awk -F '\t' -v OFS='\t' '
		NR == 1 { for (i = 1; i <= NF; i++) if ($i == "person_id") id = i; print (id ? $0 : $0 OFS "person_id"); next }
		{ for (n = 1; n <= 5; n++) { if (id) $id = "p" n; print (id ? $0 : $0 OFS "p" n) } }' |
		kr-card -v --to "$1:W1" --purpose "$2" --key "$BATS_TEST_TMPDIR/card.key" --date 2026-11-01
}

# give_worklist RECIPIENT PURPOSE FILE: what to ask of the person of FILE, of whom the hours are not known.
give_worklist() {
	local here
	here=$(mktemp -d "$BATS_TEST_TMPDIR/worklist.XXXXXX")
	kr-cat -x hours_min,valid_until -o "$here/register.tsv" "$3"
	cp "$(dirname "$3")/event.tsv" "$here/events.tsv"
	printf 'vacancy_id\tperson_id\tunknowns\nv1\tQQperson_idQQ\thours\n' >"$here/matches.tsv"
	sed '1s/$/\thours_min/; 2s/$/\t/' "$here/register.tsv" >"$here/asked.tsv"
	kr-report -v --to "$1" --purpose "$2" --date 2026-11-01 --matches "$here/matches.tsv" --linked "$3" --events "$here/events.tsv" \
		worklist "$here/asked.tsv"
}

# give_contact_data RECIPIENT FILE: one employer asks the person of FILE, who says yes; the contact data is shown to the recipient.
give_contact_data() {
	local here
	here=$(mktemp -d "$BATS_TEST_TMPDIR/contact.XXXXXX")
	printf 'a secret of thirty-two bytes ...' >"$here/key"
	paste <(printf 'person_id\nq\n') "$2" >"$here/register.tsv"
	printf 'vacancy_id\temployer_id\nv1\tW1\n' >"$here/vacancies.tsv"
	kr-contact ask --log "$here/log" --key "$here/key" --register "$here/register.tsv" --vacancies "$here/vacancies.tsv" --date 2026-11-02 \
		--by desk --vacancy v1 --card "$(python3 "$ROOT/tests/helpers/card-id.py" "$here/key" employer:W1 q)"
	kr-contact answer --log "$here/log" --date 2026-11-03 --by person --ask 1 --answer yes
	kr-contact show --log "$here/log" --register "$here/register.tsv" --date 2026-11-03 --by desk --ask 1 --to "$1:W1"
}
