# SPDX-License-Identifier: BSL-1.0
# A bad record: named with its file and field; the databases stay as they were, though good ones stand before it.
. "$(dirname "$0")/checks"

gem() { # ID: a good record, one member a line
    cat <<END
{
"id": "$1",
"gemodelset": {
"name": "A set", "description": null,
"reference": ["1", "2"]},
"sample": {
"organism": "Homo sapiens",
"organ_system": null, "tissue": "Liver",
"cell_type": null,
"cell_line": null},
"tag": null, "description": null, "condition": "Healthy",
"reaction_count": 10,
"metabolite_count": 20, "gene_count": 30,
"files": [{"path": "a.zip", "format": "SBML"},
{"path": "b.zip", "format": "SBML"}],
"ref": ["1"],
"maintained": false,
"year": "2012"
}
END
}
gems() { # [EDIT]: two records, the second changed by sed
    echo '['
    gem B1
    echo ','
    gem B2 | sed "${1:-}"
    echo ']'
}
tiles() { # [LINE]: a good tile, and the line
    printf '# a comment\n\ngood\tgood\tGood\tgood.svg\n%b' "${1:-}"
}
state() {
    for file in atlas-*; do
        [ ! -e "$file" ] || cksum "$file"
    done
}
refuses_gems() { # TEXT EDIT
    gems "$2" >bad.json
    state >before
    refuses "atlas: bad.json: record 2 (id B2), field $1" load --gems bad.json --tiles good.tsv
    state >after
    cmp before after || fail "the databases have changed: $1"
}
refuses_file() { # TEXT OPTION FILE
    state >before
    refuses "$1" load "$2" "$3"
    state >after
    cmp before after || fail "the databases have changed: $1"
}
refuses_tile() { # TEXT LINE
    tiles "$2" >bad.tsv
    refuses_file "atlas: bad.tsv: line 4, field $1" --tiles bad.tsv
}
long() { printf "%$1s" '' | tr ' ' x; }

tiles >good.tsv
gems >good.json
: >bad.json
: >before
: >after

every_kind() {
    # missing
    refuses_gems 'sample.organism: is missing' '/"organism"/d'
    refuses_gems 'year: is missing' 's/"year"/"yeer"/'
    refuses_gems 'files[1].path: is missing' '/b.zip/s/"path"/"way"/'
    # of another type
    refuses_gems 'gemodelset: should be an object, and is a text' '/"gemodelset"/,/"reference"/c\
"gemodelset": "A set",'
    refuses_gems 'sample.organism: should be a text, and is a number' '/"organism"/s/: .*/: 7,/'
    refuses_gems 'sample.organism: should be a text, and is null' '/"organism"/s/: .*/: null,/'
    refuses_gems 'sample.cell_type: should be a text or null, and is true or false' '/"cell_type"/s/null/true/'
    refuses_gems 'reaction_count: should be a number, and is a text' '/"reaction_count"/s/10/"10"/'
    refuses_gems 'reaction_count: should be a whole number' '/"reaction_count"/s/10/10.5/'
    refuses_gems 'reaction_count: is a count, and cannot be -1' '/"reaction_count"/s/10/-1/'
    refuses_gems 'reaction_count: is a count, and cannot be 2147483648' '/"reaction_count"/s/10/2147483648/'
    refuses_gems 'reaction_count: should be a whole number' '/"reaction_count"/s/10/99999999999999999999/'
    refuses_gems 'maintained: should be true or false, and is a text' '/"maintained"/s/false/"no"/'
    refuses_gems 'files: should be an array, and is null' '/"files"/,/b.zip/c\
"files": null,'
    refuses_gems 'ref[0]: should be a text, and is a number' '/"ref"/s/"1"/1/'
    refuses_gems 'year: should be a year of four digits, or null' '/"year"/s/2012/20123/'
    refuses_gems 'year: should be a year of four digits, or null' '/"year"/s/2012/MMXII/'
    # not text
    refuses_gems 'sample.organism: is not valid UTF-8' "/\"organism\"/s/Homo/H$(printf '\377')mo/"
    refuses_gems 'sample.organism: is not valid UTF-8' "/\"organism\"/s/Homo/H$(printf '\300\257')mo/"
    refuses_gems 'sample.organism: is not valid UTF-8' "/\"organism\"/s/Homo/H$(printf '\355\240\200')mo/"
    refuses_gems 'sample.organism: holds a NUL character' '/"organism"/s/Homo/H\\u0000mo/'
    # empty, repeated, at odds
    refuses_gems 'gemodelset.name: is empty' 's/"A set"/""/'
    refuses_gems 'files[1].path: is repeated' 's/b\.zip/a.zip/'
    refuses_gems 'gemodelset.reference[1]: is repeated' 's/"1", "2"/"1", "1"/'
    refuses_gems 'gemodelset.description: differs from that of the same set in record 1 (id B1)' \
        '/"A set"/s/null/"Another"/'
    refuses_gems 'gemodelset.reference: differs from that of the same set in record 1 (id B1)' \
        's/"1", "2"/"1"/'
    gems 's/"B2"/""/' >bad.json
    refuses_file 'atlas: bad.json: record 2, field id: is empty' --gems bad.json
    gems 's/"B2"/"B1"/' >bad.json
    refuses_file 'atlas: bad.json: record 2 (id B1), field id: is that of an earlier record' --gems bad.json
    gems 's/"B2"/2/' >bad.json
    refuses_file 'atlas: bad.json: record 2, field id: should be a text, and is a number' --gems bad.json
    # no records at all
    echo '[7]' >bad.json
    refuses_file 'atlas: bad.json: record 1: should be an object, and is a number' --gems bad.json
    echo '{}' >bad.json
    refuses_file 'atlas: bad.json: should be an array of GEMs' --gems bad.json
    gems | sed '$d' >bad.json
    refuses_file 'bad.json: line 41: is not JSON' --gems bad.json
    gems | sed '20s/$/,/' >bad.json
    refuses_file 'bad.json: line 21: is not JSON' --gems bad.json
    : >bad.json
    refuses_file 'bad.json: line 1: is not JSON' --gems bad.json
    refuses_file 'missing.json: cannot be read: No such file or directory' --gems missing.json

    refuses_tile 'filename: the line has 3 columns, and should have 4' 'a\ta\ta.svg\n'
    refuses_tile '5: the line has 5 columns, and should have 4' 'a\ta\tA\ta.svg\ta\n'
    refuses_tile 'subsystem name_id: the line has 1 columns' 'a b\n'
    refuses_tile 'name_id: is empty' '\ta\tA\ta.svg\n'
    refuses_tile 'name: is empty' 'a\ta\t\ta.svg'
    refuses_tile 'name: is not valid UTF-8' 'a\ta\tA\0377\ta.svg\n'
    refuses_tile 'name_id: should be letters, digits and _' 'a-b\ta\tA\ta.svg\n'
    refuses_tile 'filename: should be letters, digits and _ before .svg' 'a\ta\tA\t../a.svg\n'
    refuses_tile 'filename: should be letters, digits and _ before .svg' 'a\ta\tA\ta.png\n'
    refuses_tile 'name_id: is that of an earlier line' 'good\tb\tB\tb.svg\n'
    refuses_tile 'subsystem name_id: is that of an earlier line' 'b\tgood\tB\tb.svg\n'

    # good GEMs before a bad tile
    refuses 'bad.tsv: line 4' load --gems good.json --tiles bad.tsv
}
too_long() { # what the library refuses, in a record that comes after good ones are written
    refuses_gems 'organism of Gem: a text of 201 characters is longer than max_length, 200' \
        "/\"organism\"/s/Homo sapiens/$(long 201)/"
    refuses_gems 'condition of GemDetail: a text of 201 characters' "/\"condition\"/s/Healthy/$(long 201)/"
    refuses_gems 'path of GemFile: a text of 201 characters' "s/b\.zip/$(long 201)/"
    tiles "$(long 60)\t$(long 60)\t$(long 201)\tx.svg\n" >bad.tsv
    refuses_file 'bad.tsv: line 4, field tile_name of Tile: a text of 201 characters' --tiles bad.tsv
    # a bad tile after good GEMs, which are written by then and not committed
    state >before
    refuses 'bad.tsv: line 4, field tile_name of Tile' load --gems good.json --tiles bad.tsv
    state >after
    cmp before after || fail 'the databases have changed: GEMs before a tile that is too long'
    gems "s/\"B2\"/\"$(long 51)\"/" >bad.json
    refuses_file 'field id of Gem: a text of 51 characters is longer than max_length, 50' --gems bad.json
}

every_kind
[ ! -e atlas-gems.db ] || fail 'records that were refused have made a database'
refuses 'organism of Gem' load --gems "$(gems "/\"organism\"/s/Homo sapiens/$(long 201)/" >bad.json && echo bad.json)"
for database in default gems tiles; do
    [ -z "$(tables_of atlas-$database.db)" ] || fail "a load that failed has made tables in $database"
done

succeeds load
every_kind
too_long
succeeds search --json
! grep -q '"id":"B' out || fail 'a good record before a bad one is there'

# what looks bad and is not: lengths are counted in characters, and a key is made of an id that is too long for it
characters=$(printf "%200s" '' | sed 's/ /ä/g')
gems "/\"organism\"/s/Homo sapiens/$characters/" >good.json
tiles "$(long 60)\tx\tX\tx.svg\r\n$(long 59)y\ty\tY\ty.svg" >good.tsv
succeeds load --gems good.json --tiles good.tsv
says 'Loaded 2 GEMs and 3 tiles'
succeeds search --organism "$characters"
says '1 GEM'
succeeds tile "$(long 60)"
grep -q 'x.svg$' out || fail "$(cat out)"

# a record that has lost files and references loses them here
gems '/b\.zip/d; s/"SBML"},$/"SBML"}],/; /"ref"/s/"1"//' >good.json
succeeds load --gems good.json
if command -v sqlite3 >/dev/null; then
    left=$(sqlite3 atlas-default.db "SELECT path FROM api_gemfile WHERE gem = 'B2'")
    [ "$left" = a.zip ] || fail "left of the files: $left"
fi
