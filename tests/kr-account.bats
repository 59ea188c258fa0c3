# kr-account: double entry, earmarks, spending order, dates; any changed byte is found; a kill loses nothing that was told.

load helpers/common

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

# post LINE ...: kind date account giver cents person_id instruments branches valid_until ref note (service and provider are s and q of a reserve)
post() {
	records 'kind date account giver cents person_id instruments branches valid_until ref note' "$@" |
		awk -F '\t' -v OFS='\t' '{ NF = 11 } NR == 1 { print $0, "by", "service_id", "provider"; next }
			{ print $0, "desk", $1 == "reserve" ? "s" : "", $1 == "reserve" ? "q" : "" }' >operations.tsv
	kr-account post --log log.tsv operations.tsv
}

parts() {
	tail -n +2 log.tsv | cut -f 23 | tail -n 1
}

balance() {
	kr-account balance --log log.tsv | awk -F '\t' -v name="$1" '$1 == name { print $3, $4, $5, $6 }'
}

refuses() {
	local text=$1
	shift
	cp log.tsv before
	status_is 1 post "$@"
	says "$text"
	cmp log.tsv before
}

@test "soonest to expire, then the narrowest, then the oldest; the accounts in their order" {
	post 'grant 2020-01-01 training government 100       ' 'grant 2020-01-01 training sector 100   ABU    ' \
		'grant 2020-01-01 training sector 100  course|jobcoach     ' 'grant 2020-01-01 training employer 100 p1      ' \
		'grant 2020-01-01 training government 100    2020-06-30  ' 'grant 2020-01-01 training government 100       ' \
		'deposit 2020-01-01 person:p1 worker 50       ' >/dev/null
	post 'reserve 2020-02-01 person:p1|training  650 p1 course ABU   ' >/dev/null
	[ "$(parts)" = '7:50|5:100|4:100|2:100|3:100|1:100|6:100' ]
	[ "$(balance training)" = '0 600 0 0' ]
	[ "$(stat -c %a log.tsv)" = 600 ]
}

@test "nothing outside its earmark, after its date, below zero, or for another person" {
	local line=1 text
	post 'grant 2020-01-01 training sector 100  course NRTO 2020-06-30  ' 'deposit 2020-01-01 person:p1 worker 50       ' >/dev/null
	cp log.tsv before
	status_is 1 post 'reserve 2020-02-01 training  10 p1 jobcoach NRTO   ' 'reserve 2020-02-01 training  10 p1 course ABU   ' \
		'reserve 2020-02-01 training  10 p1     ' 'reserve 2020-02-01 training  101 p1 course NRTO   ' \
		'reserve 2020-02-01 training  10 p1 course NRTO 2020-07-01  ' 'reserve 2020-02-01 person:p1  10 p2     ' \
		'reserve 2020-02-01 trainin  10 p1     ' 'reserve 2020-02-01 training|training  10 p1     ' 'grant 2019-12-31 training sector 100       ' \
		'grant 2020-01-02 training uncle 100       ' 'grant 2020-01-02 person:p1 sector 100       ' 'deposit 2020-01-02 training sector 100       ' \
		'pay 2020-01-02 training       1 ' 'pay 2020-01-02        1 ' 'grant 2020-01-02 training sector -5       ' 'steal 2020-01-02 training sector 5       '
	cmp log.tsv before
	for text in 'short of 10 cents' 'short of 10 cents' 'short of 10 cents' 'short of 1 cents' 'short of 10 cents' 'for that person alone' \
		'nothing was ever granted' 'stands there twice' 'date: lies before' 'giver: must be' 'not to a person' 'as person:ID' 'takes no account' \
		'no such reservation' 'cents: must be' 'kind: must be'; do
		line=$((line + 1))
		[[ $err = *"operations.tsv:$line: "*"$text"* ]]
	done
	[ $line = 17 ]
}

@test "reserve, pay in parts, refund, release, expire, reverse" {
	post 'grant 2020-01-01 training sector 100    2020-06-30  ' 'reserve 2020-02-01 training  80 p1     ' 'pay 2020-03-01   50     2 ' >/dev/null
	[ "$(balance training)" = '20 30 50 0' ]
	refuses 'more than the reservation has reserved' 'pay 2020-03-01   31     2 '
	refuses 'more than the reservation has paid' 'refund 2020-03-01   51     2 '
	post 'refund 2020-03-02   20     2 ' 'release 2020-03-02   10     2 ' 'reverse 2020-03-02        3 wrong' 2>told >/dev/null || [ $? = 1 ]
	grep -q 'not paid any more' told
	[ "$(balance training)" = '50 20 30 0' ]
	post 'pay 2020-03-03   5     2 ' 'reverse 2020-03-03        6 wrong' >/dev/null
	refuses 'reversed already' 'reverse 2020-03-03        6 wrong'
	refuses 'needs note' 'reverse 2020-03-03        5 '
	[ "$(balance training)" = '50 20 30 0' ]
	refuses 'nothing is past its date' 'expire 2020-06-30 training        '
	refuses 'past its date: expire it' 'pay 2020-07-01        2 '
	post 'expire 2020-07-01 training        ' 'expire 2020-07-01        2 ' >/dev/null
	[ "$(balance training)" = '0 0 30 70' ]
	status_is 0 kr-account verify --log log.tsv
}

@test "random operations: an independent oracle finds each sum zero, no place negative, no late, foreign or capped spending" {
	awk -v n="${KR_ACCOUNT_OPERATIONS:-20000}" 'BEGIN {
		srand(5); OFS = "\t"
		split("grant deposit reserve reserve reserve pay pay refund release expire reverse", kinds, " ")
		print "kind", "date", "by", "account", "giver", "cents", "person_id", "instruments", "valid_until", "service_id", "provider", "ref", "note", "person_cap", "service_cap", "own_share", "accredited"
		print "terms", "2020-01-01", "d", "pot1", "", "", "", "", "", "", "", "", "", 2000, 9000, "", ""
		print "terms", "2020-01-01", "d", "pot2", "", "", "", "", "", "", "", "", "", "", "", 25, ""
		print "terms", "2020-01-01", "d", "pot3", "", "", "", "", "", "", "", "", "", "", "", "", "yes"
		print "accredit", "2020-01-01", "d", "", "", "", "", "", "2020-06-30", "", "q", "", ""
		for (i = 1; i <= n; i++) {
			kind = kinds[1 + int(rand() * 11)]; day = 1 + int(i * 300 / n)
			date = sprintf("2020-%02d-%02d", 1 + int(day / 28), 1 + day % 28)
			until = rand() < 0.3 ? "" : sprintf("2020-%02d-%02d", 1 + int(rand() * 12), 1 + int(rand() * 28))
			pot = "pot" int(rand() * 9); who = "p" int(rand() * 50); kindred = "i" int(rand() * 4); cents = 1 + int(rand() * 900)
			ref = 1 + int(rand() * i)
			if (kind == "grant") print kind, date, "d", pot, "sector", cents, "", rand() < 0.5 ? kindred : "", until, "", "", "", ""
			else if (kind == "deposit") print kind, date, "d", "person:" who, "worker", cents, "", rand() < 0.5 ? kindred : "", until, "", "", "", ""
			else if (kind == "reserve") print kind, date, "d", rand() < 0.5 ? pot : "person:" who "|" pot, "", cents, who, kindred, "", "s" int(rand() * 9), rand() < 0.6 ? "q" : "r", "", ""
			else if (kind == "expire") print kind, date, "d", pot, "", "", "", "", "", "", "", "", ""
			else print kind, date, "d", "", "", "", "", "", "", "", "", ref, kind == "reverse" ? "error" : ""
		}
	}' | awk -F '\t' -v OFS='\t' '{ NF = 17; print }' >operations.tsv
	kr-account post -q --log log.tsv --rejects aside.tsv --max-rejects 100% operations.tsv >lines.tsv
	[ "$(wc -l <lines.tsv)" -gt 4000 ]
	for kind in grant deposit reserve pay refund release expire reverse; do cut -f 3 lines.tsv | grep -qx $kind; done
	for why in 'its cap of a person' 'its cap of a service' 'its own share' 'not accredited'; do grep -q "$why" aside.tsv; done
	kr-account postings --log log.tsv >postings.tsv
	awk -F '\t' 'FNR == 1 { next }
		FILENAME == "lines.tsv" { kind[$1] = $3; day[$1] = $2; what[$1] = $9; until[$1] = $11; who[$1] = $7; price[$1] = $14; next }
		{ sum += $7; of[$1] += $7; held[$6, $5] += $7; lines++ }
		$5 != "giver" && held[$6, $5] < 0 && $7 < 0 { print "negative", $0 }
		$7 > 0 && ($5 == "reserved" || ($5 == "paid")) && until[$6] != "" && until[$6] < $2 && kind[$1] != "reverse" { print "late", $0 }
		kind[$1] == "reserve" && what[$6] != "" && what[$6] != what[$1] { print "outside", $0 }
		kind[$1] == "reserve" && $4 ~ /^person:/ && $4 != "person:" who[$1] { print "foreign", $0 }
		$4 == "pot1" && ($5 == "reserved" || $5 == "paid") { of_person[$9] += $7; of_service[$10] += $7 }
		$4 == "pot1" && $3 == "reserve" && (of_person[$9] > 2000 || of_service[$10] > 9000) { print "above a cap", $0 }
		$4 == "pot2" && $3 == "reserve" && $5 == "reserved" { share[$1] += $7; if (share[$1] * 100 > price[$1] * 75) print "own share", $0 }
		$4 == "pot3" && $3 == "reserve" && ($11 != "q" || $2 > "2020-06-30") { print "not accredited", $0 }
		END { if (sum != 0 || lines == 0) print "sum", sum, lines; for (i in of) if (of[i] != 0) print "line", i }' lines.tsv postings.tsv >wrong
	head wrong
	[ ! -s wrong ]
	status_is 0 kr-account verify --log log.tsv
}

@test "any changed byte is found" {
	post 'grant 2020-01-01 training sector 100       ' 'reserve 2020-02-01 training  80 p1     ' >/dev/null
	local size at step=${KR_ACCOUNT_STEP:-29}
	size=$(stat -c %s log.tsv)
	cp log.tsv whole
	for ((at = 0; at < size; at += step)); do
		cp whole log.tsv
		printf '~' | dd of=log.tsv bs=1 seek=$at conv=notrunc status=none
		status_is 1 kr-account verify --log log.tsv
	done
}

@test "kill -9 at random moments loses nothing that was told, and what is brought again is not done twice" {
	local i writer moments=${KR_ACCOUNT_KILLS:-12} lines=60000
	awk -v lines="$lines" 'BEGIN { OFS = "\t"; print "kind", "date", "id", "by", "account", "giver", "cents"
		for (i = 1; i <= lines; i++) print "grant", "2020-01-01", "g" i, "d", "training", "sector", i }' >operations.tsv
	RANDOM=5
	: >told
	for ((i = 0; i < moments; i++)); do
		# A new log now and then: its beginning is a moment too.
		[ $((i % 4)) != 0 ] || rm -f log.tsv*
		[ $((i % 4)) != 0 ] || : >told
		kr-account post -q --log log.tsv --rejects aside.tsv --max-rejects 100% operations.tsv >told.tsv 2>/dev/null &
		writer=$!
		# Half of them while it opens and reads, half while it tells.
		[ $((i % 2)) = 0 ] || timeout 5 sh -c 'until [ -s told.tsv ]; do :; done' || true
		sleep "0.$((RANDOM % 2))$((RANDOM % 10))"
		kill -9 $writer 2>/dev/null || true
		wait $writer 2>/dev/null || true
		# The last line that was told may have been cut by the kill; the first is the header.
		sed '1d;$d' told.tsv >>told
		[ -s log.tsv ] || continue
		kr-account verify -q --log log.tsv >/dev/null
		[ "$(awk -F '\t' -v OFS='\t' 'FILENAME == "told" { told[$0]++; next } { NF = 23 } $0 in told { delete told[$0] } END { print length(told) }' told log.tsv)" = 0 ]
		[ "$(tail -n +2 log.tsv | cut -f 4 | sort | uniq -d | wc -l)" = 0 ]
		wc -l <told >>sizes
	done
	kr-account post -q --log log.tsv --rejects aside.tsv --max-rejects 100% operations.tsv >/dev/null
	[ "$(kr-account balance --log log.tsv | tail -n 1 | cut -f 1-6)" = "training$(printf '\t%s' $((lines * (lines + 1) / 2)){,} 0 0 0)" ]
	[ "$(sort -un sizes | wc -l)" -gt 3 ]
}

@test "an operation with an id is done once" {
	records 'kind date id by account giver cents' 'grant 2020-01-01 a desk training sector 5' 'grant 2020-01-01 b desk training sector 5' \
		'grant 2020-01-01 a desk training sector 5' >operations.tsv
	status_is 1 kr-account post --log log.tsv operations.tsv
	says 'operations.tsv:4: id: was done already, by line 1 of the log'
	[ "$(balance training)" = '10 0 0 0' ]
}
