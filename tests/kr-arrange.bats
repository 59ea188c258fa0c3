load helpers/common

# field NAME FILE: the values of a field
field() {
	awk -F '\t' -v name="$1" '
		NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) at = i; if (!at) exit 1; next }
		{ print $at }' "$2"
}

# trains [OPTION...]: trains of p by s into t
trains() {
	kr-arrange --services s --date 2026-11-02 -o t "$@" p
}

# wagons: person, wagon and service of t in a line
wagons() {
	paste -d : <(field person_id t) <(field wagon t) <(field service_id t) | tr '\n' ' '
}

setup() {
	cd "$BATS_TEST_TMPDIR"
	records 'service_id instrument regions needs removes gives requires excludes parallel weeks cost payer places start_dates valid_until' \
		's:1 debt_help all none debts none none none yes 20 900.50 participation   open' \
		's:2 housing_help all none housing none debt_help none yes 8 600 participation   open' \
		's:3 language_course all none language language:nld:2 none none yes 26 1800 education|participation 2  open' \
		's:4 social_support AM18 none isolation none none none no 4 100    open' \
		's:5 driving_lessons all none licence|transport licence:BE: none none yes 10 2200   2026-11-16|2027-01-11 open' \
		's:6 vocational_course all none none skill:heftruck: none none no 3 700    2026-12-31' \
		's:7 sheltered_work all none none none none none no 52 8500    open' >s
	records 'person_id obstacles region wage_value work_capacity valid_until' \
		'p1 debts AM18   open' \
		'p2 none AM18   open' \
		'p3 housing AM18   open' \
		'p4 age|debts AM05   open' \
		'p5     open' >p
}

@test "who needs nothing gets nothing, others as few wagons as suffice, in the order that is required" {
	trains --triage triage.tsv --unserved unserved.tsv
	[ "$(wagons)" = 'p1:1:s:1 p3:1:s:1 p3:2:s:2 p4:1:s:1 ' ]
	[ "$(field serves t | tr '\n' ' ')" = 'obstacle:debts: none obstacle:housing: obstacle:debts: ' ]
	[ "$(field from t | tr '\n' ' ')" = '2026-11-02 2026-11-02 2027-03-22 2026-11-02 ' ]
	[ "$(field until t | sed -n 3p)" = 2027-05-16 ]
	[ "$(field cost t | head -n 1)" = 900.5 ]
	[ "$(field payer t | head -n 1)" = participation ]
	[ "$(field status t | sort -u)" = planned ]
	[ "$(cut -f 2,3 triage.tsv | tail -n +2 | tr '\t\n' ': ')" = 'one_wagon:needs_served alone:no_need talk:more_wagons talk:not_offered talk:unknown ' ]
	records 'need region reason people' 'obstacle:age: AM05 not_offered 1' | same - unserved.tsv
}

@test "the smallest train is found where the cheapest one is longer" {
	records 'service_id instrument removes parallel weeks cost' 'a debt_help debts yes 5 10' 'b housing_help housing yes 5 10' \
		'c social_support debts|housing yes 50 5000' >s
	records 'person_id obstacles' 'p1 debts|housing' >p
	trains
	[ "$(wagons)" = 'p1:1:c ' ]
}

@test "regions, conditions, dates and unknowns decide who fits" {
	records 'service_id instrument regions needs removes weeks start_dates valid_until' \
		'a social_support AM18 none isolation 4  open' 'b debt_help all pw|ww|from_27 debts 4  open' \
		'c health_programme all none health  2026-11-01|2026-12-07 open' 'd childcare all none childcare 4  2026-11-01' >s
	records 'person_id obstacles region scheme birth_year' \
		'p1 isolation AM18  ' 'p2 isolation AM05  ' 'p3 isolation   ' 'p4 debts AM05 WW 1990' 'p5 debts AM05 none 1990' \
		'p6 debts AM05  ' 'p7 debts AM05 PW 2005' 'p8 health AM05  ' 'p9 childcare AM05  ' >p
	trains -v 2>err
	[ "$(wagons)" = 'p1:1:a p4:1:b p6:1:b p8:1:c ' ]
	[ "$(field from t | tail -n 1)" = 2026-12-07 ]
	[ "$(field until t | tail -n 1)" = open ]
	grep -q 'services 4, ended 1' err
}

@test "gaps of the best pair are needs, told by what the vacancy asks" {
	records 'person_id obstacles region skills languages licences education' 'p1 none AM18 solderen nld:1:1:1:1 none ' >p
	records 'vacancy_id occupation skills languages licences education' \
		'v1 8344:heftruckchauffeur Heftruck|solderen nld:2::: B ' 'v2 5223:verkoper kassa   ' >v
	records 'vacancy_id person_id score gaps' 'v2 p1 900 skills' 'v1 p1 800 skills|licences:1|languages' 'v2 p1 100 none' >m
	trains --matches m --vacancies v --work 83 --triage triage.tsv --unserved unserved.tsv
	[ "$(wagons)" = 'p1:1:s:3 p1:2:s:6 p1:3:s:5 ' ]
	[ "$(field serves t | tr '\n' ' ')" = 'language:nld:2 skill:Heftruck: licence:B: ' ]
	[ "$(field vacancy_id triage.tsv)" = v1 ]
	trains --matches m --vacancies v --unserved unserved.tsv
	[ "$(wc -l <t)" = 1 ]
	[ "$(field need unserved.tsv)" = skill:kassa: ]
}

@test "who has no prospect of regular work gets work to stay in as the end of the train" {
	records 'person_id obstacles wage_value work_capacity' 'p1 debts 25 ' 'p2 none 60 below' 'p3 none 60 ' >p
	trains --triage triage.tsv
	[ "$(wagons)" = 'p1:1:s:1 p1:2:s:7 p2:1:s:7 ' ]
	[ "$(field from t | sed -n 2p)" = 2027-03-22 ]
	[ "$(field serves t | tr '\n' ' ')" = 'obstacle:debts: work:sheltered: work:supported: ' ]
	[ "$(field reason triage.tsv | tr '\n' ' ')" = 'lasting_work lasting_work no_need ' ]
}

@test "places and money are kept, and the gap is told" {
	records 'person_id obstacles' 'p1 language' 'p2 language' 'p3 language' >p
	trains --gap --unserved unserved.tsv 2>err
	[ "$(wagons)" = 'p1:1:s:3 p2:1:s:3 ' ]
	[ "$(field payer t | tr '\n' ' ')" = 'education education ' ]
	[ "$(field reason unserved.tsv)" = no_place ]
	grep -q '^kr-arrange: people served 2 of at most 2, gap 0.0000%$' err
	records 'pot cents' 'education 180000' 'participation 179999' >pots
	trains --pots pots --gap 2>err
	[ "$(wagons)" = 'p1:1:s:3 ' ]
	grep -q 'people served 1 of at most' err
	records 'pot cents' 'education 180000' 'participation 180000' >pots
	trains --pots pots
	[ "$(field payer t | sort | tr '\n' ' ')" = 'education participation ' ]
	records 'account available' 'education 180000' 'participation 0' >pots
	trains --pots pots
	[ "$(wagons)" = 'p1:1:s:3 ' ]
	records 'pot cents' 'education 1.5' >pots
	status_is 2 kr-arrange --services s --date 2026-11-02 --pots pots p
	says 'pots:2: cents: not an amount in whole cents'
}

@test "after each wagon it plans again: finished, running, broken off" {
	records 'person_id obstacles' 'p1 housing|debts' 'p2 language' 'p3 housing|isolation' >p
	records 'service_id instrument removes requires parallel weeks' 'a debt_help debts none no 10' 'b housing_help housing debt_help no 5' \
		'c language_course language none no 10' 'd language_course language none no 12' 'e social_support isolation none no 2' >s
	records 'person_id wagon service_id instrument serves from until weeks cost payer status' \
		'p1 1 a debt_help obstacle:debts: 2026-08-01 2026-10-01 10   finished' 'p1 2 b housing_help obstacle:housing: 2026-12-01 2027-01-01 5   planned' \
		'p2 1 c language_course obstacle:language: 2026-10-01 2026-12-01 10   broken_off' \
		'p3 1 a debt_help obstacle:debts: 2026-10-01 2026-11-15 10   running' >done.tsv
	trains --done done.tsv
	[ "$(wagons)" = 'p1:1:a p1:2:b p2:1:c p2:2:d p3:1:a p3:2:b p3:3:e ' ]
	[ "$(field status t | tr '\n' ' ')" = 'finished planned broken_off planned running planned planned ' ]
	[ "$(field from t | tr '\n' ' ')" = '2026-08-01 2026-11-02 2026-10-01 2026-11-02 2026-10-01 2026-11-16 2026-12-21 ' ]
	cp t again.tsv
	trains --done again.tsv
	same again.tsv t
	records 'person_id service_id status' 'p1 a gone' >done.tsv
	status_is 1 kr-arrange --services s --date 2026-11-02 --done done.tsv --max-rejects 50% -o t p
	says 'no-status'
}

@test "the samples: same bytes whatever the number of threads, nobody is lost" {
	sh "$ROOT/samples/pipeline.sh" made >log 2>&1
	awk -F '\t' -v OFS='\t' '
		NR == FNR { if (FNR > 1 && $1 !~ /^#/ && $1 != "code") code[n++] = $1; next }
		END {
			print "service_id", "instrument", "regions", "removes", "gives", "requires", "parallel", "weeks", "cost", "payer", "places"
			for (i = 0; i < n; i++) print "a:" i, "buddy", "all", code[i], i % 2 ? "language:nld:3:|licence:BE:" : "none", i % 5 ? "none" : "debt_help", i % 2 ? "yes" : "no", 4 + i, 100 * i, "p" i % 3 "|p" i % 2, 40 - i
			print "a:debt", "debt_help", "all", "debts", "none", "none", "yes", 10, 300, "p1", 60
		}' "$ROOT/lib/tables/obstacles.tsv" /dev/null >services.tsv
	records 'pot cents' 'p0 2500000' 'p1 3000000' 'p2 1500000' >pots
	kr-match --per person -k 1 --vacancies made/vacancies.tsv -o best.tsv made/register.tsv
	for threads in 1 2 3; do
		kr-arrange -j $threads --gap --services services.tsv --pots pots --date 2026-11-02 --matches best.tsv --vacancies made/vacancies.tsv \
			--triage triage.$threads --unserved unserved.$threads -o t.$threads made/register.tsv 2>gap.$threads
	done
	for file in t triage unserved gap; do
		cmp $file.1 $file.2
		cmp $file.1 $file.3
	done
	[ "$(wc -l <triage.1)" = "$(wc -l <made/register.tsv)" ]
	[ "$(wc -l <t.1)" -gt 100 ]
	# No service has more people than places, no pot pays more than it has.
	awk -F '\t' 'NR == FNR { places[$1] = $11; next } FNR > 1 && ++used[$3] > places[$3] { bad = 1 } END { exit bad }' services.tsv t.1
	awk -F '\t' 'NR == FNR { cents[$1] = $2; next } FNR > 1 && $10 != "" && (spent[$10] += $9 * 100) > cents[$10] { bad = 1 } END { exit bad }' pots t.1
}

@test "what is missing or wrong is told" {
	status_is 2 kr-arrange --date 2026-11-02 p
	says '--services is needed'
	status_is 2 kr-arrange --services s p
	says '--date is needed'
	status_is 2 kr-arrange --services s --date 2026-11-02 --matches m p
	says 'needed together'
	status_is 2 kr-arrange --services s --date 2026-11-02 --work 83 p
	says '--work'
	status_is 2 kr-arrange --services - --date 2026-11-02
	says 'cannot be two inputs'
	printf 'service_id\tinstrument\tweeks\tcost\nx\tnothing\tmany\t-1\n\tdebt_help\t1\t1\n' >bad
	status_is 1 kr-arrange --services bad --date 2026-11-02 --max-rejects 90% -o t p
	says 'bad:2: instrument: not-valid'
	says 'bad:3: no-identifier'
	printf 'service_id\nx\nx\n' >bad
	status_is 2 kr-arrange --services bad --date 2026-11-02 p
	says 'bad: service x stands there twice'
	printf 'person_id\np1\np1\n' >twice
	status_is 2 kr-arrange --services s --date 2026-11-02 twice
	says 'twice:3: person_id: stands there twice'
}
