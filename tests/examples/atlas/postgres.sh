# SPDX-License-Identifier: BSL-1.0
# needs: postgres
# The same program, models and queries with databases on PostgreSQL: some of them, or all on one server.
. "$(dirname "$0")/checks"

url=${INTERLOCK_TEST_POSTGRES_URL:?}
PATH=${PG_CLUSTER_BIN:+$PG_CLUSTER_BIN:}$PATH
sql() { psql -X -q -A -t -v ON_ERROR_STOP=1 -d "$1" -c "$2"; }
for database in atlas_default atlas_gems atlas_tiles mixed_gems; do
    sql "$url" "CREATE DATABASE $database"
done
at() { echo "${url%/*}/$1"; }
tables() { sql "$(at "$1")" "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1" | tr '\n' ' '; }
load() {
    if have_data; then succeeds load --gems "$data/gemsRepository.json" --tiles "$data/human1_subsystemSVG.tsv"
    else succeeds load; fi
}
have_data || echo "Metabolic Atlas's data are not in $data: the sample is used"

load
answers >sqlite
rows=$(wc -l <sqlite)
[ "$rows" -gt 10 ] || fail "only $rows lines of answers"

# gems on PostgreSQL, the others on SQLite
ATLAS_GEMS_URL=$(at mixed_gems)
export ATLAS_GEMS_URL
rm atlas-*.db
refuses 'has `atlas load` been run?' stats
load
answers >mixed
cmp sqlite mixed || fail 'gems on PostgreSQL answer otherwise'
[ ! -e atlas-gems.db ] || fail 'gems are on SQLite too'
[ "$(tables mixed_gems)" = 'gems ' ] || fail "gems holds $(tables mixed_gems)"
load
answers >again
cmp sqlite again || fail 'loading again changes what atlas answers'

# all of them on one server, each in a database of its own
rm atlas-*.db
ATLAS_DEFAULT_URL=$(at atlas_default) ATLAS_GEMS_URL=$(at atlas_gems) ATLAS_TILES_URL=$(at atlas_tiles)
export ATLAS_DEFAULT_URL ATLAS_TILES_URL
load
answers >all
cmp sqlite all || fail 'all on PostgreSQL answer otherwise'
[ "$(ls atlas-*.db 2>/dev/null)" = '' ] || fail 'there are SQLite files'
[ "$(tables atlas_gems)" = 'gems ' ] || fail "gems holds $(tables atlas_gems)"
[ "$(tables atlas_tiles)" = 'tiles ' ] || fail "tiles holds $(tables atlas_tiles)"
all='api_gemdetail api_gemfile api_gemreference api_gemsample api_gemset api_gemsetreference api_subsystem '
[ "$(tables atlas_default)" = "$all" ] || fail "default holds $(tables atlas_default)"

dump() {
    for table in api_gemdetail api_gemfile api_gemreference api_gemsample api_gemset api_gemsetreference api_subsystem; do
        sql "$(at atlas_default)" "SELECT * FROM $table ORDER BY 1, 2"
    done
    sql "$(at atlas_gems)" 'SELECT * FROM gems ORDER BY 1'
    sql "$(at atlas_tiles)" 'SELECT * FROM tiles ORDER BY 1'
}
dump >before
load
dump >after
cmp before after || fail 'loading again changes the databases'

# a value that the library refuses after others are written: all three stay as they were
printf 'fine\tfine\tFine\tfine.svg\nlong\tlong\t%s\tlong.svg\n' "$(printf '%201s' '' | tr ' ' x)" >bad.tsv
sed 's/"S/"T/' "$(dirname "$0")/../../../examples/atlas/sample/gems.json" >good.json
refuses 'bad.tsv: line 2, field tile_name of Tile: a text of 201 characters' load --gems good.json --tiles bad.tsv
dump >after
cmp before after || fail 'a bad record has changed the databases'

# a server that is not there, and a database that is not there
ATLAS_TILES_URL=postgresql://user:secret@127.0.0.1:1/tiles
refuses "database 'tiles': " tile x
! grep -q secret err || fail "a password is printed: $(cat err)"
ATLAS_TILES_URL=$(at missing)
refuses "database 'tiles': " tile x
