# Makes a register, vacancies or matches (-v what=...) for the tests of kr-report: the same bytes on every run, no person real.
function random(n) { seed = (seed * 1103515245 + 12345) % 2147483648; return int(seed / 65536) % n }
function either(share, value) { return random(100) < share ? value : "" }
function region(i) { return substr("AM12 AM12 AM11 AM18 AM18 AM18 AM13      ", (i % 8) * 5 + 1, 4) }
function occupation(i) { return substr("5223 9112 4321 5321 8332 2512 7115 4110 9333 5131 ", (i % 10) * 5 + 1, 4) }
function title(code) { return "beroep " code }
function trim(text) { gsub(/ /, "", text); return text }
BEGIN {
	OFS = "\t"; seed = 20261031
	if (what == "register") {
		print "person_id", "surname", "bsn", "region", "pc4", "available_now", "sources", "as_of", "scheme", "desired_occupations", "hours_min", "hours_max", "work_level", "education", "sectors", "experience", "licences", "languages", "max_km"
		for (i = 1; i <= 3000; i++) {
			code = occupation(random(10) * random(2) + random(3))
			wanted = either(88, (random(100) < 85 ? code : "") ":" title(code))
			where = trim(region(random(8)))
			print "p" i, "Geheimzinnig" i, "123456782", where, (where == "" ? "" : 1200 + random(99)), \
			    either(70, random(2) ? "yes" : "no"), (random(4) ? "uwv" : "uwv|noord"), (random(2) ? "2026-10-31" : "2026-11-01"), \
			    either(90, random(3) ? (random(2) ? "WW" : "PW") : (random(2) ? "IOAW" : "none")), \
			    wanted, either(80, 16), either(80, 16 + random(5) * 4), either(50, 1 + random(6)), either(20, "4:techniek:yes:1"), \
			    either(62, "G"), either(40, "5223:verkoper:2019:2021"), either(70, random(2) ? "B" : "none"), either(75, "nld:3:3:3:3"), either(66, 25)
		}
	}
	if (what == "vacancies") {
		print "vacancy_id", "source", "as_of", "region", "occupation", "positions", "filled", "status", "closes_on"
		for (i = 1; i <= 500; i++) {
			code = occupation(random(10))
			print "v" i, "werkgevers", "2026-10-30", trim(region(random(8))), (random(10) ? code : "") ":" title(code), \
			    either(90, 1 + random(5)), either(50, random(2)), (random(12) ? "open" : "closed"), either(60, random(5) ? "2026-12-31" : "2026-10-15")
		}
	}
	if (what == "matches") {
		print "vacancy_id", "person_id", "rank", "score"
		for (i = 1; i <= 500; i++)
			if (random(6))
				for (rank = 1; rank <= 5; rank++)
					print "v" i, "p" 1 + random(3000), rank, 900 - rank * 17
	}
}
