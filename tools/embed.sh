#!/bin/sh
# Writes a C file that holds the named data files byte for byte, sorted by name, for lib/base/embedded.h.
# usage: embed.sh FILE... > embedded.c
set -eu
LC_ALL=C
export LC_ALL
# By their names: with the ending b-c.tsv would come before b.tsv. No name holds a blank; what is no table keeps its ending.
# shellcheck disable=SC2046
set -- $(for file; do printf '%s %s\n' "${file%.tsv}" "$file"; done | sort -k1,1 | sed 's/.* //')
echo '#include "base/embedded.h"'
i=0
for file; do
	printf '__asm__(".section .rodata\\n.balign 16\\nkr_data_%d:\\n.incbin \\"%s\\"\\nkr_data_%d_end:\\n.byte 0\\n.previous\\n");\n' "$i" "$file" "$i"
	printf 'extern const char kr_data_%d[], kr_data_%d_end[];\n' "$i" "$i"
	i=$((i + 1))
done
echo 'const kr_embedded_file kr_embedded_files[] = {'
i=0
for file; do
	name=${file#lib/}
	printf '\t{"%s", kr_data_%d, kr_data_%d_end},\n' "${name%.tsv}" "$i" "$i"
	i=$((i + 1))
done
echo '	{0, 0, 0},'
echo '};'
