#!/bin/sh
# Makes the golden files of kr-report in a folder: for its test, and to make them anew (then read the diff).
# usage: report.sh FOLDER   (kr-report on PATH)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
for what in register vacancies matches; do
	awk -v what=$what -f "$here/../helpers/report-register.awk" >$what.tsv
done
report() {
	kr-report overview --vacancies vacancies.tsv --matches matches.tsv "$@" register.tsv
}
report --region AM12 -o "$folder/report-region.txt"
report --region AM12 -f tsv -o "$folder/report-region.tsv"
report --language en --ascii -o "$folder/report-all-en-ascii.txt"
