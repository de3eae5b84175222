#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# What it costs to lease an idle connection and to give it back, and what nobody watching costs: nanoseconds, the
# least of several rounds. Builds the program (release, in build/bench). PostgreSQL is a throw-away server of
# tests/support/pg-cluster, or the one that PG_PRIMARY_URI names.
#
#   lease.sh [LIMIT]    exit 1 when a lease takes more than LIMIT nanoseconds; 2 when something failed
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
build=$root/build/bench

mkdir -p "$build" || exit 2
{ cmake -S "$here" -B "$build" -DCMAKE_BUILD_TYPE=Release &&
    cmake --build "$build" --target interlock_bench_lease; } >"$build/log" 2>&1 ||
    { cat "$build/log" >&2; exit 2; }
if [ -n "${PG_PRIMARY_URI:-}" ] || ! [ -x "$root/tests/support/pg-cluster" ]; then
    exec "$build/interlock_bench_lease" "$@"
fi
exec "$root/tests/support/pg-cluster" --quiet -- "$build/interlock_bench_lease" "$@"
