# kr-account: single operations, kinds of pots and their terms, accreditation, reservations for trains, the draw.

load helpers/common

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

# account VERB DATE OPTION...
account() {
	kr-account "$1" --log log.tsv --by desk --date "$2" "${@:3}"
}

balance() {
	kr-account balance --log log.tsv | awk -F '\t' -v name="$1" '$1 == name { print $3, $4, $5, $6 }'
}

@test "operations from the command line: the table of pots gives giver, earmark and terms" {
	account grant 2022-03-01 --pot stap_2022 --euro 3000 --until 2023-12-31 -o line.tsv
	[ "$(kr-cat -F kind,account,giver,branches,valid_until,cents,parts line.tsv | tail -n 1)" = "$(printf 'grant\tstap_2022\tgovernment\tNRTO\t2023-12-31\t300000\t1:300000')" ]
	account terms 2022-03-01 --pot stap_2022 -o line.tsv
	[ "$(kr-cat -F person_cap,own_share,accredited line.tsv | tail -n 1)" = "$(printf '100000\t\tyes')" ]
	status_is 2 account grant 2022-03-01 --pot trainng --euro 3000
	says 'did you mean training?'
	status_is 2 account grant 2024-01-01 --pot stap_2022 --euro 3000
	says 'tables/pots says'
	mkdir own
	sed 's/^training\t/schooling\t/' "$ROOT/lib/tables/pots.tsv" >own/pots.tsv
	account grant 2022-03-01 --pot schooling_b --euro 99.95 --tables own >/dev/null
	[ "$(balance schooling_b)" = '9995 0 0 0' ]
	status_is 2 account grant 2022-03-01 --pot training --euro 99.955
	says 'must be an amount in euro'
	account deposit 2022-03-01 --person p1 --giver employer:bakker --euro 100 --id gift-1 >/dev/null
	status_is 1 account deposit 2022-03-01 --person p1 --giver employer:bakker --euro 100 --id gift-1
	says 'done already, by line 4'
	status_is 1 account reserve 2022-03-02 --person p1 --pot stap_2022 --service s1 --provider roc --branches NRTO --euro 1050
	says 'the service is not accredited'
	printf 'provider\tservice_id\taccredited\nroc\ts1\tyes\nroc\ts2\tno\nroc\ts1\tyes\n' >services.tsv
	account accredit 2022-03-02 services.tsv >lines.tsv
	account accredit 2022-03-02 services.tsv >>lines.tsv
	[ "$(grep -c accredit lines.tsv)" = 4 ]
	status_is 1 account reserve 2022-03-02 --person p1 --pot stap_2022 --service s2 --provider roc --branches NRTO --euro 500
	says 'not accredited'
	account reserve 2022-03-02 --person p1 --pot stap_2022 --own last --service s1 --provider roc --branches NRTO --euro 1050 >/dev/null
	status_is 1 account reserve 2022-03-02 --person p1 --pot stap_2022 --own last --service s1 --provider roc --branches NRTO --euro 60
	says 'stap_2022: 0 and no more, its cap of a person; own account: 5000'
	account pay 2022-04-01 --ref 7 --euro 500 >/dev/null
	account refund 2022-04-02 --ref 7 --euro 100 >/dev/null
	account release 2022-04-02 --ref 7 --euro 50 >/dev/null
	[ "$(balance stap_2022) $(balance person:p1)" = '215000 45000 40000 0 5000 5000 0 0' ]
	account expire 2024-01-01 -o line.tsv
	[ "$(balance stap_2022) $(balance person:p1)" = '0 0 40000 260000 5000 5000 0 0' ]
	[ "$(tail -n +2 line.tsv | wc -l)" = 2 ]
	account expire 2024-01-01 -o line.tsv
	[ "$(tail -n +2 line.tsv | wc -l)" = 0 ]
	status_is 1 account expire 2024-01-01 --pot stap_2022
	says 'nothing is past its date'
	status_is 2 kr-account pay --log log.tsv --ref 7 --by desk
	says 'needs --date'
	status_is 2 kr-account accredit --log log.tsv --date 2024-01-01 services.tsv
	says 'needs --by'
	status_is 2 account pay 2024-01-01 --pot stap_2022
	says 'pay takes no --pot'
	status_is 0 kr-account verify --log log.tsv
}

@test "reserve --trains: pots of the payers in their order, why not, and once" {
	records 'person_id wagon service_id instrument from until cost payer status' \
		'p1 1 s1 vocational_course 2020-02-01 2020-04-01 800 training|participation planned' 'p1 2 s2 jobcoach 2020-04-02 2020-08-01 1000.50 participation planned' \
		'p2 1 s1 vocational_course 2020-02-01 2020-04-01 800 training planned' 'p2 2 s2 jobcoach 2020-02-01 2020-04-01  training planned' \
		'p3 1 s1 vocational_course 2020-02-01 2020-04-01 800 training finished' 'p3 2 s9 vocational_course 2020-02-01 2020-04-01 800 training planned' \
		'p3 3 s1 vocational_course 2020-02-01 2020-04-01 0 training running' 'p3 4 s1 vocational_course 2020-02-01 2021-04-01 1 training planned' \
		'p3 5 s1 vocational_course 2020-02-01 2020-04-01 1 partic planned' 'p4 1 s1 vocational_course 2020-02-01 open 1 participation planned' >trains.tsv
	records 'service_id provider branch' 's1 roc NRTO' 's2 coach OVAL' >services.tsv
	account grant 2020-01-02 --pot participation --euro 3000 >/dev/null
	account grant 2020-01-02 --pot training_2020 --euro 1000 --until 2020-12-31 >/dev/null
	account deposit 2020-01-02 --person p2 --giver worker --euro 600 >/dev/null
	account reserve 2020-01-10 --trains trains.tsv --services services.tsv -o first.tsv
	cut -f 1-8 first.tsv | cmp - <(cut -f 1-8 trains.tsv)
	kr-cat -F person_id,reserved_cents,reservation,paid_from,why_not first.tsv | tail -n +2 | same - <(printf '%s\n' \
		$'p1\t80000\t4\ttraining_2020:80000\t' $'p1\t100050\t5\tparticipation:100050\t' \
		$'p2\t0\t\t\tshort of 60000 cents that may be spent on this until then (training_2020: 20000)' $'p2\t0\t\t\tthe cost is not known' \
		$'p3\t0\t\t\tthe wagon is over' $'p3\t0\t\t\tthe provider is not known: --services names a file of services' $'p3\t0\t\t\tit costs nothing' \
		$'p3\t0\t\t\tshort of 100 cents that may be spent on this until then (training_2020: 0)' \
		$'p3\t0\t\t\tno pot of the payers has been granted anything' $'p4\t100\t6\tparticipation:100\t')
	account pay 2020-01-11 --ref 4 >/dev/null
	account release 2020-01-11 --ref 5 >/dev/null
	account reserve 2020-01-12 --own last --trains trains.tsv --services services.tsv -o second.tsv
	kr-cat -F person_id,reserved_cents,reservation,paid_from second.tsv | sed -n 2,4p | same - <(printf '%s\n' $'p1\t80000\t4\ttraining_2020:80000' \
		$'p1\t0\t5\t' $'p2\t80000\t9\ttraining_2020:20000|own:60000')
	status_is 0 kr-account verify --log log.tsv
	status_is 2 account reserve 2020-01-12 --trains services.tsv
	says 'person_id'
}

@test "draw: anybody can repeat it from its seed, by openssl and by python" {
	local seed='lotto of 2022-03-02: 4 8 15'
	awk 'BEGIN { OFS = "\t"; print "person_id", "wagon", "service_id", "cost", "provider", "branch"
		for (i = 1; i <= 16; i++) { print "p" i % 12, i, "s1", 800, "roc", "NRTO" } }' >requests.tsv
	account grant 2022-03-01 --pot stap_2022 --euro 8000 >/dev/null
	account grant 2022-03-01 --pot training --euro 50 >/dev/null
	cp log.tsv before
	cp log.tsv.last before.last
	account draw 2022-03-02 --seed "$seed" --pot stap_2022 --trains requests.tsv -o drawn.tsv
	kr-cat -F person_id,lot drawn.tsv | tail -n +2 | uniq >order
	tail -n +2 requests.tsv | cut -f 1 | LC_ALL=C sort -u >who
	while read -r person; do
		printf '%s\t%s\n' "$person" "$(printf %s "$person" | openssl dgst -sha256 -hmac "$seed" | sed 's/.*= //')"
	done <who | LC_ALL=C sort -k 2 | same order -
	python3 -c 'import hashlib, hmac, sys
lot = lambda p: hmac.new(sys.argv[1].encode(), p.encode(), hashlib.sha256).hexdigest()
for p in sorted(open("who").read().split(), key=lot): print(p, lot(p), sep="\t")' "$seed" | same order -
	[ "$(kr-cat -F digest log.tsv | sed -n 4p)" = "$(sha256sum <who | cut -d ' ' -f 1)" ]
	[ "$(kr-cat -F seed,method drawn.tsv | tail -n +2 | sort -u)" = "$seed"$'\thmac-sha256' ]
	[ "$(balance stap_2022)" = '0 800000 0 0' ]
	# The first in order have it, one request after the other.
	kr-cat -F reservation drawn.tsv | awk 'NR > 1 && ($1 == "") < gone { exit 1 } { gone = ($1 == "") }'
	# The same again gives the same and adds nothing.
	cp log.tsv after
	account draw 2022-03-02 --seed "$seed" --pot stap_2022 --trains requests.tsv | same - drawn.tsv
	cmp log.tsv after
	# Another order of the requests changes nothing; somebody put before his turn is refused by whoever reads the log.
	cp before log.tsv
	cp before.last log.tsv.last
	{ head -n 1 requests.tsv; tail -n +2 requests.tsv | sort -t "$(printf "\t")" -k 1,1r -k 2,2n; } >other.tsv
	account draw 2022-03-02 --seed "$seed" --pot stap_2022 --trains other.tsv | cmp - drawn.tsv
	first=$(sed -n 1p order | cut -f 1)
	records 'kind date by account person_id service_id provider cents ref' "reserve 2022-03-03 desk stap_2022 $first s1 roc 1 3" \
		"reserve 2022-03-03 desk training $(tail -n 1 order | cut -f 1) s1 roc 1 3" >late.tsv
	status_is 1 kr-account post --log log.tsv late.tsv
	says 'late.tsv:2: ref: somebody whose lot comes later was served in this draw'
	says 'late.tsv:3: account: has other pots than the draw'
	status_is 2 account draw 2022-03-02 --pot stap_2022 --trains requests.tsv
	says 'draw needs --seed and --pot'
	status_is 0 kr-account verify --log log.tsv
}

@test "statement: of a pot line by line, of a person what is his and what pots pay for him" {
	account grant 2020-01-02 --pot participation --euro 3000 --until 2021-12-31 >/dev/null
	account grant 2020-01-02 --pot training --euro 1000 --until 2020-12-31 --instruments any >/dev/null
	account deposit 2020-01-02 --person p2 --giver worker --euro 100 --until 2020-06-30 >/dev/null
	account grant 2020-01-03 --pot participation --person p2 --euro 50 >/dev/null
	account reserve 2020-01-10 --person p1 --pot training --service s1 --provider roc --euro 800 >/dev/null
	account reserve 2020-01-10 --person p2 --own first --pot training,participation --service s1 --provider roc --euro 800 >/dev/null
	account pay 2020-02-01 --ref 6 --euro 700 >/dev/null
	account refund 2020-02-02 --ref 6 --euro 50 >/dev/null
	account expire 2021-01-01 >/dev/null
	kr-account statement --log log.tsv --person p2 >person.tsv
	kr-cat -F seq,kind,account,change_available,change_reserved,change_paid,available,reserved,paid person.tsv | tail -n +2 | same - <(printf '%s\n' \
		$'3\tdeposit\tperson:p2\t10000\t0\t0\t10000\t0\t0' $'4\tgrant\tparticipation\t5000\t0\t0\t15000\t0\t0' \
		$'6\treserve\tperson:p2\t-10000\t10000\t0\t5000\t10000\t0' $'6\treserve\ttraining\t0\t20000\t0\t5000\t30000\t0' \
		$'6\treserve\tparticipation\t0\t50000\t0\t5000\t80000\t0' $'7\tpay\tperson:p2\t0\t-10000\t10000\t5000\t70000\t10000' \
		$'7\tpay\ttraining\t0\t-20000\t20000\t5000\t50000\t30000' $'7\tpay\tparticipation\t0\t-40000\t40000\t5000\t10000\t70000' \
		$'8\trefund\tparticipation\t0\t0\t-5000\t5000\t10000\t65000')
	kr-account statement --log log.tsv --pot training --from 2020-02-01 --until 2020-12-31 >pot.tsv
	kr-cat -F seq,kind,available,reserved,paid pot.tsv | tail -n +2 | same - <(printf '%s\n' $'\topening\t0\t100000\t0' $'7\tpay\t0\t80000\t20000')
	# The last line of each pot is what the balance says.
	kr-account balance --log log.tsv >balance.tsv
	for pot in training participation; do
		[ "$(kr-account statement --log log.tsv --pot $pot | tail -n 1 | cut -f 13-15)" = "$(awk -F '\t' -v OFS='\t' -v pot=$pot '$1 == pot { print $3, $4, $5 }' balance.tsv)" ]
	done
	[ "$(grep '^participation' balance.tsv | cut -f 7-)" = $'2021-12-31\t255000' ]
	status_is 2 kr-account statement --log log.tsv --pot trainin
	says 'nothing was ever granted to it'
	status_is 2 kr-account statement --log log.tsv
	says 'needs --pot or --person'
	kr-export --to person -f tsv person.tsv >exported.tsv
	[ "$(wc -l <exported.tsv)" = 10 ]
}

@test "bought: people, trains, starts, still at work; what is not known is not said" {
	records 'person_id kind date outcome' 'p1 placement 2019-05-01 regular' 'p1 placement 2020-05 ' 'p1 still_there 2020-08-01 ' 'p2 placement 2020-05-01 regular' \
		'p2 ended 2020-06-01 own_choice' 'p3 placement 2020-06-01 voluntary' 'p4 placement 2020-06-01 regular' 'p5 still_there 2020-06-01 ' \
		'p6 placement 2019-12-31 regular' 'p7 ended 2020-03-01 other' 'p7 placement 2020-03-01 regular' 'p9 placement 2020-03-01 regular' >events.tsv
	awk 'BEGIN { OFS = "\t"; print "person_id", "wagon", "service_id", "cost", "payer", "provider"
		for (i = 1; i <= 8; i++) { print "p" i, 1, "s1", 100, "training", "roc"; if (i % 2) print "p" i, 2, "s2", 50, "participation", "roc" } }' >trains.tsv
	account grant 2020-01-02 --pot participation --euro 300 >/dev/null
	account grant 2020-01-02 --pot training --euro 1000 --instruments any >/dev/null
	account deposit 2020-01-02 --person p2 --giver worker --euro 10 >/dev/null
	account reserve 2020-01-10 --trains trains.tsv -o reserved.tsv
	account reserve 2020-01-10 --person p2 --pot participation --own first --service s3 --provider x --euro 20 >/dev/null
	kr-cat -F reservation reserved.tsv | awk -v OFS='\t' 'NR == 1 { print "kind", "date", "by", "ref" } NR > 1 && NR < 9 { print "pay", "2020-01-11", "desk", $1 }' >pay.tsv
	kr-account post --log log.tsv pay.tsv >/dev/null
	account release 2020-01-11 --ref "$(kr-cat -F person_id,reservation reserved.tsv | awk '$1 == "p8" { print $2 }')" >/dev/null
	kr-account bought --log log.tsv events.tsv | cut -f 1,5,7- | same - <(printf '%s\n' \
		$'pot\tpaid\tpeople\ttrains\tservices\tstarts\tstill_at_work\tno_news\tended\tcents_per_start' \
		$'participation\t10000\t5\t4\t5\t3\t1\t1\t1\t3333' $'training\t50000\t7\t7\t7\t4\t1\t2\t1\t12500' $'own\t0\t1\t0\t1\t1\t0\t0\t1\t0' \
		$'all\t60000\t7\t7\t12\t4\t1\t2\t1\t15000')
	[ "$(kr-account bought --log log.tsv | tail -n 1 | cut -f 10-)" = $'0\t0\t0\t0\t' ]
	kr-account bought --log log.tsv events.tsv >bought.tsv
	kr-export --to statistician -f tsv bought.tsv | cmp - bought.tsv
	# Events of registrations, of which the links tell whose they are.
	sed 's/^person_id/record_id/; s/^p/r:p/' events.tsv | sed '1s/^r:p/p/' >registrations.tsv
	awk -v OFS='\t' 'BEGIN { print "record_id", "person_id"; for (i = 1; i <= 9; i++) print "r:p" i, "p" i }' >linked.tsv
	kr-account bought --log log.tsv --linked linked.tsv registrations.tsv | cmp - bought.tsv
	status_is 2 kr-account bought --log log.tsv registrations.tsv
	says 'person_id'
	status_is 2 kr-account bought --log log.tsv trains.tsv
	says 'kind'
}
