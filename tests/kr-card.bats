# kr-card: what a user sees. All persons are made up.
load helpers/common

setup_file() {
	sh "$ROOT/samples/pipeline.sh" "$BATS_FILE_TMPDIR/made" >"$BATS_FILE_TMPDIR/log" 2>&1
	printf 'a secret of thirty-two bytes ...' >"$BATS_FILE_TMPDIR/key"
}

setup() {
	cd "$BATS_TEST_TMPDIR"
	REGISTER=$BATS_FILE_TMPDIR/made/register.tsv
	KEY=$BATS_FILE_TMPDIR/key
}

# cards OPTION...: for one employer on one day
cards() {
	kr-card --to employer:W1 --key "$KEY" --date 2026-11-02 "$@"
}

# people N FIELD=VALUE...: N rows of p1, p2 ... that are all alike
people() {
	local n=$1 i header=person_id values=''
	shift
	for item; do
		header=$header$(printf '\t')${item%%=*}
		values=$values$(printf '\t')${item#*=}
	done
	echo "$header"
	for i in $(seq "$n"); do echo "p$i$values"; done
}

# cell FIELD FILE: its values, each once
cell() {
	awk -F '\t' -v name="$1" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) at = i; next } { print $at }' "$2" | sort -u
}

@test "by mawk: every card of the samples is one of k that are the same, for k = 2, 5 and 10" {
	for k in 2 5 10; do
		cards -k $k -o cards.tsv "$REGISTER"
		mawk -F '\t' -v k=$k '
			NR == 1 { fields = NF; next }
			{ id = $1; $1 = ""; n[$0]++; ids[id]++; if (ids[id] > 1) bad = 1; all++ }
			END { for (card in n) if (n[card] < k) bad = 1; exit bad || all < 2000 || fields < 15 }' cards.tsv
	done
}

@test "by SQLite: no choice of any three fields finds fewer than five" {
	cards -o cards.tsv "$REGISTER"
	names=$(head -n 1 cards.tsv | tr '\t' '\n' | tail -n +2)
	{
		printf '.mode tabs\n.import cards.tsv cards\n'
		for a in $names; do for b in $names; do for c in $names; do
			[[ $a < $b && $b < $c ]] || continue
			echo "SELECT '$a', '$b', '$c', min(n) FROM (SELECT count(*) AS n FROM cards GROUP BY $a, $b, $c) HAVING min(n) < 5;"
		done; done; done
	} | sqlite3 >fewer
	[ ! -s fewer ]
}

@test "what a card tells is true of the person behind it" {
	cards -o cards.tsv "$REGISTER"
	# The id is keyed BLAKE2b, so that who has the key can find the person with any other program.
	python3 - "$KEY" "$REGISTER" cards.tsv <<-'PYTHON'
		import hashlib, sys
		def rows(path):
		    lines = open(path, encoding='utf-8').read().rstrip('\n').split('\n')
		    names = lines[0].split('\t')
		    return [dict(zip(names, line.split('\t'))) for line in lines[1:]]
		key = open(sys.argv[1], 'rb').read()
		def card_id(person):
		    text = 'kr card\nemployer:W1\n' + person['person_id']
		    return hashlib.blake2b(text.encode(), digest_size=16, key=key).hexdigest()
		people = {card_id(person): person for person in rows(sys.argv[2])}
		def items(text):
		    return [] if text in ('', 'none') else [item.split(':')[0] for item in text.split('|')]
		told = 0
		for card in rows(sys.argv[3]):
		    person = people[card['card_id']]
		    for name, value in card.items():
		        if name == 'card_id' or value == '':
		            continue
		        told += 1
		        if name == 'pc2': good = person['pc4'].startswith(value)
		        elif name in ('occupations', 'experience'):
		            source = items(person['desired_occupations' if name == 'occupations' else name])
		            good = all(any(code.startswith(item) for code in source) for item in value.split('|'))
		        elif name in ('hours_max', 'max_km'): good = int(person[name]) >= int(value)
		        elif name == 'hours_min': good = int(person[name]) <= int(value)
		        elif name == 'available_within': good = person['available_now'] == 'yes' or person['available_from'] != ''
		        else: good = set(value.split('|')) <= set(items(person[name]))
		        assert good, (name, value)
		assert told > 5000, told
	PYTHON
}

@test "the finest class that all share, and nothing that only some have" {
	{
		people 5 region=AM18 pc4=1011 desired_occupations='9321:inpakker' hours_max=38 licences=B
		people 5 region=AM18 pc4=1099 desired_occupations='9329:hulp' hours_max=24 | tail -n +2 | sed 's/^p/q/; s/$/\tC/'
	} >in.tsv
	cards -k 10 in.tsv >out.tsv
	[ "$(cell region out.tsv)$(cell pc2 out.tsv)$(cell occupations out.tsv)$(cell hours_max out.tsv)" = AM181093220 ] ||
		[ "$(cell region out.tsv)$(cell pc2 out.tsv)$(cell occupations out.tsv)$(cell hours_max out.tsv)" = AM18109320 ]
	[ -z "$(cell licences out.tsv)" ]
	cards -k 5 in.tsv >out.tsv
	[ "$(cell occupations out.tsv | tr '\n' ' ')" = '9321 9329 ' ]
	[ "$(cell licences out.tsv | tr '\n' ' ')" = 'B C ' ]
}

@test "who has lapsed, declined or is not available has no card; unknown is no reason" {
	people 5 region=AM18 valid_until= contact_consent= available_now= available_from= unavailable_until= >in.tsv
	for row in 'r1 AM18 2026-11-01 yes yes - -' 'r2 AM18 - no yes - -' 'r3 AM18 - yes no - -' 'r4 AM18 - yes yes - 2027-01-01' \
		'r5 AM18 - yes yes - open'; do
		tr ' ' '\t' <<<"$row" | sed 's/\t-/\t/g'
	done >>in.tsv
	cards -v in.tsv >out.tsv 2>err
	[ "$(tail -n +2 out.tsv | wc -l)" = 5 ]
	grep -q 'lapsed 1, not available 3, do not want to be contacted 1, held back 0' err
	# A no that ends on a day that is known is a card that says so.
	people 5 region=AM18 available_now=no available_from=2027-01-15 | cards - >out.tsv
	[ "$(cell available_within out.tsv)" = 91 ]
}

@test "two recipients share no id, one has the same ids every time" {
	cards "$REGISTER" | cut -f 1 | tail -n +2 >one
	kr-card --to employer:W2 --key "$KEY" --date 2026-11-02 "$REGISTER" | cut -f 1 | tail -n +2 >two
	kr-card --to agency:W1 --key "$KEY" --date 2026-11-02 "$REGISTER" | cut -f 1 | tail -n +2 >three
	[ "$(sort one two three | uniq -d | wc -l)" = 0 ]
	cards -k 7 "$REGISTER" | cut -f 1 | tail -n +2 | same one -
}

@test "the order of the register changes nothing" {
	cards -o want.tsv "$REGISTER"
	{ head -n 1 "$REGISTER"; tail -n +2 "$REGISTER" | tac; } | cards | same want.tsv -
}

@test "fewer people than k: no card, and it is said" {
	people 4 region=AM18 | cards - >out.tsv 2>err
	[ "$(wc -l <out.tsv)" = 1 ]
	grep -q '4 people may be found, fewer than 5: there is no card' err
	people 4 region=AM18 | cards -k 4 - | grep -q AM18
}

@test "people who have nothing in common are held back and counted" {
	printf 'person_id\tregion\np1\tAM01\np2\tAM02\np3\tAM03\n' >in.tsv
	cards -v -k 3 in.tsv >out.tsv 2>err
	[ "$(wc -l <out.tsv)" = 1 ]
	grep -q 'held back 3' err
}

@test "a card asked for by kr-contact is found again" {
	vacancies=$BATS_FILE_TMPDIR/made/vacancies.tsv
	# Cards for the employer of an open vacancy.
	kr-cat -F vacancy_id,employer_id,status,positions,filled "$vacancies" |
		mawk -F '\t' 'NR > 1 && $2 != "" && $3 != "closed" && $4 > $5 { print $1 "\t" $2; exit }' >job
	job=$(cut -f 1 job) employer=$(cut -f 2 job)
	kr-card --to "employer:$employer" --key "$KEY" --date 2026-11-02 "$REGISTER" >cards.tsv
	kr-contact ask --log log.tsv --register "$REGISTER" --vacancies "$vacancies" --key "$KEY" --date 2026-11-02 --by wsp \
		--card "$(sed -n 2p cards.tsv | cut -f 1)" --vacancy "$job"
	kr-contact verify --log log.tsv
}

@test "who gets no cards, and what is missing, is said" {
	status_is 2 kr-card --to employer --key "$KEY" --date 2026-11-02 "$REGISTER"
	grep -q 'by name' .err
	status_is 2 kr-card --to caseworker:x --key "$KEY" --date 2026-11-02 "$REGISTER"
	grep -q 'gets no cards' .err
	status_is 2 kr-card --to employer:W1 --date 2026-11-02 "$REGISTER"
	status_is 2 kr-card --to employer:W1 --key "$KEY" "$REGISTER"
	status_is 2 kr-card --to employer:W1 --key "$KEY" --date 2026-11 "$REGISTER"
	status_is 2 cards -k 1 "$REGISTER"
	printf 'person_id\tregion\np1\tAM18\np1\tAM18\n' >twice.tsv
	status_is 2 kr-card --to employer:W1 --key "$KEY" --date 2026-11-02 -o out.tsv twice.tsv
	grep -q 'person_id: this person stands in the register twice' .err
	[ ! -e out.tsv ]
	printf 'person_id\tregion\n\tAM18\n' >none.tsv
	status_is 2 kr-card --to employer:W1 --key "$KEY" --date 2026-11-02 none.tsv
	grep -q 'none.tsv:2: person_id: empty' .err
}

@test "another table of classes is used, and a bad one refused" {
	mkdir tables
	kr-card --print-classes >tables/card_classes.tsv
	sed -i '/^pc2\t/d' tables/card_classes.tsv
	cards --tables tables "$REGISTER" | head -n 1 | tr '\t' '\n' | grep -qx region
	[ -z "$(cards --tables tables "$REGISTER" | head -n 1 | tr '\t' '\n' | grep -x pc2)" ]
	sed -i 's/\tat_least\t12|20/\tat_least\t20|12/' tables/card_classes.tsv
	status_is 2 kr-card --tables tables --to employer:W1 --key "$KEY" --date 2026-11-02 "$REGISTER"
	grep -q 'card_classes.tsv:[0-9]*: steps: must be numbers that rise' .err
	# Names that are not there, that stand twice, and what is not for a card.
	for row in 'pc2 pc4 pc2 pc5 from' 'pc2 pc4 region pc4 field' 'pc2 pc4 age pc4 field' 'region region region name from' 'pc2 pc4 pc2 scheme from'; do
		set -- $row
		kr-card --print-classes | sed "s/^$1\\t$2\\t/$3\\t$4\\t/" >tables/card_classes.tsv
		status_is 2 kr-card --tables tables --to employer:W1 --key "$KEY" --date 2026-11-02 "$REGISTER"
		grep -q "card_classes.tsv:[0-9]*: $5: " .err
	done
}

@test "a list of 20,000 items costs a person no more than its length" {
	mawk 'BEGIN {
		print "person_id\tregion\tcompetences"
		for (p = 1; p <= 10; p++) {
			printf "p%d\tAM18\t0", p
			for (i = 1; i < 20000; i++) printf "|%d", i
			print ""
		} }' >in.tsv
	(ulimit -t 5 && cards -k 2 in.tsv >out.tsv)
	[ "$(tail -n +2 out.tsv | cut -f 1 | wc -l)" = 10 ]
	[ "$(cell competences out.tsv | tr '|' '\n' | wc -l)" = 20000 ]
}

@test "no card holds half a character or half an escape" {
	for value in 'é12' 'aé1' 'a\\b' '1' '12|9' '123\\4' '12é'; do
		people 5 region=AM18 pc4="$value" desired_occupations="$value" >in.tsv
		cards in.tsv >out.tsv
		kr-cat out.tsv | same out.tsv -
		case $value in
		123*) [ "$(cell pc2 out.tsv)$(cell occupations out.tsv)" = 12123 ] ;;
		12*) [ "$(cell pc2 out.tsv)$(cell occupations out.tsv)" = 1212 ] ;;
		*) [ -z "$(cell pc2 out.tsv)$(cell occupations out.tsv)" ] ;;
		esac
	done
}
