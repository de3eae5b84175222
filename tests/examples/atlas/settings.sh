# SPDX-License-Identifier: BSL-1.0
# Where the databases are: the environment, then a settings file, then the data folder. All faults at once.
. "$(dirname "$0")/checks"

mkdir folder
succeeds load --data-dir folder
[ -e folder/atlas-default.db ] && [ -e folder/atlas-gems.db ] && [ -e folder/atlas-tiles.db ] || fail "$(ls folder)"
[ ! -e atlas-gems.db ] || fail 'the data folder is not kept to'
mkdir 'odd 100%?'
succeeds --data-dir 'odd 100%?' load
[ -e 'odd 100%?/atlas-gems.db' ] || fail "$(ls)"

cat >settings.json <<'END'
{"databases": {"default": "sqlite:a.db", "gems": "sqlite:b.db", "tiles": "sqlite:c.db"}}
END
succeeds load --settings settings.json
[ -e a.db ] && [ -e b.db ] && [ -e c.db ] || fail "$(ls)"
ATLAS_GEMS_URL=sqlite:d.db
export ATLAS_GEMS_URL
succeeds load --settings settings.json
[ -e d.db ] || fail 'the environment does not come before the file'
unset ATLAS_GEMS_URL

echo '{"databases": {"default": "sqlite:a.db", "gem": "sqlite:b.db", "extra": "sqlite:c.db"}}' >wrong.json
refuses ATLAS_GEMS_URL stats --settings wrong.json
for part in "database 'gems' has no setting" "database 'tiles' has no setting" ATLAS_TILES_URL \
    'no database for the setting wrong.json: gem' 'no database for the setting wrong.json: extra'; do
    grep -qF -e "$part" err || fail "not all at once: no '$part' in: $(cat err)"
done
echo '{"databases": ' >wrong.json
refuses 'wrong.json are no JSON' stats --settings wrong.json
refuses 'cannot read the settings file missing.json' stats --settings missing.json

ATLAS_GEM_URL=sqlite:x.db ATLAS_TILES_URL=mysql://user:secret@host/tiles
export ATLAS_GEM_URL ATLAS_TILES_URL
refuses 'no database for the setting ATLAS_GEM_URL' load
grep -qF "database 'tiles' takes URLs of sqlite" err || fail "not all at once: $(cat err)"
grep -qF 'not of mysql' err || fail "$(cat err)"
! grep -qF secret err || fail "a password is printed: $(cat err)"
[ ! -e atlas-gems.db ] || fail 'a load with wrong settings has made a database'
unset ATLAS_GEM_URL ATLAS_TILES_URL

ATLAS_GEMS_URL=settings
export ATLAS_GEMS_URL
refuses "database 'gems': a database URL begins with its scheme" stats
ATLAS_GEMS_URL=sqlite:settings.json
refuses "database 'gems': " load
