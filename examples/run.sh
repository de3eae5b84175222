#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# Builds the example atlas and runs its main job on SQLite, on a machine that need have nothing but git.
# What is missing is installed with apt-get, or named. The build, and the databases, are in build/examples.
set -eu
cd "$(dirname "$0")/.."

sh .ci/packages build sqlite json examples

generator=''
if [ ! -e build/examples/CMakeCache.txt ] && command -v ninja >/dev/null; then generator='-G Ninja'; fi
# shellcheck disable=SC2086
cmake -S . -B build/examples $generator -DCMAKE_BUILD_TYPE=Release \
    -DINTERLOCK_BUILD_TESTS=OFF -DINTERLOCK_BUILD_EXAMPLES=ON -DINTERLOCK_WITH_SQLITE=ON -DINTERLOCK_WITH_JSON=ON
cmake --build build/examples --parallel 2 --target atlas

atlas=$PWD/build/examples/examples/atlas/atlas
mkdir -p build/examples/databases
cd build/examples/databases
show() {
    printf '\n$ atlas'
    for word; do
        case $word in
            *' '*) printf ' "%s"' "$word" ;;
            *) printf ' %s' "$word" ;;
        esac
    done
    echo
    "$atlas" "$@"
}
show load
show search --organism 'Homo sapiens' --tissue liver
show stats
show tile sugar_splitting
show routes
