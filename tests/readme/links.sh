#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# links.sh PAGE...: what a page links to by a path is there. Code is not looked at.
set -eu
missing=$(awk '
    /^```/ { is_code = !is_code; next }
    is_code { next }
    {
        gsub(/`[^`]*`/, "")
        while (match($0, /\]\([^)#]+/)) {
            target = substr($0, RSTART + 2, RLENGTH - 2)
            $0 = substr($0, RSTART + RLENGTH)
            if (target ~ /^[a-z]+:/) continue
            folder = FILENAME
            if (!sub(/[^\/]*$/, "", folder)) folder = ""
            print FILENAME, folder target
        }
    }' "$@" | sort -u | while read -r page target; do
    [ -e "$target" ] || echo "$page links to $target, which is not there"
done)
[ -z "$missing" ] || { echo "$missing"; exit 1; }
