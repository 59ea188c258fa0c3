#!/bin/sh
# Runs every EXAMPLES command of every man page, and the README's pipeline. Prints TAP.
set -u
cd "$(dirname "$0")/.." || exit 2
root=$PWD
build=${KR_BUILD:-$root/build}
PATH=$build:$PATH
export PATH
count=0
failures=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The commands of a page, one file each: the literal displays below EXAMPLES; of the tutorial all displays, in one file.
extract() { # extract PAGE PREFIX
	whole=0
	case $1 in */kr-tutorial.7) whole=1 ;; esac
	awk -v prefix="$2" -v whole=$whole '
	/^\.Sh / { inside = (whole || $2 == "EXAMPLES") }
	!inside { next }
	/^\.Bd -literal/ { n += !whole || !n; file = sprintf("%s-%02d", prefix, n); next }
	/^\.Ed/ { if (file && !whole) close(file); file = ""; next }
	file { gsub(/\\&/, ""); gsub(/\\e/, "\\"); gsub(/\\\(aq/, "\047"); gsub(/\\-/, "-"); print > file }' "$1"
}

if ! sh "$root/samples/pipeline.sh" "$work/made" >"$work/log" 2>&1; then
	echo 'not ok 1 - the pipeline over the samples'
	sed 's/^/# /' "$work/log"
	echo 1..1
	exit 1
fi

run() { # run NAME FILE
	count=$((count + 1))
	rm -rf "$work/here"
	cp -r "$work/made" "$work/here"
	cp -r "$root/samples" "$work/here/samples"
	if (cd "$work/here" && bash -e -o pipefail -c "$(cat "$2")") >"$work/log" 2>&1 </dev/null; then
		echo "ok $count - $1"
	else
		echo "not ok $count - $1"
		sed 's/^/# $ /' "$2"
		tail -n 5 "$work/log" | sed 's/^/# /'
		failures=$((failures + 1))
	fi
}

for page in "$root"/man/man?/*.[157] "$build"/man/*.5; do
	[ -e "$page" ] || continue
	name=$(basename "$page")
	extract "$page" "$work/example-$name"
	for example in "$work/example-$name"-*; do
		[ -e "$example" ] && run "$name, example ${example##*-}" "$example"
	done
done

# The README's pipeline: its ```sh block that begins with kr-.
awk '/^```sh/ { block = ""; inside = 1; next } /^```/ { if (inside && block ~ /kr-import/) { printf "%s", block; exit } inside = 0 } inside { block = block $0 "\n" }' \
	"$root/README.md" >"$work/readme"
if [ -s "$work/readme" ]; then
	run "the README's pipeline" "$work/readme"
else
	echo "not ok $((count += 1)) - the README has a pipeline"
	failures=1
fi
echo "1..$count"
[ "$failures" = 0 ]
