# What it takes to try the same thing with every tool: `load helpers/tools`. A tool that has no line here fails the tests.

# All tools of the build.
tools() {
	local tool
	for tool in "$KR_BUILD"/kr-*; do
		[ -x "$tool" ] && basename "$tool"
	done
}

# Those that read a record stream.
readers() {
	tools | grep -vx kr-import
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
	sh "$ROOT/samples/pipeline.sh" "$MADE" >"$BATS_FILE_TMPDIR/pipeline" 2>&1
	mkdir "$SMALL"
	local file
	cp "$ROOT/samples/vacatures.csv" "$MADE"
	for file in "$MADE"/*.tsv "$MADE/vacatures.csv"; do
		head -n "${1:-30}" "$file" >"$SMALL/$(basename "$file")"
	done
}

# input_of TOOL FOLDER: a file that the tool reads gladly
input_of() {
	case $1 in
	kr-import) echo "$2/vacatures.csv" ;;
	kr-cat | kr-body | kr-normalize) echo "$2/uwv.tsv" ;;
	kr-link) echo "$2/candidates.tsv" ;;
	kr-merge) echo "$2/linked.tsv" ;;
	kr-match | kr-report | kr-export) echo "$2/register.tsv" ;;
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
	kr-report) "$tool" --date 2026-11-01 "$@" overview "$file" ;;
	kr-export) "$tool" --to caseworker "$@" "$file" ;;
	*) "$tool" "$@" "$file" ;;
	esac
}

# name_in_messages TOOL FILE: what the tool calls its input
name_in_messages() {
	if [ "$1" = kr-body ]; then echo '<stdin>'; else echo "$2"; fi
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
		for format in csv csv-nl ndjson vum tsv; do
			"$tool" --to "$to" --purpose "$purpose" -v -f $format "$file"
			"$tool" --to "$to" --purpose "$purpose" -v -f $format -s "$schema" "$file"
		done 2>&1
		;;
	*)
		echo "no line for $tool in give, tests/helpers/tools.bash" >&2
		return 1
		;;
	esac
}
