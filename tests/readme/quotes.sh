#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# quotes.sh PROJECT PAGE...: a program text that a page quotes stands so in the file that it is from, which is
# compiled and run as a test. A quotation is a ```cpp block after a line `<!-- from FILE -->`.
set -eu
project=$1
shift
awk -v project="$project" '
    function whole(path,    line, text) {
        text = "\n"
        while ((getline line < path) > 0) text = text line "\n"
        close(path)
        return text
    }
    /^<!-- from .* -->$/ { file = $3; next }
    /^```cpp$/ && file != "" { quoted = "\n"; inside = 1; next }
    /^```$/ && inside {
        count++
        if (index(whole(project "/" file), quoted) == 0) {
            print FILENAME ":" FNR ": the text above does not stand so in " file
            bad = 1
        }
        inside = 0
        file = ""
    }
    inside { quoted = quoted $0 "\n" }
    END {
        if (!count) { print "nothing is quoted"; exit 1 }
        exit bad
    }' "$@"
