#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# self_test.sh COMPILER [FLAG]...: check.sh and twins.sh accept programs that are as they should be, and find each
# mistake.
set -eu
check=$(dirname "$0")/check.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The program refuses Gem in a template three calls deep, unless INTERLOCK_FIXED is defined.
good() {
    cat <<'PROGRAM'
// expect: interlock: a model without a route
// names: Gem
// names: gems_db
template <class Model, class Db> inline constexpr bool has_route = false;
template <class Model, class Db> constexpr void verify() {
    static_assert(has_route<Model, Db>, "interlock: a model without a route: give it a router");
}
struct Gem {};
struct Tile {};
struct gems_db {};
int main() {
#ifndef INTERLOCK_FIXED
    verify<Gem, gems_db>();
#endif
}
PROGRAM
}
judged() { # STATUS TEXT COMMAND...: what check.sh makes of the program on standard input
    wanted=$1 text=$2
    shift 2
    cat >"$work/program.cpp"
    status=0
    sh "$check" "$work/program.cpp" "$@" >"$work/output" 2>&1 || status=$?
    if [ "$status" != "$wanted" ] || { [ -n "$text" ] && ! grep -qF -e "$text" "$work/output"; }; then
        echo "expected status $wanted and '$text', not status $status and:"
        cat "$work/output"
        : >"$work/failed" # a variable would be lost: each call is a subshell at the end of a pipe
    fi
}

good | judged 0 '' "$@"
good | sed 's/#ifndef INTERLOCK_FIXED/#if 0/' | judged 1 'compiles, but must be refused' "$@"
good | sed 's/"interlock: a model without a route:/"interlock: something else:/' |
    judged 1 'the first error is not the intended one' "$@"
good | sed 's/"interlock: a model/"a model/' | judged 1 'the first error is not the intended one' "$@"
good | sed 's/int main() {/int main() { int unknown = name;/' | judged 1 'the first error is not the intended one' "$@"
good | sed 's/^#endif/    verify<Tile, gems_db>();\n#endif/' | judged 1 '2 errors, not 1' "$@"
good | sed 's/^#endif/    verify<Tile, gems_db>();\n#endif/; 1i // errors: 2' | judged 0 '' "$@"
good | sed 's|^// names: Gem|// names: Tile|' | judged 1 'does not name Tile' "$@"
good | sed 's/^}$/#ifdef INTERLOCK_FIXED\n    int unknown = name;\n#endif\n}/; s/ Db>() {/ Db>() { int i = 0; (void)i;/' |
    judged 1 'with INTERLOCK_FIXED defined it must compile' "$@"
good | sed '/^#ifndef INTERLOCK_FIXED/d; /^#endif/d' | judged 1 'with INTERLOCK_FIXED defined it must compile' "$@"
good | sed 's|^    static_assert.*|& // Quoted|; 1i // names: Quoted' | judged 1 'does not name Quoted' "$@"
good | sed '/^.. expect/d' | judged 1 "has no '// expect" "$@"
good | sed '/^.. names/d' | judged 1 "has no '// names" "$@"
good | sed 's/#ifndef INTERLOCK_FIXED/#ifdef REFUSED/' | judged 1 'compiles, but must be refused' "$@"
good | sed 's/#ifndef INTERLOCK_FIXED/#if defined REFUSED \&\& !defined INTERLOCK_FIXED/; 1i // define: REFUSED' |
    judged 0 '' "$@"
good | sed '/^#ifndef INTERLOCK_FIXED/d; /^#endif/d' >"$work/twin.cpp"
sh "$check" --refusal-alone "$work/twin.cpp" "$@" >/dev/null || : >"$work/failed"
good | sed '1i // needs: postgres' | judged 77 'it needs the component postgres' "$@"

# more than a screenful of context before the error
warnings=$(i=0; while [ "$i" -lt 45 ]; do printf '#warning %d\\n' "$i"; i=$((i + 1)); done)
good | sed "s/^#ifndef INTERLOCK_FIXED/&\n$warnings/" | judged 1 'lines come before the first error' "$@"

# of programs that are asked together the one with a mistake is told
twins=$(dirname "$0")/twins.sh
printf '%s\n' '#pragma once' 'inline int shared() { return 0; }' >"$work/shared.hpp"
printf '%s\n' '#include "shared.hpp"' 'int use() { return shared(); }' >"$work/first.cpp"
cp "$work/first.cpp" "$work/other.cpp"
together() { sh "$twins" "$work/shared.hpp" "$work/first.cpp" "$work/other.cpp" -- "$@" >"$work/output" 2>&1; }
together "$@" || : >"$work/failed"
for mistake in 'int unknown = name;' '#warning odd'; do
    printf '%s\n' '#include "shared.hpp"' '#ifdef INTERLOCK_FIXED' "$mistake" '#endif' >"$work/other.cpp"
    if together "$@" || ! grep -q "^$work/other.cpp: with INTERLOCK_FIXED" "$work/output" ||
        grep -q "^$work/first.cpp:" "$work/output"; then
        cat "$work/output"
        : >"$work/failed"
    fi
done

[ ! -e "$work/failed" ] || exit 1
echo 'every planted mistake was found'
