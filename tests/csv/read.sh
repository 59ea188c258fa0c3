#!/bin/sh
# Reads the corpus: of every NAME.csv the records to FOLDER/NAME.records and what was set aside to FOLDER/NAME.rejects (line,
# field, code, original), or what was said to FOLDER/NAME.error. NAME.options are the options for it. For its test, and to make
# the expected files anew (then read the diff).
# usage: read.sh FOLDER   (kr-import on PATH)
set -eu
command -v kr-import >/dev/null
folder=$(cd "$1" && pwd)
cd "$(dirname "$0")"
for file in [!j]*.csv; do
	name=${file%.csv}
	options=
	[ ! -e "$name.options" ] || read -r options <"$name.options" || true
	# shellcheck disable=SC2086 # words of options
	if kr-import --max-rejects 100% $options --rejects "$folder/$name.all" "$file" >"$folder/$name.records" 2>"$folder/$name.error"; then
		: >"$folder/$name.error"
	else
		: >"$folder/$name.records"
	fi
done
cd "$folder"
awk -F '\t' -v OFS='\t' 'FNR == 1 { if (out) close(out); out = FILENAME; sub(/all$/, "rejects", out) } { print $2, $3, $4, $5 >out }' ./*.all
rm -f ./*.all
find . -size 0 \( -name '*.error' -o -name '*.records' \) -delete
