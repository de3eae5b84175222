#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# What a static route costs is nothing: a query that routers send to its database is compiled to the same instructions as
# one of a service where everything goes there. Names differ, as the services do, and are left out.
#   check.sh FOLDER COMPILER [FLAG]...
set -eu
here=$(dirname "$0") folder=$1 compiler=$2
shift 2
mkdir -p -- "$folder"

# instructions NAME [FLAG]...: those of the program, a line for each function, in $folder/NAME. Compilers put functions in
# the order in which they came upon them.
instructions() {
    name=$1
    shift
    "$compiler" -std=c++20 -O2 "$@" -S "$here/queries.cpp" -o "$folder/$name.s"
    awk '
        /^[A-Za-z_].*:/ { if (body != "") print body; body = "" }
        /^[[:space:]][a-z]/ {
            gsub(/_Z[A-Za-z0-9_.$]*/, "NAME")
            gsub(/\.L[A-Za-z0-9_.$]*/, "PLACE")
            body = body $0 ";"
        }
        END { print body }' "$folder/$name.s" | LC_ALL=C sort >"$folder/$name"
}
instructions plain "$@"
instructions routed "$@" -DROUTED
instructions other "$@" -DROUTED -DOTHER_WORK
count=$(tr -cd ';' <"$folder/plain" | wc -c)
[ "$count" -gt 500 ] || { echo "no program: $count instructions"; exit 1; }
if cmp -s "$folder/plain" "$folder/other"; then
    echo 'another program is compiled to the same: nothing is compared here'
    exit 1
fi
if ! cmp -s "$folder/plain" "$folder/routed"; then
    echo 'routers add to the instructions of a query:'
    diff "$folder/plain" "$folder/routed" | tr ';' '\n' | head -n 60
    exit 1
fi
echo "$count instructions, with routers and without"
