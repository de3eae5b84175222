#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# forms.sh PAGE FILE...: each row of the page's tables `| Django | Diesel | here |` that has a form is run as a test in
# one of the files, and each test has its row. A row without a form says `none: reason`, or `none yet: reason`. A row
# is named by its first cell that is not `none`, without backquotes; its test is a `row("that name", ...)` that checks
# something and uses each name of the form: those before ( or <, after il::, and alone between backquotes.
set -eu
page=$1
shift
awk '
    function wrong(text) { print text; bad = 1 }
    function trimmed(text) {
        gsub(/^ +| +$/, "", text)
        return text
    }
    function take_row(line,    cell, n, i, name) {
        gsub(/\\\|/, "\001", line)
        n = split(line, cell, "|")
        if (n != 5) { wrong(FILENAME ":" FNR ": a row of " n - 2 " cells"); return }
        for (i = 1; i <= n; i++) {
            gsub("\001", "|", cell[i])
            cell[i] = trimmed(cell[i])
        }
        name = cell[2] != "none" ? cell[2] : cell[3] != "none" ? cell[3] : cell[4]
        gsub(/`/, "", name)
        if (name in rows) { wrong(FILENAME ":" FNR ": a second row named: " name); return }
        rows[name] = FILENAME ":" FNR
        if (cell[4] ~ /^none( yet)?: ./) reason[name] = 1
        else if (cell[4] !~ /`/) wrong(FILENAME ":" FNR ": neither a form nor none: reason: " name)
        else form[name] = cell[4]
    }
    # the names that the code of a cell uses, in used[]
    function names_of(text,    n, span, i, code, word) {
        split("", used)
        n = split(text, span, "`")
        for (i = 2; i <= n; i += 2) {
            code = span[i]
            gsub(/"[^"]*"/, "", code)
            gsub(/std::[a-z_0-9]+/, "", code)
            if (code ~ /^[a-z_][a-z_0-9]+$/) used[code] = 1
            while (match(code, /(il::)?[a-z_][a-z_0-9]*/)) {
                word = substr(code, RSTART, RLENGTH)
                code = substr(code, RSTART + RLENGTH)
                if (sub(/^il::/, "", word) || code ~ /^[<(]/)
                    if (length(word) > 1) used[word] = 1
            }
        }
    }
    function close_test() {
        if (test == "") return
        if (body !~ /CHECK/) wrong(place ": checks nothing: " test)
        if (test in form) {
            names_of(form[test])
            for (word in used)
                if (body !~ ("[^A-Za-z0-9_]" word "[^A-Za-z0-9_]"))
                    wrong(place ": does not use " word ", which its row names: " test)
        }
        test = ""
    }
    FNR == 1 { files++ }
    files == 1 {
        if ($0 == "| Django | Diesel | here |") inside = 1
        else if ($0 !~ /^\|/) inside = 0
        else if (inside && $0 !~ /^\|-/) take_row($0)
        next
    }
    /^}/ { close_test() }
    match($0, /^ *row\("[^"]*"/) {
        head = RSTART + RLENGTH
        close_test()
        test = substr($0, 1, head - 1)
        sub(/^ *row\("/, "", test)
        sub(/"$/, "", test)
        place = FILENAME ":" FNR
        if (!(test in rows)) wrong(place ": no row is named: " test)
        else if (test in reason) wrong(place ": its row says none: " test)
        else if (test in tested) wrong(place ": tested twice: " test)
        tested[test] = 1
        body = substr($0, head) "\n"
        next
    }
    test != "" {
        sub(/\/\/.*/, "")
        body = body $0 "\n"
    }
    END {
        close_test()
        for (name in form) {
            count++
            if (!(name in tested)) wrong(rows[name] ": not run as a test: " name)
        }
        if (!count) wrong("no row with a form")
        exit bad
    }' "$page" "$@"
