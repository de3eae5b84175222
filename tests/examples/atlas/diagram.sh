# SPDX-License-Identifier: BSL-1.0
# The drawing in the documentation is the one that the program makes. Made anew: atlas routes --svg >docs/routing/atlas.svg
. "$(dirname "$0")/checks"

succeeds routes --svg
if grep -q 'SQLite or PostgreSQL' out; then
    cmp out "$(dirname "$0")/../../../docs/routing/atlas.svg" || fail 'docs/routing/atlas.svg is out of date'
else
    echo 'This program knows SQLite alone, and the drawing is of one that knows both'
fi
