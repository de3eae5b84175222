#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# The check of the tables finds each thing that it is there for, and nothing where all is well.
set -eu
check=$(dirname "$0")/forms.sh
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failed=0

page() { # ROW...
    printf '| Django | Diesel | here |\n|---|---|---|\n' >"$folder/page.md"
    for one; do printf '%s\n' "$one" >>"$folder/page.md"; done
    printf '\n| form | rows |\n|---|---|\n| `.all()` | all |\n' >>"$folder/page.md"
}
tests() { # TEST...
    for one; do printf '    %s\n' "$one"; done >"$folder/tests.cpp"
    printf '}\n' >>"$folder/tests.cpp"
}
run() { sh "$check" "$folder/page.md" "$folder/tests.cpp" >"$folder/output" 2>&1; }
accepted() {
    run && return
    echo "refused, though nothing is wrong:"
    cat "$folder/output"
    failed=1
}
refused() { # TEXT
    if run; then
        echo "not found: $1"
        failed=1
    elif ! grep -qF "$1" "$folder/output"; then
        echo "found, but without '$1':"
        cat "$folder/output"
        failed=1
    fi
}
fresh() {
    page '| `filter`, `x \| y` | `or` | `where(a)`, `il::asc` |' '| `regex` | none | none: no engine has it |' \
        '| none | `left` | none yet: later |' '| none | `find` | `one` |' '| none | none | `with<M>(q)` |'
    tests 'row("filter, x | y", [&] { CHECK(where(1) == asc<2>()); });' \
        'row("find", [&] { CHECK(q.one()); });' 'row("with<M>(q)", [&] {' 'CHECK(with<M>(q));' '});'
}

fresh
accepted
printf '\n| Django | Diesel | here |\n|---|---|---|\n| `last` | none | `one()` |\n' >>"$folder/page.md"
refused 'not run as a test: last'
fresh
sed -i.old '/"find"/d' "$folder/tests.cpp"
refused 'not run as a test: find'
fresh
sed -i.old '/`find`/d' "$folder/page.md"
refused 'no row is named: find'
fresh
sed -i.old 's/"find"/"regex"/' "$folder/tests.cpp"
refused 'its row says none: regex'
fresh
sed -i.old 's/^CHECK.*//; s/    CHECK(with.*/with<M>(q);/' "$folder/tests.cpp"
refused 'checks nothing: with<M>(q)'
fresh
sed -i.old 's/asc<2>/desc<2>/' "$folder/tests.cpp"
refused 'does not use asc, which its row names: filter, x | y'
fresh
sed -i.old 's/none yet: later/later/' "$folder/page.md"
refused 'neither a form nor none: reason: left'
fresh
sed -i.old 's/`left`/`find`/' "$folder/page.md"
refused 'a second row named: find'
fresh
sed -i.old 's/ `or` |//' "$folder/page.md"
refused 'a row of 2 cells'
fresh
sed -i.old 's/"with<M>(q)"/"find"/' "$folder/tests.cpp"
refused 'tested twice: find'
page
refused 'no row with a form'

[ "$failed" = 0 ] && echo 'everything that was wrong was found'
exit "$failed"
