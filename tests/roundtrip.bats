# Records load unchanged into other programs and come back equal: the commands of kr-records(5), LOADING, over ugly values.

load helpers/common

setup() {
	mkdir "$BATS_TEST_TMPDIR/here"
	cd "$BATS_TEST_TMPDIR/here" || return
	ugly >register.tsv
	# What is tried must be a stream.
	kr-cat register.tsv | cmp - register.tsv
}

ugly() {
	printf 'name\tnote\tempty\tnumber\n'
	printf 'a\\tb\tline\\nbreak\t\t007\n'
	printf '"quoted"\tback\\\\slash\t\t1.50\n'
	printf '"open quote\tcr\\rhere\t\t1e5\n'
	printf "O'Neil\t\\\\\\\\n is no line break\t\t0x10\n"
	printf '\\\\N\t\\\\.\t\t-0\n'
	printf 'ends with \\\\\t,;|"" mid"quote\t\t \n'
	printf 'NULL\t# no comment\tx\t+5\n'
	printf '\t\t\t\n'
	printf '\t\t\tlast alone\n'
	printf '# first\t\\\\\\\\\t\t00\n'
	printf 'caf\303\251 \342\202\254 \360\237\230\200\t\302\240nbsp\t\ttrue\n'
	printf "it's \\\\\\\\t\t'single'\t-\t1_000\n"
	printf '{1}\t[x]:%%s $1 `y`\t\t2020-02-30\n'
	printf '\\\\\\\\.\t\\t\\n\\r\\\\\t\tNaN\n'
	printf ' leading and trailing \t""\t\t99999999999999999999\n'
	awk 'BEGIN {
		srand(2020)
		split("\\t|\\n|\\r|\\\\|\"|\"\"|\047|,|;| |a|N|.|#|$|\303\251|-|0|nan|NULL", piece, "|")
		for (i = 0; i < 400; i++) {
			for (field = 1; field <= 4; field++) {
				value = ""
				for (n = int(rand() * 6); n > 0; n--) value = value piece[1 + int(rand() * 20)]
				printf "%s%s", value, field < 4 ? "\t" : "\n"
			}
		}
	}'
}

# What a stream without records comes to.
empty() {
	printf 'name\tnote\n' >register.tsv
}

# loading PROGRAM: the first display of the part of LOADING about it, as a command
loading() {
	awk -v program="$1" '
		/^\.Sh / { inside = $2 == "LOADING" }
		/^\.Ss / { part = $2 }
		!inside || part != program { next }
		/^\.Bd -literal/ { display++; next }
		/^\.Ed/ { display++; next }
		display == 1 { gsub(/\\e/, "\\"); print }' "$ROOT/man/man5/kr-records.5.in"
}

@test "the page has a command for each" {
	for program in PostgreSQL SQLite DuckDB Miller; do
		[ -n "$(loading $program)" ]
	done
}

@test "Miller: comes back equal" {
	bash -e -o pipefail -c "$(loading Miller)"
	cmp back.tsv register.tsv
}

@test "Miller sees the values themselves" {
	mlr --itsv --ojson cut -f name,note register.tsv >values.json
	[ "$(jq -r ".[0].name" values.json)" = "$(printf 'a\tb')" ]
	[ "$(jq -r ".[0].note" values.json)" = "$(printf 'line\nbreak')" ]
	[ "$(jq -r ".[3].note" values.json)" = '\n is no line break' ]
}

@test "Miller: a stream without records comes back without its header, as the page says" {
	empty
	bash -e -o pipefail -c "$(loading Miller)"
	[ ! -s back.tsv ]
}

@test "SQLite: comes back equal" {
	bash -e -o pipefail -c "$(loading SQLite)"
	cmp back.tsv register.tsv
}

@test "SQLite: unknown is the empty string, and escapes can be undone" {
	bash -e -o pipefail -c "$(loading SQLite)"
	[ "$(sqlite3 register.db 'select count(*) from register where empty is null')" = 0 ]
	[ "$(sqlite3 register.db "select count(*) from register where empty = ''")" -gt 10 ]
	undo=$(awk '/^\.Ss SQLite/ { n = 0 } /^\.Bd -literal/ { n++; next } /^\.Ed/ { inside = 0 } /^\.Ss DuckDB/ { exit } n == 2 { print }' \
		<(sed -n '/^\.Ss SQLite/,/^\.Ss DuckDB/p' "$ROOT/man/man5/kr-records.5.in") | sed '/^\./d; s/\\e/\\/g')
	sqlite3 register.db "select group_concat(hex(${undo//value/note}), ' ') from (select * from register limit 5)" >found
	printf '6C696E650A627265616B 6261636B5C736C617368 63720D68657265 5C6E206973206E6F206C696E6520627265616B 5C2E\n' | cmp - found
}

@test "SQLite: a stream without records comes back without its header, as the page says" {
	empty
	bash -e -o pipefail -c "$(loading SQLite)"
	[ ! -s back.tsv ]
	[ "$(sqlite3 register.db 'select count(*) from pragma_table_info("register")')" = 2 ]
}

# A server of our own: on a socket in a folder of ours, without a network, stopped at the end.
start_postgres() {
	bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
	[ -n "$bin" ] || skip 'PostgreSQL is not installed: this was not tested'
	case ${bin#/usr/lib/postgresql/} in [0-9]/*|1[0-4]/*) skip 'PostgreSQL is older than 15: this was not tested' ;; esac
	server=$(mktemp -d /tmp/kr-postgres-XXXXXX)
	as=
	if [ "$(id -u)" = 0 ]; then
		id postgres >/dev/null 2>&1 || skip 'there is no user postgres: this was not tested'
		as='runuser -u postgres --'
		chown postgres "$server"
	fi
	(cd "$server" && $as "$bin/initdb" -D "$server/data" -U kr -A trust -E UTF8 --locale=C -N >log 2>&1 &&
		$as "$bin/pg_ctl" -D "$server/data" -w -t 30 -l "$server/server.log" \
			-o "-c listen_addresses= -c unix_socket_directories=$server -c fsync=off" start >>log 2>&1) </dev/null 3>&-
	export PGHOST=$server PGUSER=kr PGDATABASE=postgres
}

teardown() {
	if [ -n "${server:-}" ] && [ -d "$server" ]; then
		(cd "$server" && $as "$bin/pg_ctl" -D "$server/data" -m immediate stop >/dev/null 2>&1) || true
		rm -rf "$server"
	fi
}

@test "PostgreSQL: comes back equal, unknown is NULL, values are unescaped inside" {
	start_postgres
	bash -e -o pipefail -c "$(loading PostgreSQL)"
	cmp back.tsv register.tsv
	[ "$(psql -At -c 'select count(*) from register where empty is null')" -gt 10 ]
	[ "$(psql -At -c "select count(*) from register where empty = ''")" = 0 ]
	[ "$(psql -At -c "select count(*) from register where name = E'a\tb' and note = E'line\nbreak'")" = 1 ]
	[ "$(psql -At -c "select count(*) from register where name = E'\\\\N' and note = E'\\\\.'")" = 1 ]
	psql -qc 'drop table register'
	empty
	bash -e -o pipefail -c "$(loading PostgreSQL)"
	cmp back.tsv register.tsv
	psql -qc 'drop table register'
	# A real register, and one field alone with values of all kinds.
	cut -f 1 <(ugly) >register.tsv
	bash -e -o pipefail -c "$(loading PostgreSQL)"
	cmp back.tsv register.tsv
}

duckdb() {
	modules=
	for folder in "$ROOT/build/npm" "$KR_BUILD/npm"; do
		[ ! -d "$folder/node_modules/@duckdb/node-api" ] || modules=$folder/node_modules
	done
	[ -n "$modules" ] && command -v node >/dev/null || skip 'DuckDB (npm) or node is not installed: this was not tested'
	NODE_PATH=$modules node -e '
		const { DuckDBInstance } = require("@duckdb/node-api");
		(async () => {
			const instance = await DuckDBInstance.create(":memory:");
			const connection = await instance.connect();
			for (const statement of process.argv[1].split(/;\n/)) {
				if (!statement.trim()) continue;
				const reader = await connection.runAndReadAll(statement);
				if (/^select/.test(statement.trim())) console.log(String(reader.getRows()[0][0]));
			}
		})().catch((error) => { console.error(error.message); process.exit(1); });' "$1"
}

@test "DuckDB: comes back equal, unknown is NULL" {
	duckdb "$(loading DuckDB)
select count(*) from register where empty is null;
select count(*) from register where empty = '';
" >counts
	cmp back.tsv register.tsv
	[ "$(sed -n 1p counts)" -gt 10 ]
	[ "$(sed -n 2p counts)" = 0 ]
}

@test "DuckDB: a stream without records comes back equal" {
	empty
	duckdb "$(loading DuckDB)"
	cmp back.tsv register.tsv
}

@test "SQLite and Miller: the samples' records come back equal" {
	sh "$ROOT/samples/pipeline.sh" made >/dev/null 2>&1
	for file in candidates register vacancies matches; do
		cp made/$file.tsv register.tsv
		rm -f register.db back.tsv
		bash -e -o pipefail -c "$(loading SQLite)"
		cmp back.tsv register.tsv
		bash -e -o pipefail -c "$(loading Miller)"
		cmp back.tsv register.tsv
	done
}

@test "DuckDB: the samples' register comes back equal" {
	sh "$ROOT/samples/pipeline.sh" made >/dev/null 2>&1
	cp made/register.tsv register.tsv
	duckdb "$(loading DuckDB)"
	cmp back.tsv register.tsv
}

@test "DuckDB: a stream of one single field comes back equal, empty values too" {
	printf 'a\n1\n\n2\n\n' >register.tsv
	duckdb "$(loading DuckDB)"
	cmp back.tsv register.tsv
}

@test "SQLite: a stream of one single field comes back equal, empty values too; Miller refuses it, as the page says" {
	printf 'a\n1\n\n2\n\n' >register.tsv
	bash -e -o pipefail -c "$(loading SQLite)"
	cmp back.tsv register.tsv
	status_is 1 bash -e -o pipefail -c "$(loading Miller)"
	says mismatch
}
