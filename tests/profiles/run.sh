#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# run.sh PRODUCTION TESTING [SERVER]: what two programs of one source do, in an empty folder; with the name of a variable
# that holds the URL of a test database of a server, there.
set -eu
production=$1 testing=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
fail() { echo "$*"; exit 1; }
says() { # STATUS TEXT PROGRAM [ARGUMENT]...: its status, and what is in what it says
    expected=$1 text=$2
    shift 2
    got=0
    said=$("$@") || got=$?
    [ "$got" = "$expected" ] || fail "$* ended with $got, not $expected: $said"
    case $said in *"$text"*) ;; *) fail "$* does not say '$text' but: $said" ;; esac
}

# the testing program touches no database but one for tests
export ASSISTANT_DEFAULT_URL=sqlite:test_answers.db ASSISTANT_MK_WEB_CORE_URL=sqlite:site.db
says 1 "database 'mk_web_core': 'site.db' is no test database" "$testing"
[ -z "$(ls)" ] || fail "a file was made: $(ls)"

ASSISTANT_MK_WEB_CORE_URL=sqlite:test_site.db
if [ $# = 3 ]; then eval "ASSISTANT_MK_WEB_CORE_URL=\$$3"; fi
says 0 "Ada on Oxides
Ada on Polymers
Ada on Glasses" "$testing"

# the production program reads what is there, and its connection writes nothing, whatever it is told
ASSISTANT_DEFAULT_URL=sqlite:answers.db
says 0 "Ada on Glasses" "$production"
for write in "DELETE FROM materials_material" "UPDATE accounts_account SET name = 'Eve'" \
    "INSERT INTO accounts_account VALUES (2, 'Eve')" "DROP TABLE materials_material"; do
    says 1 "read_only_database: interlock: database 'mk_web_core'" "$production" execute "$write"
done
says 0 "Ada on Glasses" "$production"

# nor does it make a database that is missing
if [ $# != 3 ]; then
    ASSISTANT_MK_WEB_CORE_URL=sqlite:missing.db
    says 1 "database 'mk_web_core': cannot open 'missing.db'" "$production"
    [ ! -e missing.db ] || fail "missing.db was made"
    ASSISTANT_MK_WEB_CORE_URL=sqlite:test_site.db
fi

# the same words by the other program
ASSISTANT_DEFAULT_URL=sqlite:test_answers.db
says 0 "" "$testing" execute "DELETE FROM materials_material"
ASSISTANT_DEFAULT_URL=sqlite:answers.db
says 0 "" "$production"
[ -z "$said" ] || fail "the materials are still there: $said"
