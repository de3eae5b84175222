# SPDX-License-Identifier: BSL-1.0
# Metabolic Atlas's own files, where they are.
. "$(dirname "$0")/checks"

if ! have_data; then
    echo "Metabolic Atlas's data are not in $data (INTERLOCK_DATA names another folder): only the sample is tested"
    exit 0
fi
succeeds load --gems "$data/gemsRepository.json" --tiles "$data/human1_subsystemSVG.tsv"
says 'Loaded 360 GEMs and 146 tiles'

succeeds stats
says 'total                                 360'
says 'Homo sapiens                          306'
succeeds search --organism 'Homo sapiens' --tissue liver
says '8 GEMs'
sed -n '2,9s/ .*//p' out | tr '\n' ' ' | grep -qx '223 156 141 268 73 214 11 74 ' || fail "$(cat out)"
succeeds search --json
has_lines 362
[ "$(grep -c '"organism":"Mus musculus"' out)" = 32 ] || fail 'not 32 GEMs of mice'
succeeds tile 'Urea cycle'
grep -qx 'urea_cycle  Urea cycle  urea_cycle.svg' out || fail "$(cat out)"
# an id that is longer than the key
long=tricarboxylic_acid_cycle_and_glyoxylate_dicarboxylate_metabolism
succeeds tile "$long"
grep -qF " $long.svg" out || fail "$(cat out)"

[ "$(tables_of atlas-gems.db)" = 'gems ' ] || fail "gems holds $(tables_of atlas-gems.db)"
[ "$(tables_of atlas-tiles.db)" = 'tiles ' ] || fail "tiles holds $(tables_of atlas-tiles.db)"
all='api_gemdetail api_gemfile api_gemreference api_gemsample api_gemset api_gemsetreference api_subsystem '
[ "$(tables_of atlas-default.db)" = "$all" ] || fail "default holds $(tables_of atlas-default.db)"

dump() {
    answers
    ! command -v sqlite3 >/dev/null || for file in atlas-*.db; do sqlite3 "$file" .dump; done
}
dump >before
succeeds load --gems "$data/gemsRepository.json" --tiles "$data/human1_subsystemSVG.tsv"
dump >after
cmp before after || fail 'loading again changes the databases'

# the sample beside it: other GEMs and tiles, and nothing of what was there is lost
succeeds load
succeeds stats
says 'total                                 367'

refuses 'human1_compartmentSVG.tsv: line 6, field 5: the line has 5 columns' \
    load --tiles "$data/human1_compartmentSVG.tsv"
