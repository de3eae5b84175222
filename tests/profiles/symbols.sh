#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# symbols.sh NM PRODUCTION TESTING: two programs of one source. In the first there is nothing that writes a model of the
# database that it only reads, neither code nor the text of a statement. In the second there is, so that the search finds
# something where something is to be found.
set -eu
nm=$1 production=$2 testing=$3
models='(interlock::)?(Account|Material)\b'
code="\b(insert|upsert|update|remove|create|copy|copied_row|save|returning)[a-z_]*_(shape|rows)<$models"
text='(INSERT INTO|UPDATE|DELETE FROM|COPY|CREATE TABLE IF NOT EXISTS) "(accounts|materials)_'
status=0

# Of a program: the writes in its symbols, and those in its constants.
writes() { { "$nm" -C "$1" | grep -oE "$code" || true; grep -aoE "$text" "$1" || true; } | sort -u; }

found=$(writes "$production")
if [ -n "$found" ]; then
    echo "the production program holds writes to a database that it only reads:"
    echo "$found"
    status=1
fi
found=$(writes "$testing")
for kind in 'insert_shape<Account' 'insert_rows<Material' 'upsert_shape<Material' 'update_shape<Account' 'remove_shape<Material' \
    'create_shape<Material' 'INSERT INTO "materials_' 'UPDATE "accounts_' 'DELETE FROM "materials_' \
    'CREATE TABLE IF NOT EXISTS "materials_'; do
    case $found in
    *"$kind"*) ;;
    *) echo "the testing program, which writes, has no $kind: is it still called so?"; status=1 ;;
    esac
done
# both read it, and both write their own
for program in "$production" "$testing"; do
    "$nm" -C "$program" | grep -q 'from_table<Material' || { echo "$program does not read a Material"; status=1; }
    "$nm" -C "$program" | grep -q 'insert_shape<Answer' || { echo "$program does not write an Answer"; status=1; }
done
exit $status
