# What --detect says of the corpus (second file) against DETECTED.tsv (first): the names of those of which it says something else.
BEGIN { FS = "\t" }
FNR == 1 { part++; head = 0 }
/^#/ { next }
!head++ { for (i = 1; i <= NF; i++) column[part, $i] = i; next }
{
	said = ""
	name = part == 1 ? $1 : $column[2, "file"]
	sub(/.*\//, "", name)
	sub(/\.csv$/, "", name)
	n = split("format encoding delimiter quote line_ends header_line columns", wanted, " ")
	for (i = 1; i <= n; i++) said = said FS $column[part, wanted[i]]
	if (part == 1) truth[name] = said
	else if (truth[name] != said) print name
}
