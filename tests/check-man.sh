#!/bin/sh
# Man pages: clean for mandoc, and their options are the tools' option tables. Prints TAP.
set -u
cd "$(dirname "$0")/.." || exit 2
build=${KR_BUILD:-build}
count=0
failures=0

check() { # check NAME VIOLATIONS
	count=$((count + 1))
	if [ -z "$2" ]; then
		echo "ok $count - $1"
	else
		echo "not ok $count - $1"
		printf '%s\n' "$2" | sed 's/^/# /'
		failures=$((failures + 1))
	fi
}

# "letter<TAB>long name" of the options that a page lists
page_options() {
	awk '/^\.It Fl / {
		letter = ""; name = ""
		for (i = 2; i <= NF; i++) {
			if ($i == "Fl" && $(i + 1) == "Fl") { name = $(i + 2); break }
			if ($i == "Fl" && length($(i + 1)) == 1) letter = $(i + 1)
		}
		print letter "\t" name
	}' "$1" | LC_ALL=C sort
}

tool_options() {
	"$build/$1" --list-options | cut -f 1,2 | LC_ALL=C sort
}

for page in man/man?/*.[157] "$build"/man/*.5; do
	[ -e "$page" ] || continue
	check "$page: mandoc lint" "$(mandoc -T lint -W warning "$page" 2>&1 | grep -v 'outdated mandoc.db\|referenced manual not found')"
done
for tool in "$build"/kr-*; do
	name=$(basename "$tool")
	[ -e "man/man1/$name.1" ] || continue
	check "$name: stands in kr(7) and kr-law(7)" "$(for page in kr kr-law; do
		grep -q "\.It .*Xr $name 1" "man/man7/$page.7" || echo "not in $page(7)"; done)"
	page_options "man/man1/$name.1" >"$build/page-options"
	tool_options "$name" >"$build/tool-options"
	check "$name: the page lists the options of the table" \
		"$(diff "$build/page-options" "$build/tool-options")"
	check "$name: the page has its sections" "$(for section in NAME SYNOPSIS DESCRIPTION "EXIT STATUS" EXAMPLES "SEE ALSO" CAVEATS; do
		grep -qx "\.Sh $section" "man/man1/$name.1" || echo "no $section"; done)"
	operands=$("$tool" --help | sed -n "1s/^usage: $name \[option \.\.\.\] *//p")
	check "$name: --help is complete" "$([ -n "$operands" ] || "$tool" --help | head -n 1 | grep -q 'option' || echo 'no usage line')"
done
echo "1..$count"
[ "$failures" = 0 ]
