#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# What the library costs at compile time, beside the budgets of the design: wall time (the least of N
# runs, the programs taken in turns), peak memory, size of the stripped program.
#
#   run.sh [OPTION]...
#     --runs N          runs of each program (default 7); the least counts
#     --compiler CXX    compiler (default g++; repeatable, such as --compiler g++ --compiler clang++)
#     --include DIR     the library's headers (default: include/ of this project)
#     --flags TEXT      further compiler flags
#     --only TEXT       only programs whose name contains TEXT
#     --budgets         only programs that have a budget
#     --check [MARGIN]  exit 1 when a budget times MARGIN (default 1.15) is exceeded, of memory and size times 1.05, of
#                       what a further query takes, a difference of two, times 1.5 MARGIN. The budgets are those of
#                       g++ 12, in seconds of a machine that compiles <string>, <vector> and <optional> ("ref") in
#                       0.18 s; on a slower one the times are scaled to that.
set -u
here=$(cd "$(dirname "$0")" && pwd)
include=$(dirname "$(dirname "$here")")/include
runs=7 compilers='' flags='' only='' budgets='' margin=''
usage() {
    sed -n '3,/^set -u/{/^set -u/d;s/^# \{0,1\}//;p;}' "$0"
    exit "$1"
}
while [ $# -gt 0 ]; do
    case $1 in
    --runs) runs=$2; shift ;;
    --compiler) compilers="$compilers $2"; shift ;;
    --include) include=$2; shift ;;
    --flags) flags=$2; shift ;;
    --only) only=$2; shift ;;
    --budgets) budgets=yes ;;
    --check)
        margin=1.15
        case ${2:-} in [0-9]*) margin=$2; shift ;; esac
        ;;
    --help) usage 0 ;;
    *) usage 2 >&2 ;;
    esac
    shift
done

work=$(mktemp -d "${TMPDIR:-/tmp}/interlock-compile.XXXXXX") || exit 2
trap 'rm -rf -- "$work"' EXIT
trap 'exit 130' INT TERM
cc -O1 -o "$work/measure" "$here/measure.c" || exit 2

: >"$work/empty.cpp"
printf '#include <string>\n#include <vector>\n#include <optional>\n' >"$work/reference.cpp"
printf '#include <interlock/interlock.hpp>\n#include <interlock/sqlite.hpp>\n' >"$work/include.cpp"
cp "$here/queries.cpp" "$here/part.cpp" "$here/review.hpp" "$work/"
printf '#include <interlock/interlock.hpp>\n#include <interlock/sqlite_extern.hpp>\n' >"$work/shared.hpp"
awk -v models=50 -v columns=20 -f "$here/wide.awk" >"$work/fifty.cpp"
awk -v models=1 -v columns=100 -v queries=1 -f "$here/wide.awk" >"$work/hundred.cpp"
awk -v models=12 -v columns=5 -v joined=1 -f "$here/wide.awk" >"$work/twelve.cpp"

# name | source | flags (precompiled: shared.hpp before it) | linked | budget: seconds | MB | kB
cat >"$work/programs" <<'END'
empty|empty.cpp|-O0|no|||
string+vector+optional|reference.cpp|-O0|no|||
include alone|include.cpp|-O0|no|0.5|120|
12 queries -O0|queries.cpp|-O0 -DQUERIES=12|yes|1.3|200|
22 queries -O0|queries.cpp|-O0 -DQUERIES=22|yes|||
32 queries -O0|queries.cpp|-O0 -DQUERIES=32|yes|||
12 queries -O2|queries.cpp|-O2 -DQUERIES=12|yes|2.2||120
22 queries -O2|queries.cpp|-O2 -DQUERIES=22|yes|||
50 models x 20 columns|fifty.cpp|-O0|yes|3|400|
1 model x 100 columns|hundred.cpp|-O0|yes|||
join of 12 tables|twelve.cpp|-O0|yes|||
include alone -O2|include.cpp|-O2|no|||
50 models -O2|fifty.cpp|-O2|yes|||
100 columns -O2|hundred.cpp|-O2|yes|||
join of 12 tables -O2|twelve.cpp|-O2|yes|||
part of a program -O0|part.cpp|-O0|no|||
same, extern -O0|part.cpp|-O0 -DEXTERN|no|||
same, precompiled too -O0|part.cpp|-O0 -DEXTERN precompiled|no|||
part of a program -O2|part.cpp|-O2|no|||
same, extern -O2|part.cpp|-O2 -DEXTERN|no|||
same, precompiled too -O2|part.cpp|-O2 -DEXTERN precompiled|no|||
END
if [ -n "$only" ]; then
    grep -e '^string' -e "^[^|]*$only" "$work/programs" >"$work/chosen"
    mv "$work/chosen" "$work/programs"
fi

if [ -n "$budgets" ]; then # the difference of the second and the fourth has one too
    awk -F'|' '/^string|^22 queries -O0/ || $5 $6 $7 != ""' "$work/programs" >"$work/chosen"
    mv "$work/chosen" "$work/programs"
fi

give_up() {
    printf '%s:\n' "$1" >&2
    head -n 20 "$work/errors" >&2
    exit 2
}

result=0
for compiler in ${compilers:-g++}; do
    for level in -O0 -O2; do # a precompiled header serves those with its own flags
        if ! grep -q -e "$level.*precompiled" "$work/programs"; then continue; fi
        mkdir -p "$work/$level"
        cp "$work/shared.hpp" "$work/$level/"
        case $("$compiler" --version) in *clang*) kind=pch ;; *) kind=gch ;; esac
        # shellcheck disable=SC2086
        "$compiler" -std=c++20 $level $flags -I"$include" -x c++-header "$work/$level/shared.hpp" \
            -o "$work/$level/shared.hpp.$kind" 2>"$work/errors" || give_up "$compiler: no precompiled header"
    done
    : >"$work/times"
    : >"$work/sizes"
    run=0
    while [ $run -lt "$runs" ]; do
        number=0
        while IFS='|' read -r name source options linked _; do
            number=$((number + 1))
            case $options in *precompiled*) options="${options% precompiled} -include $work/${options%% *}/shared.hpp" ;; esac
            # shellcheck disable=SC2086  # flags are words
            "$work/measure" "$work/times" "$number" "$compiler" -std=c++20 $options $flags -I"$include" \
                -c "$work/$source" -o "$work/$number.o" 2>"$work/errors" ||
                give_up "$compiler: '$name' does not compile"
            if [ $run -gt 0 ] || [ "$linked" = no ]; then continue; fi
            if ! "$compiler" "$work/$number.o" -o "$work/program" -lsqlite3 2>"$work/errors"; then
                give_up "$compiler: '$name' does not link"
            fi
            strip "$work/program"
            echo "$number $(wc -c <"$work/program")" >>"$work/sizes"
        done <"$work/programs"
        run=$((run + 1))
    done

    printf '\n%s, least of %s runs\n' "$("$compiler" --version | head -n 1)" "$runs"
    awk -F'|' -v ideal=0.18 -v margin="$margin" -v times="$work/times" -v sizes="$work/sizes" '
        BEGIN {
            while ((getline line < times) > 0) {
                split(line, part, " ")
                n = part[1]
                run = ++runs[n]
                wall_of[n, run] = part[2]
                cpu_of[n, run] = part[3]
                if (!(n in wall) || part[2] < wall[n]) wall[n] = part[2]
                if (!(n in cpu) || part[3] < cpu[n]) cpu[n] = part[3]
                if (part[4] > peak[n]) peak[n] = part[4]
            }
            while ((getline line < sizes) > 0) { split(line, part, " "); size[part[1]] = part[2] / 1000 }
        }
        { name[NR] = $1; seconds[NR] = $5; megabytes[NR] = $6; kilobytes[NR] = $7; number[$1] = NR }
        END {
            reference = number["string+vector+optional"]
            printf "%-26s %8s %7s %7s %8s %-11s %6s %-10s %6s %s\n", "",
                "wall s", "cpu s", "x ref", "scaled s", "/ budget", "MB", "/ budget", "kB", "/ budget"
            for (n = 1; n <= NR; ++n)
                row(name[n], wall[n], cpu[n], seconds[n], peak[n], megabytes[n], size[n], kilobytes[n])
            further("O0", 12, 22, "each further query", 0.025)
            further("O0", 22, 32, "each of groups, joins", "")
            further("O2", 12, 22, "each further query", "")
            printf "ref is string+vector+optional; scaled: to a machine that needs %.2f s for it\n", ideal
            exit over
        }
        # Other programs on the machine add to the wall time and, less, to the processor time.
        function scaled(wall_seconds, cpu_seconds,   least) {
            least = cpu_seconds < wall_seconds ? cpu_seconds : wall_seconds
            return cpu[reference] > ideal ? least * ideal / cpu[reference] : least
        }
        function beside(value, budget, room) {
            if (budget == "") return ""
            if (margin == "" || value <= budget * room) return "/ " budget
            over = 1
            return "/ " budget " OVER"
        }
        function row(what, wall_s, cpu_s, budget_s, mb, budget_mb, kb, budget_kb,   time, row_margin) {
            row_margin = number[what] ? margin : 1.5 * margin # the difference of two large figures
            time = scaled(wall_s, cpu_s)
            printf "%-26s %8.3f %7.3f %7.2f %8.3f %-11s %6.1f %-10s", what, wall_s, cpu_s,
                cpu_s / cpu[reference], time, beside(time, budget_s, row_margin), mb, beside(mb, budget_mb, 1.05)
            if (kb != "") printf " %6.1f %s", kb, beside(kb, budget_kb, 1.05)
            print ""
        }
        # The two programs are compiled one after the other: the median of the differences of those pairs.
        function difference(of, many, few,   i, j, sorted, each) {
            for (i = 1; i <= runs[few]; ++i) {
                each = of[many, i] - of[few, i]
                for (j = i; j > 1 && sorted[j - 1] > each; --j) sorted[j] = sorted[j - 1]
                sorted[j] = each
            }
            i = int(runs[few] / 2)
            return runs[few] % 2 ? sorted[i + 1] : (sorted[i] + sorted[i + 1]) / 2
        }
        function further(level, from, to, what, budget,   few, many) {
            few = number[from " queries -" level]
            many = number[to " queries -" level]
            if (few && many)
                row(what " -" level, difference(wall_of, many, few) / 10,
                    difference(cpu_of, many, few) / 10, budget, (peak[many] - peak[few]) / 10, "",
                    (size[many] - size[few]) / 10, "")
        }
    ' "$work/programs" || result=1
done
exit $result
