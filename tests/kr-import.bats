load helpers/common

# given NAME: makes the file NAME from stdin, with printf escapes, in the test's folder
given() {
	# shellcheck disable=SC2059 # the text is the format
	printf "$(cat)" >"$BATS_TEST_TMPDIR/$1"
}

# import ARGUMENT...: in the test's folder, rejects to r.tsv
import() {
	(cd "$BATS_TEST_TMPDIR" && kr-import --rejects r.tsv "$@")
}

rejects() {
	cut -f 2-5 "$BATS_TEST_TMPDIR/r.tsv" | tail -n +2
}

@test "any CSV becomes records under its own column names" {
	given a.csv <<<'naam;n\r\n"Jan; ""de"" Man";1\r\nPiet;\r\n'
	[ "$(import a.csv)" = "$(printf 'naam\tn\nJan; "de" Man\t1\nPiet\t')" ]
}

@test "from standard input, with and without -" {
	given a.csv <<<'a,b\n1,2\n'
	[ "$(kr-import <"$BATS_TEST_TMPDIR/a.csv")" = "$(records 'a b' '1 2')" ]
	[ "$(kr-import - <"$BATS_TEST_TMPDIR/a.csv")" = "$(records 'a b' '1 2')" ]
	status_is 2 kr-import - - <"$BATS_TEST_TMPDIR/a.csv"
	says 'standard input can be read only once'
}

@test "what comes out is a valid stream" {
	given a.csv <<<'a;b;a;\n\\;"x\ny";z\x01;\x09 \n'
	import a.csv >"$BATS_TEST_TMPDIR/out"
	kr-cat "$BATS_TEST_TMPDIR/out" | same "$BATS_TEST_TMPDIR/out" -
}

@test "every encoding that is given or found gives the same records" {
	given u.csv <<<'naam;bedrag\nZoë Šimić;€ 5\n'
	local wanted
	wanted=$(import u.csv)
	cd "$BATS_TEST_TMPDIR"
	iconv -t UTF-16 u.csv >16.csv
	iconv -t UTF-16LE u.csv >16le.csv
	iconv -t UTF-16BE u.csv >16be.csv
	sed 's/ć/c/' u.csv | iconv -t WINDOWS-1252 >w.csv
	sed 's/ć/c/' u.csv | iconv -t ISO-8859-15 >9.csv
	(printf '\xEF\xBB\xBF'; cat u.csv) >bom.csv
	for file in 16 16le 16be bom; do
		[ "$(kr-import $file.csv)" = "$wanted" ]
	done
	[ "$(kr-import --encoding utf-16be 16be.csv)" = "$wanted" ]
	for file in w 9; do
		[ "$(kr-import $file.csv)" = "$(sed 's/ć/c/' <<<"$wanted")" ]
	done
	[ "$(kr-import --encoding windows-1252 w.csv)" = "$(kr-import w.csv)" ]
	[ "$(kr-import --encoding iso-8859-15 9.csv)" = "$(kr-import 9.csv)" ]
}

@test "delimiter and header line are found or given" {
	given t.csv <<<'Overzicht;;\n\nafdruk 1\na|b;c\n1|2;3\n'
	[ "$(import --header-line 4 --delimiter '|' t.csv)" = "$(records 'a b;c' '1 2;3')" ]
	[ "$(import --header-line 4 --delimiter ';' t.csv)" = "$(records 'a|b c' '1|2 3')" ]
	given tab.csv <<<'a\tb\n1\t2\n'
	[ "$(import tab.csv)" = "$(records 'a b' '1 2')" ]
	[ "$(import --delimiter tab tab.csv)" = "$(records 'a b' '1 2')" ]
	status_is 2 kr-import --delimiter '""' "$BATS_TEST_TMPDIR/tab.csv"
	status_is 2 kr-import --header-line 9 "$BATS_TEST_TMPDIR/tab.csv"
	says 'ends before line 9'
}

@test "a record that cannot be used is set aside with its line, and nothing else is" {
	given a.csv <<<'a;b;c\n1;2;3\n"x;2;3\n4;5\n6;7;8\nTotaal;;2\n'
	[ "$(import --max-rejects 90% a.csv)" = "$(records 'a b c' '1 2 3' '6 7 8')" ]
	[ "$(rejects)" = "$(printf '3\t\tstray-quote\t"x;2;3\n4\t\tfield-count\t4;5\n6\t\ttotal-line\tTotaal;;2')" ]
}

@test "without --rejects the set-aside are told, without what they hold, and the status is 1" {
	given a.csv <<<'a;b\nGeheim\n1;2\n'
	status_is 1 kr-import --max-rejects 90% "$BATS_TEST_TMPDIR/a.csv"
	says 'a.csv:2: field-count'
	[[ $err != *Geheim* ]]
	status_is 0 kr-import --max-rejects 90% --rejects "$BATS_TEST_TMPDIR/r" "$BATS_TEST_TMPDIR/a.csv"
	[ -z "$err" ]
	[ "$(stat -c %a "$BATS_TEST_TMPDIR/r")" = 600 ]
}

@test "above --max-rejects the old file stays" {
	given a.csv <<<'a;b\n1\n1;2\n'
	echo old >"$BATS_TEST_TMPDIR/out"
	status_is 1 kr-import -o "$BATS_TEST_TMPDIR/out" --rejects "$BATS_TEST_TMPDIR/r" "$BATS_TEST_TMPDIR/a.csv"
	says 'more than --max-rejects allows'
	[ "$(cat "$BATS_TEST_TMPDIR/out")" = old ]
	grep -q field-count "$BATS_TEST_TMPDIR/r"
}

@test "a stray quote in line 1000 of 20000 costs that line, in every block size" {
	awk 'BEGIN { print "a;b;c"; for (i = 2; i <= 20000; i++) print (i == 1000 ? "\"" : "") i ";\"x;" i "\";z" }' \
		>"$BATS_TEST_TMPDIR/a.csv"
	import a.csv >"$BATS_TEST_TMPDIR/wanted"
	[ "$(wc -l <"$BATS_TEST_TMPDIR/wanted")" = 19999 ]
	[ "$(cut -f 1,3 <<<"$(rejects)")" = "$(printf '1000\tstray-quote')" ]
	for size in 1 2 7 4096; do
		KR_BLOCK_SIZE=$size import a.csv | same "$BATS_TEST_TMPDIR/wanted" -
	done
}

@test "a quoted value may run over 100 lines or 64 KiB, and no further" {
	awk 'BEGIN { print "a;b"; printf "\""; for (i = 1; i < 100; i++) print i; print "end\";2"; print "3;4" }' \
		>"$BATS_TEST_TMPDIR/fits.csv"
	[ "$(import fits.csv | wc -l)" = 3 ]
	awk 'BEGIN { print "a;b"; printf "\""; for (i = 1; i < 101; i++) print i ";"; print "end\";2"; print "3;4" }' \
		>"$BATS_TEST_TMPDIR/long.csv"
	import --max-rejects 90% long.csv >/dev/null
	[ "$(rejects | head -n 1 | cut -f 1,3)" = "$(printf '2\tstray-quote')" ]
	awk 'BEGIN { print "a;b"; s = sprintf("%30000s", "x"); printf "\"%s\n%s\n%s\";2\n3;4\n", s, s, s }' \
		>"$BATS_TEST_TMPDIR/wide.csv"
	import --max-rejects 90% wide.csv >/dev/null
	[ "$(rejects | head -n 1 | cut -f 1,3)" = "$(printf '2\tstray-quote')" ]
	[ "$(import --max-field 100000 wide.csv | wc -l)" = 3 ]
}

@test "a field of 10 MB is set aside as too long; one of 900 KB goes through" {
	awk 'BEGIN { print "a;b"; s = sprintf("%1000s", "x"); gsub(/ /, "x", s); printf "1;"; for (i = 0; i < 10000; i++) printf "%s", s;
		print ""; printf "2;"; for (i = 0; i < 900; i++) printf "%s", s; print ""; print "3;4" }' >"$BATS_TEST_TMPDIR/a.csv"
	for size in 4096 262144; do
		KR_BLOCK_SIZE=$size import --max-rejects 90% a.csv >"$BATS_TEST_TMPDIR/out"
		[ "$(cut -f 1 "$BATS_TEST_TMPDIR/out" | tr '\n' ,)" = 'a,2,3,' ]
		[ "$(rejects | cut -f 1,3)" = "$(printf '2\ttoo-long')" ]
	done
}

@test "a stray quote in line 1,000 of 1,000,000 costs that line, not the rest" {
	awk 'BEGIN { print "id;naam;plaats"; for (i = 2; i <= 1000000; i++) print (i == 1000 ? "\"" : "") i ";\"Jan " i "\";Almere" }' \
		>"$BATS_TEST_TMPDIR/a.csv"
	[ "$(import a.csv | wc -l)" = 999999 ]
	[ "$(rejects)" = "$(printf '1000\t\tstray-quote\t"1000;"Jan 1000";Almere')" ]
	tail -n 1 <(import a.csv) | same - <(records '1000000 Jan~1000000 Almere')
}

@test "lines of title, repeated headers, totals and footers are no records: listed, told, and not counted as records" {
	given a.csv <<<'Overzicht\n\nid;naam;uren\n1;Jan;32\nid;naam;uren\n2;Els;36\nTotaal;;68\nBron: UWV\n'
	[ "$(import -v a.csv 2>"$BATS_TEST_TMPDIR/told")" = "$(records 'id naam uren' '1 Jan 32' '2 Els 36')" ]
	grep -q 'header in line 3' "$BATS_TEST_TMPDIR/told"
	grep -q 'read 2, written 2, set aside 0' "$BATS_TEST_TMPDIR/told"
	grep -q 'lines that are no records: 4' "$BATS_TEST_TMPDIR/told"
	[ "$(rejects)" = "$(printf '%s\t\t%s\t%s\n' 1 before-header Overzicht 5 repeated-header 'id;naam;uren' 7 total-line 'Totaal;;68' 8 footer-line 'Bron: UWV')" ]
	status_is 1 kr-import "$BATS_TEST_TMPDIR/a.csv"
	says 'a.csv:1: before-header'
	says 'a.csv:8: footer-line'
	# A header that is given leaves nothing to tell about what stands before it.
	given b.csv <<<'Overzicht;a;b\nid;naam;uren\n1;Jan;32\n'
	status_is 0 kr-import --header-line 2 "$BATS_TEST_TMPDIR/b.csv"
	[ -z "$err" ]
	import --header-line 2 b.csv >/dev/null
	[ "$(rejects)" = "$(printf '1\t\tbefore-header\tOverzicht;a;b')" ]
}

@test "a file without a header gets names, and so does one that is said to have none" {
	given a.csv <<<'1;Jan;27-4-1990\n2;Els;1-5-1985\n'
	[ "$(import a.csv)" = "$(records 'column_1 column_2 column_3' '1 Jan 27-4-1990' '2 Els 1-5-1985')" ]
	given b.csv <<<'Jan;kok\nEls;bakker\n'
	[ "$(import --header-line 0 b.csv)" = "$(records 'column_1 column_2' 'Jan kok' 'Els bakker')" ]
	[ "$(import --header-line 1 a.csv)" = "$(records '1 Jan 27-4-1990' '2 Els 1-5-1985')" ]
}

@test "header and records that never have the same number of fields are told" {
	given a.csv <<<'id;naam\n1;Jan;Almere\n2;Els;Ede\n'
	status_is 1 kr-import "$BATS_TEST_TMPDIR/a.csv"
	says 'a.csv: the header in line 1 names 2 columns, but the records have 3 values'
}

@test "the quote is found or given, or said to be none" {
	given a.csv <<<"'a';'b'\n'1;2';'it''s'\n'3';'4'\n"
	[ "$(import a.csv)" = "$(records 'a b' "1;2 it's" '3 4')" ]
	[ "$(import --quote "'" a.csv)" = "$(records 'a b' "1;2 it's" '3 4')" ]
	given b.csv <<<'a;b\n"1";2\n'
	[ "$(import --quote none b.csv)" = "$(records 'a b' '"1" 2')" ]
	for wrong in ab ';' '\'; do
		status_is 2 kr-import --delimiter ';' --quote "$wrong" "$BATS_TEST_TMPDIR/b.csv"
		says '--quote: must be one ASCII character'
	done
}

@test "numbers that have lost digits go on as they are and are listed" {
	given a.csv <<<'bsn;n\n1,23E+08;1\n123456782;1,5E+01\n-9.9E+12;x\n1E+5a;E+5\n'
	[ "$(import a.csv)" = "$(records 'bsn n' '1,23E+08 1' '123456782 1,5E+01' '-9.9E+12 x' '1E+5a E+5')" ]
	[ "$(rejects)" = "$(printf '2\tbsn\tlost-digits\t1,23E+08\n4\tbsn\tlost-digits\t-9.9E+12')" ]
	for size in 1 2 7; do
		KR_BLOCK_SIZE=$size import a.csv >/dev/null
		[ "$(rejects | wc -l)" = 2 ]
	done
}

@test "ASCII for more than 1 MiB: the first later line that is not decides, one that contradicts is set aside, or taken with --mixed" {
	cd "$BATS_TEST_TMPDIR"
	awk 'BEGIN { print "id;naam"; for (i = 1; i <= 90000; i++) print i ";Jan Jansen" }' >ascii
	# UTF-8 decides, Windows-1252 contradicts.
	(cat ascii; printf 'u;Zo\xC3\xAB\nw;Ren\xE9e\nv;Zo\xC3\xAB\n') >utf8.csv
	kr-import --rejects r.tsv utf8.csv | tail -n 2 | same - <(records 'u Zoë' 'v Zoë')
	[ "$(rejects)" = "$(printf '90003\t\tencoding\tw;Ren\\\\xE9e')" ]
	kr-import --mixed --rejects r.tsv utf8.csv | tail -n 3 | same - <(records 'u Zoë' 'w Renée' 'v Zoë')
	[ "$(rejects)" = "$(printf '90003\tnaam\tmixed-encoding\tRen\\\\xE9e')" ]
	# Windows-1252 decides, by the whole of the line: its first such character alone could be UTF-8.
	(cat ascii; printf 'w;Zo\xC3\xAB Ren\xE9e\nx;\x80 5\n') >windows.csv
	kr-import windows.csv | tail -n 2 | same - <(records 'w ZoÃ«~Renée' 'x €~5')
	for size in 1000 4096; do
		KR_BLOCK_SIZE=$size kr-import windows.csv | cmp - <(kr-import windows.csv)
		KR_BLOCK_SIZE=$size kr-import --rejects /dev/null utf8.csv | cmp - <(kr-import --rejects /dev/null utf8.csv)
	done
	kr-import --rejects /dev/null - <utf8.csv | cmp - <(kr-import --rejects /dev/null utf8.csv)
}

@test "--detect tells how each file is dressed, and holds nothing of what stands in it" {
	given a.csv <<<'Overzicht\r\nnaam;bedrag\r\nGeheim;1,5\r\nGeheim;2,5\r\n'
	given b.csv <<<'a\tb\n1\t2\n'
	cd "$BATS_TEST_TMPDIR"
	echo 'a;b' | gzip >c.csv
	kr-import --detect a.csv b.csv c.csv >found
	[ "$(kr-cat -F file,format,encoding,delimiter,line_ends,header_line,columns,notes found)" = "$(records \
		'file format encoding delimiter line_ends header_line columns notes' \
		'a.csv csv us-ascii ; crlf 2 2 before-header:1' 'b.csv csv us-ascii tab lf 1 2 ' 'c.csv gzip      ')" ]
	! grep -q Geheim found
	kr-import --detect -o out a.csv
	[ "$(stat -c %a out)" = 644 ]
	status_is 2 kr-import --detect nothing.csv
	: >empty.csv
	[ "$(kr-import --detect empty.csv | kr-cat -F format)" = "$(records format empty)" ]
	# What is given is sure.
	[ "$(kr-import --detect --delimiter ';' --quote none --header-line 2 --encoding utf-8 a.csv |
		kr-cat -F encoding_sure,delimiter_sure,quote_sure,header_sure | tail -n 1)" = "$(records '1000 1000 1000 1000')" ]
	# The whole of a long file says what its first 1 MiB says.
	(cat a.csv; awk 'BEGIN { for (i = 0; i < 200000; i++) print "x;1,5\r" }') >long.csv
	head -c 1048576 long.csv | kr-import --detect | cut -f 2,5- >wanted
	kr-import --detect long.csv | cut -f 2,5- | same wanted -
}

@test "control characters become blanks and are listed" {
	given a.csv <<<'naam;b\nJ\x01an;\xC2\x85\n\x00;2\n'
	[ "$(import a.csv)" = "$(printf 'naam\tb\nJ an\t \n \t2')" ]
	[ "$(rejects)" = "$(printf '2\tnaam\tcontrol-character\tJ\\\\x01an\n2\tb\tcontrol-character\t\\\\xC2\\\\x85\n3\tnaam\tcontrol-character\t\\\\x00')" ]
}

@test "a line that is not of the encoding is set aside" {
	given a.csv <<<'naam;b\nZo\xEB;1\nPiet;2\n'
	[ "$(import --max-rejects 90% --encoding utf-8 a.csv)" = "$(records 'naam b' 'Piet 2')" ]
	[ "$(rejects)" = "$(printf '2\t\tencoding\tZo\\\\xEB;1')" ]
}

@test "nothing is lost: records and rejects give back every line of the UWV sample" {
	cd "$BATS_TEST_TMPDIR"
	kr-import --rejects r.tsv "$ROOT/samples/uwv.csv" >out.tsv
	[ "$(($(wc -l <out.tsv) - 1 + $(wc -l <r.tsv) - 1))" = "$(($(tr -d '\r' <"$ROOT/samples/uwv.csv" | wc -l) - 1))" ]
	cut -f 5 r.tsv | tail -n +2 >set-aside
	iconv -f WINDOWS-1252 -t UTF-8 "$ROOT/samples/uwv.csv" | tr -d '\r' | grep -vxFf set-aside | tr ';' '\t' | sed 's/"\([^"\t]*\)"/\1/g' |
		diff - out.tsv
}

@test "several files are united by column name; their lines are told apart" {
	given a.csv <<<'a;b\n1;2\n'
	given b.csv <<<'b,c\n3,4\n5\n'
	[ "$(import --max-rejects 90% a.csv b.csv)" = "$(printf 'a\tb\tc\n1\t2\t\n\t3\t4')" ]
	[ "$(cut -f 1,2 "$BATS_TEST_TMPDIR/r.tsv" | tail -n 1)" = "$(printf 'b.csv\t3')" ]
	cd "$BATS_TEST_TMPDIR"
	[ "$(kr-import a.csv <(cat a.csv) | tail -n +2)" = "$(records '1 2' '1 2')" ]
}

@test "source, day and kind of delivery come from options alone" {
	given a.csv <<<'a;source\n1;x\n'
	[ "$(import --source almere --as-of 2026-01-31 --delivery full a.csv)" = \
		"$(records 'a source as_of delivery' '1 almere 2026-01-31 full')" ]
	status_is 2 kr-import --as-of 31-01-2026 "$BATS_TEST_TMPDIR/a.csv"
	says '--as-of: must be a date YYYY-MM-DD'
	status_is 2 kr-import --source a:b "$BATS_TEST_TMPDIR/a.csv"
}

@test "a single column that an option sets is no other layout" {
	given a.csv <<<'source\nx\n'
	[ "$(import --source y a.csv)" = "$(records source y)" ]
}

@test "a line of 1 MB that is no text at all leaves rejects that can be read" {
	(printf 'a;b\n'; for i in 1 2 3 4 5 6 7 8 9; do printf '%d;x\n' $i; done; head -c 1000000 /dev/zero | tr '\0' '\377'; echo) \
		>"$BATS_TEST_TMPDIR/a.csv"
	[ "$(import --encoding utf-8 a.csv | wc -l)" = 10 ]
	[ "$(kr-cat -F code "$BATS_TEST_TMPDIR/r.tsv")" = "$(records code encoding)" ]
}

@test "no bytes, no header, a directory, no such file, no rights: status 2 and no output" {
	cd "$BATS_TEST_TMPDIR"
	: >empty.csv
	printf '\n \n' >blank.csv
	printf '"a;b\n1;2\n' >quote.csv
	status_is 2 kr-import empty.csv
	says 'empty.csv: no bytes at all'
	status_is 2 kr-import blank.csv
	says 'blank.csv: no header line'
	status_is 2 kr-import quote.csv
	says 'stray-quote'
	status_is 2 kr-import .
	status_is 2 kr-import nothing.csv
	[ -z "$out" ]
}

@test "compressed files and workbooks are told with the command that opens them" {
	cd "$BATS_TEST_TMPDIR"
	echo 'a;b' | gzip >a.gz
	status_is 2 kr-import a.gz
	says 'zcat'
	printf 'BZh91AY&SYxxxx' >a.bz2
	status_is 2 kr-import a.bz2
	says 'bzcat'
	printf 'BZhuis;b\n1;2\n' >a.csv
	status_is 0 kr-import a.csv
	printf 'PK\003\004xxxx' >a.xlsx
	status_is 2 kr-import a.xlsx
	says 'xlsx2csv'
	printf 'PK\003\004xxxx[Content_Types].xml' >export.csv
	status_is 2 kr-import export.csv
	says 'is xlsx data, not text; try: xlsx2csv'
	says 'soffice'
	printf 'PK\003\004xxxxdata.csv' >a.zip
	status_is 2 kr-import a.zip
	says 'unzip -p'
	printf '\xFD7zXZ\0xxxx' >a.xz
	status_is 2 kr-import a.xz
	says 'xzcat'
	printf '\x28\xB5\x2F\xFDxx' >a.zst
	status_is 2 kr-import a.zst
	says 'zstdcat'
}

@test "a full disk is an error, a reader that goes away is none" {
	status_is 2 kr-import -o /dev/full "$ROOT/samples/gemeente-zuid.csv"
	status_is 2 bash -c 'kr-import "$1" >/dev/full' - "$ROOT/samples/gemeente-zuid.csv"
	says 'No space left'
	bash -c 'for i in 1 2 3 4 5 6 7 8; do cat "$1"; done | kr-import --max-rejects 100% --rejects /dev/null 2>&1 >/dev/null | head -n 1' \
		- "$ROOT/samples/gemeente-zuid.csv"
	local said
	said=$( (kr-import "$ROOT/samples/gemeente-zuid.csv" | head -n 1 >/dev/null) 2>&1)
	[ -z "$said" ]
}

@test "built-in profiles are listed, printed, and usable as files" {
	cd "$BATS_TEST_TMPDIR"
	[ "$(kr-import --print-profile list | tr '\n' ' ')" = 'cbs-gebieden dennis-eva diensten-csv esco-occupations esco-skills gemeente gemeente-trajecten instrumentenkoffer uwv-sonar vacature-csv vum-vacature vum-werkzoekende ' ]
	for name in $(kr-import --print-profile list); do
		kr-import --print-profile "$name" >mine.tsv
		# As it stands, but with the names of columns for each @meaning.
		diff <(cut -f 1,3- mine.tsv) <(cut -f 1,3- "$ROOT/lib/source/profiles/$name.tsv")
		[ -z "$(cut -f 2 mine.tsv | grep @)" ]
	done
	kr-import --print-profile gemeente >mine.tsv
	kr-import -p ./mine.tsv "$ROOT/samples/gemeente-zuid.csv" | diff - <(kr-import -p gemeente "$ROOT/samples/gemeente-zuid.csv")
	status_is 2 kr-import --print-profile uwv-sonr
	status_is 2 kr-import -p uwv-sonr "$ROOT/samples/uwv.csv"
	says 'did you mean uwv-sonar?'
}

@test "every field of a built-in profile stands in the schema" {
	for pair in uwv-sonar:candidate gemeente:candidate gemeente-trajecten:event vacature-csv:vacancy diensten-csv:service instrumentenkoffer:service; do
		kr-import --print-profile "${pair%%:*}" | grep -v '^#' | tail -n +2 | cut -f 1 | LC_ALL=C sort -u >"$BATS_TEST_TMPDIR/fields"
		grep -v '^#' "$ROOT/lib/schema/${pair##*:}.tsv" | tail -n +2 | cut -f 1 | LC_ALL=C sort >"$BATS_TEST_TMPDIR/schema"
		[ -z "$(LC_ALL=C comm -23 "$BATS_TEST_TMPDIR/fields" "$BATS_TEST_TMPDIR/schema")" ]
	done
}

@test "a profile that is wrong is told with its line" {
	cd "$BATS_TEST_TMPDIR"
	printf 'a\n1\n' >a.csv
	wrong() {
		printf 'field\tcolumn\tconversion\targument\n%b\n' "$1" >p.tsv
		status_is 2 kr-import -p ./p.tsv a.csv
		says "$2"
	}
	wrong 'x\ta\tturn' 'p.tsv:2: conversion: no such conversion'
	wrong 'x\t\tkeep' 'needs a column'
	wrong 'x\ta\tdate' 'needs an argument'
	wrong 'x\ta + b\tflags\tA' 'as many words as columns'
	wrong '\ta\tkeep' 'p.tsv:2: field: empty'
	wrong 'x\tb\tkeep' 'has no column of the profile'
}

@test "the Sonar profile: a record of the sample, field by field" {
	cd "$BATS_TEST_TMPDIR"
	kr-import -p uwv-sonar --as-of 2026-10-31 --rejects r "$ROOT/samples/uwv.csv" >out.tsv
	kr-cat -F record_id,source,as_of,registered_on,age,sex,hours_max,languages,licences,transport,target_group,contact_consent out.tsv |
		grep '^uwv:131649291' >found
	printf 'uwv:131649291\tuwv\t2026-10-31\t2026-08-10\t31\tV\t40\tnld:4:4::\tAM|B\tAUTO\tno\tno\n' | same - found
	# day numbers of Excel and written dates alike
	[ "$(kr-cat -F registered_on out.tsv | tail -n +2 | grep -cv '^20[0-9][0-9]-[01][0-9]-[0-3][0-9]$')" = \
		"$(kr-import --rejects r "$ROOT/samples/uwv.csv" | kr-cat -F Inschrijfdatum | tail -n +2 | grep -cvE '^([0-9]{1,2}-[0-9]{1,2}-[0-9]{4}|[0-9]{5})$')" ]
}

@test "one profile reads the layouts of both municipalities" {
	cd "$BATS_TEST_TMPDIR"
	for part in zuid noord; do
		kr-import -v -p gemeente --source $part "$ROOT/samples/gemeente-$part.csv" >$part.tsv 2>told
		! grep 'not used' told
		[ "$(wc -l <$part.tsv)" -gt 800 ]
		[ "$(kr-cat -F record_id $part.tsv | tail -n +2 | sort -u | wc -l)" = "$(($(wc -l <$part.tsv) - 1))" ]
	done
	[ "$(head -n 1 zuid.tsv)" = "$(head -n 1 noord.tsv)" ]
	kr-cat -F transport noord.tsv | grep -qx 'auto|fiets'
	kr-cat -F hours_min,hours_max zuid.tsv | grep -qx "$(printf '28\t40')"
	kr-cat -F languages noord.tsv | grep -q '^nld:[1-4]:::|[a-z][a-z][a-z]::::'
}

@test "vacancies: decimal commas, demands as fields" {
	cd "$BATS_TEST_TMPDIR"
	kr-import -p vacature-csv "$ROOT/samples/vacatures.csv" | kr-cat -F vacancy_id,wage_min,wage_unit,must | grep ':V2600500' >found
	printf 'werkgevers:V2600500\t17.01\tuur\toccupation|work_level\n' | same - found
}

@test "a record without an id takes its line; a record without a value is none" {
	given a.csv <<<'klantnr;naam;x\n;Jan;\n;;\n7;Piet;\n'
	given b.csv <<<'naam;klantnr\nKlaas;\n'
	[ "$(import -p gemeente a.csv b.csv | kr-cat -F record_id,source_id,name)" = \
		"$(records 'record_id source_id name' 'gemeente:2 2 Jan' 'gemeente:7 7 Piet' 'gemeente:2-2 2-2 Klaas')" ]
	status_is 0 kr-import -v -p gemeente "$BATS_TEST_TMPDIR/a.csv"
	says 'read 2, written 2, set aside 0'
	says 'blank lines skipped: 1'
	says 'columns not used: x'
}

@test "the output does not depend on the size of a read, nor on the locale" {
	for size in 1 2 7 4096; do
		for file in uwv gemeente-noord gemeente-zuid; do
			diff <(KR_BLOCK_SIZE=$size kr-import --rejects /dev/null "$ROOT/samples/$file.csv") \
				<(kr-import --rejects /dev/null "$ROOT/samples/$file.csv")
		done
	done
	for locale in C C.UTF-8 tr_TR.UTF-8; do
		LC_ALL=$locale kr-import -p uwv-sonar --rejects /dev/null "$ROOT/samples/uwv.csv" | cksum
	done >"$BATS_TEST_TMPDIR/sums"
	[ "$(sort -u "$BATS_TEST_TMPDIR/sums" | wc -l)" = 1 ]
}

@test "memory stays small" {
	[ "${KR_SANITIZED:-}" = "" ] || skip 'sanitizers need memory of their own'
	for i in $(seq 150); do cat "$ROOT/samples/gemeente-zuid.csv"; done >"$BATS_TEST_TMPDIR/big.csv"
	(ulimit -v 40000; exec kr-import -o /dev/null "$BATS_TEST_TMPDIR/big.csv")
}

@test "any number of threads gives the same records, rejects and messages" {
	cd "$BATS_TEST_TMPDIR"
	# 30,000 records, some of them broken, over more blocks than there are threads; no column is an id
	awk 'BEGIN { srand(7); print "naam;plaats;rijbewijs"
		for (i = 0; i < 30000; i++) {
			r = int(rand() * 400)
			if (r == 0) print "\"Stray;x;y"
			else if (r == 1) print "ragged;" i
			else if (r == 2) print "\"Een\r\nTwee " i "\";\"a\n\nb\";B"
			else if (r == 3) print "\"dubbel \"\" " i "\";;\r"
			else if (r == 4) print "\001;control;"
			else if (r == 5) print ""
			else print "naam " i ";plaats;A|B\r"
		} }' >a.csv
	printf 'field\tcolumn\tconversion\targument\nrecord_id\t\trecord-id\t\nname\tnaam\t\nlicences\trijbewijs\tlist\t,\n' >p.tsv
	for profile in none ./p.tsv; do
		status_is 0 kr-import -v -p "$profile" --rejects r1 -o o1 a.csv
		told=$err
		[ "$(wc -l <o1)" -gt 29000 ]
		[ "$(wc -l <r1)" -gt 100 ]
		for threads in 2 3 8 0; do
			for size in 100 4096 262144; do
				export KR_BLOCK_SIZE=$size
				status_is 0 kr-import -v -p "$profile" -j "$threads" --rejects r2 -o o2 a.csv
				[ "$err" = "$told" ]
				same o1 o2
				same r1 r2
			done
		done
		unset KR_BLOCK_SIZE
		status_is 1 kr-import -p "$profile" a.csv
		told=$err
		status_is 1 kr-import -p "$profile" -j 3 a.csv
		[ "$err" = "$told" ]
	done
}

@test "threads: an output that is full, a reader that goes away" {
	awk 'BEGIN { print "a;b"; for (i = 0; i < 400000; i++) print i ";x" }' >"$BATS_TEST_TMPDIR/a.csv"
	status_is 2 bash -c "kr-import -j 2 '$BATS_TEST_TMPDIR/a.csv' >/dev/full"
	says 'cannot write'
	[ "$(kr-import -j 2 "$BATS_TEST_TMPDIR/a.csv" | head -n 1)" = "$(printf 'a\tb')" ]
}

@test "threads: memory stays below 10 MB" {
	[ "${KR_SANITIZED:-}" = "" ] || skip 'sanitizers need memory of their own'
	[ -x /usr/bin/time ] || skip 'LOUD: no /usr/bin/time, memory not measured'
	awk 'BEGIN { print "a;b;c"; for (i = 0; i < 1000000; i++) print i ";\"een waarde\";nog een waarde" }' >"$BATS_TEST_TMPDIR/a.csv"
	for threads in 1 2 8; do
		peak=$(/usr/bin/time -f %M kr-import -j "$threads" -o /dev/null "$BATS_TEST_TMPDIR/a.csv" 2>&1)
		[ "$peak" -lt 10000 ]
	done
}
