#!/bin/sh
# One job of tools/check.sh: runs a program that prints TAP and leaves its TAP in build/check. A plan that is missing or wrong counts
# as a failure.
# usage: check-one.sh NAME BUILD COMMAND...   (a NAME that begins with asan-bats-: bats files of a build with the sanitizers)
out=build/check
name=$1
KR_BUILD=$PWD/$2
export KR_BUILD
case $name in
asan-bats-*)
	# To look for leaks at the end of a program takes longer than the program: the C tests and the fuzzers look for them here, and
	# make soak in every tool. Where memory was allocated, bats by hand tells.
	ASAN_OPTIONS=detect_leaks=0:malloc_context_size=0
	KR_SANITIZED=1
	export ASAN_OPTIONS KR_SANITIZED
	;;
esac
shift 2
began=$(date +%s)
"$@" >"$out/$name.tap" 2>"$out/$name.err" </dev/null
status=$?
echo "$(($(date +%s) - began)) s  $name" >>"$out/times"
if [ "$status" != 0 ] || ! grep -q '^1\.\.' "$out/$name.tap"; then
	echo "not ok - $name ended with status $status" >>"$out/$name.tap"
	tail -n 20 "$out/$name.err" >>"$out/$name.tap"
fi
