#!/bin/bash
# Prints what the ledger costs beside SQLite, which waits for the disk as often (a transaction of 1000 operations, synchronous=FULL) and
# keeps the same double entry with balances that may not be negative, but no chain of hashes, earmarks or spending order; and beside
# ledger(1), where it is there, which reads the same postings and tells the balances. CPU and wall seconds of whole processes and the most
# memory held, in one run. Never fails.
# usage: account.sh BUILD    KR_BENCH_ACCOUNT: operations (200000)
[ -n "${BASH_VERSION:-}" ] || exec bash "$0" "$@"
export LC_ALL=C
build=${1:-build}
count=${KR_BENCH_ACCOUNT:-200000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
PATH=$(cd "$build" && pwd):$PATH
cd "$work" || exit 0
[ -x /usr/bin/time ] || {
	echo 'no /usr/bin/time: nothing was measured'
	exit 0
}

# Grants to 8 pots, then reservations of 1000 people, each paid, one in ten refunded.
awk -v count="$count" 'BEGIN {
	OFS = "\t"
	print "kind", "date", "by", "account", "giver", "cents", "person_id", "service_id", "provider", "ref"
	n = done = back = 0
	for (i = 1; i <= count; i++) {
		pot = "pot" i % 8
		if (i <= 80) print "grant", "2020-01-01", "desk", pot, "sector", 1000000000, "", "", "", ""
		else if (i % 20 > 17 && back < done) print "refund", "2020-02-01", "desk", "", "", "", "", "", "", held[back++]
		else if (i % 20 > 8 && done < n) print "pay", "2020-02-01", "desk", "", "", "", "", "", "", held[done++]
		else { print "reserve", "2020-02-01", "desk", pot, "", 100 + i % 900, "p" i % 1000, "s" i % 50, "roc", ""; held[n++] = i }
	}
}' >operations.tsv

# row NAME FILE COMMAND...: FILE is what the command reads
row() {
	local name=$1 input=$2
	shift 2
	if /usr/bin/time -f '%U %S %e %M' -o time "$@" <"$input" >out 2>err; then
		tail -n 1 time | awk -v name="$name" -v count="$count" '{ cpu = $1 + $2
			printf "  %-34s %6.2f s CPU %6.2f s %9.0f operations a CPU second %7d KB\n", name, cpu, $3, (cpu > 0 ? count / cpu : 0), $4 }'
	else
		echo "  $name: failed: $(tail -n 1 err)"
	fi
}

echo "$count operations, 1000 for one wait for the disk"
row 'kr-account post' operations.tsv kr-account post -q --log log.tsv --rejects aside.tsv --max-rejects 100% -
row 'kr-account verify' /dev/null kr-account verify --log log.tsv
row 'kr-account balance' /dev/null kr-account balance --log log.tsv
kr-account postings --log log.tsv >postings.tsv 2>/dev/null
echo "  the log: $(wc -c <log.tsv) bytes, $(($(wc -l <log.tsv) - 1)) lines; set aside: $(($(wc -l <aside.tsv) - 1))"
if command -v sqlite3 >/dev/null; then
	{
		printf '%s;\n' 'PRAGMA journal_mode=WAL' 'PRAGMA synchronous=FULL' 'CREATE TABLE operation(seq INTEGER PRIMARY KEY, day TEXT, kind TEXT)' \
			'CREATE TABLE balance(account TEXT, place TEXT, cents INTEGER CHECK (cents >= 0 OR place = '"'giver'"'), PRIMARY KEY (account, place)) WITHOUT ROWID' \
			'CREATE TABLE posting(seq INTEGER, account TEXT, place TEXT, gift INTEGER, cents INTEGER)' 'BEGIN'
		awk -F '\t' 'NR > 1 {
			if ($1 != last) { if (++n % 1000 == 0) print "COMMIT; BEGIN;"; printf "INSERT INTO operation VALUES(%s,\047%s\047,\047%s\047);\n", $1, $2, $3; last = $1 }
			printf "INSERT INTO posting VALUES(%s,\047%s\047,\047%s\047,%s,%s);\n", $1, $4, $5, $6, $7
			printf "INSERT INTO balance VALUES(\047%s\047,\047%s\047,%s) ON CONFLICT DO UPDATE SET cents = cents + excluded.cents;\n", $4, $5, $7
		} END { print "COMMIT;" }' postings.tsv | sed 's/^INSERT INTO balance VALUES(\(.*\),\(-[0-9]*\)) ON.*/INSERT OR IGNORE INTO balance VALUES(\1,0); UPDATE balance SET cents = cents + \2 WHERE (account, place) = (\1);/'
	} >operations.sql
	row 'SQLite, the same postings' operations.sql sqlite3 -bail ledger.db
	row 'SQLite, its balances' /dev/null sqlite3 ledger.db 'SELECT account, place, sum(cents) FROM posting GROUP BY account, place'
	row 'SQLite, integrity_check' /dev/null sqlite3 ledger.db 'PRAGMA integrity_check'
fi
if command -v ledger >/dev/null; then
	awk -F '\t' 'NR > 1 { if ($1 != last) { printf "\n%s %s\n", $2, $3; last = $1 } printf "  %s:%s:%s  EUR %.2f\n", $4, $5, $6, $7 / 100 }' postings.tsv >journal
	row 'ledger, its balances' /dev/null ledger --args-only -f journal balance
fi
exit 0
