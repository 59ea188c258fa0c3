load helpers/common

LAYOUTS="$BATS_TEST_DIRNAME/draft"

# measured FILE ANSWER: "NAME right columns" of the draft for a file
measured() {
	kr-import --draft "$1" >"$BATS_TEST_TMPDIR/draft.tsv"
	sh "$LAYOUTS/measure.sh" "$BATS_TEST_TMPDIR/draft.tsv" "$2" 2>>"$BATS_TEST_TMPDIR/wrong"
}

# shares PATTERN: of all layouts of that name, and of the dashboard where it is meant
shares() {
	local file
	for file in "$LAYOUTS"/*.csv; do
		case $(basename "$file") in
		$1) measured "$file" "${file%.csv}.answer.tsv" ;;
		esac
	done
}

# at_least SHARE: reads "NAME right columns", prints the whole; false below the share
at_least() {
	awk -v least="$1" '{ right += $2; all += $3; print "# " $1 ": " $2 " of " $3 > "/dev/fd/3" }
		END { printf "# together %d of %d columns, %.1f %%\n", right, all, 100 * right / all > "/dev/fd/3"
			exit !(all > 100 && right >= least * all) }'
}

@test "layouts that were never tuned on: at least 90 % of the columns in the right place" {
	{
		shares 'frozen-*'
		measured "$ROOT/samples/uwv.csv" "$LAYOUTS/uwv-sonar.answer.tsv"
	} | at_least 0.9
}

@test "the other layouts: at least 95 %" {
	for file in "$LAYOUTS"/[!f]*.csv; do
		measured "$file" "${file%.csv}.answer.tsv"
	done | at_least 0.95
}

@test "a layout whose names say nothing is found by its values" {
	cd "$BATS_TEST_TMPDIR"
	awk -F ';' 'BEGIN { OFS = ";" } NR == 1 { for (i = 1; i <= NF; i++) $i = "v" i } { print }' \
		"$LAYOUTS/frozen-werkplein.csv" >blind.csv
	kr-import --draft blind.csv >draft.tsv
	[ "$(grep -o 'by its values' draft.tsv | wc -l)" -ge 5 ]
	[ "$(awk -F '\t' '$1 == "bsn" || $1 == "email" || $1 == "phone" { print $1 ":" $2 }' draft.tsv)" = "$(printf 'bsn:v2\nphone:v8 + v9\nemail:v10')" ]
}

@test "a draft is a profile: it is taken unchanged and makes the values" {
	cd "$BATS_TEST_TMPDIR"
	for file in "$LAYOUTS"/*.csv "$ROOT"/samples/*.csv; do
		kr-import --draft "$file" -o draft.tsv
		kr-import -p ./draft.tsv --rejects r.tsv "$file" | kr-normalize -q --rejects n.tsv >out.tsv
		[ "$(wc -l <out.tsv)" -ge 15 ]
	done
	kr-import --draft "$LAYOUTS/frozen-participatie.csv" >draft.tsv
	kr-import -p ./draft.tsv "$LAYOUTS/frozen-participatie.csv" | kr-cat -F birth_date,licences,transport | sed -n 2p >got
	[ "$(cut -c 1-4 got)" = 1985 ]
	[ "$(awk -F '\t' '$1 == "birth_date" { print $3, $4 }' draft.tsv)" = 'date excel' ]
	[ "$(awk -F '\t' '$1 == "licences" { print $2, $3, $4 }' draft.tsv)" = 'Rijb. B + Rijb. BE flags B|BE' ]
}

@test "patterns, separators and VUM's 1 and 2 are those of the values" {
	cd "$BATS_TEST_TMPDIR"
	printf 'Geboortedatum,Vaardigheden,Doelgroepregister,Talen,Bemiddelbaar\n%s\n%s\n' \
		'12/31/1980,lassen; koken,2,Nederlands (goed),1' '01/15/1990,koken,1,"Nederlands (goed), Engels",0' >a.csv
	kr-import --draft a.csv >draft.tsv
	[ "$(awk -F '\t' '$1 == "birth_date" { print $4 }' draft.tsv)" = m-d-y ]
	[ "$(awk -F '\t' '$1 == "skills" { print $4 }' draft.tsv)" = ';' ]
	[ "$(awk -F '\t' '$1 == "languages" { print $4 }' draft.tsv)" = , ]
	[ "$(awk -F '\t' '$1 == "target_group" { print $4 }' draft.tsv)" = vum ]
	[ "$(awk -F '\t' '$1 == "available_now" { print $3 "." $4 }' draft.tsv)" = yesno. ]
	printf 'Geboortedatum\n01/02/1980\n31/12/1990\n' >b.csv
	[ "$(kr-import --draft b.csv | awk -F '\t' '$1 == "birth_date" { print $4 }')" = d-m-y ]
}

@test "a draft holds no value" {
	cd "$BATS_TEST_TMPDIR"
	for file in "$LAYOUTS"/*.csv; do
		kr-import --draft "$file" >draft.tsv
		tail -n +2 "$file" | tr -d '\r"' | tr ',;' '\n\n' | sed 's/^ *//; s/ *$//' | awk 'length > 5' | LC_ALL=C sort -u >values
		head -n 1 "$file" | tr -d '\r"' | tr ',;+' '\n\n ' >names
		grep -vxFf names values >private
		grep -v '^#' draft.tsv | grep -v 'open=open' | cut -f 4,6 | { ! grep -Ff private; }
		grep -v '^#' draft.tsv | cut -f 2 | tail -n +2 | sed 's/ + /\n/g' | grep . | { ! grep -vxFf names; }
	done
}

@test "a file without a header: no person gets into the draft" {
	printf 'K1;999990019;jan@voorbeeld.example\nK2;999993653;piet@voorbeeld.example\n' >"$BATS_TEST_TMPDIR/a.csv"
	kr-import --draft "$BATS_TEST_TMPDIR/a.csv" --header-line 1 >"$BATS_TEST_TMPDIR/out" 2>"$BATS_TEST_TMPDIR/err" && false
	grep -q "looks like somebody" "$BATS_TEST_TMPDIR/err"
	! cat "$BATS_TEST_TMPDIR/out" "$BATS_TEST_TMPDIR/err" | grep -E 'voorbeeld|9999'
}

@test "columns without names go by their position" {
	cd "$BATS_TEST_TMPDIR"
	for i in 1 2 3 4; do printf 'K%d;999990019;piet%d@voorbeeld.example;B, BE\n' $i $i; done >a.csv
	kr-import --draft a.csv --header-line 0 >draft.tsv
	[ "$(awk -F '\t' '$1 == "bsn" || $1 == "email" { print $1 ":" $2 }' draft.tsv)" = "$(printf 'bsn:column_2\nemail:column_3')" ]
	kr-import -p ./draft.tsv --header-line 0 a.csv >out.tsv
	[ "$(kr-cat -F email out.tsv | tail -n 1)" = piet4@voorbeeld.example ]
	status_is 2 kr-import --draft a.csv b.csv
	says 'no others'
	printf '[{"bsn":"999990019"}]\n' >a.json
	status_is 2 kr-import --draft a.json
	says JSON
}

@test "odd names, no records, a missing file, a full disk" {
	cd "$BATS_TEST_TMPDIR"
	printf 'BSN | nr;+;Naam + adres;;Naam\n' >a.csv
	kr-import --draft a.csv >draft.tsv
	kr-import -p ./draft.tsv a.csv | grep -q '^source'
	grep -q '^# not used: ' draft.tsv
	status_is 2 kr-import --draft none.csv
	status_is 2 kr-import --draft a.csv -o /dev/full
}

@test "the names of columns: one meaning each, and every field and stem is one" {
	cd "$ROOT/lib/source/columns"
	[ -z "$(grep -v '^#' names.tsv | tail -n +2 | awk -F '\t' '{ n = split(tolower($6), names, "|")
		for (i = 1; i <= n; i++) { key = names[i]; gsub(/[^a-z0-9\200-\377]/, "", key)
			if ($5 != "") continue
			for (kind in where) if ((kind SUBSEP key) in seen && ($2 == "any" || kind == "any" || kind == $2)) print key
			seen[$2, key] = 1; where[$2] = 1 } }')" ]
	[ -z "$(grep -v '^#' stems.tsv | tail -n +2 | awk -F '\t' '{ stem[$1] = $2; n[NR] = $2 }
		END { for (i in n) { m = split(n[i], s, " "); for (j = 1; j <= m; j++) if (stem[s[j]] != s[j]) print s[j] } }')" ]
	[ -z "$(cat ../profiles/*.tsv | grep -o '@[a-z0-9_]*' | tr -d @ | LC_ALL=C sort -u |
		grep -vxFf <(grep -v '^#' names.tsv | tail -n +2 | cut -f 1))" ]
	# Every meaning is used by a profile, so that a draft can place it.
	[ -z "$(grep -v '^#' names.tsv | tail -n +2 | cut -f 1 | LC_ALL=C sort -u |
		grep -vxFf <(cat ../profiles/*.tsv | grep -o '@[a-z0-9_]*' | tr -d @))" ]
}
