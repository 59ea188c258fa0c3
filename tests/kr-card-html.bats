# The employer's page of kr-card, without a browser (tests/web has one). All persons are made up.
load helpers/common

setup_file() {
	sh "$ROOT/samples/pipeline.sh" "$BATS_FILE_TMPDIR/made" >"$BATS_FILE_TMPDIR/log" 2>&1
	printf 'a secret of thirty-two bytes ...' >"$BATS_FILE_TMPDIR/key"
}

setup() {
	cd "$BATS_TEST_TMPDIR"
	REGISTER=$BATS_FILE_TMPDIR/made/register.tsv
}

# cards OPTION...: for one employer on one day
cards() {
	kr-card --to employer:W1 --key "$BATS_FILE_TMPDIR/key" --date 2026-11-02 "$@" "$REGISTER"
}

# five: five people who are alike, so that all of it is told
five() {
	records 'person_id region licences'
	for i in 1 2 3 4 5; do records "p$i AM18 B"; done
}

# json PROGRAM: what jq says of the page's data
json() {
	sed -n '/<script type="application\/json"/,/<\/script>/p' page.html | sed 's/<[^>]*>//g' | jq -r "$1"
}

@test "the page is UTF-8, the same bytes again, and small" {
	cards -f html -o page.html
	cards -f html | cmp - page.html
	iconv -f UTF-8 -t UTF-8 page.html | cmp - page.html
	size=$(wc -c <page.html)
	n=$(json .cards)
	echo "# $size bytes, $((size / n)) a card" >&3
	[ "$n" -gt 2000 ] && [ $((size / n)) -lt 120 ]
}

@test "the page holds what the records hold, and no other field" {
	cards -f html -o page.html
	cards -o cards.tsv
	json '.ids[]' >ids
	tail -n +2 cards.tsv | cut -f 1 | cmp - ids
	for field in occupations licences education hours_max irregular_hours; do
		at=$(head -n 1 cards.tsv | tr '\t' '\n' | grep -nx "$field" | cut -d : -f 1)
		json ".fields[] | select(.name == \"$field\") | . as \$f | .column[] | [\$f.cells[.][] | \$f.items[.][0]] | join(\"|\")" >page
		tail -n +2 cards.tsv | cut -f "$at" | cmp - page
	done
	json '.fields[].name' | sort >names
	head -n 1 cards.tsv | tr '\t' '\n' | grep -vx card_id | sort | cmp - names
}

@test "only the page's own style and script may run, by their SHA-256; nothing is loaded from anywhere" {
	cards -f html -o page.html
	grep -q "default-src 'none'" page.html
	python3 - <<-'PYTHON'
		import base64, hashlib, re
		page = open('page.html', encoding='utf-8').read()
		for part, name in (('style', 'style-src'), ('script', 'script-src')):
		    body = re.findall(f'<{part}>(.*?)</{part}>', page, re.S)
		    assert len(body) == 1, part
		    digest = base64.b64encode(hashlib.sha256(body[0].encode()).digest()).decode()
		    assert f"{name} 'sha256-{digest}'" in page, part
		assert not re.search(r'(src|srcset|action)=|https?://|@import|url\(', page)
		assert not re.search(r'''\son[a-z]+=|style="|unsafe''', page)
	PYTHON
}

@test "hostile values stay text: in the recipient, in a code, in a label and in a text" {
	mkdir tables
	evil='</script><script>alert(1)</script><b/title="x">&amp;'
	printf 'code\tname\nAM18\t%s\n' "$evil" >tables/regions.tsv
	sed "s|^card\t.*|card\t{0}$(printf %s "$evil" | sed 's/[&|]/\\&/g')\t{0}|" "$ROOT/lib/card/page_texts.tsv" >tables/page_texts.tsv
	five >register.tsv
	kr-card --to "employer:$evil" --key "$BATS_FILE_TMPDIR/key" --date 2026-11-02 --tables tables -f html -o page.html register.tsv
	[ "$(grep -o '<script' page.html | wc -l)" = 2 ]
	[ "$(grep -o '</script' page.html | wc -l)" = 2 ]
	[ "$(grep -c '<b/' page.html)" = 0 ]
	[ "$(json '.fields[] | select(.name == "region") | .items[0][1]')" = "$evil" ]
	[ "$(json .texts.card)" = "{0}$evil" ]
	# The codes themselves may be anything.
	{ records 'person_id region licences'; for i in 1 2 3 4 5; do printf 'p%s\t%s\t%s|"><img src=x onerror=alert(1)>\n' $i "$evil" "$evil"; done; } >register.tsv
	kr-card --to employer:W1 --key "$BATS_FILE_TMPDIR/key" --date 2026-11-02 -f html -o values.html register.tsv
	[ "$(grep -o '<script\|</script\|<b/\|<img' values.html | sort | uniq -c | tr -s ' \n' ' ')" = ' 2 </script 2 <script ' ]
	python3 - "$evil" <<-'PYTHON'
		import html.parser, sys
		class Reader(html.parser.HTMLParser):
		    value = None
		    def handle_starttag(self, tag, attributes):
		        if ('id', 'employer') in attributes:
		            self.value = dict(attributes)['value']
		reader = Reader()
		reader.feed(open('page.html', encoding='utf-8').read())
		assert reader.value == sys.argv[1], reader.value
	PYTHON
}

@test "an own page without a place for the cards is refused" {
	mkdir tables
	five >register.tsv
	for page in '' '<p>{title}</p>'; do
		printf %s "$page" >tables/page.html
		status_is 2 kr-card --to employer:W1 --key "$BATS_FILE_TMPDIR/key" --date 2026-11-02 --tables tables -f html -o page.html register.tsv
		says 'page.html: no {data}: the cards would not be in the page'
		[ ! -e page.html ]
	done
}

@test "Dutch, or English where it is asked for" {
	records 'person_id irregular_hours' 'a yes' 'b yes' 'c yes' 'd yes' 'e yes' 'f no' 'g no' 'h no' 'i no' 'j no' >register.tsv
	REGISTER=register.tsv
	answers() { json '.fields[] | select(.name == "irregular_hours") | .items[][1]' | sort | tr '\n' ' '; }
	cards -f html -o page.html
	grep -q '<html lang="nl">' page.html
	[ "$(answers)" = 'ja nee ' ]
	cards -f html --language en -o page.html
	grep -q '<html lang="en">' page.html
	grep -q 'Made for employer:W1 on 2026-11-02. Purpose: selection.' page.html
	[ "$(answers)" = 'no yes ' ]
	status_is 2 cards -f html --language fr
}

@test "each code that a card may tell has an English label, but for the names of regions" {
	for table in $(mawk -F '\t' '!/^#/ && $3 != "" && $3 != "table" && $3 != "regions" { print $3 }' "$ROOT/lib/card/page_fields.tsv" | sort -u); do
		mawk -F '\t' -v table="$table" '/^#/ { next }
			!at { for (i = 1; i <= NF; i++) if ($i ~ /^(label|name|title)_en$/) at = i; if (!at) exit bad = 1; next }
			{ codes++; if ($at == "") { print table, $1; bad = 1 } }
			END { exit bad || codes < 2 }' "$ROOT/lib/tables/$table.tsv"
	done
	REGISTER=$BATS_FILE_TMPDIR/made/register.tsv
	cards -f html --language en -o page.html
	[ "$(json '.fields[] | select(.name == "licences") | .items[] | select(.[0] == "B") | .[1]')" = Car ]
	[ "$(json '.fields[] | select(.name == "occupations") | .items[] | select(.[0] == "9321") | .[1]')" = 'Hand packers' ]
}

@test "each text that the page asks for is there, in both languages, and none is there in vain" {
	mawk -F '\t' '/^#/ || $1 == "key" { next } $2 == "" || $3 == "" { print; bad = 1 } END { exit bad }' "$ROOT/lib/card/page_texts.tsv"
	mawk -F '\t' '/^#/ || $1 == "key" { next } { print $1 }' "$ROOT/lib/card/page_texts.tsv" | sort >there
	{
		grep -o "text\.[a-z_][a-z_]*\|say('[a-z_]*'" "$ROOT/lib/card/page.js" | sed "s/text\.//; s/say('//; s/'//"
		grep -o '{[a-z_]*}' "$ROOT/lib/card/page.html" | tr -d '{}' | grep -vxE 'language|style|script|data|table'
		printf '%s\n' about noscript at_least at_most
	} | sort -u >asked
	diff there asked
}

@test "parts of the page can be put before the built-in ones; a demand that is none is told with its line" {
	mkdir tables
	five >register.tsv
	make_page() {
		kr-card --to employer:W1 --key "$BATS_FILE_TMPDIR/key" --date 2026-11-02 --tables tables -f html register.tsv
	}
	printf 'body { margin: 2px }\n' >tables/page.css
	make_page >page.html
	grep -q 'margin: 2px' page.html
	[ "$(grep -c 'color-scheme' page.html)" = 0 ]
	printf 'field\tdemand\ttable\tnl\ten\nlicences\tsome\tlicences\tRijbewijs\tLicence\n' >tables/page_fields.tsv
	status_is 2 make_page
	says 'page_fields.tsv:2: demand:'
	printf 'field\tdemand\ttable\tnl\ten\nlicences\tany\tlicences\tRijbewijs\tLicence\n' >tables/page_fields.tsv
	make_page >page.html
	[ "$(json '.fields[].name')" = licences ]
	tail -n 1 tables/page_fields.tsv >>tables/page_fields.tsv
	status_is 2 make_page
	says 'page_fields.tsv:3: field: stands there twice'
	rm tables/page_fields.tsv
	# A page without one of its texts, or with a part that is none, would fail only before the employer.
	grep -v '^count' "$ROOT/lib/card/page_texts.tsv" >tables/page_texts.tsv
	status_is 2 make_page
	says 'page_texts.tsv: key: there is no text for count'
	rm tables/page_texts.tsv
	printf '<p>{title} {titel}</p>' >tables/page.html
	status_is 2 make_page
	says 'page.html: {titel}: there is no such part'
	[ -z "$out" ]
}

@test "no card is a page too, and the script is what node can read" {
	records 'person_id region' 'p1 AM18' >register.tsv
	kr-card -q --to employer:W1 --key "$BATS_FILE_TMPDIR/key" --date 2026-11-02 -f html -o page.html register.tsv
	[ "$(json .cards)" = 0 ]
	command -v node >/dev/null || skip 'node is not installed'
	node --check "$ROOT/lib/card/page.js"
	node --check "$ROOT/tests/web/page.js"
}
