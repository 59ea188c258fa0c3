#!/bin/sh
# How many columns of a layout a draft puts in the right field: "NAME right columns", and what is wrong on stderr.
# usage: measure.sh DRAFT ANSWER
# A column is right when it makes all fields that the answer names and no other (source_id goes with record_id); one that
# belongs nowhere (-) is right when it is not used. A house number makes the suffix too, where it holds one (12a).
set -eu
LC_ALL=C awk -F '\t' -v name="$(basename "$2" .answer.tsv)" '
function sorted(fields,    n, list, i, j, t, all) {
	n = split(fields, list, " ")
	for (i = 2; i <= n; i++) for (j = i; j > 1 && list[j] < list[j - 1]; j--) { t = list[j]; list[j] = list[j - 1]; list[j - 1] = t }
	for (i = 1; i <= n; i++) if (list[i] != list[i - 1]) all = all (all == "" ? "" : " ") list[i]
	return all
}
FNR == 1 { file++ }
file == 1 && !/^#/ && $2 != "" && $1 != "field" {
	n = split($2, columns, " [+] ")
	for (i = 1; i <= n; i++) made[columns[i]] = made[columns[i]] " " $1
}
file == 2 && FNR > 1 {
	plain = $1; gsub(/[|+]/, " ", plain)
	got = sorted(made[plain]); if (got == "") got = "-"
	if ($2 == "house_number" && got == "house_number house_suffix") got = $2
	all++
	if (got == sorted($2)) right++
	else print name ": " $1 ": " got ", should be " $2 > "/dev/stderr"
}
END { print name, right + 0, all + 0 }' "$1" "$2"
