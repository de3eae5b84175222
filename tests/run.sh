#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# Builds everything and passes all tests, on a machine that need have nothing but git.
#
#   sh tests/run.sh [ARGUMENT OF CTEST]...        sh tests/run.sh -R compile_fail
#
# What is missing is installed with apt-get, or named. The build is in build/tests; the PostgreSQL servers are
# throw-away ones on free ports of the loopback, stopped at the end. INTERLOCK_WERROR=ON makes warnings errors.
set -eu
cd "$(dirname "$0")/.."

sh .ci/packages build sqlite json postgres examples tests

set -- --output-on-failure -j 2 "$@"
generator=''
if [ ! -e build/tests/CMakeCache.txt ] && command -v ninja >/dev/null; then generator='-G Ninja'; fi
launcher=''
# what is compiled once for many files is kept too
export CCACHE_SLOPPINESS=pch_defines,time_macros
if command -v ccache >/dev/null; then launcher=-DCMAKE_CXX_COMPILER_LAUNCHER=ccache; fi

# shellcheck disable=SC2086
cmake -S . -B build/tests $generator $launcher -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG=-g1 -DCMAKE_EXPORT_COMPILE_COMMANDS=ON \
    -DINTERLOCK_BUILD_TESTS=ON -DINTERLOCK_BUILD_EXAMPLES=ON -DINTERLOCK_WERROR="${INTERLOCK_WERROR:-OFF}" \
    -DINTERLOCK_WITH_SQLITE=ON -DINTERLOCK_WITH_POSTGRES=ON -DINTERLOCK_WITH_JSON=ON -DINTERLOCK_REQUIRE_POSTGRES=ON
cmake --build build/tests --parallel 2
cd build/tests
exec ctest "$@"
