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
	[ ! -e "$name.options" ] || options=$(cat "$name.options")
	# shellcheck disable=SC2086 # words of options
	if kr-import --max-rejects 100% $options --rejects "$folder/$name.all" "$file" >"$folder/$name.records" 2>"$folder/$name.error"; then
		cut -f 2-5 "$folder/$name.all" >"$folder/$name.rejects"
		rm -f "$folder/$name.error"
	else
		rm -f "$folder/$name.records"
	fi
	rm -f "$folder/$name.all"
done
