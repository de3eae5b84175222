# SPDX-License-Identifier: BSL-1.0
# The routing table, as text and as a graph. It needs no database.
. "$(dirname "$0")/checks"

ATLAS_GEMS_URL=nonsense
export ATLAS_GEMS_URL
succeeds routes
has_lines 10
sed 's/   */|/g' out >table
for line in 'MODEL|APP|TABLE|READ|WRITE|MAY EXIST IN' 'Gem|api|gems|gems|gems|gems' \
    'Tile|api|tiles|tiles|tiles|tiles' 'GemSample|api|api_gemsample|default|default|default'; do
    grep -qxF -e "$line" table || fail "no line $line in: $(cat table)"
done
# columns are aligned: each line has the table's name where the title has it
place=$(head -n 1 out | awk '{ print index($0, "TABLE") }')
awk -v place="$place" 'substr($0, place - 1, 2) !~ /^ [^ ]$/ { exit 1 }' out || fail "not aligned: $(cat out)"

succeeds routes --dot
[ "$(head -n 1 out)" = 'digraph atlas {' ] || fail "$(cat out)"
[ "$(tail -n 1 out)" = '}' ] || fail "$(cat out)"
for line in '  "database gems" [shape=cylinder, label="gems"];' '  "api.Gem" [shape=box, label="Gem"];' \
    '  "api.Gem" -> "database gems" [label="read, write"];'; do
    says "$line"
done
if command -v dot >/dev/null; then
    dot -Tsvg out >/dev/null || fail 'Graphviz does not take the graph'
else
    echo 'No Graphviz here: its opinion on the graph is not asked'
fi
[ ! -e atlas-gems.db ] || fail 'the routes have made a database'
