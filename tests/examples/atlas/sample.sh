# SPDX-License-Identifier: BSL-1.0
# The small sample that ships with the example: loaded, found, counted; loading again changes nothing.
. "$(dirname "$0")/checks"

refuses "database 'gems'" search
[ "$(ls)" = "$(printf 'err\nout')" ] || fail "a search has made files: $(ls)"

succeeds load
says 'Loaded 7 GEMs and 6 tiles'

succeeds search --organism 'Homo sapiens' --tissue liver
has_lines 5
sed -n '2,4s/  .*//p' out | tr '\n' ' ' | grep -qx 'S5 S2 S1 ' || fail "not ordered by name: $(cat out)"
says '3 GEMs'
cp out as_is
for way in 'homo sapiens' 'HOMO SAPIENS'; do
    succeeds search --organism "$way" --tissue Liver
    cmp -s out as_is || fail "another answer for $way: $(cat out)"
done
succeeds search --tissue liver
says '4 GEMs'
succeeds search --organism 'Saccharomyces cerevisiae'
grep -q '^S7  iYeast0 (Sample yeast models, 2017)  Saccharomyces cerevisiae  -  *1412  *1021  *910$' out ||
    fail "$(cat out)"
succeeds search --limit 2
says '2 GEMs'
succeeds search
says '7 GEMs'
succeeds search --tissue spleen
says '0 GEMs'
# what would end a text in SQL is a text as any other
succeeds search --organism "x' OR '1'='1" --tissue 'l%'
says '0 GEMs'

succeeds search --tissue kidney --json
has_lines 3
grep -qF '"id":"S3","name":"Kidney - Cells in tubules (Sample tissue models, 2020)","organism":"Homo sapiens"' out ||
    fail "$(cat out)"
grep -qF '"set":"Sample tissue models","condition":"Healthy","year":2020,"reaction_count":3877' out ||
    fail "$(cat out)"
succeeds search --tissue spleen --json
[ "$(tr -d '\n' <out)" = '[]' ] || fail "$(cat out)"

succeeds stats
has_lines 5
sed -n 2p out | grep -qx 'Homo sapiens  *5' || fail "the largest does not come first: $(cat out)"
says 'total                        7'

succeeds tile fat_storage
grep -qx 'fat_storage  Fat storage  fat_storage.svg' out || fail "$(cat out)"
succeeds tile 'fat storage'
grep -q '^fat_storage ' out || fail "$(cat out)"
refuses "there is no tile 'nothing'" tile nothing

answers >before
succeeds load
answers >after
cmp before after || fail 'loading again changes what atlas answers'

for wrong in '' 'search --limit 0' 'search --limit x' 'tile' 'nonsense' '--data-dir nowhere stats'; do
    # shellcheck disable=SC2086
    run $wrong
    [ "$status" != 0 ] && [ "$status" != 1 ] || fail "wrong usage 'atlas $wrong' gives $status"
done
status=0
"$atlas" stats >/dev/full 2>err || status=$?
[ "$status" = 1 ] || fail 'output that cannot be written is no error'
