# kr-report pays: in how many pairs work pays, by kind of household.
load helpers/common

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	records 'person_id region as_of' 'p1 AM12 2026-10-31' 'p2 AM12 2026-10-31' 'p3 AM18 2026-10-31' 'p4  2026-10-31' >register.tsv
	records 'person_id household' 'p1 single' 'p2 couple' 'p3 single_parent' >households.tsv
	records 'vacancy_id person_id pays' 'v1 p1 120.50' 'v2 p1 0.00' 'v3 p1 -35.10' 'v1 p2 ' 'v2 p2 1' 'v1 p3 -0.01' 'v1 p4 300' 'v1 p9 5' >matches.tsv
}

exact() {
	kr-report pays --purpose test -f tsv --unprotected --matches matches.tsv --households households.tsv "$@" register.tsv >figures.tsv
}

figure_is() { # figure_is VALUE INDICATOR [CLASS] [REGION]
	local got
	got=$(awk -F '\t' -v indicator="$2" -v class="${3-}" -v region="${4-NL}" \
		'$1 == region && $3 == indicator && $4 == class { print $5 }' figures.tsv)
	[ "$got" = "$1" ] || { echo "$2 ${3-} ${4-NL}: $got, wanted $1"; return 1; }
}

@test "work pays where it is more than nothing; what is not known is neither" {
	exact
	figure_is 7 pays_pairs
	figure_is 3 pays_yes
	figure_is 3 pays_no
	figure_is 1 pays_unknown
	figure_is 50 pays_share
	figure_is 3 pays_persons
	figure_is 2 pays_household_no single AM12
	figure_is 33 pays_household_share single
	figure_is 1 pays_household_unknown couple
	figure_is 100 pays_household_share couple
	figure_is 1 pays_household_yes unknown AM99
	figure_is 0 pays_household_persons single_parent
}

@test "what kr-income wrote of the samples is counted as mawk counts it" {
	sh "$ROOT/samples/pipeline.sh" made 2>/dev/null
	cd made
	kr-cat -F person_id,scheme register.tsv | awk -F '\t' -v OFS='\t' 'NR == 1 { print $1, "household", $2, "age", "children_ages"; next }
		{ print $1, NR % 3 ? "single" : "couple", $2, 35, "none" }' >households.tsv
	kr-income --pays --households households.tsv --vacancies vacancies.tsv --from 2026-01 -o pays.tsv matches.tsv
	kr-report pays --purpose test -f tsv --unprotected --matches pays.tsv --households households.tsv register.tsv >figures.tsv
	kr-cat -F person_id,pays pays.tsv | awk -F '\t' -v OFS='\t' 'FILENAME == "households.tsv" { kind[$1] = $2; next }
		FNR > 1 { n[kind[$1] OFS ($2 == "" ? "unknown" : $2 > 0 ? "yes" : "no")]++ } END { for (k in n) print k, n[k] }' households.tsv - |
		LC_ALL=C sort >want
	awk -F '\t' -v OFS='\t' '$1 == "NL" && $3 ~ /^pays_household_(yes|no|unknown)$/ && $5 > 0 { sub(/.*_/, "", $3); print $4, $3, $5 }' figures.tsv |
		LC_ALL=C sort >got
	[ "$(wc -l <got)" -ge 4 ]
	same want got
}

@test "the page, and what it needs" {
	kr-report pays --purpose test --language en --ascii --matches matches.tsv --households households.tsv register.tsv >text
	grep -q 'single parent' text
	run ! grep -P '[^\x00-\x7e]' text
	run ! grep -q 'head_\|title_\|column_\|key_\|household_' text
	grep -q 'Counted by household for this purpose: test' text
	status_is 2 kr-report pays --matches matches.tsv --households households.tsv register.tsv
	says '--households: household is a sensitive field; it needs --purpose'
	status_is 2 kr-report pays --purpose $'two\nlines' --matches matches.tsv --households households.tsv register.tsv
	says '--purpose: must be a line of plain UTF-8 text'
	status_is 2 kr-report pays --purpose test --matches matches.tsv register.tsv
	says '--households: the report pays is made from households'
	sed 's/120.50/veel/' matches.tsv >x.tsv
	status_is 2 kr-report pays --purpose test --matches x.tsv --households households.tsv register.tsv
	says 'x.tsv:2: pays: not an amount'
	kr-cat -x pays matches.tsv >x.tsv
	status_is 2 kr-report pays --purpose test --matches x.tsv --households households.tsv register.tsv
	says 'x.tsv:1: no field pays'
}
