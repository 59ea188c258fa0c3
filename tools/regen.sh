#!/bin/sh
# Makes the samples and the golden files anew from what the tools do now. Read the diff before it is committed.
# usage: regen.sh BUILD
set -eu
PATH=$(cd "$1" && pwd):$PATH
export PATH
cd "$(dirname "$0")/.."
generate-samples --out samples
sh tests/golden/report.sh tests/golden
rm -f tests/csv/*.records tests/csv/*.rejects tests/csv/*.error
sh tests/csv/read.sh tests/csv
git diff --stat -- samples tests/golden tests/csv
