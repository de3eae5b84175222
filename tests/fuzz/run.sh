#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# Builds the fuzzers, the *.cpp here, with clang++'s libFuzzer, AddressSanitizer and UndefinedBehaviorSanitizer, and
# runs each for some seconds, after the inputs that are kept for it.
#
#   sh tests/fuzz/run.sh [SECONDS [NAME...]]      60 seconds each, all of them
#   sh tests/fuzz/run.sh keep [NAME...]           adds to the kept inputs what the runs before found and they lack
#
# Kept inputs are in tests/fuzz/corpus/NAME, new ones in build/fuzz/found/NAME, the input of a finding in
# build/fuzz/NAME-crash-*. INTERLOCK_FUZZ_BUILD is another folder than build/fuzz, INTERLOCK_FUZZ_SEED makes runs equal,
# INTERLOCK_FUZZ_OPTIMISE is another option than -O1.
# Status 77: clang++ has no libFuzzer here.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
build=${INTERLOCK_FUZZ_BUILD:-$root/build/fuzz}
sanitizers='-fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all'

links() { # NAME: the library that a fuzzer links, if any
    sed -n 's|^// links: |-l|p' "$here/$1.cpp"
}
compile() { # NAME
    launcher=''
    if command -v ccache >/dev/null; then launcher=ccache; fi
    postgres=$(pg_config --includedir 2>/dev/null || echo /usr/include/postgresql)
    strict=''
    if [ "${INTERLOCK_WERROR:-OFF}" = ON ]; then strict=-Werror; fi
    # shellcheck disable=SC2086
    $launcher clang++ -std=c++20 ${INTERLOCK_FUZZ_OPTIMISE:--O1} -g1 -fno-omit-frame-pointer $sanitizers -Wall -Wextra -Wpedantic -Wconversion \
        -Wshadow $strict "-I$root/include" -isystem "$postgres" -c "$here/$1.cpp" -o "$build/$1.o"
    # shellcheck disable=SC2046,SC2086
    clang++ $sanitizers "$build/$1.o" $(links "$1") -o "$build/$1"
}
if [ "${1:-}" = --compile ]; then
    compile "$2" || { echo "fuzz: $2 does not compile"; exit 255; } # 255: xargs starts no other
    exit
fi

mkdir -p "$build"
probe="$build/probe"
printf 'extern "C" int LLVMFuzzerTestOneInput(const unsigned char*, unsigned long) { return 0; }\n' >"$probe.cpp"
# shellcheck disable=SC2086
if ! clang++ $sanitizers "$probe.cpp" -o "$probe" >"$probe.log" 2>&1; then
    echo 'skipped: this needs clang++ with libFuzzer (Debian: clang, libclang-rt-dev)'
    exit 77
fi

what=${1:-60}
[ $# = 0 ] || shift
if [ $# = 0 ]; then
    # shellcheck disable=SC2046
    set -- $(cd "$here" && for file in *.cpp; do echo "${file%.cpp}"; done)
fi
names=''
for name; do
    # shellcheck disable=SC2046
    if echo 'int main() {}' | clang++ -x c++ - $(links "$name") -o "$probe" >"$probe.log" 2>&1; then
        names="$names $name"
    else
        echo "fuzz: $name is left out, it links $(links "$name")"
    fi
done

# shellcheck disable=SC2086
printf '%s\n' $names | xargs -n 1 -P 2 sh "$here/run.sh" --compile

status=0
for name in $names; do
    found="$build/found/$name" kept="$here/corpus/$name"
    mkdir -p "$found" "$kept"
    if [ "$what" = keep ]; then
        "$build/$name" -merge=1 -set_cover_merge=1 "$kept" "$found" >"$build/$name.log" 2>&1 || status=1
        continue
    fi
    # shellcheck disable=SC2086
    if "$build/$name" -max_total_time="$what" -max_len=512 -timeout=25 -seed="${INTERLOCK_FUZZ_SEED:-0}" \
        -print_final_stats=1 -artifact_prefix="$build/$name-" "$found" "$kept" >"$build/$name.log" 2>&1; then
        echo "fuzz: $name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$build/$name.log") inputs"
    else
        status=1
        echo "fuzz: $name: a finding; its input is $build/$name-*, the log $build/$name.log ends with"
        tail -n 40 "$build/$name.log"
    fi
done
echo "fuzz: kept inputs are in $here/corpus, new ones in $build/found"
exit "$status"
