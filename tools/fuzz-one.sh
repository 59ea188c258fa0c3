#!/bin/sh
# Two seconds of a fuzzer, from an empty corpus; prints TAP. What breaks it stays in build/check.
# usage: fuzz-one.sh TARGET
out=build/check
name=$(basename "$1")
corpus=$out/corpus-$name
mkdir -p "$corpus"
echo 1..1
if "$1" -max_total_time=2 -timeout=10 -rss_limit_mb=2048 -artifact_prefix="$out/" "$corpus" >"$out/$name.log" 2>&1; then
	echo "ok 1 - $name"
else
	echo "not ok 1 - $name"
	tail -n 30 "$out/$name.log" | sed 's/^/# /'
fi
