#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# What 100,000 rows take while they are read and written, by the library, by hand and by SOCI: bytes that are held
# at the end, the most that the process had meanwhile, and allocations by operator new for each row. Builds the program
# (release, in build/bench). PostgreSQL is a throw-away server of tests/support/pg-cluster.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
build=$root/build/bench

mkdir -p "$build" || exit 2
{ sh "$root/.ci/packages" build sqlite postgres bench && cmake -S "$here" -B "$build" -DCMAKE_BUILD_TYPE=Release &&
    cmake --build "$build" --target interlock_bench_memory; } >"$build/log" 2>&1 ||
    { cat "$build/log" >&2; exit 2; }
[ -x "$root/tests/support/pg-cluster" ] || exec "$build/interlock_bench_memory"
# shellcheck disable=SC2016 # the URL is known within
exec "$root/tests/support/pg-cluster" --quiet -- sh -c '"$1" "$PG_PRIMARY_URI"' sh "$build/interlock_bench_memory"
