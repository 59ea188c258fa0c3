# The manners that all tools share (kr(7)), tried with every tool of the build.

load helpers/common
load helpers/tools

setup_file() {
	load helpers/common
	load helpers/tools
	make_inputs
}

setup() {
	mkdir "$BATS_TEST_TMPDIR/here"
	cd "$BATS_TEST_TMPDIR/here" || return
	tried=0
}

# Every test says which tool it was at, and tried one at least. A good input of it is in $good, the lines of that in ${lines[@]}, the
# header's fields in ${fields[@]}.
at() {
	tool=$1
	input_of "$tool" "$SMALL"
	good=$input
	mapfile -t lines <"$good"
	IFS=$'\t' read -r -a fields <<<"${lines[0]}"
	tried=$((tried + 1))
	echo "at $tool"
}

# refused TOOL FILE MESSAGE: status 2, and one line that says just this
refused() {
	status_is 2 run_tool "$1" "$2"
	says_only "$1: $3"
}

# refused_at PLACE MESSAGE: so is bad.tsv, of which the message says the place first
refused_at() {
	local name
	name_in_messages "$tool" bad.tsv
	refused "$tool" bad.tsv "$name$1: $2"
}

says_only() {
	[ "$err" = "$1" ] || {
		printf 'wanted: %s\nstderr: %s\n' "$1" "$err"
		return 1
	}
}

# spoilt BYTES: the good stream with these bytes at the start of its third line, in bad.tsv
spoilt() {
	printf '%s\n' "${lines[@]:0:2}"
	printf "$1"
	printf '%s\n' "${lines[@]:2}"
}

# One reader of streams is in all of them: under the sanitizers, which take their time to start, three tools show it.
some_readers() {
	if [ -n "${KR_SANITIZED:-}" ]; then
		printf '%s\n' kr-cat kr-merge kr-match
	else
		readers
	fi
}

# each_refuses BYTES WHAT: every reader refuses these bytes at the third line, in the first field
each_refuses() {
	tried=0
	for tool in $(some_readers); do
		at "$tool"
		spoilt "$1" >bad.tsv
		refused_at :3 "${fields[0]}: $2"
	done
	[ "$tried" -ge $((KR_SANITIZED ? 3 : 7)) ]
}

@test "each tool does its work on a good input, silently" {
	for tool in $(tools); do
		at "$tool"
		status_is 0 run_tool "$tool" "$good"
		[ -n "$out" ]
		[ -z "$err" ]
	done
	[ "$tried" -gt 7 ]
}

@test "standard output that takes nothing is told: /dev/full gives 2" {
	for tool in $(tools); do
		at "$tool"
		for option in '' --help --list-options; do
			status=0
			run_tool "$tool" "$good" $option >/dev/full 2>err || status=$?
			[ "$status" = 2 ]
			slurp err err
			[ "$err" = "$tool: cannot write <stdout>: No space left on device"$'\n' ]
		done
	done
}

@test "-o on a device that takes nothing gives 2" {
	for tool in $(tools); do
		at "$tool"
		status_is 2 run_tool "$tool" "$good" -o /dev/full
		says_only "$tool: cannot write /dev/full: No space left on device"
	done
}

@test "a reader that went away ends a tool silently" {
	for tool in $(tools); do
		at "$tool"
		{
			sleep 0.05
			status=0
			run_tool "$tool" "$good" 2>err || status=$?
			echo "$status" >status
		} | true
		[ ! -s err ]
		read -r status <status
		[ "$status" = 141 ]
	done
}

@test "so it does when the caller ignores SIGPIPE" {
	for tool in $(tools); do
		at "$tool"
		for option in '' --help; do
			(
				trap '' PIPE
				sleep 0.05
				status=0
				run_tool "$tool" "$good" $option 2>err || status=$?
				echo "$status" >status
			) | true
			[ ! -s err ]
			read -r status <status
			[ "$status" = 2 ]
		done
	done
}

@test "--help and --version go to standard output, status 0" {
	for tool in $(tools); do
		at "$tool"
		for option in --help -h --version -V --list-options; do
			status_is 0 "$tool" $option
			[ -z "$err" ]
			case $option in
			--help | -h) [[ $out = "usage: $tool "* ]] ;;
			--version | -V) [[ $out = "$tool "[0-9]* ]] ;;
			*) [ -n "$out" ] ;;
			esac
		done
	done
}

@test "an unknown option is told with the nearest, status 2; abbreviations are unknown" {
	for tool in $(tools); do
		at "$tool"
		status_is 2 "$tool" --outptu x
		says_only "$tool: unknown option --outptu; did you mean --output? ($tool --help tells more)"
		status_is 2 "$tool" --verb
		says_only "$tool: unknown option --verb; did you mean --verbose? ($tool --help tells more)"
		status_is 2 "$tool" --xyzzyxyzzy
		says_only "$tool: unknown option --xyzzyxyzzy ($tool --help tells more)"
		status_is 2 "$tool" -Z
		says_only "$tool: unknown option -Z ($tool --help tells more)"
		[ -z "$out" ]
	done
}

@test "letters mean the same in every tool" {
	for tool in $(tools); do
		"$tool" --list-options | cut -f 1,2
	done | grep -v '^	' | LC_ALL=C sort -u >letters
	cat letters
	[ -z "$(cut -f 1 letters | uniq -d)" ]
	[ "$(wc -l <letters)" -gt 8 ]
}

@test "a file that is not there, and a folder" {
	mkdir folder
	for tool in $(tools); do
		[ "$tool" != kr-body ] || continue
		at "$tool"
		refused "$tool" none.tsv "cannot open none.tsv: No such file or directory"
		refused "$tool" folder "cannot read folder: Is a directory"
		[ -z "$out" ]
	done
}

@test "a file that may not be read" {
	[ "$(id -u)" != 0 ] || skip 'root may read everything'
	for tool in $(tools); do
		[ "$tool" != kr-body ] || continue
		at "$tool"
		cp "$good" secret.tsv
		chmod 0 secret.tsv
		refused "$tool" secret.tsv "cannot open secret.tsv: Permission denied"
		rm -f secret.tsv
	done
}

@test "no bytes at all are an error" {
	for tool in $(readers); do
		at "$tool"
		name_in_messages "$tool" /dev/null
		refused "$tool" /dev/null "$name: no bytes at all, not even a header"
		[ -z "$out" ]
	done
	status_is 2 run_tool kr-import /dev/null
}

@test "a header alone is a valid stream without records" {
	for tool in $(readers); do
		at "$tool"
		head -n 1 "$good" >header.tsv
		status_is 0 run_tool "$tool" header.tsv
		[ -z "$err" ]
		[ "$tool" = kr-report ] || [ "$(printf %s "$out" | wc -l)" = 1 ]
	done
}

@test "--no-header and --fields: nothing in, nothing out; else the same records without the header" {
	for tool in $(readers); do
		has "$tool" --no-header || continue
		at "$tool"
		fields=$(head -n 1 "$good" | tr '\t' ,)
		status_is 0 run_tool "$tool" - --no-header --fields "$fields" </dev/null
		[ -z "$out$err" ]
		run_tool "$tool" "$good" | tail -n +2 >with
		tail -n +2 "$good" | run_tool "$tool" - --no-header --fields "$fields" >without
		cmp with without
		[ -s without ]
	done
	[ "$tried" -gt 3 ]
}

@test "a line with a field missing, and one with a field too many" {
	for tool in $(readers); do
		at "$tool"
		count=${#fields[@]}
		awk -F '\t' -v OFS='\t' 'NR == 3 { NF-- } { print }' "$good" >bad.tsv
		refused_at :3 "${fields[-1]}: is missing: the line has $((count - 1)) fields, the header $count"
		awk -F '\t' -v OFS='\t' 'NR == 3 { $(NF + 1) = "x" } { print }' "$good" >bad.tsv
		refused_at :3 "the line has $((count + 1)) fields, the header $count"
	done
}

@test "a name that stands twice in the header, and one that is empty" {
	for tool in $(readers); do
		at "$tool"
		awk -F '\t' -v OFS='\t' '{ $(NF + 1) = $1 } { print }' "$good" >bad.tsv
		refused_at :1 "${fields[0]}: stands twice in the header"
		[ -z "$out" ]
		awk -F '\t' -v OFS='\t' '{ $(NF + 1) = "" } { print }' "$good" >bad.tsv
		refused_at :1 "field $((${#fields[@]} + 1)) of the header has no name"
		[ -z "$out" ]
	done
}

@test "a last line without its line feed" {
	for tool in $(readers); do
		at "$tool"
		head -c -1 "$good" >bad.tsv
		refused_at ":${#lines[@]}" "${fields[-1]}: no line feed at the end: what wrote this did not finish"
		head -c 3 "$good" >bad.tsv
		refused_at :1 'no line feed at the end: what wrote this did not finish'
	done
}

@test "a NUL byte" {
	each_refuses '\0' 'a NUL byte'
}

@test "a control character" {
	each_refuses '\001' 'a control character'
	each_refuses '\033[2J' 'a control character'
	each_refuses '\177' 'a control character'
}

@test "a carriage return" {
	each_refuses '\r' 'a carriage return: lines end in a line feed alone'
	for tool in $(readers); do
		at "$tool"
		sed 's/$/\r/' "$good" >bad.tsv
		refused_at :1 "a carriage return: lines end in a line feed alone"
	done
}

@test "bytes that are not UTF-8, and characters that a record may not hold" {
	what='not UTF-8, or a character that a record may not hold'
	each_refuses '\377' "$what"
	each_refuses '\303(' "$what"
	each_refuses '\300\257' "$what"
	each_refuses '\355\240\200' "$what"
	each_refuses '\302\205' "$what"
	each_refuses '\357\277\276' "$what"
	each_refuses '\357\277\277' "$what"
}

@test "an escape that is none" {
	each_refuses '\\x' 'an escape that is none of \t \n \r \\'
	each_refuses '\\N' 'an escape that is none of \t \n \r \\'
}

@test "a byte order mark" {
	for tool in $(readers); do
		at "$tool"
		{ printf '\357\273\277'; cat "$good"; } >bad.tsv
		refused_at '' "begins with a byte order mark: not a record stream (kr-import reads it)"
	done
}

@test "a field of 10 MB" {
	head -c 10000000 /dev/zero | tr '\0' x >xs
	for tool in $(readers); do
		at "$tool"
		{ printf '%s\n' "${lines[@]:0:2}"; cat xs; printf '%s\n' "${lines[@]:2}"; } >bad.tsv
		refused_at :3 "${fields[0]}: the line is longer than 4194304 bytes"
	done
}

@test "a field that is asked for and not there is told with the nearest one" {
	for tool in $(tools); do
		case $tool in
		kr-cat | kr-export) wrong="regoin region -F regoin register.tsv" ;;
		kr-link) wrong="sirname surname --truth sirname candidates.tsv" ;;
		kr-report)
			sed "1s/person_id/persn_id/" "$SMALL/matches.tsv" >"$SMALL/renamed-matches.tsv"
			wrong="person_id persn_id --date 2026-11-01 --vacancies vacancies.tsv --matches renamed-matches.tsv overview register.tsv"
			;;
		kr-merge)
			sed '1s/person_id/persn_id/' "$SMALL/linked.tsv" >"$SMALL/renamed.tsv"
			wrong="person_id persn_id renamed.tsv"
			;;
		kr-contact)
			sed '1s/record_id/recrd_id/' "$SMALL/linked.tsv" >"$SMALL/renamed-linked.tsv"
			printf 'a secret of thirty-two bytes ...' >key
			kr-contact object p1 --register "$SMALL/register.tsv" --log log.tsv --date 2026-11-01 --by person >/dev/null
			wrong="record_id recrd_id pass --log log.tsv --key key renamed-linked.tsv"
			;;
		kr-account)
			sed '1s/kind/knd/' "$SMALL/operations.tsv" >"$SMALL/renamed-operations.tsv"
			wrong="kind knd post --log account.log renamed-operations.tsv"
			;;
		kr-card)
			sed '1s/person_id/persn_id/' "$SMALL/register.tsv" >"$SMALL/renamed-register.tsv"
			printf 'a secret of thirty-two bytes ...' >key
			wrong="person_id persn_id --to employer:W1 --key key --date 2026-11-01 renamed-register.tsv"
			;;
		kr-arrange)
			sed '1s/person_id/persn_id/' "$SMALL/register.tsv" >"$SMALL/renamed-register.tsv"
			wrong="person_id persn_id --services services.tsv --date 2026-11-01 renamed-register.tsv"
			;;
		kr-income)
			sed '1s/household/houshold/' "$SMALL/households.tsv" >"$SMALL/renamed-households.tsv"
			wrong="household houshold --path back --from 2026-01 renamed-households.tsv"
			;;
		kr-match)
			sed '1s/vacancy_id/vacancyid/' "$SMALL/vacancies.tsv" >"$SMALL/renamed-vacancies.tsv"
			wrong="vacancy_id vacancyid --vacancies renamed-vacancies.tsv register.tsv"
			;;
		kr-import | kr-normalize | kr-body | kr-queue) continue ;; # none of their options names a field
		esac
		at "$tool"
		set -- $wrong
		cp "$SMALL"/*.tsv .
		asked=$1
		nearest=$2
		shift 2
		[ "$tool" != kr-match ] || set -- "$@" --date 2026-11-01
		[ "$tool" != kr-export ] || set -- --to caseworker "$@"
		status_is 2 "$tool" "$@"
		says "no field $asked"
		says "did you mean $nearest?"
		[ -z "$out" ]
	done
	if [ -x "$KR_BUILD/kr-report" ]; then
		status_is 2 kr-report --by work_lvel overview register.tsv
		says_only "kr-report: --by work_lvel: no field work_lvel; did you mean work_level?"
	fi
}

@test "-o: nothing half-written; the old file stays and no temporary file is left" {
	for tool in $(readers); do
		at "$tool"
		# Spoilt at the very end, so that there was time to write.
		{ cat "$good"; printf 'x'; } >bad.tsv
		echo old >out.tsv
		rm -f aside.tsv
		before=$(listing)
		status_is 2 run_tool "$tool" bad.tsv -o out.tsv
		[ "$(listing)" = "$before" ]
		[ "$(cat out.tsv)" = old ]
		rm out.tsv
		before=$(listing)
		status_is 2 run_tool "$tool" bad.tsv -o out.tsv
		[ "$(listing)" = "$before" ]
	done
}

@test "-o: a result in a file is the result on standard output; a link stays a link, the old mode stays" {
	mkdir sub
	for tool in $(tools); do
		at "$tool"
		run_tool "$tool" "$good" >wanted
		echo old >sub/target.tsv
		chmod 640 sub/target.tsv
		ln -sf sub/target.tsv link.tsv
		status_is 0 run_tool "$tool" "$good" -o link.tsv
		[ -z "$out$err" ]
		[ -L link.tsv ]
		cmp sub/target.tsv wanted
		case $(stat -c %a sub/target.tsv) in
		600) [ "$tool" != kr-report ] && [ "$tool" != kr-queue ] && [ "$tool" != kr-card ] ;; # what tells who somebody is, is taken from others
		640) [ "$tool" = kr-report ] || [ "$tool" = kr-queue ] || [ "$tool" = kr-card ] ;;
		*) false ;;
		esac
	done
	[ "$(ls sub)" = target.tsv ]
}

@test "-o: a new file that holds identity fields is for its owner alone" {
	for tool in $(tools); do
		at "$tool"
		rm -f new
		run_tool "$tool" "$good" -o new
		case $tool in
		kr-report | kr-queue | kr-card) [ "$(stat -c %a new)" = 644 ] ;;
		*) [ "$(stat -c %a new)" = 600 ] ;;
		esac
		[ ! -e aside.tsv ] || [ "$(stat -c %a aside.tsv)" = 600 ]
	done
}

@test "-o: a folder that is not there, a folder in the file's place, a link that leads nowhere" {
	mkdir folder
	ln -s nowhere broken
	for tool in $(tools); do
		at "$tool"
		status_is 2 run_tool "$tool" "$good" -o none/out.tsv
		says_only "$tool: cannot write none/out.tsv: No such file or directory"
		status_is 2 run_tool "$tool" "$good" -o folder
		says_only "$tool: cannot write folder: Is a directory"
		status_is 2 run_tool "$tool" "$good" -o broken
		says_only "$tool: cannot write broken: No such file or directory"
		[ -z "$out" ]
	done
	[ -z "$(ls folder)" ]
}

@test "closed descriptors: no message goes into a file, and no file goes where a descriptor was" {
	for tool in $(tools); do
		at "$tool"
		run_tool "$tool" "$good" -o wanted
		run_tool "$tool" "$good" -v -o out 2>&-
		cmp wanted out
		run_tool "$tool" "$good" -v -o out 2>/dev/null >&-
		cmp wanted out
		status=0
		run_tool "$tool" "$good" >&- 2>err || status=$?
		[ "$status" = 2 ]
		[ "$(cat err)" = "$tool: cannot write <stdout>: Bad file descriptor" ]
		[ "$tool" != kr-queue ] || continue # a log is a file
		status=0
		run_tool "$tool" - <&- 2>err >/dev/null || status=$?
		[ "$status" = 2 ]
		[ "$(cat err)" = "$tool: cannot read <stdin>: Bad file descriptor" ]
	done
}

@test "--output and --rejects may not be the same file, but the same device" {
	for tool in $(tools); do
		has "$tool" --rejects || continue
		at "$tool"
		status_is 2 run_tool "$tool" "$good" -o x --rejects x
		says_only "$tool: --output and --rejects name the same file"
		[ ! -e x ]
		echo old >x
		status_is 2 run_tool "$tool" "$good" -o x --rejects x
		[ "$(cat x)" = old ]
		rm x
		status_is 0 run_tool "$tool" "$good" -o /dev/null --rejects /dev/null
	done
	[ "$tried" -gt 1 ]
}

# ---- failure travels ----

# What each tool reads in large, so that it has written something when it is killed.
large_input() {
	case $1 in
	kr-import) { cat "$ROOT/samples/vacatures.csv"; for i in 1 2 3 4 5 6 7 8 9; do tail -n +2 "$ROOT/samples/vacatures.csv"; done; } ;;
	*)
		input_of "$1" "$MADE"
		cat "$input"
		;;
	esac
}

# killed TOOL SIGNAL: the tool is fed slowly by one named pipe, writes into another, and is killed before its input ends
killed() {
	rm -f in mid
	mkfifo in mid
	kr-cat -o out.tsv <mid 2>reader.err &
	local reader=$! status=0
	run_killed "$1" in >mid 2>/dev/null &
	local writer=$!
	exec 7>in
	# A tool that is gone early must not end this shell.
	(trap '' PIPE; large_input "$1" | head -c -200 >&7) 2>/dev/null
	sleep 0.05
	kill -"$2" "$writer"
	wait "$writer" 2>/dev/null || true
	exec 7>&-
	wait "$reader" || status=$?
	[ ! -e no-line ] || {
		echo "no line for $1 in run_killed"
		return 1
	}
	[ "$status" = 2 ]
}

# The tool itself in this very process, so that its number is the job's.
run_killed() {
	local tool=$1 file=$2
	case $tool in
	kr-import) exec "$tool" -p vacature-csv --as-of 2026-11-01 --rejects aside.tsv "$file" ;;
	kr-body) exec "$tool" cat <"$file" ;;
	kr-normalize) exec "$tool" --rejects aside.tsv "$file" ;;
	kr-match) exec "$tool" --vacancies "$SMALL/vacancies.tsv" --date 2026-11-01 "$file" ;;
	kr-report) exec "$tool" --date 2026-11-01 -f tsv overview "$file" ;;
	kr-export) exec "$tool" --to caseworker -f tsv "$file" ;;
	kr-card) exec "$tool" --to employer:W1 --key "$SMALL/card.key" --date 2026-11-01 "$file" ;;
	kr-contact) exec "$tool" pass -q --log "$SMALL/contact.log" --key "$SMALL/contact.key" "$file" ;;
	kr-account) exec "$tool" post -q --log "$SMALL/killed.log" "$file" ;;
	kr-arrange) exec "$tool" --services "$SMALL/services.tsv" --date 2026-11-01 "$file" ;;
	kr-income) exec "$tool" --from 2026-01 --path '20h x 14.71, then back' "$file" ;;
	kr-cat | kr-link | kr-merge) exec "$tool" "$file" ;;
	# Who writes to the pipe must not wait for a reader that never comes.
	*) : >no-line <"$file" ;;
	esac
}

@test "a tool that is killed in a pipe never lets a later one replace its file" {
	echo old >out.tsv
	# A log is a file, so kr-queue reads no pipe.
	for tool in $(tools | grep -vx kr-queue); do
		at "$tool"
		for signal in KILL TERM; do
			killed "$tool" $signal
			[ "$(cat out.tsv)" = old ]
		done
	done
	[ "$(listing | grep -c tsv)" -le 3 ]
	[ -z "$(find . -name '.*.kr-*')" ]
}

@test "what a killed tool had written ends in an unfinished line" {
	local seen=0
	for tool in kr-cat kr-body kr-normalize kr-import kr-merge; do
		[ -x "$KR_BUILD/$tool" ] || continue
		at "$tool"
		rm -f in
		mkfifo in
		run_killed "$tool" in >part.tsv 2>/dev/null &
		local writer=$!
		exec 7>in
		(trap '' PIPE; for i in 1 2 3; do large_input "$tool" | tail -n +$((i > 1 ? 2 : 1)); done | head -c -200 >&7) 2>/dev/null
		sleep 0.05
		kill -KILL "$writer"
		wait "$writer" 2>/dev/null || true
		exec 7>&-
		if [ -s part.tsv ]; then
			seen=$((seen + 1))
			[ "$(tail -c 1 part.tsv | od -An -tx1)" != ' 0a' ]
			status_is 2 kr-cat part.tsv
		fi
	done
	[ "$seen" -ge 3 ]
}

@test "a tool that fails in a pipe never lets a later one replace its file, with and without pipefail" {
	echo old >out.tsv
	for tool in $(readers); do
		at "$tool"
		input_of "$tool" "$MADE"
		{ cat "$input"; printf 'x'; } >bad.tsv
		for option in +o -o; do
			(
				set $option pipefail +e
				run_tool "$tool" bad.tsv 2>/dev/null | kr-cat 2>/dev/null | kr-body cat 2>/dev/null | kr-cat -o out.tsv 2>/dev/null
				[ $? = 2 ]
			)
			[ "$(cat out.tsv)" = old ]
		done
	done
}

@test "SIGTERM while -o is written: the old file stays, nothing is left" {
	echo old >out.tsv
	for tool in kr-cat kr-normalize kr-merge; do
		[ -x "$KR_BUILD/$tool" ] || continue
		at "$tool"
		rm -f in aside.tsv
		mkfifo in
		"$tool" -o out.tsv in 2>/dev/null &
		local writer=$! status=0
		exec 7>in
		large_input "$tool" | head -c -200 >&7
		sleep 0.05
		kill -TERM "$writer"
		wait "$writer" 2>/dev/null || status=$?
		exec 7>&-
		[ "$status" = 143 ]
		[ "$(listing)" = "$(printf 'in 0 \nout.tsv 4 ')" ]
		[ "$(cat out.tsv)" = old ]
	done
}

@test "a file's name cannot speak to the terminal" {
	for tool in kr-cat kr-normalize kr-import kr-link kr-merge kr-report; do
		operands=()
		[ $tool != kr-report ] || operands=(overview)
		status_is 2 $tool "${operands[@]}" "$(printf 'no\033[31mfile\342\200\256')"
		says 'no\x1B[31mfile\xE2\x80\xAE'
	done
	printf 'a\342\200\256\ta\342\200\256\n' >twice.tsv
	status_is 2 kr-cat twice.tsv
	says 'a\xE2\x80\xAE: stands twice'
}

@test "two outputs never go to one place" {
	records 'record_id surname birth_date source' 'a:1 Testema 1980-03-02 a' >in.tsv
	records 'person_id region as_of' 'p1 AM18 2026-01-01' >people.tsv
	records 'vacancy_id as_of' 'v1 2026-01-01' >jobs.tsv
	status_is 2 kr-match --vacancies jobs.tsv --why-not out.tsv -o out.tsv people.tsv
	says '--output and --why-not name the same file'
	status_is 2 kr-match --vacancies jobs.tsv --why-not out.tsv --rejects out.tsv people.tsv
	says '--why-not and --rejects name the same file'
	status_is 2 kr-match --vacancies jobs.tsv --why-not - people.tsv
	says '--output and --why-not both go to standard output'
	[ -z "$out" ]
	status_is 2 kr-link --explain out.tsv -o out.tsv in.tsv
	says '--output and --explain name the same file'
	status_is 2 kr-link --explain out.tsv --evaluation out.tsv --truth record_id in.tsv
	says '--explain and --evaluation name the same file'
	status_is 2 kr-normalize --rejects - in.tsv
	says '--output and --rejects both go to standard output'
	[ ! -e out.tsv ]
	status_is 0 kr-link --explain - -o /dev/null in.tsv
	status_is 0 kr-match --vacancies jobs.tsv --why-not /dev/null --rejects /dev/null -o /dev/null people.tsv
	: >there.tsv
	ln there.tsv too.tsv
	status_is 2 kr-match --vacancies jobs.tsv --why-not there.tsv -o ./too.tsv people.tsv
}

@test "a directory of tables that is not there is told, not passed over" {
	records 'postcode' '1011AB' >in.tsv
	for tool in kr-normalize 'kr-report overview'; do
		status_is 2 $tool --tables nowhere in.tsv
		says 'KR_TABLES: no such directory'
		status_is 2 env KR_TABLES=in.tsv $tool in.tsv
	done
	mkdir empty
	status_is 0 kr-normalize --tables empty in.tsv
}

@test "the rejects do not take the place of what is read" {
	cd "$BATS_TEST_TMPDIR"
	cp "$ROOT/samples/vacatures.csv" in.csv
	ln -s in.csv link.csv
	status_is 2 kr-import --rejects in.csv in.csv
	says '--rejects names a file that is to be read'
	status_is 2 kr-import --rejects link.csv in.csv
	cmp in.csv "$ROOT/samples/vacatures.csv"
	kr-import -p vacature-csv --as-of 2026-11-01 --rejects aside.tsv -o in.tsv in.csv
	cp in.tsv kept.tsv
	status_is 2 kr-normalize --rejects ./in.tsv in.tsv
	cmp in.tsv kept.tsv
}
