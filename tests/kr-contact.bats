# kr-contact: asking, answering, showing; who may do what when; the log; the mails; the person's own view; erasure.

load helpers/common

setup() {
	cd "$BATS_TEST_TMPDIR"
	printf 'a secret of thirty-two bytes ...' >key
	records 'person_id record_id registered_on' 'p1 zuid:1 2026-01-05' 'p1 uwv:9 2025-11-01' 'p2 zuid:2 2026-02-01' 'p3 uwv:3 ' \
		'p4 zuid:4 2026-01-01' >linked.tsv
	register >register.tsv
	records 'vacancy_id employer_id employer title place hours_min hours_max positions filled status closes_on region contact' \
		'v1 W1 Bakker~BV bakker Sittard 20 32 2 0 open  AM30 J.~Kok,~kok@bakker.example' \
		'v2 W1 Bakker~BV inpakker Sittard 20 20 1 1 open  AM30 ' \
		'v3 W1 Bakker~BV chauffeur Born   1 0 open 2026-10-31 AM30 ' \
		'v4 W2 Smit loodgieter Born   1 0 closed  AM30 ' \
		'v5 W2 Smit metselaar Born   1 0   AM30 ' >vacancies.tsv
}

register() {
	records 'person_id given_names initials prefix surname phone email desk region valid_until unavailable_until available_until contact_consent bsn' \
		'p1 Esther E. de Testema +31612345678 esther@post.example Balie~Zuid AM30 2027-01-01    999999990' \
		'p2 Jan J.  Proef +31687654321|+31201234567 none Balie~Zuid AM30     ' \
		'p3  P. van Dummy  pim@post.example|pim2@post.example  AM13     ' \
		'p4 Kim K.  Leeg none   AM30    yes ' \
		'p5 Oud O.  Verlopen +31611111111   AM30 2026-10-31    ' \
		'p6 Weg W.  Ziek +31611111112   AM30 open open   ' \
		'p7 Nee N.  Nooit +31611111113   AM30    no '
}

# card EMPLOYER PERSON
card() {
	local kept=$BATS_FILE_TMPDIR/card.$1.$2 card
	[ -e "$kept" ] || python3 "$ROOT/tests/helpers/card-id.py" key "employer:$1" "$2" >"$kept"
	read -r card <"$kept"
	echo "$card"
}

FILES=(--register register.tsv --vacancies vacancies.tsv)

# ask PERSON VACANCY [option ...]; EMPLOYER is W1 unless said otherwise
ask() {
	local person=$1 vacancy=$2
	shift 2
	kr-contact ask --log log.tsv --key key "${FILES[@]}" --date 2026-11-02 --by wsp --card "$(card "${EMPLOYER:-W1}" "$person")" \
		--vacancy "$vacancy" "$@"
}

# on DAY VERB QUESTION [option ...]
on() {
	local day=$1 verb=$2 question=$3
	shift 3
	kr-contact "$verb" --log log.tsv --date "$day" --by "${BY:-person}" --ask "$question" "$@"
}

show() {
	on "$1" show "$2" --register register.tsv "${@:3}"
}

lines() {
	local log=()
	[ ! -e log.tsv ] || mapfile -s 1 -t log <log.tsv
	echo ${#log[@]}
}

# refuses MESSAGE COMMAND...: status 1, the message, no output, and the log as it was
refuses() {
	refused_with 1 "$@"
}

# cannot MESSAGE COMMAND...: the same with status 2
cannot() {
	refused_with 2 "$@"
}

# the_log NAME: all that the log and its .last hold, in the variable
the_log() {
	local log='' last=''
	[ ! -e log.tsv ] || slurp log.tsv log
	[ ! -e log.tsv.last ] || slurp log.tsv.last last
	printf -v "$1" '%s%s' "$log" "$last"
}

refused_with() {
	local status=$1 message=$2 before after
	shift 2
	the_log before
	status_is "$status" "$@"
	says "$message"
	[ -z "$out" ]
	the_log after
	[ "$after" = "$before" ]
}

@test "three asks, two yes, one no: the contact data of exactly two people, one start" {
	ask p1 v1 >/dev/null
	ask p2 v1 >/dev/null
	ask p3 v1 >/dev/null
	on 2026-11-03 answer 1 --answer yes >/dev/null
	on 2026-11-03 answer 2 --answer no >/dev/null
	on 2026-11-03 answer 3 --answer yes >/dev/null
	BY=wsp show 2026-11-04 1 >one.tsv
	BY=wsp show 2026-11-04 3 >three.tsv
	refuses 'question 2: the person said no' show 2026-11-04 2
	tail -n +2 one.tsv | grep -q "^$(card W1 p1)	v1		E.	Esther	de	Testema	+31612345678	esther@post.example$"
	tail -n +2 three.tsv | grep -q "	pim@post.example|pim2@post.example$"
	[ "$(cat one.tsv three.tsv | grep -cv '^card_id')" = 2 ]
	on 2026-11-16 start 1 --kind regular --wage-subsidy yes "${FILES[@]}" >/dev/null
	status_is 0 kr-contact verify --log log.tsv
	[ "$(lines)" = 9 ]
	[ "$(printf %s "$out" | tail -n 1)" = "$(tail -n 1 log.tsv | awk -F '\t' '{ print $1 "\t" $NF }')" ]
	kr-contact events --log log.tsv >events.tsv
	[ "$(kr-cat -F kind events.tsv | tail -n +2 | sort | uniq -c | awk '{ printf "%s%s ", $1, $2 }')" = '3answer 3ask 1placement 2show ' ]
	[ "$(kr-cat -F person_id,kind,outcome,wage_subsidy events.tsv | tail -n 1)" = 'p1	placement	regular	yes' ]
	! grep -qi 'esther\|testema\|+316\|@' events.tsv
}

@test "what the log refuses: show before yes, start without show, a second answer, and the like; nothing is written" {
	ask p1 v1 >/dev/null
	refuses 'question 1: the person has not answered yet' show 2026-11-03 1
	refuses 'question 1: there is no yes to take back' on 2026-11-03 withdraw 1
	refuses 'question 1: --date is before the day of the ask' on 2026-11-01 answer 1 --answer yes
	refuses 'was asked for this vacancy already' ask p1 v1
	on 2026-11-03 answer 1 --answer later >/dev/null
	refuses 'question 1: was answered already, with later' on 2026-11-03 answer 1 --answer later
	refuses 'question 1: the person said later, not yes' show 2026-11-04 1
	on 2026-11-05 answer 1 --answer yes >/dev/null
	refuses 'question 1: was answered already, with yes' on 2026-11-05 answer 1 --answer no
	refuses 'question 1: the employer was not shown the contact data yet' on 2026-11-06 start 1 --kind regular
	refuses 'question 1: the employer was not shown the contact data yet' on 2026-11-06 meet 1
	refuses 'question 1: --date is before the day of the answer' show 2026-11-04 1
	show 2026-11-06 1 >/dev/null
	refuses 'nobody works there who could stop' on 2026-11-07 end 1 --reason other
	refuses 'question 1: nobody has started' on 2027-03-07 still-there 1 --weeks 13
	on 2026-11-08 meet 1 >/dev/null
	on 2026-11-09 start 1 --kind voluntary >/dev/null
	refuses 'question 1: has started already' on 2026-11-09 start 1 --kind regular
	refuses 'has started on this vacancy and works there' ask p1 v1
	refuses 'that many weeks after the start' on 2027-02-07 still-there 1 --weeks 13
	on 2027-02-08 still-there 1 --weeks 13 >/dev/null
	refuses 'this was recorded already' on 2027-02-09 still-there 1 --weeks 13
	on 2027-02-10 end 1 --reason contract_ended >/dev/null
	refuses 'question 1: the work has ended' on 2027-08-07 still-there 1 --weeks 26
	cannot '--ask: the log has no such question' on 2026-11-09 answer 2 --answer yes
	cannot '--ask: the log has no such question' on 2026-11-09 answer 99 --answer yes
	# The work is over: the same person may be asked again for the same vacancy.
	ask p1 v1 >/dev/null
	[ "$(kr-contact verify --log log.tsv | tail -n 1 | cut -f 1)" = "$(lines)" ]
}

@test "a yes that is taken back ends the showing" {
	ask p1 v1 >/dev/null
	on 2026-11-03 answer 1 --answer yes >/dev/null
	show 2026-11-04 1 >/dev/null
	show 2026-11-04 1 >/dev/null
	on 2026-11-05 withdraw 1 >/dev/null
	refuses 'question 1: the yes was taken back' show 2026-11-05 1
	refuses 'question 1: the yes was taken back' on 2026-11-06 start 1 --kind regular
	refuses 'the yes was taken back already' on 2026-11-06 withdraw 1
	refuses 'the yes for this vacancy was taken back' ask p1 v1
}

@test "who objected is neither asked nor shown again" {
	ask p1 v1 >/dev/null
	on 2026-11-03 answer 1 --answer yes >/dev/null
	kr-contact object --log log.tsv --date 2026-11-04 --by person --ask 1 >/dev/null
	refuses 'question 1: the person objected' show 2026-11-05 1
	EMPLOYER=W2 refuses 'the person objected and is not asked any more' ask p1 v5
	refuses 'the person objected already' kr-contact object p1 --register register.tsv --log log.tsv --date 2026-11-04 --by person
	cannot 'no such person in the register' kr-contact object p99 --register register.tsv --log log.tsv --date 2026-11-04 --by person
	kr-contact object p3 --register register.tsv --log log.tsv --date 2026-11-04 --by desk >/dev/null
	refuses 'the person objected and is not asked any more' ask p3 v1
}

@test "only who may be found today is asked, for a vacancy that has a place" {
	kr-contact object p3 --register register.tsv --log log.tsv --date 2026-11-01 --by person >/dev/null
	refuses 'the registration has lapsed' ask p5 v1
	refuses 'the person is not available' ask p6 v1
	refuses 'does not want to be contacted' ask p7 v1
	refuses 'no such card of this employer' ask p99 v1
	refuses 'the vacancy has no place left' ask p1 v2
	refuses 'the vacancy is closed' ask p1 v3
	EMPLOYER=W2 refuses 'the vacancy is closed' ask p1 v4
	refuses 'no such vacancy' ask p1 v9
	refuses "the vacancy is another employer's" ask p1 v5 --employer W1
	# A card of one employer says nothing to another.
	EMPLOYER=W1 refuses 'no such card of this employer' ask p1 v5
	[ "$(lines)" = 1 ]
	# A place that is taken is gone.
	EMPLOYER=W2 ask p1 v5 >/dev/null
	EMPLOYER=W2 ask p2 v5 >/dev/null
	for question in 2 3; do
		on 2026-11-03 answer $question --answer yes >/dev/null
		show 2026-11-04 $question >/dev/null
	done
	on 2026-11-05 start 2 --kind regular "${FILES[@]}" >/dev/null
	refuses 'question 3: the vacancy has no place left' on 2026-11-05 start 3 --kind regular "${FILES[@]}"
	EMPLOYER=W2 refuses 'the vacancy has no place left' ask p4 v5
	on 2026-11-20 end 2 --reason own_choice >/dev/null
	on 2026-11-21 start 3 --kind regular "${FILES[@]}" >/dev/null
}

@test "a file of choices: the good ones are asked, the others told with their line" {
	{
		printf 'card_id\temployer_id\tvacancy_id\tmessage\n'
		printf '%s\tW1\tv1\tEen\\nbericht\n' "$(card W1 p1)"
		printf '%s\tW1\tv1\t\n' "$(card W2 p2)"
		printf '%s\tW1\tv1\t\n' "$(card W1 p5)"
		printf '%s\tW1\tv1\t\n' "$(card W1 p1)"
		printf '%s\tW2\tv5\t\n' "$(card W2 p2)"
	} >choices.tsv
	status_is 1 kr-contact ask --log log.tsv --key key "${FILES[@]}" --date 2026-11-02 --by wsp choices.tsv
	says 'choices.tsv:3: card_id: no such card of this employer'
	says 'choices.tsv:4: card_id: the card is not valid any more'
	says 'choices.tsv:5: card_id: question 1: was asked for this vacancy already'
	[ "$(printf %s "$out" | cut -f 1,3,5-7 | tail -n +2)" = "$(printf '1\task\t%s\tW1\tv1\n2\task\t%s\tW2\tv5' "$(card W1 p1)" "$(card W2 p2)")" ]
	cannot '--mail is for one question' kr-contact ask --log log.tsv --key key "${FILES[@]}" --date 2026-11-02 --by wsp --mail nl --from a@b.nl choices.tsv
	kr-contact mail --log log.tsv --step 1 --mail nl --from a@b.nl "${FILES[@]}" >mail
	python3 "$ROOT/tests/helpers/check-mail.py" --to esther@post.example --body $'"Een\nbericht"' mail
}

@test "a file without a choice asks nobody; a message as long as a book is refused with its line" {
	asks() { kr-contact ask --log log.tsv --key key "${FILES[@]}" --date 2026-11-02 --by wsp "$@"; }
	printf 'card_id\temployer_id\tvacancy_id\tmessage\n' >choices.tsv
	status_is 0 asks choices.tsv
	[ "$(lines)" = 0 ]
	status_is 0 asks --mail nl --from wsp@zuid.example choices.tsv
	# 4000 bytes of two a letter, and one byte more.
	long=$(printf 'é%.0s' $(seq 2000))
	printf '%s\tW1\tv1\t%s\n' "$(card W1 p1)" "$long" "$(card W1 p2)" "${long}e" >>choices.tsv
	status_is 1 asks choices.tsv
	says 'choices.tsv:3: card_id: the message is longer than 4000 bytes'
	[ "$(lines)" = 1 ]
}

@test "show gives what recipients.tsv grants to the employer and nothing else, and logs the names" {
	ask p1 v1 >/dev/null
	on 2026-11-03 answer 1 --answer yes >/dev/null
	cannot "--to: the question is employer:W1's" show 2026-11-04 1 --to employer:W2
	mkdir tables
	printf '%s\n' 'recipient	purpose	ground	schema	fields	note' 'employer	selection	a	match	vacancy_id' \
		'employer	meet	the yes	contact_data	card_id|given_names|phone' >tables/recipients.tsv
	show 2026-11-04 1 --to employer:W1 --tables tables >shown.tsv
	[ "$(cat shown.tsv)" = "$(printf 'card_id\tvacancy_id\tgiven_names\tphone\n%s\tv1\tEsther\t+31612345678' "$(card W1 p1)")" ]
	[ "$(kr-cat -F shown,purpose,ground log.tsv | tail -n 1)" = 'given_names|phone	meet	the yes' ]
	show 2026-11-04 1 -o private.tsv
	[ "$(stat -c %a private.tsv log.tsv log.tsv.last | sort -u)" = 600 ]
	# Neither phone nor mail: a name alone helps nobody.
	ask p4 v1 >/dev/null
	on 2026-11-03 answer 5 --answer yes >/dev/null
	refuses 'no phone number and no mail address' show 2026-11-04 5
	# Gone from the register: nothing to show.
	grep -v '^p1	' register.tsv >less.tsv
	refuses 'the person is not in the register any more' on 2026-11-05 show 1 --register less.tsv
}

@test "no message names a person, a number, an address or a text" {
	ask p1 v1 --message 'een geheim' >/dev/null 2>>told
	for verb in 'answer 1 --answer yes' 'answer 1 --answer yes' 'withdraw 1' 'withdraw 1' 'start 1 --kind regular'; do
		on 2026-11-03 $verb >/dev/null 2>>told || true
	done
	show 2026-11-04 1 2>>told || true
	ask p7 v1 2>>told || true
	ask p1 v1 --message 'een geheim' --mail nl --from a@b.nl 2>>told || true
	kr-contact forget p1 --log log.tsv --key key --linked linked.tsv --date 2026-12-01 --by fg 2>>told >/dev/null
	[ -s told ]
	! grep -qi 'esther\|testema\|nooit\|+316\|@post\|geheim\|99999' told
}

@test "due: what waits longer than the norm of the region, the longest first" {
	ask p1 v1 >/dev/null
	ask p2 v1 >/dev/null
	ask p3 v1 >/dev/null
	on 2026-11-03 answer 2 --answer yes >/dev/null
	on 2026-11-03 answer 3 --answer later >/dev/null
	due() { kr-contact due --log log.tsv "$@" | kr-cat -F ask,step,who,since,days,norm,late | tail -n +2; }
	[ -z "$(due --date 2026-11-05)" ]
	[ "$(due --date 2026-11-06)" = '2	show	desk	2026-11-03	3	2	1' ]
	[ "$(due --date 2026-11-18)" = $'2\tshow\tdesk\t2026-11-03\t15\t2\t13\n1\tanswer\tperson\t2026-11-02\t16\t7\t9\n3\tanswer_later\tdesk\t2026-11-03\t15\t14\t1' ]
	mkdir tables
	printf 'region\tstep\tdays\n*\tanswer\t100\nAM30\tshow\t1\nAM13\tanswer_later\t3\n' >tables/contact_norms.tsv
	[ "$(due --date 2026-11-18 --tables tables)" = $'2\tshow\tdesk\t2026-11-03\t15\t1\t14\n3\tanswer_later\tdesk\t2026-11-03\t15\t3\t12' ]
	show 2026-11-04 2 >/dev/null
	on 2026-11-09 start 2 --kind sheltered >/dev/null
	[ "$(due --date 2027-02-23 | head -n 3 | grep '^2')" = '2	still_there	employer	2027-02-08	15	14	1' ]
	on 2027-02-23 still-there 2 --weeks 13 >/dev/null
	[ -z "$(due --date 2027-03-23 | grep '^2')" ]
	printf 'region\tstep\tdays\n*\twait\t100\n' >tables/contact_norms.tsv
	status_is 2 kr-contact due --log log.tsv --date 2026-11-18 --tables tables
	says 'contact_norms.tsv:2: step'
}

@test "a person's own view: all that is held, who saw what, when and why" {
	ask p1 v1 --message 'Kom langs' >/dev/null
	on 2026-11-03 answer 1 --answer yes >/dev/null
	BY=wsp show 2026-11-04 1 >/dev/null
	kr-contact person p1 --log log.tsv "${FILES[@]}" --date 2026-11-30 >view.txt
	grep -q 'Inzage in uw gegevens op 30 november 2026' view.txt
	grep -q '  Telefoonnummer: +31612345678' view.txt
	grep -q '  Arbeidsmarktregio: Zuid-Limburg' view.txt
	! grep -q 999999990 view.txt
	tr '\n' ' ' <view.txt | tr -s ' ' >flat
	grep -q '2 november 2026: Bakker BV vroeg of u wilt kennismaken over het werk bakker (vraag 1)' flat
	grep -q 'De werkgever schreef u: "Kom langs"' flat
	grep -q '4 november 2026: Bakker BV kreeg van u te zien: naam, telefoonnummer en mailadres (vraag 1). Waarom: kennismaken met deze werkgever. Grond: AVG 6(1)(a)' flat
	kr-contact person p1 --log log.tsv "${FILES[@]}" --date 2026-11-30 --language en | tr '\n' ' ' | tr -s ' ' |
		grep -q '3 November 2026: you said yes to question 1'
	kr-contact person p1 --log log.tsv --register register.tsv --date 2026-11-30 -f tsv -o view.tsv
	[ "$(stat -c %a view.tsv)" = 600 ]
	[ "$(kr-cat -F part,kind,shown,purpose view.tsv | grep '	show	')" = 'step	show	initials|given_names|prefix|surname|phone|email	meet' ]
	! grep -q 'bsn' view.tsv
	kr-contact person p2 --log log.tsv --register register.tsv --date 2026-11-30 | grep -q 'Niemand heeft iets gevraagd of gezien'
}

@test "forget: the person goes, the chain holds, what must stay is told, the records do not come back" {
	ask p1 v1 --message 'Kom langs' >/dev/null
	ask p2 v1 --message 'Een ander' >/dev/null
	on 2026-11-03 answer 1 --answer yes >/dev/null
	show 2026-11-04 1 >/dev/null
	kr-contact verify --log log.tsv >before
	kr-contact forget p1 --log log.tsv --key key --linked linked.tsv --date 2026-12-01 --by fg >fate.tsv
	[ "$(kr-cat -F fate fate.tsv | tail -n +2 | sort -u)" = erased ]
	! grep -q "p1\|$(card W1 p1)\|Kom langs" log.tsv
	grep -q 'p2.*Een ander' log.tsv
	status_is 0 kr-contact verify --log log.tsv --last "$(tail -n 1 before | cut -f 2)"
	kr-contact person p1 --log log.tsv --register register.tsv --date 2026-12-02 | grep -q 'Niemand heeft iets gevraagd'
	refuses 'question 1: the person was erased' show 2026-12-02 1
	# The same records are held back, a later registration and others pass.
	{ cat linked.tsv; records 'p9 zuid:1 2026-12-05' 'p9 uwv:9 2026-01-01' 'p9 zuid:1 2026-01-05' 'p9 zuid:1 ' 'p9 zuid:11 2026-01-05'; } >again.tsv
	kr-contact pass --log log.tsv --key key again.tsv >passed.tsv 2>told
	grep -q '4 records of erased persons held back' told
	[ "$(kr-cat -F record_id,registered_on passed.tsv | tail -n +2 | tr '\t\n' ', ')" = 'zuid:2,2026-02-01 uwv:3, zuid:4,2026-01-01 zuid:1,2026-12-05 uwv:9,2026-01-01 zuid:11,2026-01-05 ' ]
	# With another key no mark would be known, and all would pass.
	printf 'another secret of 32 bytes .....' >other
	cannot '--key: no mark of log.tsv was made with this key' kr-contact pass --log log.tsv --key other again.tsv
	cannot 'cannot open key nokey' kr-contact pass --log log.tsv --key nokey again.tsv
	cannot 'cannot open nolog' kr-contact pass --log nolog --key key again.tsv
	# Again: nothing is left to do, and no mark is made twice.
	kr-contact forget p1 --log log.tsv --key key --linked linked.tsv --date 2026-12-02 --by fg >fate.tsv
	[ "$(lines)" = 8 ]
	# Marks of two keys: each holds back its own, and that is told.
	kr-contact forget p2 --log log.tsv --key other --linked linked.tsv --date 2026-12-02 --by fg >/dev/null
	kr-contact pass --log log.tsv --key other again.tsv 2>told | kr-contact pass -q --log log.tsv --key key 2>/dev/null |
		kr-cat -F record_id | tail -n +2 | tr '\n' ' ' >passed
	[ "$(cat passed)" = 'uwv:3 zuid:4 zuid:1 uwv:9 zuid:11 ' ]
	grep -q 'marks of other keys' told
	cannot 'no record of this person' kr-contact forget p99 --log log.tsv --key key --linked linked.tsv --date 2026-12-01 --by fg
}

@test "forget: a record whose day of registration is not known is held back until the day of erasure" {
	kr-contact forget p3 --log log.tsv --key key --linked linked.tsv --date 2026-12-01 --by fg >/dev/null
	records 'record_id registered_on' 'uwv:3 2026-12-01' 'uwv:3 2026-12' 'uwv:3 2026-12-02' 'uwv:3 ' >again.tsv
	kr-contact pass -q --log log.tsv --key key again.tsv >passed.tsv
	[ "$(tail -n +2 passed.tsv)" = 'uwv:3	2026-12-02' ]
}

@test "forget: work paid with public money keeps its person for the audit, and no longer" {
	ask p1 v1 >/dev/null
	on 2026-11-03 answer 1 --answer yes >/dev/null
	show 2026-11-04 1 >/dev/null
	on 2026-11-16 start 1 --kind regular --wage-subsidy yes >/dev/null
	cp log.tsv kept.tsv
	cp log.tsv.last kept.tsv.last
	kr-contact forget p1 --log log.tsv --key key --linked linked.tsv --date 2026-12-01 --by fg --language en >fate.tsv
	[ "$(kr-cat -F kind,field,fate,until fate.tsv | grep kept)" = 'start	person_id	kept	2033-11-16' ]
	grep -q 'wage subsidy: the spending of public money' fate.tsv
	[ "$(grep -c 'p1' log.tsv)" = 1 ]
	# Still there can be recorded.
	on 2027-02-15 still-there 1 --weeks 13 >/dev/null
	kr-contact forget p1 --log kept.tsv --key key --linked linked.tsv --date 2033-11-17 --by fg >fate.tsv
	! grep -q kept fate.tsv
	! grep -q 'p1' kept.tsv
}

@test "the wrong use is told: a verb, an option, a date, who" {
	ask p1 v1 >/dev/null
	cannot 'no such verb; did you mean answer?' kr-contact anwser --log log.tsv
	cannot 'which verb' kr-contact
	cannot 'needs --log' kr-contact verify
	cannot 'needs --date' kr-contact answer --log log.tsv --ask 1 --by person --answer yes
	cannot 'needs --by' kr-contact answer --log log.tsv --ask 1 --date 2026-11-03 --answer yes
	cannot '--date: must be a day' on 2026-11 answer 1 --answer yes
	cannot 'needs --answer' on 2026-11-03 answer 1
	cannot 'needs --kind' on 2026-11-03 start 1
	cannot 'needs --reason' on 2026-11-03 end 1
	cannot 'needs --weeks' on 2026-11-03 still-there 1
	cannot 'meet takes no --answer' on 2026-11-03 meet 1 --answer yes
	cannot 'answer takes no more operands' on 2026-11-03 answer 1 --answer yes p1
	cannot 'needs --ask or --card' kr-contact answer --log log.tsv --date 2026-11-03 --by x --answer yes
	cannot 'a character that a record may not hold' on 2026-11-03 answer 1 --answer yes --by $'a\001b'
	cannot '--until: must be a day' ask p2 v1 --until 2026-11-01
	cannot 'cannot open none' kr-contact due --log none --date 2026-11-03
	status_is 1 kr-contact verify --log log.tsv --last 0000
	says 'no line has the hash of --last'
}

# ---- the mails

CHECK=(python3 "$ROOT/tests/helpers/check-mail.py")
NASTY=('Jan Jansen' 'Jansen, "Jan" <x@evil.example>' $'Jan\r\nBcc: all@evil.example' 'Zoë Đặng 李雷' '=?utf-8?Q?x?=' '{title} {name} }{' \
	"$(printf 'lang%.0s' {1..60})" $'.\n.\nFrom x\ttab' 'ÀÉÎÕÜ ÀÉÎÕÜ ÀÉÎÕÜ ÀÉÎÕÜ ÀÉÎÕÜ ÀÉÎÕÜ ÀÉÎÕÜ ÀÉÎÕÜ ÀÉÎÕÜ' '')

# stream_form TEXT
stream_form() {
	local text=${1//\\/\\\\}
	text=${text//$'\t'/\\t}
	text=${text//$'\n'/\\n}
	printf %s "${text//$'\r'/\\r}"
}

# nasty NAME: a register and vacancies in which everything is called so
nasty() {
	local name
	name=$(stream_form "$1")
	printf 'person_id\tgiven_names\tsurname\tphone\temail\tdesk\nq\t\t%s\t+31612345678\tq@post.example\t%s\n' "$name" "$name" >register.tsv
	printf 'vacancy_id\temployer_id\temployer\ttitle\tplace\tcontact\nv1\tW1\t%s\t%s\t%s\twerk@bakker.example\n' "$name" "$name" "$name" >vacancies.tsv
}

# all_mails LANGUAGE FOLDER MESSAGE: each step with its mail
all_mails() {
	local language=$1 folder=$2 question
	mkdir "$folder"
	mail() { kr-contact "$2" --log "$folder/log.tsv" --date "$1" "${@:3}" "${FILES[@]}" --mail "$language" --from 'wsp <wsp@zuid.example>'; }
	step() { mail "$1" "$2" --by wsp --ask 1 "${@:3}"; }
	mail 2026-11-02 ask --by wsp --key key --card "$(card W1 q)" --vacancy v1 --message "${3:-.}" >"$folder/ask.person"
	mail_again() { kr-contact mail --log "$folder/log.tsv" --step 1 "${FILES[@]}" --mail "$language" --from wsp@zuid.example --mail-to desk; }
	mail_again >"$folder/ask.desk"
	step 2026-11-03 answer --answer later >"$folder/later.employer"
	step 2026-11-03 answer --answer yes >"$folder/yes.employer"
	step 2026-11-04 show >"$folder/show.employer"
	step 2026-11-04 show --mail-to person >"$folder/show.person"
	step 2026-11-05 meet >"$folder/meet.person"
	step 2026-11-09 start --kind apprenticeship >"$folder/start.person"
	step 2027-02-08 still-there --weeks 13 >"$folder/still.employer"
	step 2027-02-09 end --reason other_work >"$folder/end.person"
	step 2027-02-09 withdraw >"$folder/withdraw.person"
	mail 2027-02-10 object --by person --ask 1 >"$folder/object.person"
	records 'record_id person_id' 'a:1 q' >linked.tsv
	mail 2027-02-11 forget --by fg --person q --key key --linked linked.tsv >"$folder/forget.person"
	EMPLOYER=W1
}

@test "every mail in both languages passes a real parser, whatever things are called" {
	local n=0 name names=("${NASTY[@]}")
	[ -z "${KR_SANITIZED:-}" ] || names=("${NASTY[2]}" "${NASTY[8]}" '')
	for name in "${names[@]}"; do
		n=$((n + 1))
		for language in nl en; do
			nasty "$name"
			all_mails $language "$n.$language" "$name"
			form=$(stream_form "$name")
			for mail in "$n.$language"/*.person; do
				printf '%s\tq@post.example\t%s\t%s\twsp\n' "$mail" "$form" $language
			done >>wanted
			for mail in "$n.$language"/*.employer; do
				printf '%s\twerk@bakker.example\t\t%s\twsp\n' "$mail" $language
			done >>wanted
			printf '%s\twsp@zuid.example\t\t%s\t+31612345678\n' "$n.$language/ask.desk" $language >>wanted
			printf '%s\twerk@bakker.example\t\t%s\t+31612345678\n' "$n.$language/show.employer" $language >>wanted
			# Line breaks of any kind come as line breaks.
			printf '%s\tq@post.example\t%s\t%s\t%s\n' "$n.$language/ask.person" "$form" $language "$(printf %s "$form" | sed 's/\\r\\n/\\n/g')" >>wanted
			kr-contact verify --log "$n.$language/log.tsv" >/dev/null
		done
	done
	[ "$(wc -l <wanted)" = $((30 * ${#names[@]})) ]
	"${CHECK[@]}" --list wanted
}

@test "a mail says what the log says, once more the same bytes, and nothing goes out that was not logged" {
	ask p1 v1 --message 'Kom langs' --mail nl --from 'WSP Zuid <wsp@zuid.example>' >mail
	"${CHECK[@]}" --to esther@post.example --name 'Esther de Testema' --subject '(vraag 1)' --body 'Werkgever: Bakker BV' --body 'Werk: bakker' \
		--body '"Kom langs"' --body 'Uren per week: 20 - 32' --body 'uiterlijk 9 november 2026' --body 'naam, telefoonnummer en mailadres' \
		--body 'geen gevolgen voor uw uitkering' mail
	grep -qx "Message-ID: <kr.1.$(tail -n 1 log.tsv | awk -F '\t' '{ print substr($NF, 1, 32) }')@zuid.example>" mail
	kr-contact mail --log log.tsv --step 1 --mail nl --from 'WSP Zuid <wsp@zuid.example>' "${FILES[@]}" | cmp - mail
	# No address of the person: the desk hears it.
	ask p2 v1 --mail en --from wsp@zuid.example --desk-mail 'Balie <balie@zuid.example>' >mail
	"${CHECK[@]}" --language en --to balie@zuid.example --name Balie --body 'Name: Jan Proef' --body 'Phone: +31687654321' mail
	# An address in the contact field of the vacancy.
	on 2026-11-03 answer 1 --answer yes "${FILES[@]}" --mail nl --from wsp@zuid.example >mail
	"${CHECK[@]}" --to kok@bakker.example --body 'De kandidaat zegt ja' mail
	! grep -qi 'esther\|testema\|+31612' mail
	# What cannot be mailed is not logged.
	cannot 'no address that mail can go to' on 2026-11-05 withdraw 1 --mail nl --from 'nobody' "${FILES[@]}"
	cannot 'needs --from' show 2026-11-04 1 --mail nl
	cannot 'needs --employer-mail' show 2026-11-04 1 --mail nl --from a@b.nl
	cannot 'there is no mail show_desk' show 2026-11-04 1 --mail nl --from a@b.nl --mail-to desk
	show 2026-11-04 1 >/dev/null
	refuses 'contact data is given by show only' kr-contact mail --log log.tsv --step 4 --mail nl --from a@b.nl
}

@test "a mail arrives in a mailbox through sendmail" {
	command -v msmtp >/dev/null || { echo 'no msmtp: make deps installs it' >&2; false; }
	mkdir bin box
	ln -s "$(command -v msmtp)" bin/sendmail
	mkfifo held
	python3 "$ROOT/tests/helpers/smtp-sink.py" box <held &
	sink=$!
	exec 8>held
	for n in $(seq 100); do [ -e box/port ] || sleep 0.05; done
	printf 'account default\nhost 127.0.0.1\nport %s\nfrom wsp@zuid.example\ntls off\nauth off\n' "$(cat box/port)" >.msmtprc
	chmod 600 .msmtprc
	nasty $'Jan "de Jong", Zoë\nBcc: all@evil.example'
	for language in nl en; do
		all_mails $language sent.$language $'Kom langs\n.\nFrom hier'
		for mail in sent.$language/*.person sent.$language/*.employer sent.$language/*.desk; do
			HOME=$PWD bin/sendmail -t <"$mail"
		done
	done
	exec 8>&-
	wait "$sink"
	[ "$(find box/new -type f | wc -l)" = 26 ]
	[ "$(cat box/new/* | tr -d '\r' | grep '^Delivered-To:' | sort | uniq -c | awk '{ printf "%s%s ", $1, $3 }')" = \
		'16<q@post.example> 8<werk@bakker.example> 2<wsp@zuid.example> ' ]
	"${CHECK[@]}" --delivered box/new/*
	"${CHECK[@]}" --delivered --body $'"Kom langs\n.\nFrom hier"' box/new/000001
	[ "$(tr -d '\r' <box/new/000001 | sed '/^Delivered-To/d' | tail -n 5)" = "$(tail -n 5 "$(ls sent.nl/*.person | head -n 1)")" ]
}

# ---- the log itself

@test "a changed byte is found anywhere, with its line" {
	ask p1 v1 --message 'Kom langs' >/dev/null
	on 2026-11-03 answer 1 --answer yes >/dev/null
	show 2026-11-04 1 >/dev/null
	kr-contact forget p2 --log log.tsv --key key --linked linked.tsv --date 2026-12-01 --by fg >/dev/null
	cp log.tsv good.tsv
	size=$(stat -c %s good.tsv)
	slurp good.tsv good
	for ((at = 3; at < size; at += 29)); do
		# All of it is ASCII.
		printf '%s#%s' "${good:0:at}" "${good:at+1}" >log.tsv
		before=${good:0:at}
		before=${before//[!$'\n']/}
		line=$((${#before} + 1))
		status_is 1 kr-contact verify --log log.tsv
		says "log.tsv:$line: "
		[ -z "$out" ]
	done
	# So does a step: nothing is added to a log that does not hold.
	cannot 'log.tsv:' on 2026-12-02 withdraw 1
}

@test "a lost line, two swapped ones, a shortened log are found" {
	for person in p1 p2 p3; do ask $person v1 >/dev/null; done
	cp log.tsv good.tsv
	sed 3d good.tsv >log.tsv
	status_is 1 kr-contact verify --log log.tsv
	says 'log.tsv:3: '
	awk 'NR == 2 { held = $0; next } { print } NR == 3 { print held }' good.tsv >log.tsv
	status_is 1 kr-contact verify --log log.tsv
	says 'log.tsv:2: '
	head -n 3 good.tsv >log.tsv
	status_is 1 kr-contact verify --log log.tsv
	says 'lines at the end were lost'
	head -c -20 good.tsv >log.tsv
	status_is 1 kr-contact verify --log log.tsv
	cp good.tsv log.tsv
	mv log.tsv.last last
	status_is 1 kr-contact verify --log log.tsv
	says 'LOG.last is not there'
	mv last log.tsv.last
	status_is 0 kr-contact verify --log log.tsv
	rm log.tsv
	status_is 2 kr-contact verify --log log.tsv
}

@test "two writers at once: every line is there" {
	ask p1 v1 >/dev/null
	on 2026-11-03 answer 1 --answer yes >/dev/null
	writer() { for n in 1 2 3 4 5 6 7 8 9 10; do BY=$1-$n show 2026-11-04 1 >/dev/null || return; done; }
	writer a &
	one=$!
	writer b &
	two=$!
	wait "$one"
	wait "$two"
	status_is 0 kr-contact verify --log log.tsv
	[ "$(lines)" = 22 ]
	[ "$(kr-cat -F by log.tsv | grep -c '^[ab]-')" = 20 ]
}

@test "kill -9 at random moments: the log holds, and what was acknowledged is there" {
	ask p1 v1 >/dev/null
	on 2026-11-03 answer 1 --answer yes >/dev/null
	local kills=40
	[ -z "${KR_SANITIZED:-}" ] || kills=10
	RANDOM=42
	# make soak kills two hundred times.
	for n in $(seq "${KR_CONTACT_KILLS:-$kills}"); do
		kr-contact show --log log.tsv --date 2026-11-04 --by "w$n" --ask 1 --register register.tsv >out.tsv 2>/dev/null &
		writer=$!
		sleep "0.00$((RANDOM % 10))"
		kill -KILL "$writer" 2>/dev/null || true
		wait "$writer" 2>/dev/null || true
		# What was printed is in the log.
		[ ! -s out.tsv ] || kr-cat -F by log.tsv | grep -qx "w$n"
		status_is 0 kr-contact verify -q --log log.tsv
	done
	before=$(lines)
	show 2026-11-05 1 >/dev/null
	[ "$(lines)" -ge "$before" ]
	status_is 0 kr-contact verify --log log.tsv
	[ -z "$err" ]
	[ "$(kr-cat -F by log.tsv | tail -n +2 | sort | uniq -d | grep -c '^w')" = 0 ]
}

# big_log: a log of $lines lines in big.tsv
big_log() {
	lines=$((KR_SANITIZED ? 20000 : 100000))
	[ -e "$BATS_FILE_TMPDIR/big.tsv" ] || python3 "$ROOT/tests/helpers/contact-log.py" make $lines "$BATS_FILE_TMPDIR/big.tsv"
	cp "$BATS_FILE_TMPDIR"/big.tsv* .
}

@test "a log of 100,000 lines: one more step, and what is due, each in less than three seconds of a processor" {
	# CPU seconds: what else the machine does is no matter.
	local most=$((KR_SANITIZED ? 10 : 3)) lines
	big_log
	python3 "$ROOT/tests/helpers/contact-log.py" check big.tsv
	status_is 0 kr-contact verify --log big.tsv
	[ "$(printf %s "$out" | tail -n 1 | cut -f 1)" = $lines ]
	(ulimit -t $most && exec kr-contact answer --log big.tsv --ask $((lines - 1)) --answer yes --date 2026-11-05 --by person >/dev/null)
	(ulimit -t $most && exec kr-contact due --log big.tsv --date 2027-01-01 >due.tsv)
	[ "$(wc -l <due.tsv)" -gt $((lines / 100)) ]
	python3 "$ROOT/tests/helpers/contact-log.py" check big.tsv
}

@test "in 100,000 lines: a changed byte, a lost line and two swapped ones, anywhere, are found with the line" {
	local lines
	big_log
	cp big.tsv.last spoilt.tsv.last
	# make soak tries a hundred.
	for seed in $(seq "${KR_SPOILS:-${KR_SANITIZED:-2}}"); do
		for way in byte lost swapped; do
			line=$(python3 "$ROOT/tests/helpers/chain.py" spoil big.tsv spoilt.tsv $way "$seed")
			echo "$way, seed $seed, line $line"
			status_is 1 kr-contact verify --log spoilt.tsv
			says "spoilt.tsv:$line: "
			[ -z "$out" ]
		done
	done
	# The very last line: gone, or changed.
	sed '$d' big.tsv >spoilt.tsv
	status_is 1 kr-contact verify --log spoilt.tsv
	says 'lines at the end were lost'
	sed '$s/desk/dosk/' big.tsv >spoilt.tsv
	status_is 1 kr-contact verify --log spoilt.tsv
	says "spoilt.tsv:$(wc -l <big.tsv): "
}

@test "what is no file is no log: a folder, a device, a pipe" {
	mkdir folder
	mkfifo pipe
	for log in folder /dev/null pipe; do
		for verb in verify events; do
			status_is 2 timeout 10 kr-contact $verb --log "$log"
			if [ -d "$log" ]; then says "cannot read $log: Is a directory"; else says "$log: a log must be a file"; fi
		done
		status_is 2 timeout 10 kr-contact object p1 --register register.tsv --log "$log" --date 2026-11-02 --by person
		says "$log: "
	done
}

@test "no output takes the place of the log" {
	ask p1 v1 >/dev/null
	cp log.tsv before
	cp log.tsv.last before.last
	for output in log.tsv ./log.tsv.last; do
		for verb in events verify 'due --date 2027-01-01' 'answer --ask 1 --answer yes --date 2026-11-03 --by person'; do
			# shellcheck disable=SC2086
			status_is 2 kr-contact $verb --log log.tsv -o $output
			says 'name the same file'
			cmp log.tsv before
			cmp log.tsv.last before.last
		done
	done
}
