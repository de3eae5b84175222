# SPDX-License-Identifier: BSL-1.0
# A database of SQLite alone refuses PostgreSQL's URL when the program starts, by its name and without the password.
. "$(dirname "$0")/checks"

succeeds
ATLAS_GEMS_URL=postgresql://user:secret@host/gems
export ATLAS_GEMS_URL
refuses "database 'gems' takes URLs of sqlite, not of postgresql"
! grep -q secret err || fail "a password is printed: $(cat err)"
