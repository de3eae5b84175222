#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# twins.sh [--precompiled FOLDER] HEADER PROGRAM... -- COMPILER [FLAG]...
#
# With INTERLOCK_FIXED defined each PROGRAM must compile without a word, as check.sh has it; here they are compiled
# together, each in a namespace of its own, which takes a fraction of the time. They include HEADER and nothing else,
# and give no model of their own. Where something is said, it is asked of each by itself, to tell which it was.
set -eu
cd "$(dirname "$0")"

precompiled=''
if [ "$1" = --precompiled ]; then
    precompiled=$2
    shift 2
fi
header=$1
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

count=0
echo "#include \"$header\"" >"$work/twins.cpp"
while [ "$1" != -- ]; do
    count=$((count + 1))
    printf 'namespace twin_%s {\n#include "%s"\n}\n' "$count" "$1" >>"$work/twins.cpp"
    echo "$1" >>"$work/programs"
    shift
done
shift
given=''
if [ -e "$precompiled/$header.gch" ]; then given="-include $precompiled/$header"; fi

# shellcheck disable=SC2086
if "$@" $given -I. -DINTERLOCK_FIXED -fsyntax-only "$work/twins.cpp" >"$work/said" 2>&1 && [ ! -s "$work/said" ]; then
    echo "$count programs compile without what is refused"
    exit 0
fi
while read -r program; do
    # shellcheck disable=SC2086
    if ! "$@" $given -DINTERLOCK_FIXED -fsyntax-only "$program" >"$work/one" 2>&1 || [ -s "$work/one" ]; then
        echo "$program: with INTERLOCK_FIXED defined it must compile without a word; the compiler says:"
        head -n 40 "$work/one"
    fi
done <"$work/programs"
echo "Together they do not compile without a word; the compiler says:"
head -n 40 "$work/said"
exit 1
