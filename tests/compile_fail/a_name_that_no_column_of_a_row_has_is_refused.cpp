// SPDX-License-Identifier: BSL-1.0
// expect: interlock: no column of the row has that name
// names: row_column
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    for (const auto& row : db.from<Gem>().select(il::col<&Gem::id>).as<il::row>().all())
        (void)row.get<"nope">();
#else
    for (const auto& row : db.from<Gem>().select(il::col<&Gem::id>).as<il::row>().all())
        (void)row.get<"id">();
#endif
}
