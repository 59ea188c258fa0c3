#!/bin/sh
# Puts the field tables of the schema into the frame of kr-records(5).
# usage: records-page.sh FRAME SCHEMA_FOLDER > kr-records.5
# In the frame a line "@fields NAME" stands for the fields of SCHEMA_FOLDER/NAME.tsv, and "@recipients" for the grants.
set -eu
LC_ALL=C
export LC_ALL
awk -v folder="$2" '
function fields(name,    file, line, parts, i, column, text) {
	file = folder "/" name ".tsv"
	split("", column)
	print ".Bl -tag -width indent -compact"
	while ((getline line < file) > 0) {
		if (line ~ /^#/ || line ~ /^[ \t]*$/) continue
		split(line, parts, "\t")
		if (!("field" in column)) {
			for (i = 1; i in parts; i++) column[parts[i]] = i
			continue
		}
		print ".It Va " parts[column["field"]]
		text = parts[column["type"]]
		if (parts[column["unit"]] != "") text = text ", " parts[column["unit"]]
		text = text "; " parts[column["class"]]
		if (parts[column["values"]] != "") text = text "; " parts[column["values"]]
		if (parts[column["vum"]] != "") text = text "; VUM or SUWI: " parts[column["vum"]]
		print escape("(" text ")")
		print ".br"
		print escape(parts[column["meaning"]])
	}
	if (!("field" in column)) { print "cannot read " file > "/dev/stderr"; exit 1 }
	close(file)
	print ".El"
}
# Who gets what, by recipient and purpose.
function recipients(    file, line, parts, i, column, text, key, last) {
	file = folder "/recipients.tsv"
	print ".Bl -tag -width indent -compact"
	while ((getline line < file) > 0) {
		if (line ~ /^#/ || line ~ /^[ \t]*$/) continue
		split("", parts)
		split(line, parts, "\t")
		if (!("fields" in column)) {
			for (i = 1; i in parts; i++) column[parts[i]] = i
			continue
		}
		key = parts[column["recipient"]] ", for the purpose " parts[column["purpose"]]
		if (key != last) {
			print ".It Cm " parts[column["recipient"]] " No , for the purpose " parts[column["purpose"]]
			print escape("(" parts[column["ground"]] ")")
		}
		last = key
		text = parts[column["schema"]] ": " parts[column["fields"]]
		gsub(/\|/, ", ", text)
		print ".br"
		print escape(text)
	}
	if (!("fields" in column)) { print "cannot read " file > "/dev/stderr"; exit 1 }
	close(file)
	print ".El"
}
function escape(text) {
	gsub(/\\/, "\\e", text)
	if (text ~ /^[.\047]/) text = "\\&" text
	return text
}
$1 == "@fields" { fields($2); next }
$1 == "@recipients" { recipients(); next }
{ print }' "$1"
