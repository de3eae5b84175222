#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# check.sh DIRECTORY: no folder of the library includes a higher one.
#
# DIRECTORY is include/interlock. A folder may include itself and the folders before it in this order; a
# header that lies in DIRECTORY itself offers what the folders hold, so it may include any, and no folder may
# include it. The library's headers name each other as <interlock/folder/header.hpp>, and each must exist.
set -eu
order='model routing query sql backend session migrate'

cd "$1"
find . -name '*.hpp' | LC_ALL=C sort | xargs awk -v order="$order" '
    function complain(what) {
        printf "%s:%d: %s\n", substr(FILENAME, 3), FNR, what
        bad++
    }
    BEGIN {
        count = split(order, names, " ")
        for (i = 1; i <= count; i++) level[names[i]] = i
    }
    FNR == 1 {
        files++
        depth = split(substr(FILENAME, 3), path, "/")
        own = depth > 1 ? path[1] : ""
        if (own != "" && !(own in level))
            complain("the folder " own " has no place in the order (" order "); give it one in tests/layers/check.sh")
    }
    /^[ \t]*#[ \t]*include[ \t]*"/ {
        complain("the library includes its own headers as <interlock/...>, not in quotes")
        next
    }
    /^[ \t]*#[ \t]*include[ \t]*<interlock\// {
        target = $0
        sub(/^[^<]*<interlock\//, "", target)
        sub(/>.*/, "", target)
        if ((getline line < target) < 0) complain("there is no <interlock/" target ">")
        close(target)
        if (own == "") next
        if (target !~ /\//) {
            complain("the folder " own " includes <interlock/" target ">, which stands above all folders")
            next
        }
        folder = target
        sub(/\/.*/, "", folder)
        if (level[folder] > level[own])
            complain("the folder " own " includes <interlock/" target ">, which is of a higher layer (" order ")")
    }
    END {
        if (!files) { print "no headers found"; exit 1 }
        if (bad) exit 1
        printf "%d headers hold the order: %s\n", files, order
    }'
