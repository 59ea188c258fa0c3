# The corpus of awkward CSV files in tests/csv, each named by its kind: what becomes of each stands beside it, read by hand.
# NAME.csv, NAME.options (if any), NAME.records and NAME.rejects, or NAME.error; DETECTED.tsv says of each what it is.

load helpers/common

setup() {
	corpus=$ROOT/tests/csv
	cd "$BATS_TEST_TMPDIR"
}

# Words of letters and digits, one a line, sorted: what bytes mean without their dress.
words() {
	LC_ALL=C tr -cs 'A-Za-z0-9' '\n' | LC_ALL=C sort
}

# The same of values in stream form; a byte that is shown as \\xNN is no word.
stream_words() {
	LC_ALL=C sed 's/\\\\/\x01/g; s/\\[tnr]/ /g; s/\x01x[0-9A-F][0-9A-F]/ /g' | words
}

@test "there are at least 60 kinds, and each is told" {
	[ "$(find "$corpus" -name '*.csv' | wc -l)" -ge 60 ]
	find "$corpus" -name '*.csv' | sed 's/.*\///; s/\.csv$//' | LC_ALL=C sort >files
	grep -v '^#' "$corpus/DETECTED.tsv" | tail -n +2 | cut -f 1 | LC_ALL=C sort | diff files -
	[ -z "$(grep -v '^#' "$corpus/DETECTED.tsv" | awk -F '\t' '$9 == ""')" ]
}

@test "every file gives the records and the rejects that stand beside it" {
	mkdir found wanted
	sh "$corpus/read.sh" found
	cp "$corpus"/*.records "$corpus"/*.rejects "$corpus"/*.error wanted
	diff -r wanted found >differences || { head -n 40 differences; false; }
}

@test "the size of a read changes nothing" {
	for size in 1 7; do
		mkdir $size
		KR_BLOCK_SIZE=$size sh "$corpus/read.sh" $size
		for file in "$corpus"/*.records "$corpus"/*.rejects; do
			cmp "$file" "$size/${file##*/}"
		done
	done
}

@test "what comes out is a valid stream" {
	for file in "$corpus"/*.records "$corpus"/*.rejects; do
		kr-cat "$file" | cmp "$file" -
	done
}

@test "--detect is right on 95 % of them, from a file and from a pipe alike" {
	kr-import --detect "$corpus"/*.csv >found.tsv
	gawk -f "$corpus/compare.awk" "$corpus/DETECTED.tsv" found.tsv >wrong
	cat wrong
	[ "$(($(wc -l <wrong) * 20))" -le "$(find "$corpus" -name '*.csv' | wc -l)" ]
	for name in header-title encoding-utf-16be quote-single; do
		# shellcheck disable=SC2002 # a pipe is what is tested
		cat "$corpus/$name.csv" | kr-import --detect | cut -f 2- | diff - <(kr-import --detect "$corpus/$name.csv" | cut -f 2-)
	done
}

@test "nothing is lost: records and rejects together hold every word of every file, and no other" {
	for file in "$corpus"/*.records; do
		name=${file##*/}
		name=${name%.records}
		encoding=$(awk -F '\t' -v name="$name" '$1 == name { print $3 }' "$corpus/DETECTED.tsv")
		case $encoding in
		utf-16*) iconv -c -f "$encoding" -t UTF-8 "$corpus/$name.csv" ;;
		*) cat "$corpus/$name.csv" ;;
		esac | sed '1s/^"\{0,1\}sep=.*//' | words >came
		# Of the rejects the records and lines; values that are listed stand in the records too.
		awk -F '\t' 'NR > 1 && $2 == "" { print $4 }' "$corpus/$name.rejects" >aside
		tail -n +2 "$file" | cat - aside | stream_words >went
		head -n 1 "$file" | cat - aside <(tail -n +2 "$file") | stream_words >all
		echo "$name"
		[ -z "$(LC_ALL=C comm -23 came all)" ]
		[ -z "$(LC_ALL=C comm -13 came went)" ]
	done
}

@test "with several threads all that is odd comes out the same" {
	awk 'BEGIN {
		print "Overzicht\n\nbsn;naam;plaats"
		for (i = 1; i <= 40000; i++) {
			if (i % 5000 == 0) print "bsn;naam;plaats"
			if (i % 7000 == 0) print "Subtotaal;;" i
			if (i % 9000 == 0) print "Bron: UWV\n\x1a"
			print (i % 1000 ? "=\"0" i "\"" : "1," i "E+08") ";" (i % 3000 ? "\"Jan; " i "\"" : "Ren\xE9e \"") ";" (i % 4000 ? "Zo\xC3\xAB" : "Zo\xE9\xAB")
		}
		printf "\x1a"
	}' >a.csv
	for how in '' --mixed; do
		kr-import $how --rejects one.r a.csv >one
		for threads in 2 3; do
			for size in 4096 262144; do
				KR_BLOCK_SIZE=$size kr-import $how -j $threads --rejects many.r a.csv | cmp one -
				cmp one.r many.r
			done
		done
	done
	[ "$(cut -f 4 one.r | LC_ALL=C sort -u | tr '\n' ' ')" = 'before-header code footer-line lost-digits mixed-encoding repeated-header stray-quote total-line ' ]
	# What is told on standard error too.
	diff <(kr-import -v a.csv 2>&1 >/dev/null | sort) <(kr-import -v -j 2 a.csv 2>&1 >/dev/null | sort)
}

@test "--detect is right on every sample" {
	kr-import --detect "$ROOT"/samples/*.csv | kr-cat -F file,format,encoding,delimiter,quote,line_ends,header_line,columns |
		sed 's/^[^\t]*\///' >found
	records 'file format encoding delimiter quote line_ends header_line columns' \
		'diensten-zuid.csv csv utf-8 , " lf 1 23' 'gemeente-noord.csv csv iso-8859-15 ; " crlf 1 38' \
		'gemeente-zuid.csv csv utf-8 , " lf 1 36' 'instrumentenkoffer-noord.csv csv windows-1252 ; " crlf 3 21' \
		'trajecten-noord.csv csv us-ascii ; " crlf 1 7' 'trajecten-zuid.csv csv utf-8 , " lf 1 7' \
		'uwv.csv csv windows-1252 ; " crlf 1 35' 'vacatures.csv csv utf-8 ; " lf 1 27' | same - found
}
