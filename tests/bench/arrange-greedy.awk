# What a desk does by hand: people in order, for each obstacle the cheapest service with a place, of which the instruments that it requires are had, paid from the first pot that can;
# without a look at days. Prints how many people had all their obstacles served.
# usage: mawk -f arrange-greedy.awk services.tsv pots.tsv people.tsv
BEGIN { FS = "\t" }
FNR == 1 { file++; next }
file == 1 {
	id = $1; kind[id] = $2; area[id] = $3; requires[id] = $5; cost[id] = $8 * 100; payer[id] = $9
	left[id] = $10 == "" ? 1e9 : $10 * ($11 == "" ? 1 : split($11, dates, "|"))
	n = split($4, what, "|")
	for (i = 1; i <= n; i++) by[what[i], ++offers[what[i]]] = id
	next
}
file == 2 { money[$1] = $2; next }
{
	split("", had)
	split("", done)
	n = split($3, needs, "|")
	all = 1
	for (i = 1; i <= n; i++) {
		if (needs[i] in done) continue
		best = ""
		for (k = 1; k <= offers[needs[i]]; k++) {
			id = by[needs[i], k]
			if (left[id] < 1 || (area[id] != "all" && area[id] != $2) || (requires[id] != "none" && !(requires[id] in had))) continue
			p = split(payer[id], pots, "|")
			for (pot = 1; pot <= p && money[pots[pot]] < cost[id]; pot++) continue
			if (pot <= p && (best == "" || cost[id] < cost[best])) { best = id; from = pots[pot] }
		}
		if (best == "") { all = 0; continue }
		left[best]--
		money[from] -= cost[best]
		had[kind[best]] = done[needs[i]] = 1
	}
	served += all
}
END { print served + 0 }
