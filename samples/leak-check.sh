#!/bin/sh
# Searches files that leave the house for what must never be in them: each BSN, surname, phone number, mail address
# and street of normalized candidates, and the mail domains. Says in which file a kind was found, never what.
# usage: leak-check.sh candidates.tsv FILE...   (kr-cat on PATH; the candidates still hold bsn)
set -eu
LC_ALL=C
export LC_ALL
candidates=$1
shift
patterns=$(mktemp)
trap 'rm -f "$patterns"' EXIT
status=0

look() { # look KIND FILE...: the patterns on standard input, fixed strings
	kind=$1
	found=0
	shift
	sort -u >"$patterns"
	if ! [ -s "$patterns" ]; then
		echo "leak-check: no $kind to look for" >&2
		return 1
	fi
	for file; do
		if grep -qaiF -f "$patterns" "$file"; then
			echo "leak-check: $file holds a $kind" >&2
			found=1
		fi
	done
	printf '%7s different: %s\n' "$(wc -l <"$patterns")" "$kind"
	return $found
}

values() { # values FIELD...: one a line, lists split
	for field; do
		kr-cat -F "$field" "$candidates" | tail -n +2 | tr '|' '\n'
	done | sed '/^$/d'
}

values bsn | look 'BSN' "$@" || status=1
# As the exports write it: without its leading zeros.
values bsn | sed -n 's/^0*\([1-9][0-9]\{7,\}\)$/\1/p' | look 'BSN without its zeros' "$@" || status=1
values surname partner_surname | sed -n '/^.\{4,\}/p' | look 'surname' "$@" || status=1
values phone | look 'phone number' "$@" || status=1
values phone | sed -n 's/^+31\(6[0-9]*\)$/\1/p' | look 'phone number without its prefix' "$@" || status=1
values email | look 'mail address' "$@" || status=1
values email | sed 's/.*@/@/' | look 'mail domain' "$@" || status=1
values street | look 'street' "$@" || status=1
exit $status
