#!/usr/bin/env bats
# Services: the lists of regions and providers become one catalogue of instruments.
load helpers/common

setup() {
	cd "$BATS_TEST_TMPDIR"
}

# One record of a service from lines FIELD VALUE, a tab between them.
service() {
	awk -F '\t' '{ names = names (NR > 1 ? "\t" : "") $1; values = values (NR > 1 ? "\t" : "") $2 } END { print names; print values }'
}

# becomes FIELD VALUE EXPECTED [PROBLEM]: what kr-normalize makes of it in a service.
becomes() {
	printf 'service_id\ta:1\n%s\t%s\n' "$1" "$2" | service | kr-normalize -q --rejects aside.tsv >out.tsv
	kr-cat -F "$1,problems" out.tsv | tail -n 1 | same - <(printf '%s\t%s\n' "$3" "${4:-}")
	kr-normalize -q out.tsv | same out.tsv -
}

@test "what a list says of a service becomes codes" {
	becomes instrument 'Jobcoaching' job_coach
	becomes instrument 'PROEFPLAATS' trial_placement
	becomes instrument 'Schuldhulp' debt_help
	becomes instrument 'no riskpolis' no_risk_policy
	becomes instrument 'Paardencoaching op maat' '' instrument:unknown-word
	becomes branch roc NRTO
	becomes needs 'Participatiewet, WW; 27+' 'pw|ww|from_27'
	becomes needs iedereen none
	becomes removes 'schuld / taalbarrière' 'debts|language'
	becomes requires 'taaltraining' language_course
	becomes excludes 'LKS; loondispensatie' 'wage_subsidy|wage_dispensation'
	becomes weeks '3-6 maanden' 26
	becomes weeks 'in overleg' '' weeks:not-a-number
	becomes hours '2,5 uur' 2.5
	becomes cost '€ 1.250,00' 1250
	becomes start_dates '1-12-2026; 15 januari 2027' '2026-12-01|2027-01-15'
	becomes start_dates '1-12-2026; 31 februari 2027' 2026-12-01 start_dates:impossible-date
}

@test "regions are named by code, name, municipality, or all of them" {
	becomes regions 'Groot Amsterdam; Almere' 'AM18|AM11'
	becomes regions 'AM18, Zaanstreek/Waterland' 'AM18|AM17'
	becomes regions 'Twente|Raadselland' AM05 regions:unknown-word
	becomes regions 'Flevoland; Landelijk' all
	becomes regions onbekend '' regions:placeholder
}

@test "what a service gives has a kind, a value and a level" {
	becomes gives 'skill:solderen; rijbewijs B; Nederlands A2' 'skill:solderen:|licence:B:|language:nld:2'
	becomes gives 'diploma: mbo 2 verzorgende|certificaat VCA-VOL' 'diploma:verzorgende:4|certificate:VCA-VOL:'
	becomes gives 'taal:Engels:goed' language:eng:3
	becomes gives 'heftruck rijden' ':heftruck rijden:' gives:uncoded
	becomes gives geen none
	becomes gives 'rijbewijs Q; obstacle:schuld:' 'obstacle:debts:' gives:unknown-word
	becomes gives 'taal::' ''
}

@test "a service removes what its instrument is for, unless its list says something" {
	records 'service_id instrument removes' 'a:1 schuldhulp ' 'a:2 schuldhulp kinderopvang' 'a:3 schuldhulp geen' 'a:4 raadsel ' \
		'a:5 jobcoach ' >in.tsv
	kr-normalize -q --rejects aside.tsv in.tsv | kr-cat -F service_id,removes |
		same - <(records 'service_id removes' 'a:1 debts' 'a:2 childcare' 'a:3 none' 'a:4 ' 'a:5 ')
	records 'service_id instrument' 'a:1 schuldhulp' | kr-normalize | same - <(records 'service_id instrument removes problems' 'a:1 debt_help debts ')
}

@test "the schema of a service is that of its stream: region and weeks of other records stay as they were" {
	records 'vacancy_id region' '1 AM18' | kr-normalize | kr-cat -F region | tail -n 1 | same - <(echo AM18)
	records 'record_id kind date weeks' 'a:1 still_there 2026-04-05 26~weken' | kr-normalize | kr-cat -F weeks | tail -n 1 | same - <(echo 26)
}

@test "a price is of the whole: a rate is none, and for nothing is 0" {
	becomes cost gratis 0
	becomes cost '€ 500 - € 750' 750
	becomes cost '€ 75 per uur' '' cost:not-a-total
	becomes cost 'op aanvraag' '' cost:not-a-number
	becomes payer geen none
	becomes payer "participatiebudget, UWV" "participation|uwv"
	becomes payer "prijzenpot" "" payer:unknown-word
}

@test "a list of providers, a toolbox and a guide become one catalogue" {
	printf '%s\n' 'Dienstnummer,Aanbieder,Branche,Soort dienst,Naam dienst,Regio,Voorwaarden,Vaardigheden,Certificaat,Taalniveau,Rijbewijs,Eerst afronden,Combineerbaar,Duur,Uren per week,Prijs,Startdata' \
		'7,Xanta,opleider,Vakcursus,Lassen A,"Twente; Flevoland","WW; werkenden","lassen, solderen",VCA,,B,,ja,3 maanden,20,"€ 1.250,-","1-2-2027, 1-3-2027"' \
		'8,Xanta,opleider,,Jobcoaching,landelijk,,,,Nederlands A2,,taalles,nee,26,2,gratis,' >list.csv
	kr-import -p diensten-csv --source zuid --as-of 2026-11-01 list.csv | kr-normalize >zuid.tsv
	kr-cat -F service_id,provider,branch,instrument,title,regions,needs,gives,requires,parallel,weeks,hours,cost,start_dates,problems zuid.tsv |
		same - <(records 'service_id provider branch instrument title regions needs gives requires parallel weeks hours cost start_dates problems' \
			'zuid:7 Xanta NRTO vocational_course Lassen~A AM05|AM11 ww|employed_until skill:lassen:|skill:solderen:|certificate:VCA:|licence:B:  yes 13 20 1250 2027-02-01|2027-03-01 ' \
			'zuid:8 Xanta NRTO job_coach Jobcoaching all  language:nld:2 language_course no 26 2 0  ')
	printf '%s\r\n' 'Instrumentenkoffer 2026' '' 'Nr;Instrument;Uitvoerder;Gemeenten;Voor wie;Taal;Schulden;Werkritme;Duur van (mnd);Duur tot (mnd);Prijs in euro' \
		'1;Werkfit;Xobra;Almere, Lelystad;WIA;;x;X;3;6;2500' '2;Proefplaats;Xobra;Twente;;;;;2;;0' '3;Nazorg;Xobra;Twente;;nee;nee;;;;' >box.csv
	kr-import -q -p instrumentenkoffer --source noord --as-of 2026-11-01 --rejects r.tsv box.csv | kr-normalize >noord.tsv
	kr-cat -F service_id,instrument,regions,needs,removes,weeks,cost,problems noord.tsv |
		same - <(records 'service_id instrument regions needs removes weeks cost problems' 'noord:1 work_fit AM11 wia debts|work_habits 26 2500 ' \
			'noord:2 trial_placement AM05  no_experience 9 0 ' 'noord:3 aftercare AM05  none   ')
	printf '%s\n' '{"instrumenten":[{"UuidInstrument":"a","NaamInstrument":"Schuldhulp","IndLandelijk":1,"Aanbieder":{"NaamOrganisatie":"Xil"},
		"Doelgroep":[{"NaamDoelgroep":"schulden"}],"total_duration_value":18,"total_duration_unit":"month","intensity_hours_per_week":1.5,"total_costs":2400},
		{"UuidInstrument":"b","NaamInstrument":"Taalmaatje","IndLandelijk":"2","BeschikbareGebieden":[{"NaamGebied":"Twente"},{"NaamGebied":"Flevoland"}],"Aanbieder":"Xil"}]}' >guide.json
	kr-import -p dennis-eva --source dennis --as-of 2026-11-01 guide.json | kr-normalize >guide.tsv
	kr-cat -F service_id,provider,instrument,regions,needs,removes,weeks,hours,cost,problems guide.tsv |
		same - <(records 'service_id provider instrument regions needs removes weeks hours cost problems' \
			'dennis:a Xil debt_help all has_debts debts 78 1.5 2400 ' 'dennis:b Xil language_course AM05|AM11  language    ')
	kr-cat zuid.tsv noord.tsv guide.tsv >catalogue.tsv
	[ "$(wc -l <catalogue.tsv)" = 8 ]
	[ "$(kr-export --to adviser -f tsv -F service_id catalogue.tsv)" = "$(kr-cat -F service_id catalogue.tsv)" ]
}

@test "words that no list knows are reviewed: how often, what is near; a table of one's own teaches them" {
	records 'service_id instrument needs regions' 'a:1 Paardencoaching iedereen Twente' 'a:2 PAARDENCOACHING raadsel,~WW Twente' \
		'a:3 Loopbaan-APKK  Raadselland' 'a:4 Jobcoaching~groepsgewijs  ' >in.tsv
	umask 022
	kr-normalize --rejects r.tsv --review review.tsv -o out.tsv in.tsv
	same review.tsv <(records 'field word count nearest code likeness' 'instrument paardencoaching 2   ' \
		'instrument jobcoaching~groepsgewijs 1 jobcoaching job_coach part' 'instrument loopbaan-apkk 1 loopbaan~apk career_check alike' 'needs raadsel 1   ')
	[ "$(stat -c %a review.tsv)" = 600 ]
	mkdir own
	{ kr-normalize --print-table instrument_words; printf 'paardencoaching\tpersonal_coaching\n'; } >own/instrument_words.tsv
	kr-normalize --tables own --rejects r.tsv --review review.tsv in.tsv | kr-cat -F instrument |
		same - <(records instrument personal_coaching personal_coaching '' '')
	[ "$(wc -l <review.tsv)" = 4 ]
	records 'service_id instrument' 'a:1 jobcoach' | kr-normalize --review review.tsv >/dev/null
	[ "$(wc -l <review.tsv)" = 1 ]
	status_is 2 kr-normalize --review out.tsv -o out.tsv in.tsv
	status_is 2 kr-normalize --review r.tsv --rejects r.tsv in.tsv
	status_is 2 kr-normalize --rejects r.tsv --review no/such/review.tsv in.tsv
	cp in.tsv kept.tsv
	status_is 2 kr-normalize --rejects r.tsv --review ./in.tsv in.tsv
	says '--review names a file that is to be read'
	cmp in.tsv kept.tsv
}
