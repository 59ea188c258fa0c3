# A made-up cohort: people with one to four obstacles, services with places and start dates, pots. The same in every run.
# usage: mawk -v people=N -v services=N -v places=N -v out=FOLDER -f arrange-world.awk lib/tables/obstacles.tsv
function draw(below) { seed = (seed * 16807) % 2147483647; return int(seed / 2147483647 * below) }
function region() { return sprintf("AM%02d", 5 + draw(8)) }
function day(number) { return sprintf("%d-%02d-%02d", 2027 + int(number / 336), 1 + int(number % 336 / 28), 1 + number % 28) }
BEGIN { FS = OFS = "\t"; seed = 20201122; split("debt_help language_course health_programme buddy", kinds, " ") }
/^#/ || $1 == "code" { next }
{ obstacle[count++] = $1 }
END {
	print "service_id", "instrument", "regions", "removes", "requires", "parallel", "weeks", "cost", "payer", "places", "start_dates" >(out "/services.tsv")
	for (i = 0; i < services; i++) {
		starts = ""
		at = 0
		dates = draw(3) ? 0 : 4 + draw(5)
		for (k = 0; k < dates; k++)
			starts = starts (k ? "|" : "") day(at += 7 + draw(60))
		removes = obstacle[draw(count)] (draw(4) ? "" : "|" obstacle[draw(count)])
		print "s:" i, draw(6) ? "personal_coaching" : kinds[1 + draw(4)], draw(4) ? region() : "all", removes,
		    draw(8) ? "none" : kinds[1 + draw(4)], draw(3) ? "yes" : "no", 1 + draw(40), draw(5000), "p" draw(10) (draw(2) ? "|p" draw(10) : ""),
		    draw(10) ? int((1 + draw(places)) / (dates ? dates : 1)) + 1 : "", starts >(out "/services.tsv")
	}
	print "pot", "cents" >(out "/pots.tsv")
	for (i = 0; i < 10; i++)
		print "p" i, people * 10000 * (1 + draw(3)) >(out "/pots.tsv")
	print "person_id", "region", "obstacles" >(out "/people.tsv")
	for (i = 0; i < people; i++) {
		needs = ""
		n = 1 + draw(4)
		for (k = 0; k < n; k++) {
			one = obstacle[draw(count)]
			if (index("|" needs "|", "|" one "|") == 0)
				needs = needs (k ? "|" : "") one
		}
		print "p" i, region(), needs >(out "/people.tsv")
	}
}
