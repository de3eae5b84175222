#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# The library's everyday form against hand-written code on SQLite in instructions executed, as valgrind
# counts them: the same in every run, however busy the machine is. (Waiting and caches do not show.)
#
#   instructions.sh [LIMIT]    exit 1 when a workload's ratio exceeds LIMIT; 2 when something failed
#
# Run bench/run.sh before: it builds the program. The counts lie in build/bench/callgrind.out, for
# callgrind_annotate or a viewer.
set -u
here=$(cd "$(dirname "$0")" && pwd)
build=$(dirname "$here")/build/bench
program=${INTERLOCK_BENCH_PROGRAM:-$build/interlock_bench_sqlite}
counts=$build/callgrind.out
command -v valgrind >/dev/null ||
    { echo "instructions.sh: no valgrind (apt-get install valgrind)" >&2; exit 2; }
[ -x "$program" ] ||
    { echo "instructions.sh: no $program; bench/run.sh builds it" >&2; exit 2; }

mkdir -p "$build"
valgrind --tool=callgrind --callgrind-out-file="$counts" \
    "$program" --memory --best --rounds 1 --scale 0.05 >"$build/log" 2>&1 ||
    { cat "$build/log" >&2; exit 2; }
callgrind_annotate --inclusive=yes --threshold=100 --show-percs=no --auto=no "$counts" |
    awk -v limit="${1:-}" '
        function of(workload, type,   line) {
            for (line in count)
                if (index(line, workload) && (type == "" || index(line, type))) return count[line]
            return 0
        }
        /interlock_side<[^>]*>::[a-z_]*\(|hand_sqlite::[a-z_]*\(/ && !/lambda/ {
            number = $1
            gsub(",", "", number)
            sub(/^[ 0-9,]+/, "")
            count[$0] = number
        }
        function ratio(name, method, type,   library, hand) {
            library = of("interlock_side<interlock::sqlite>::" method "(", type)
            hand = of("hand_sqlite::" method "(", type)
            if (!library || !hand) { printf "%s was not counted\n", name; failed = 2; return }
            over = limit != "" && library / hand > limit
            if (over) failed = failed ? failed : 1
            printf "%-24s %.3f%s\n", name, library / hand, over ? "  OVER THE LIMIT" : ""
        }
        END {
            print "SQLite in memory, ratio of instructions"
            ratio("insert, 9 texts", "insert_each", "bench::Gem")
            ratio("insert, generated key", "insert_each", "bench::Review")
            ratio("bulk insert, 9 texts", "insert_bulk", "bench::Gem")
            ratio("bulk insert, mixed", "insert_bulk", "bench::Review")
            ratio("lookup, text key", "look_up", "string")
            ratio("lookup, integer key", "look_up", "long")
            ratio("lookups, one transaction", "look_up_in_transaction", "")
            ratio("select all, 9 texts", "all_gems", "")
            ratio("select all, mixed", "all_reviews", "")
            ratio("join", "reviews_with_products", "")
            ratio("read as it comes", "view_gems", "")
            ratio("groups", "count_by_rating", "")
            ratio("filtered select", "filter", "")
            ratio("update by key", "update_each", "")
            ratio("upsert", "upsert_each", "")
            exit failed
        }'
