#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# check.sh [--precompiled FOLDER] [--refusal-alone] [--has COMPONENT]... PROGRAM COMPILER [FLAG]...
#
# PROGRAM must not compile, and its diagnostic must be the intended one: the first error is a static_assert
# whose message begins as expected, at most a screenful of output comes before it, the parties are named, and
# there is no second error. With INTERLOCK_FIXED defined the same program must compile without a word, which
# proves that nothing but the refused line is wrong. The program's first lines say what is expected:
#
#   // expect: interlock: a model without a route     how the first error's message begins
#   // names: Gem                                      a word of the diagnostic (repeatable)
#   // define: NAME or NAME=VALUE                      a macro for both compilations (repeatable)
#   // needs: postgres                                 a component; without it (--has) the program is skipped
#   // errors: 2                                       where one error cannot be had; better not
#
# With --refusal-alone the second of these is left out: of two compilers one need say it.
# A header that the program includes from beside itself is taken from FOLDER where precompile.sh has put it there.
#
# Exit status: 0 as intended, 1 not, 77 skipped.
set -eu
screenful=40

precompiled=''
if [ "$1" = --precompiled ]; then
    precompiled=$2
    shift 2
fi
twin=true
if [ "$1" = --refusal-alone ]; then
    twin=false
    shift
fi
components=' '
while [ "$1" = --has ]; do
    components="$components$2 "
    shift 2
done
program=$1
shift
directive() { sed -n "s|^// *$1: *||p" "$program" | sed 's/ *$//'; }

for component in $(directive needs); do
    case $components in
        *" $component "*) ;;
        *) echo "skipped: it needs the component $component, which is not here"; exit 77 ;;
    esac
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C
status=0
complain() { echo "$program: $*"; status=1; }

expected=$(directive expect)
case $expected in
    'interlock: '?*) ;;
    *) complain "has no '// expect: interlock: ...' line"; exit 1 ;;
esac
[ -n "$(directive names)" ] || { complain "has no '// names: ...' line"; exit 1; }
wanted_errors=$(directive errors)
for define in $(directive define); do set -- "$@" "-D$define"; done
for header in $(sed -n 's/^#include "\(.*\)"$/\1/p' "$program"); do
    if [ -e "$precompiled/$header.gch" ]; then set -- "$@" -include "$precompiled/$header"; fi
done

if "$@" -fsyntax-only "$program" >"$work/diagnostic" 2>&1; then
    complain 'compiles, but must be refused'
    exit 1
fi

# the first error and what it says, without the wording that each compiler puts before the message
awk '/(^|: )(fatal )?error: / { exit } { print }' "$work/diagnostic" >"$work/before"
grep -m 1 -E '(^|: )(fatal )?error: ' "$work/diagnostic" >"$work/first" || echo 'no error at all' >"$work/first"
first=$(cat "$work/first")
message=$(sed -nE 's/^.*error: static(_assert| assertion) failed( due to requirement .*)?:? "?(interlock: .*)$/\3/p' "$work/first")
case $message in
    "$expected"*) ;;
    *)
        complain 'the first error is not the intended one'
        echo "  expected: $expected"
        echo "  found:    ${message:-$first}"
        ;;
esac

lines=$(grep -cvE '^ *[0-9]* \|' "$work/before" || :) # of the compiler's own; newer ones quote more of the source
[ "$lines" -le "$screenful" ] || complain "$lines lines come before the first error; at most $screenful may"

errors=$(grep -cE '(^|: )(fatal )?error: ' "$work/diagnostic" || :)
[ "$errors" = "${wanted_errors:-1}" ] || complain "$errors errors, not ${wanted_errors:-1}"

# what the compiler itself says up to a second error: its lines begin with a place, quoted source lines do not
awk '/(^|: )(fatal )?error: / && seen++ { exit } { print }' "$work/diagnostic" |
    grep -E '^[^ ]+:([0-9]+:)* |^In file included' |
    sed -E 's/^[^ ]+:([0-9]+:)* //' >"$work/said" || :
directive names | while read -r name; do
    grep -qwF -e "$name" "$work/said" || echo "$name"
done >"$work/unnamed"
while read -r name; do complain "the diagnostic does not name $name"; done <"$work/unnamed"

if [ "$status" != 0 ]; then
    echo '--- the diagnostic:'
    head -n 100 "$work/diagnostic"
fi

if $twin && { ! "$@" -DINTERLOCK_FIXED -fsyntax-only "$program" >"$work/fixed" 2>&1 || [ -s "$work/fixed" ]; }; then
    complain 'with INTERLOCK_FIXED defined it must compile without a word; the compiler says:'
    head -n 40 "$work/fixed"
fi
exit "$status"
