# The corpus of awkward CSV files in tests/csv, each named by its kind: what becomes of each stands beside it, read by hand.
# NAME.csv, NAME.options (if any), NAME.records and NAME.rejects, or NAME.error; DETECTED.tsv says of each what it is.

load helpers/common

setup() {
	corpus=$ROOT/tests/csv
	cd "$BATS_TEST_TMPDIR"
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
	mkdir wanted
	cp "$corpus"/*.records "$corpus"/*.rejects wanted
	local sizes='1 7'
	[ -z "${KR_SANITIZED:-}" ] || sizes=7
	for size in $sizes; do
		mkdir $size
		KR_BLOCK_SIZE=$size sh "$corpus/read.sh" $size
		rm -f $size/*.error
		diff -r wanted $size
	done
}

@test "what comes out is a valid stream" {
	[ -z "${KR_SANITIZED:-}" ] || skip 'the same files for every build'
	local found wanted
	for file in "$corpus"/*.records "$corpus"/*.rejects; do
		kr-cat -o found "$file"
		slurp found found
		slurp "$file" wanted
		[ "$found" = "$wanted" ]
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

# words FILE ...: what bytes mean without their dress: "name word" for each word of letters and digits, sorted. Of records the values, or
# with header=1 the names too; of rejects the records and lines that were set aside: values that are listed stand in the records too.
words() {
	LC_ALL=C gawk -b '
		BEGINFILE { name = FILENAME; sub(/.*\//, "", name); kind = name; sub(/.*\./, "", kind); sub(/\.[a-z]*$/, "", name) }
		kind == "csv" && FNR == 1 { sub(/^"?sep=.*/, "") }
		kind == "rejects" {
			if (FNR == 1 || split($0, field, "\t") < 4 || field[2] != "") next
			$0 = field[4]
		}
		kind == "records" && FNR == 1 && !header { next }
		kind != "csv" {
			gsub(/\\\\/, "\1")
			gsub(/\\[tnr]/, " ")
			gsub(/\1x[0-9A-F][0-9A-F]/, " ") # a byte that is shown as \\xNN is no word
		}
		{
			n = split($0, word, /[^A-Za-z0-9]+/)
			for (i = 1; i <= n; i++) if (word[i] != "") print name, word[i]
		}' "$@" | LC_ALL=C sort
}

@test "nothing is lost: records and rejects together hold every word of every file, and no other" {
	mkdir came
	for file in "$corpus"/*.records; do
		file=${file##*/}
		cp "$corpus/${file%.records}.csv" came
	done
	while read -r name encoding; do
		# Half a character at the end is an error of iconv's.
		[ ! -e "came/$name.csv" ] || iconv -c -f "$encoding" -t UTF-8 "$corpus/$name.csv" >"came/$name.csv" || true
	done < <(awk -F '\t' '$3 ~ /^utf-16/ { print $1, $3 }' "$corpus/DETECTED.tsv")
	words came/*.csv >words.came
	words "$corpus"/*.records "$corpus"/*.rejects >went
	words header=1 "$corpus"/*.records "$corpus"/*.rejects >all
	[ "$(wc -l <words.came)" -gt 1000 ]
	LC_ALL=C comm -23 words.came all >lost
	LC_ALL=C comm -13 words.came went >other
	cat lost other
	[ ! -s lost ]
	[ ! -s other ]
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
