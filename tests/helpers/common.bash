# Loaded by every bats file: `load helpers/common`. The tools on PATH are those of KR_BUILD (default build/).
bats_require_minimum_version 1.5.0
ROOT="$(cd "$BATS_TEST_DIRNAME/.." && pwd)"
KR_BUILD="${KR_BUILD:-$ROOT/build}"
KR_SHARED="${KR_SHARED:-$ROOT/../shared}"
export ROOT KR_BUILD KR_SHARED
PATH="$KR_BUILD:$PATH"
unset KR_TABLES KR_BLOCK_SIZE KR_KEY
export PYTHONDONTWRITEBYTECODE=1
# Debian's own, which starts at once; what stands before it on a PATH may be a shell script that looks for one.
[ ! -x /usr/bin/python3 ] || python3() { /usr/bin/python3 "$@"; }
umask 022

# records 'a b' '1 2' ...: a stream; blanks stand for tabs, ~ for a blank in a value
records() {
	local line
	for line; do
		line=${line// /$'\t'}
		printf '%s\n' "${line//\~/ }"
	done
}

# slurp FILE NAME: all of the file into the variable, by the shell alone: starting a program takes longer than most of what is tried
slurp() {
	IFS= read -r -d '' "$2" <"$1" || true
}

# status_is N COMMAND...: runs the command and wants that exit status; its stderr is in $err, its stdout in $out
status_is() {
	local want=$1 got=0
	shift
	"$@" >"$BATS_TEST_TMPDIR/.out" 2>"$BATS_TEST_TMPDIR/.err" || got=$?
	slurp "$BATS_TEST_TMPDIR/.out" out
	slurp "$BATS_TEST_TMPDIR/.err" err
	err=${err%$'\n'}
	if [ "$got" != "$want" ]; then
		printf 'status %s, wanted %s: %s\nstderr: %s\n' "$got" "$want" "$*" "$err"
		return 1
	fi
}

# says TEXT: the last stderr holds it
says() {
	case $err in
	*"$1"*) ;;
	*)
		printf 'stderr does not say: %s\nbut: %s\n' "$1" "$err"
		return 1
		;;
	esac
}

# same FILE FILE or same TEXT on stdin with FILE: byte for byte
same() {
	diff -u "$1" "$2"
}
