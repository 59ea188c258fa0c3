load helpers/common

setup_file() {
	export MADE="$BATS_FILE_TMPDIR/made"
	PATH="${KR_BUILD:-$BATS_TEST_DIRNAME/../build}:$PATH"
	sh "$BATS_TEST_DIRNAME/../samples/pipeline.sh" "$MADE" >"$BATS_FILE_TMPDIR/messages" 2>&1
	cd "$MADE"
	for form in text tsv; do
		kr-report overview --region all -f $form --vacancies vacancies.tsv --matches matches.tsv \
			-o report-all.$form register.tsv
		kr-report overview --region AM11 -f $form --vacancies vacancies.tsv --matches matches.tsv \
			-o report-AM11.$form register.tsv
	done
}

messages() {
	cat "$BATS_FILE_TMPDIR/messages"
}

@test "read is written plus set aside in tools that map one record to one" {
	messages | sed -n 's/^kr-\(import\|normalize\): read \([0-9]*\), written \([0-9]*\), set aside \([0-9]*\),.*/\2 \3 \4/p' |
		awk '$1 != $2 + $3 { bad++ } END { exit bad > 0 || NR != 13 }'
}

@test "of the exports only the spoilt lines are set aside" {
	cd "$MADE"
	[ "$(kr-cat -F field,code uwv.rejects.tsv | tail -n +2 | awk -F '\t' '$1 == ""' | wc -l)" = 6 ]
	[ "$(tail -n +2 uwv.tsv | wc -l)" = 2180 ]
	[ "$(tail -n +2 gemeente-zuid.tsv | wc -l)" = 861 ]
	[ "$(tail -n +2 gemeente-noord.tsv | wc -l)" = 1117 ]
	[ "$(tail -n +2 vacancies.tsv | wc -l)" = 500 ]
}

@test "of the samples only planted oddities are set aside or emptied" {
	cd "$MADE"
	kr-cat -F field,code candidates.rejects.tsv | tail -n +2 | sort -u | tr '\t' ' ' >"$BATS_TEST_TMPDIR/kinds"
	printf '%s\n' 'birth_date impossible-date' 'bsn elfproef' 'obstacles unknown-word' | same - "$BATS_TEST_TMPDIR/kinds"
	[ "$(wc -l <vacancies.rejects.tsv)" = 1 ]
	[ "$(kr-cat -F problems vacancies.tsv | tail -n +2 | sort -u)" = "" ]
	[ "$(kr-cat -F region vacancies.tsv | tail -n +2 | grep -c '^AM')" = 500 ]
}

@test "who is available reaches the report" {
	cd "$MADE"
	[ "$(kr-cat -F available_now register.tsv | grep -cx yes)" -gt 500 ]
	[ "$(kr-cat -F experience register.tsv | tail -n +2 | grep -c .)" -gt 700 ]
	awk -F '\t' '$1 == "NL" && $3 == "available" && $4 == "yes" { n = $5 } END { exit !(n > 500) }' report-all.tsv
}

@test "nothing personal reaches a match, a report or a message" {
	cd "$MADE"
	sh "$ROOT/samples/leak-check.sh" candidates.tsv matches.tsv report-* "$BATS_FILE_TMPDIR/messages"
}

@test "the leak check finds a leak of each kind" {
	cd "$MADE"
	for field in bsn surname phone email street; do
		value=$(kr-cat -F "$field" candidates.tsv | tail -n +2 | sed '/^.\{4,\}/!d' | tail -n 1 | cut -d '|' -f 1)
		printf 'a report about %s\n' "$value" >"$BATS_TEST_TMPDIR/leaky"
		run sh "$ROOT/samples/leak-check.sh" candidates.tsv "$BATS_TEST_TMPDIR/leaky"
		[ "$status" = 1 ]
		[[ $output != *"$value"* ]]
	done
}

@test "files with identity fields are private, others follow the umask" {
	cd "$MADE"
	for file in uwv.tsv candidates.tsv linked.tsv register.tsv uwv.rejects.tsv; do
		[ "$(stat -c %a "$file")" = 600 ]
	done
	[ "$(stat -c %a report-all.text)" = 644 ]
}

@test "the same bytes with other blocks, threads and locale" {
	KR_BLOCK_SIZE=1009 LC_ALL=tr_TR.UTF-8 sh "$ROOT/samples/pipeline.sh" "$BATS_TEST_TMPDIR/again" 2>/dev/null
	for file in uwv.tsv candidates.tsv linked.tsv register.tsv vacancies.tsv matches.tsv; do
		cmp "$MADE/$file" "$BATS_TEST_TMPDIR/again/$file"
	done
}

@test "linking the samples finds the true persons" {
	cd "$MADE"
	awk -F '\t' -v OFS='\t' '
		NR == FNR { truth[$1] = $2; next }
		FNR == 1 { for (i = 1; i <= NF; i++) if ($i == "record_id") id = i; print $0, "true_id"; next }
		{ print $0, truth[$id] }' "$ROOT/samples/truth.tsv" candidates.tsv >"$BATS_TEST_TMPDIR/with-truth.tsv"
	kr-link --truth true_id "$BATS_TEST_TMPDIR/with-truth.tsv" 2>"$BATS_TEST_TMPDIR/told" >/dev/null
	cat "$BATS_TEST_TMPDIR/told"
	grep -q 'precision' "$BATS_TEST_TMPDIR/told"
}

@test "sort, join and awk work on records as they are" {
	cd "$MADE"
	kr-cat -F region,available_now register.tsv | kr-body awk -F '\t' '$2 == "yes"' | kr-body sort >"$BATS_TEST_TMPDIR/sorted"
	[ "$(head -n 1 "$BATS_TEST_TMPDIR/sorted")" = "$(printf 'region\tavailable_now')" ]
	[ "$(tail -n +2 "$BATS_TEST_TMPDIR/sorted" | wc -l)" = "$(kr-cat -F available_now register.tsv | grep -cx yes)" ]
}
