// SPDX-License-Identifier: BSL-1.0
// expect: interlock: what is done with databases as a whole
// names: reading_scope
#include "copies.hpp"

void use(il::session<shop>& db) {
#ifndef INTERLOCK_FIXED
    il::create_tables(db.reading());
#else
    il::create_tables(db);
#endif
}
