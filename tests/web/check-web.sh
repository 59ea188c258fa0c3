#!/bin/sh
# The employer's page in headless Chromium. Prints TAP; says so and passes where browser, driver or node are missing.
# usage: check-web.sh [BUILD]
set -eu
cd "$(dirname "$0")/../.."
build=$(cd "${1:-build}" && pwd)
modules=$PWD/build/npm-web/node_modules
for missing in chromium node; do
	command -v $missing >/dev/null || { echo "1..0 # SKIP $missing is not installed: sh tools/deps.sh web"; exit 0; }
done
for missing in puppeteer-core axe-core; do
	[ -d "$modules/$missing" ] || { echo "1..0 # SKIP $missing is not installed: sh tools/deps.sh web"; exit 0; }
done
PATH=$build:$PATH
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
sh samples/pipeline.sh "$folder" >/dev/null 2>&1
printf 'a secret of thirty-two bytes ...' >"$folder/key"
# 20,000 people: those of the samples nine times.
awk -F '\t' -v OFS='\t' '
	NR == 1 { for (i = 1; i <= NF; i++) if ($i == "person_id") id = i; print; next }
	{ one = $id; for (n = 1; n <= 9; n++) { $id = one "x" n; print } }' "$folder/register.tsv" >"$folder/many.tsv"
cards() { # cards REGISTER OUTPUT OPTION...
	register=$1 output=$2
	shift 2
	kr-card --to employer:W0079 --key "$folder/key" --date 2026-11-02 "$@" -o "$folder/$output" "$register"
}
cards "$folder/register.tsv" cards.tsv
cards "$folder/register.tsv" cards.html -f html
cards "$folder/register.tsv" cards-en.html -f html --language en
cards "$folder/many.tsv" many.html -f html
NODE_PATH=$modules node tests/web/page.js "$folder"
