# The sample data: made by the generator, byte for byte, and built so that a leak can be found by searching.

load helpers/common

setup_file() {
	load helpers/common
	generate=$KR_BUILD/generate-samples
	export generate
	LC_ALL=C
	export LC_ALL
}

setup() {
	cd "$BATS_TEST_TMPDIR"
}

# Rows, without the header, of a delimited file.
rows() {
	tail -n +2 "$1" | wc -l
}

@test "a fresh run gives the committed samples byte for byte" {
	mkdir fresh
	"$generate" --persons 3200 --vacancies 500 --seed 2020 --tables "$ROOT/lib/tables" --out fresh
	for file in uwv.csv gemeente-zuid.csv gemeente-noord.csv trajecten-zuid.csv trajecten-noord.csv vacatures.csv diensten-zuid.csv \
		instrumentenkoffer-noord.csv instrumentengids.json truth.tsv; do
		cmp "fresh/$file" "$ROOT/samples/$file"
	done
}

@test "--only writes one export, the same as a full run" {
	for one in uwv:uwv.csv zuid:gemeente-zuid.csv noord:gemeente-noord.csv vacatures:vacatures.csv truth:truth.tsv; do
		mkdir "${one%%:*}"
		"$generate" --tables "$ROOT/lib/tables" --out "${one%%:*}" --only "${one%%:*}"
		[ "$(ls "${one%%:*}")" = "${one#*:}" ]
		cmp "${one%%:*}/${one#*:}" "$ROOT/samples/${one#*:}"
	done
}

@test "another seed gives other persons" {
	"$generate" --tables "$ROOT/lib/tables" --out . --seed 2021 --only zuid
	! cmp -s gemeente-zuid.csv "$ROOT/samples/gemeente-zuid.csv"
}

@test "no surname, street or mail domain occurs in lib, man or the README" {
	"$generate" --words --tables "$ROOT/lib/tables" >words
	[ "$(wc -l <words)" -gt 2000 ]
	[ "$(awk 'length($0) < 7' words | wc -l)" = 0 ]
	# the search is able to find: it does in the samples
	[ "$(grep -ciaFf words "$ROOT/samples/gemeente-zuid.csv")" -gt 800 ]
	places=("$ROOT/lib")
	[ ! -d "$ROOT/man" ] || places+=("$ROOT/man")
	[ ! -f "$ROOT/README.md" ] || places+=("$ROOT/README.md")
	run ! grep -rioFf words "${places[@]}"
}

@test "the names, streets and domains as they really stand in the exports, typing errors included, occur in lib nowhere" {
	awk -F, '/^C[0-9]/ { print $4; print $9 }' "$ROOT/samples/gemeente-zuid.csv" >found
	awk -F'";"' 'NR > 1 { print $3; print $7 }' "$ROOT/samples/gemeente-noord.csv" >>found
	tr ' ,.-' '\n\n\n\n' <found | awk 'length($0) > 6' >tokens
	grep -aho '@[a-z.]*' "$ROOT"/samples/*.csv | cut -c2- >>tokens
	iconv -f WINDOWS-1252 -t UTF-8 "$ROOT/samples/uwv.csv" | awk -F';' 'NR > 1 && NF == 35 { gsub(/"/, "", $22); print $22 }' >>tokens
	awk 'length($0) > 6' tokens | sort -u >unique
	[ "$(wc -l <unique)" -gt 2000 ]
	run ! grep -riaoFf unique "$ROOT/lib"
}

@test "every mail domain is of a reserved kind" {
	grep -aho '@[A-Za-z0-9.-]*' "$ROOT"/samples/*.csv >domains
	[ "$(wc -l <domains)" -gt 2000 ]
	run ! grep -vE '\.(example|test|invalid)$' domains
}

@test "every BSN begins with 9999, or 09999, and no phone number is one that is given out" {
	awk -F'";"' 'NR > 1 && $2 != "" && $2 != "000000000" { print $2 }' "$ROOT/samples/gemeente-noord.csv" >numbers
	awk -F, '/^C[0-9]/ && $8 != "" { print $8 }' "$ROOT/samples/gemeente-zuid.csv" >>numbers
	[ "$(wc -l <numbers)" -gt 1500 ]
	# a wrong digit may stand anywhere but in the first place: less than one in fifty
	odd=$(grep -cvE '^(9999|09999)' numbers || true)
	[ $((odd * 50)) -lt "$(wc -l <numbers)" ]
	[ "$(cut -c1 numbers | sort -u | tr -d '\n')" = 09 ]
	# passes the elfproef, but for the wrong digits
	wrong=$(awk '{ s = -substr($0, 9, 1); for (i = 1; i < 9; i++) s += substr($0, i, 1) * (10 - i); if (s % 11) n++ } END { print n + 0 }' numbers)
	[ "$wrong" -gt 0 ]
	[ $((wrong * 50)) -lt "$(wc -l <numbers)" ]
	grep -aohE '(\+31 ?|0031|"0|,0)6[ 0-9-]{8,12}' "$ROOT"/samples/gemeente-*.csv | tr -d ' +,"-' | sed -E 's/^(0031|31|0)//' >phones
	[ "$(wc -l <phones)" -gt 1000 ]
	run ! grep -v '^69' phones
}

@test "every UWV row has the dashboard's 35 columns, but for five spoilt ones" {
	head -1 "$ROOT/samples/uwv.csv" | tr -d '\r' | tr ';' '\n' >columns
	[ "$(wc -l <columns)" = 35 ]
	[ "$(sed -n 1p columns)" = "Datum melding" ]
	[ "$(sed -n 35p columns)" = "Toestemming" ]
	# no field of this file but the spoilt ones holds a separator
	[ "$(awk -F';' 'NF != 35' "$ROOT/samples/uwv.csv" | wc -l)" = 3 ]
	[ "$(awk -F';' 'NF == 35 && gsub(/"/, "") % 2 == 1' "$ROOT/samples/uwv.csv" | wc -l)" = 1 ]
	[ "$(grep -ac '" "\|[a-z] "JP" [a-z]' "$ROOT/samples/uwv.csv")" = 1 ]
	tail -1 "$ROOT/samples/uwv.csv" | grep -q '^Totaal;'
	[ "$(grep -c $'\r$' "$ROOT/samples/uwv.csv")" = "$(wc -l <"$ROOT/samples/uwv.csv")" ]
	! iconv -f UTF-8 -t UTF-8 "$ROOT/samples/uwv.csv" >decoded 2>problems
}

@test "the truth names each readable registration once, and 3200 persons" {
	tail -n +2 "$ROOT/samples/truth.tsv" | cut -f1 | sort >truth
	[ -z "$(uniq -d truth)" ]
	{
		awk -F';' 'NF == 35 && $4 ~ /^[0-9]+$/ && gsub(/"/, "") % 2 == 0 && !/ JP / { print "uwv:" $4 }' "$ROOT/samples/uwv.csv"
		awk -F, '/^C[0-9]/ { print "zuid:" $1 }' "$ROOT/samples/gemeente-zuid.csv"
		awk -F'";"' 'NR > 1 { print "noord:" substr($1, 2) }' "$ROOT/samples/gemeente-noord.csv"
	} | sort >exports
	same truth exports
	[ "$(tail -n +2 "$ROOT/samples/truth.tsv" | cut -f2 | sort -u | wc -l)" = 3200 ]
	# about a quarter stands in more than one source
	several=$(tail -n +2 "$ROOT/samples/truth.tsv" | awk '{ split($1, part, ":"); if (!seen[$2 part[1]]++) n[$2]++ } END { for (id in n) if (n[id] > 1) s++; print s }')
	[ "$several" -gt 720 ]
	[ "$several" -lt 900 ]
	[ "$(rows "$ROOT/samples/vacatures.csv")" = 500 ]
}

@test "42 % of the persons have no education level in any source and 38 % no sector" {
	{
		awk -F';' 'NR > 1 && NF == 35 { print "uwv:" $4 "\t" ($6 != "" && $6 !~ /^(Onbekend|\?\?|NNB)$/) "\t" ($7 ~ /^[0-9]+$/ && $7 != "99999") }' "$ROOT/samples/uwv.csv"
		awk -F'";"' 'NR > 1 { print "noord:" substr($1, 2) "\t" ($18 ~ /[1-9]/) "\t" ($19 != "") }' "$ROOT/samples/gemeente-noord.csv"
		awk '/^C[0-9]/ {
			n = 0; line = $0
			while (n < 20) { if (line ~ /^"/) { match(line, /^"([^"]|"")*"/) } else match(line, /^[^,]*/); f[++n] = substr(line, 1, RLENGTH); line = substr(line, RLENGTH + 2) }
			print "zuid:" f[1] "\t" (f[19] != "" && f[19] != "onbekend") "\t" (f[20] != "") }' "$ROOT/samples/gemeente-zuid.csv"
	} >known
	tail -n +2 "$ROOT/samples/truth.tsv" >truth
	awk -F'\t' 'NR == FNR { id[$1] = $2; next } $1 in id { e[id[$1]] += $2; s[id[$1]] += $3 } END {
		for (p in e) { n++; if (!e[p]) noe++; if (!s[p]) nos++ }
		print n, noe, nos }' truth known >counts
	[ "$(cat counts)" = "3200 1344 1216" ]
}

# fields of a record stream of both municipal exports
municipal() {
	for part in zuid noord; do
		kr-import -p gemeente --source $part "$ROOT/samples/gemeente-$part.csv" >$part.tsv
	done
	kr-cat -F "$1" zuid.tsv noord.tsv | tail -n +2
}

@test "a quarter of the municipal rows has no availability, of the others 45 % can start at once" {
	municipal available_now,available_from | awk -F'\t' '
		$1 != "yes" && $1 != "no" { unknown++; if ($2 ~ /[1-9]/) dated++ }
		$1 == "yes" { yes++; if ($2 ~ /^20(2[0-6]|1)/) past++ }
		$1 == "no" && $2 ~ /^202[67]/ { later++ }
		END { print int(unknown * 100 / NR + 0.5), int(yes * 100 / (NR - unknown) + 0.5), dated + 0, (past > 100), (later > 400) }' >found
	cat found
	[ "$(cat found)" = "24 45 0 1 1" ]
}

@test "under half of the municipal rows have jobs held, most with years, some that last" {
	municipal experience | awk '
		$0 != "" { filled++ }
		/:(19|20)[0-9][0-9]/ { dated++ }
		/:(heden|open|99999999)(\||$)/ { lasting++ }
		/\|/ { several++ }
		END { print int(filled * 100 / NR + 0.5), (dated * 100 > filled * 75), (lasting > 30), (several > 100) }' >found
	cat found
	[ "$(cat found)" = "46 1 1 1" ]
}

@test "some vacancies tell only the town" {
	kr-import -p vacature-csv "$ROOT/samples/vacatures.csv" | kr-cat -F postcode,place | awk -F'\t' '
		NR > 1 && $2 == "" { bad++ }
		NR > 1 && $1 == "" { towns++ }
		END { exit bad > 0 || towns < 15 || towns > 40 }'
}

@test "about one title in eight is known to no table" {
	awk -F'";"' 'NR > 1 && $20 != "" { print tolower($20) }' "$ROOT/samples/gemeente-noord.csv" | sed 's, (m/v)$,,' >titles
	grep -v '^#' "$ROOT/lib/tables/occupation_titles.tsv" | cut -f1 | tr '[:upper:]' '[:lower:]' | iconv -f UTF-8 -t ISO-8859-15//TRANSLIT >known
	unknown=$(grep -cavxFf known titles || true)
	all=$(wc -l <titles)
	[ "$all" -gt 800 ]
	[ $((unknown * 100)) -gt $((all * 8)) ]
	[ $((unknown * 100)) -lt $((all * 18)) ]
}

@test "--wide writes a record stream and --csv-wide the same values" {
	"$generate" --wide --persons 3000 --tables "$ROOT/lib/tables" >wide.tsv
	"$generate" --csv-wide --persons 3000 --tables "$ROOT/lib/tables" >wide.csv
	[ "$(awk -F'\t' 'NF != 20' wide.tsv | wc -l)" = 0 ]
	[ "$(rows wide.tsv)" = 3000 ]
	bytes=$(($(wc -c <wide.tsv) / 3000))
	[ "$bytes" -gt 160 ]
	[ "$bytes" -lt 200 ]
	# 24 of the 3000 streets hold a separator, quotes or a line break: 8 of each
	[ "$(grep -c '\\r\\n' wide.tsv)" = 8 ]
	[ "$(grep -ac '""' wide.csv)" -ge 8 ]
	[ "$(rows wide.csv)" = 3008 ]
	# without quotes, breaks and escapes the two are one
	sed 's,\\r\\n,,; s,"de Poort",,; s,; achter de hal,,' wide.tsv | tr '\t' ';' >a
	iconv -f WINDOWS-1252 -t UTF-8 wide.csv | tr -d '\r' | sed -e '/;"[^";]*$/{N;s/\n//' -e '}' | sed 's,""de Poort"",,; s,; achter de hal,,; s,",,g' >b
	same a b
}

@test "wrong use is told, with status 2" {
	status_is 2 "$generate"
	status_is 2 "$generate" --out . --only nobody --tables "$ROOT/lib/tables"
	status_is 2 "$generate" --persons x --out .
	says "--persons: not a number"
	status_is 2 "$generate" --out . --tables "$BATS_TEST_TMPDIR"
	says "cannot open"
	status_is 2 "$generate" --out ./absent --tables "$ROOT/lib/tables"
	says "cannot write"
	status_is 2 sh -c '"$1" --wide --persons 100 --tables "$2/lib/tables" >/dev/full' sh "$generate" "$ROOT"
	says "write error"
}
