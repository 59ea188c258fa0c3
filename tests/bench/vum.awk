# VUM werkzoekendeprofielen of made-up people: awk -v count=1000 -v form=pretty|compact|lines -f vum.awk
function pick(from, to) { state = (state * 69069 + 1) % 4294967296; return from + int(state / 65536) % (to - from + 1) }
function open_list(name) { return "\"" name "\":[" }
function occupation(   n) {
	n = pick(1, occupations)
	return pick(0, 3) ? "{\"naamBeroepOngecodeerd\":\"" title[n] "\"}" : "{\"codeBeroepsnaam\":\"" 20000 + n "\",\"omschrijvingBeroepsnaam\":\"" title[n] "\"}"
}
function person(   text, i, n) {
	text = "{\"idWerkzoekende\":\"@\",\"werktijden\":{\"aantalWerkurenPerWeekMinimaal\":" pick(8, 24) ",\"aantalWerkurenPerWeekMaximaal\":" pick(24, 40) "}"
	text = text ",\"vervoermiddel\":[{\"codeVervoermiddel\":" pick(1, 5) ",\"indicatieBeschikbaarVoorWoonWerkverkeer\":1}]"
	text = text ",\"indicatieLdrRegistratie\":" pick(1, 2) ",\"telefoonnummer\":[\"06-12345678\"],\"emailadres\":[\"persoon@voorbeeld.example\"]"
	text = text ",\"persoonlijkePresentatie\":\"Ik ben " title[pick(1, occupations)] " en zoek werk in de buurt.\\nIk werk graag met \\\"mensen\\\" en heb ervaring in een druk team; ook caf\\u00e9 en keuken.\""
	text = text ",\"mobiliteit\":{\"bemiddelingspostcode\":\"" pick(1000, 9999) "AB\",\"maximaleReisafstand\":" pick(5, 60) "}"
	text = text ",\"bemiddelingsberoep\":[" occupation() "," occupation() "],\"sector\":[{\"codeSbi\":" pick(10000, 99999) "}]"
	text = text ",\"contactpersoon\":[{\"naamContactpersoonAfdeling\":\"Werkplein Noord\",\"telefoonnummer\":\"088-1234567\"}]"
	text = text ",\"arbeidsmarktkwalificatie\":{\"codeWerkEnDenkniveauWerkzoekende\":" pick(1, 6)
	text = text ",\"taalbeheersing\":[{\"codeTaal\":\"nld\",\"codeNiveauTaalbeheersingMondeling\":" pick(1, 4) ",\"codeNiveauTaalbeheersingSchriftelijk\":" pick(0, 4) "}]"
	text = text ",\"rijbewijs\":[{\"codeSoortRijbewijs\":\"B\"}],\"opleiding\":["
	n = pick(1, 3)
	for (i = 1; i <= n; i++)
		text = text (i > 1 ? "," : "") "{\"codeNiveauOpleiding\":" pick(1, 6) ",\"indicatieDiploma\":" pick(0, 2) ",\"codeStatusOpleiding\":1,\"opleidingsnaam\":{\"naamOpleidingOngecodeerd\":\"Opleiding " title[pick(1, occupations)] "\"},\"naamOpleidingsinstituut\":\"ROC Voorbeeld\"}"
	text = text "],\"werkervaring\":["
	n = pick(1, 4)
	for (i = 1; i <= n; i++)
		text = text (i > 1 ? "," : "") "{\"beroep\":" occupation() ",\"datumAanvangWerkzaamheden\":\"20" pick(10, 19) "-0" pick(1, 9) "-01\",\"datumEindeWerkzaamheden\":\"2020-12-31\",\"naamOrganisatie\":\"Bedrijf " pick(1, 99) "\"}"
	return text "],\"vakvaardigheid\":[{\"omschrijving\":\"Samenwerken\"},{\"omschrijving\":\"Plannen\"}]}}"
}
# The same over lines, each indented by its depth.
function pretty(text,   out, i, c, depth, quoted) {
	for (i = 1; i <= length(text); i++) {
		c = substr(text, i, 1)
		if (quoted) {
			out = out c
			if (c == "\\")
				out = out substr(text, ++i, 1)
			else if (c == "\"")
				quoted = 0
		} else if (c == "{" || c == "[")
			out = out c "\n" substr(tabs, 1, ++depth + 1)
		else if (c == "}" || c == "]")
			out = out "\n" substr(tabs, 1, --depth + 1) c
		else if (c == ",")
			out = out c "\n" substr(tabs, 1, depth + 1)
		else {
			out = out (c == ":" ? ": " : c)
			quoted = c == "\""
		}
	}
	return "\t" out
}
BEGIN {
	occupations = split("Magazijnmedewerker,Verzorgende IG,Softwareontwikkelaar,Kok,Timmerman,Receptionist,Vrachtwagenchauffeur,Boekhouder,Schoonmaker,Docent basisonderwijs", title, ",")
	tabs = "\t\t\t\t\t\t\t\t\t\t"
	state = 20201122
	for (i = 0; i < 500; i++) {
		text = person()
		split(form == "pretty" ? pretty(text) : text, part, "@")
		before[i] = part[1]
		behind[i] = part[2]
		# the mail address holds the second @
		for (n = 3; n in part; n++)
			behind[i] = behind[i] "@" part[n]
		delete part
	}
	between = form == "lines" ? "\n" : form == "pretty" ? ",\n" : ","
	printf "%s", form == "lines" ? "" : form == "pretty" ? "[\n" : "["
	for (i = 1; i <= count; i++)
		printf "%s%d%s%s", before[i % 500], i, behind[i % 500], i < count ? between : ""
	printf "%s\n", form == "lines" ? "" : "]"
}
