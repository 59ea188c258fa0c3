# kr-report budget: what was given, spent, and bought.
load helpers/common

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	records 'pot given available reserved paid returned people trains services starts still_at_work no_news ended cents_per_start' \
		'participation 100000000 20000000 30000000 50000050 0 120 100 200 110 60 20 30 454545' \
		'sector_fund_metal 5000 0 0 5000 0 1 1 1 0 0 0 0 ' 'own 700000 0 0 700000 0 7 0 7 3 1 1 1 233333' \
		'all 100705000 20000000 30000000 50705050 0 125 101 208 113 61 21 31 44000' >bought.tsv
}

figure() { # figure INDICATOR [CLASS] [REGION]: value, unit, status
	awk -F '\t' -v indicator="$1" -v class="${2-}" -v region="${3-NL}" \
		'$1 == region && $3 == indicator && $4 == class { print $5, $6, $7 }' figures.tsv
}

@test "euro to hundreds, people to tens, the whole counts each person once" {
	kr-report budget -f tsv --region AM12 --date 2026-11-30 bought.tsv >figures.tsv
	[ "$(figure budget_given '' AM12)" = '1007100 euro rounded' ]
	[ "$(figure budget_given_by_pot own AM12)" = '7000 euro rounded' ]
	[ "$(figure budget_paid_by_pot participation AM12)" = '500000 euro rounded' ]
	[ "$(figure budget_people '' AM12)" = '130 persons rounded' ]
	[ "$(figure budget_starts_by_pot participation AM12)" = '110 persons rounded' ]
	[ "$(figure budget_per_start '' AM12)" = '4610 euro rounded' ]
	[ "$(figure budget_per_start_by_pot own AM12)" = ' euro z' ]
	kr-report budget -f tsv --unprotected --region NL --date 2026-11-30 bought.tsv >figures.tsv
	[ "$(figure budget_given)" = '1007050 euro exact' ]
	[ "$(figure budget_paid)" = '507050 euro exact' ]
	[ "$(figure budget_people)" = '125 persons exact' ]
	[ "$(figure budget_per_start_by_pot own)" = '2333 euro exact' ]
}

@test "several regions add up, by a field of their own" {
	{ sed '1s/$/\tregion/; 2,$s/$/\tAM12/' bought.tsv; sed '1d; s/$/\tAM18/' bought.tsv; } >two.tsv
	kr-report budget -f tsv --unprotected --date 2026-11-30 two.tsv >figures.tsv
	[ "$(figure budget_people)" = '250 persons exact' ]
	[ "$(figure budget_given_by_pot participation)" = '2000000 euro exact' ]
	[ "$(figure budget_given_by_pot participation AM18)" = '1000000 euro exact' ]
	kr-report budget --language en --ascii --date 2026-11-30 two.tsv >text
	grep -q 're-integration money of the Participation Act' text
	grep -q 'accounts of persons' text
	run ! grep -P '[^\x00-\x7e]' text
	run ! grep -q 'head_\|title_\|column_\|key_' text
}

@test "what is no answer of kr-account bought is refused" {
	status_is 2 kr-report budget bought.tsv
	says '--date must say the day'
	sed 's/\t120\t/\tmany\t/' bought.tsv >x.tsv
	status_is 2 kr-report budget --date 2026-11-30 x.tsv
	says 'x.tsv:2: people: not a number'
	{ cat bought.tsv; tail -n 1 bought.tsv; } >x.tsv
	status_is 2 kr-report budget --date 2026-11-30 x.tsv
	says 'x.tsv:6: pot: stands here for the second time'
	kr-cat -x starts bought.tsv >x.tsv
	status_is 2 kr-report budget --date 2026-11-30 x.tsv
	says 'x.tsv:1: no field starts'
	sed '2s/^participation//' bought.tsv >x.tsv
	status_is 2 kr-report budget --date 2026-11-30 x.tsv
	says 'x.tsv:2: pot: is empty'
	head -n 1 bought.tsv | kr-report budget --date 2026-11-30 | grep -q 'Niets te tellen: Groningen'
}
