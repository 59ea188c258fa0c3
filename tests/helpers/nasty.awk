# Random records of a schema, half of them against its rules: awk -v seed=1 -v records=100 -f nasty.awk SCHEMA.tsv ...
BEGIN {
	FS = OFS = "\t"
	state = seed
	pieces = split("a é = + - @ \" \"\" ' ; , \\t \\n \\r \\\\ ~ 0 1 12 3.14 2,7 1E5 true false yes no none null { } [ ] | : < 日 😀 \\r\\n sep= Totaal 2015-01-02 open =1+1 '= ~~ # x", piece, " ")
	good["integer"] = split("0 1 -5 40 123456789 999999999999999 9999999999999999 007", integer, " ")
	good["decimal"] = split("1.5 0 -0.25 16.50 1000 0.0 12345678.123456789012", decimal, " ")
	good["text"] = split("a GM0363 0123 none B|BE kok +31612345678 24105:1", text, " ")
	good["part"] = split("x yes no 3 true a~b -", part, " ")
}
/^#/ || /^$/ { next }
$1 == "field" { next }
$1 != "bsn" && $1 != "person_key" && !seen[$1]++ {
	name[++fields] = $1
	type[fields] = $2
	sub(/^list:/, "", type[fields])
	split($4, word, " ")
	parts[fields] = split(word[1], unused, ":")
}
# The next number below n (Park and Miller, 1988).
function below(n) {
	state = state * 16807 % 2147483647
	return int(state / 2147483647 * n)
}
function nasty(    n, value) {
	for (n = below(6) + 1; n > 0; n--) value = value piece[below(pieces) + 1]
	return value
}
function in_parts(field,    value, items, n) {
	for (items = below(3) + 1; items > 0; items--) {
		for (n = parts[field]; n > 0; n--) value = value (below(2) ? part[below(good["part"]) + 1] : "") (n > 1 ? ":" : "")
		if (items > 1) value = value "|"
	}
	return value
}
function fine(field) {
	if (type[field] == "parts") return in_parts(field)
	if (type[field] == "integer") return integer[below(good["integer"]) + 1]
	if (type[field] == "decimal") return decimal[below(good["decimal"]) + 1]
	if (type[field] == "yesno") return below(2) ? "yes" : "no"
	return text[below(good["text"]) + 1]
}
END {
	for (i = 1; i <= fields; i++) printf "%s%s", name[i], i < fields ? OFS : "\n"
	for (r = 0; r < records; r++)
		for (i = 1; i <= fields; i++) {
			choice = below(10)
			value = choice < 4 ? "" : choice < 7 ? fine(i) : nasty()
			gsub(/~/, " ", value)
			printf "%s%s", value, i < fields ? OFS : "\n"
		}
}
