# SPDX-License-Identifier: BSL-1.0
# The routing table as text, JSON, graph and drawing. It needs no database.
. "$(dirname "$0")/checks"

ATLAS_GEMS_URL=nonsense
export ATLAS_GEMS_URL
succeeds routes
sed 's/   */|/g' out >table
for line in 'DATABASE|BACKEND|WRITES|ARRANGEMENT' 'MODEL|APP|TABLE|READ|WRITE|MAY EXIST IN|ROUTER' \
    'Gem|api|gems|gems|gems|gems|route_model<Gem, gems>' 'Tile|api|tiles|tiles|tiles|tiles|route_model<Tile, tiles>' \
    'GemSample|api|api_gemsample|default|default|default|route_rest<main_db>' 'api.GemSample.gem|api.Gem|no' \
    'api.GemDetail.gem_set|api.GemSet|yes'; do
    grep -qxF -e "$line" table || fail "no line $line in: $(cat table)"
done
# columns are aligned: each line has the table's name where the title has it
sed -n '/^MODEL/,/^$/{/^$/d;p;}' out >models
place=$(head -n 1 models | awk '{ print index($0, "TABLE") }')
awk -v place="$place" 'substr($0, place - 1, 2) !~ /^ [^ ]$/ { exit 1 }' models || fail "not aligned: $(cat out)"
[ "$(wc -l <models)" -eq 10 ] || fail "not nine models: $(cat models)"

succeeds routes --dot
for line in '    "api.Gem" [shape=box, label="Gem"];' '  "api.Gem" -> "database gems" [label="read, write"];' \
    '  "api.GemSample" -> "api.Gem" [label="gem", style=dashed, color=gray];'; do
    says "$line"
done
if command -v dot >/dev/null; then
    dot -Tsvg out >/dev/null || fail 'Graphviz does not take the graph'
else
    echo 'No Graphviz here: its opinion on the graph is not asked'
fi

succeeds routes --json
grep -qF '{"from": "api.GemSample", "members": ["gem"], "to": "api.Gem", "constraint": false}' out || fail "$(cat out)"
succeeds routes --svg
says '</svg>'
if command -v xmllint >/dev/null; then
    xmllint --noout out || fail 'the drawing is no XML'
fi
[ ! -e atlas-gems.db ] || fail 'the routes have made a database'
