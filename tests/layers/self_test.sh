#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# The check of the layers finds what it is there for: each planted violation, and none where there is none.
set -eu
check=$(dirname "$0")/check.sh
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
failed=0

plant() { # FILE INCLUDED...
    mkdir -p "$tree/$(dirname "$1")"
    file=$1
    shift
    for header; do printf '#include %s\n' "$header"; done >"$tree/$file"
}
fresh() {
    rm -rf "$tree"
    plant interlock.hpp '<interlock/session/session.hpp>' '<interlock/model/field.hpp>'
    plant model/field.hpp '<string>'
    plant routing/router.hpp '<interlock/model/field.hpp>'
    plant session/session.hpp '<interlock/routing/router.hpp>' '<interlock/model/field.hpp>'
}
accepted() {
    if ! sh "$check" "$tree" >"$tree/output" 2>&1; then
        echo "refused, though nothing is wrong:"
        cat "$tree/output"
        failed=1
    fi
}
refused() { # TEXT
    if sh "$check" "$tree" >"$tree/output" 2>&1; then
        echo "not found: $1"
        failed=1
    elif ! grep -qF "$1" "$tree/output"; then
        echo "found, but without '$1':"
        cat "$tree/output"
        failed=1
    fi
}

fresh
accepted
plant model/field.hpp '<interlock/session/session.hpp>'
refused 'model/field.hpp:1: the folder model includes <interlock/session/session.hpp>'
fresh
plant routing/deep/inside.hpp '<string>' ' <interlock/session/session.hpp>'
refused 'routing/deep/inside.hpp:2: the folder routing includes'
fresh
plant model/field.hpp '<interlock/interlock.hpp>'
refused 'stands above all folders'
fresh
plant model/field.hpp '"field.hpp"'
refused 'not in quotes'
fresh
plant routing/router.hpp '<interlock/model/gone.hpp>'
refused 'there is no <interlock/model/gone.hpp>'
fresh
plant elsewhere/odd.hpp '<string>'
refused 'the folder elsewhere has no place in the order'
rm -rf "$tree"
mkdir "$tree"
refused 'no headers found'

[ "$failed" = 0 ] && echo 'every planted violation was found'
exit "$failed"
