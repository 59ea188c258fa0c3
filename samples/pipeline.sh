#!/bin/sh
# The whole pipeline over the samples: from the exports of three organisations to pairs of people and vacancies, and from three lists
# of services to one catalogue.
# usage: pipeline.sh FOLDER   (made if need be; the kr tools are on PATH)
set -eu
samples=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
cd "$1"

kr-import -v -p uwv-sonar --as-of 2026-10-31 --rejects uwv.rejects.tsv -o uwv.tsv "$samples/uwv.csv"
for part in zuid noord; do
	kr-import -v -p gemeente --source $part --as-of 2026-11-01 --rejects gemeente-$part.rejects.tsv \
		-o gemeente-$part.tsv "$samples/gemeente-$part.csv"
done
kr-cat uwv.tsv gemeente-zuid.tsv gemeente-noord.tsv |
	kr-normalize -v --rejects candidates.rejects.tsv -o candidates.tsv
kr-link -v -o linked.tsv candidates.tsv
kr-merge -v -o register.tsv linked.tsv
for part in zuid noord; do
	kr-import -v -p gemeente-trajecten --source $part --as-of 2026-11-01 --rejects trajecten-$part.rejects.tsv \
		-o trajecten-$part.tsv "$samples/trajecten-$part.csv"
done
kr-cat trajecten-zuid.tsv trajecten-noord.tsv | kr-normalize -v --rejects events.rejects.tsv -o events.tsv
kr-import -v -p vacature-csv --as-of 2026-11-01 --rejects vacatures.rejects.tsv "$samples/vacatures.csv" |
	kr-normalize -v --rejects vacancies.rejects.tsv -o vacancies.tsv
kr-import -v -p diensten-csv --source zuid --as-of 2026-11-01 --rejects diensten-zuid.rejects.tsv \
	-o diensten-zuid.tsv "$samples/diensten-zuid.csv"
kr-import -v -p instrumentenkoffer --source noord --as-of 2026-11-01 --rejects koffer-noord.rejects.tsv \
	-o koffer-noord.tsv "$samples/instrumentenkoffer-noord.csv"
kr-import -v -p dennis-eva --source dennis --as-of 2026-11-01 --rejects gids.rejects.tsv \
	-o gids.tsv "$samples/instrumentengids.json"
kr-cat diensten-zuid.tsv koffer-noord.tsv gids.tsv |
	kr-normalize -v --rejects services.rejects.tsv --review services.review.tsv -o services.tsv
kr-match -v --vacancies vacancies.tsv -o matches.tsv register.tsv
