#!/bin/sh
# Runs all tests and tells how many there were. Each stage leaves its TAP in build/check.
# usage: check.sh BUILD SANITIZED   (folders of the two builds)
set -u
build=$1
sanitized=$2
out=build/check
rm -rf "$out"
mkdir -p "$out"
failed=0

say() {
	printf '== %s\n' "$*"
}

# A program that prints TAP; a plan that is missing or wrong counts as a failure.
tap() {
	name=$1
	shift
	"$@" >"$out/$name.tap" 2>"$out/$name.err"
	status=$?
	if [ "$status" != 0 ] || ! grep -q '^1\.\.' "$out/$name.tap"; then
		echo "not ok - $name ended with status $status" >>"$out/$name.tap"
		tail -n 20 "$out/$name.err" >>"$out/$name.tap"
	fi
}

say 'tests of the library'
for test in "$build"/tests/test-* ; do
	case $test in *.*) continue ;; esac
	tap "c-$(basename "$test")" "$test"
	tap "asan-$(basename "$test")" "$sanitized/tests/$(basename "$test")"
done

say 'the house, the pages, the tables'
for script in tests/check-*.sh; do
	KR_BUILD=$PWD/$build tap "$(basename "$script" .sh)" sh "$script"
done

say 'the tools, plain and with the sanitizers'
# Side by side: there are two cores.
(
	for file in tests/*.bats; do
		KR_BUILD=$PWD/$build tap "bats-$(basename "$file" .bats)" bats --tap "$file"
	done
) &
plain=$!
for file in tests/*.bats; do
	KR_SANITIZED=1 KR_BUILD=$PWD/$sanitized tap "asan-bats-$(basename "$file" .bats)" bats --tap "$file"
done
wait "$plain"

say 'fuzzing, two seconds each'
for target in build/fuzz/fuzz-*; do
	case $target in *.*) continue ;; esac
	[ -e "$target" ] || continue
	name=$(basename "$target")
	corpus=$out/corpus-$name
	mkdir -p "$corpus"
	if "$target" -max_total_time=2 -timeout=10 -rss_limit_mb=2048 -artifact_prefix="$out/" \
		"$corpus" >"$out/$name.err" 2>&1; then
		printf 'ok 1 - %s\n1..1\n' "$name" >"$out/$name.tap"
	else
		printf 'not ok 1 - %s\n1..1\n' "$name" >"$out/$name.tap"
		tail -n 30 "$out/$name.err"
	fi
done

failed=$(cat "$out"/*.tap | grep -c '^not ok')
skipped=$(cat "$out"/*.tap | grep -c '^ok .*# skip')
all=$(cat "$out"/*.tap | grep -c '^ok ')
grep -h '^ok .*# skip' "$out"/*.tap | sort -u
if [ "$failed" -gt 0 ]; then
	for file in "$out"/*.tap; do
		if grep -q '^not ok' "$file"; then
			printf -- '-- %s\n' "$file"
			grep -A 12 '^not ok' "$file" | head -n 60
		fi
	done
fi
printf '%s passed, %s failed, %s skipped\n' $((all - skipped)) "$failed" "$skipped"
[ "$failed" = 0 ]
