#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# Installs what is missing, builds the run-time benchmarks (release, in build/bench) and runs them: the library's
# everyday form against hand-written code and against SOCI, in turns. Options go to the benchmarks, such as
# --check 1.05 --scale 0.1; INTERLOCK_BENCH=sqlite or =postgres runs only one. PostgreSQL is a throw-away server of
# tests/support/pg-cluster, or the one that PG_PRIMARY_URI names. The figures are left in build/bench/*.json, and as
# charts in build/bench/*.svg. Exit: 0, 1 when a limit was exceeded, 2 when something failed.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
build=$root/build/bench
cluster=$root/tests/support/pg-cluster
which=${INTERLOCK_BENCH:-sqlite postgres}
result=0

case " $* " in *' --help '*) sed -n '3,7s/^# //p' "$0" ;; esac

mkdir -p "$build" || exit 2
sh "$root/.ci/packages" build sqlite postgres bench >"$build/log" 2>&1 || { cat "$build/log" >&2; exit 2; }
cmake -S "$here" -B "$build" -DCMAKE_BUILD_TYPE=Release >"$build/log" 2>&1 ||
    { cat "$build/log" >&2; exit 2; }
for backend in $which; do
    cmake --build "$build" --target "interlock_bench_$backend" >"$build/log" 2>&1 ||
        { cat "$build/log" >&2; exit 2; }
done

# The server and its clients have one processor: else it decides which of them share one.
alone='taskset -c 0'
$alone true 2>/dev/null || alone=''

remember() { # the worst exit code so far
    [ "$1" -le "$result" ] || result=$1
}

for backend in $which; do
    program=$build/interlock_bench_$backend
    case $backend in
    sqlite)
        "$program" --json "$build/sqlite.json" --svg "$build/sqlite.svg" "$@"
        remember $?
        ;;
    postgres)
        set -- --json "$build/postgres.json" --svg "$build/postgres.svg" "$@"
        if [ -n "${PG_PRIMARY_URI:-}" ]; then
            "$program" "$@"
            remember $?
        elif [ -x "$cluster" ]; then
            # shellcheck disable=SC2086
            $alone "$cluster" --quiet --set autovacuum=off -- "$program" "$@"
            remember $?
        else
            echo "bench: no PostgreSQL: PG_PRIMARY_URI is not set, and there is no tests/support/pg-cluster" >&2
        fi
        ;;
    esac
done
exit "$result"
