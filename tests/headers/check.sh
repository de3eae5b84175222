#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# check.sh [--umbrellas] [--absent PREFIX]... DIRECTORY COMPILER [FLAG]...
#
# Compiles each header below DIRECTORY by itself, twice in one unit. PREFIX is the beginning of the headers of
# a library that is not installed: a header that fails for want of one is counted, and is no failure. With --umbrellas
# only the headers that users include are compiled.
#
# Most of the time goes into headers of the standard library that they all have: those are compiled once, and given to
# each header that includes another one of the project. One that includes none has to bring them itself.
set -eu
depth=9
if [ "$1" = --umbrellas ]; then
    depth=2
    shift
fi
absent='^$'
while [ "$1" = --absent ]; do
    absent="$absent|$2"
    shift 2
done
directory=$1
shift

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
export LC_ALL=C
# one line for each header: what became of it, and its name; what the compiler said goes to a file of that name
(cd "$directory" && find . -maxdepth "$depth" -name '*.hpp' | sort | sed 's,^\./,,') >"$results/headers"
[ -s "$results/headers" ] || { echo "no headers below $directory"; exit 1; }
common='string string_view vector optional tuple utility cstdint cstddef'
for header in $common; do echo "#include <$header>"; done >"$results/common.hpp"
"$@" -x c++-header "$results/common.hpp" -o "$results/common.hpp.gch"
export results absent directory
xargs -P 2 -I '{}' sh -c '
    header=$1
    shift
    log=$results/$(echo "$header" | tr / _).log
    given=""
    if grep -q "^#include <interlock/" "$directory/$header"; then given="-include $results/common.hpp"; fi
    if printf "#include <%s>\n#include <%s>\n" "$header" "$header" |
        "$@" $given -I "$directory" -fsyntax-only -x c++ - >"$log" 2>&1; then
        if [ -s "$log" ]; then echo "warns $header"; else echo "compiles $header"; fi
    elif grep -Eq "error: .?($absent).*(No such file|file not found)" "$log"; then
        echo "absent $header"
    else
        echo "fails $header"
    fi' check '{}' "$@" <"$results/headers" >"$results/outcome"

grep -E '^(fails|warns) ' "$results/outcome" | sort | while read -r outcome header; do
    printf '\n%s, included alone, %s:\n' "$header" "$outcome"
    head -n 30 "$results/$(echo "$header" | tr / _).log"
done
grep '^absent ' "$results/outcome" | sort | sed 's/^absent \(.*\)/left out, its library is not installed: \1/' || :
if grep -Eqv '^(compiles|absent) ' "$results/outcome"; then exit 1; fi
echo "$(grep -c '^compiles ' "$results/outcome") headers compile alone with $1"
