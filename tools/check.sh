#!/bin/sh
# Runs all tests and tells how many there were. Each stage leaves its TAP in build/check.
# usage: check.sh BUILD SANITIZED   (folders of the two builds)
set -u
build=$1
sanitized=$2
# The inputs of tests that try all tools come from the quick build.
KR_PLAIN=$PWD/$build
export KR_PLAIN
out=build/check
rm -rf "$out"
mkdir -p "$out"

# Names of the bats files, the largest first: neither of two cores then waits long for the other at the end.
bats_files() {
	find tests -maxdepth 1 -name '*.bats' -printf '%s %f\n' | LC_ALL=C sort -rn | sed 's/^[0-9]* //; s/\.bats$//'
}

# A job a line: its name, the build that it is about, a command.
jobs() {
	# A fault is preloaded, which no sanitizer bears.
	bats_files | grep -vx faults | sed "s|.*|asan-bats-& $sanitized bats --tap tests/&.bats|"
	bats_files | sed "s|.*|bats-& $build bats --tap tests/&.bats|"
	for script in tests/check-*.sh; do
		echo "$(basename "$script" .sh) $build sh $script"
	done
	for test in "$build"/tests/test-*; do
		case $test in *.*) continue ;; esac
		echo "c-$(basename "$test") $build $test"
		echo "asan-$(basename "$test") $sanitized $sanitized/tests/$(basename "$test")"
	done
	for target in build/fuzz/fuzz-*; do
		case $target in *.*) continue ;; esac
		echo "$(basename "$target") $build sh tools/fuzz-one.sh $target"
	done
}

echo '== the library and the tools, plain and with the sanitizers; two seconds of each fuzzer; the house, the pages, the tables'
jobs | xargs -P 2 -L 1 sh tools/check-one.sh

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
echo 'the slowest:'
sort -rn "$out/times" | sed -n '1,8s/^/  /p'
printf '%s passed, %s failed, %s skipped\n' $((all - skipped)) "$failed" "$skipped"
[ "$failed" = 0 ]
