// SPDX-License-Identifier: BSL-1.0
// expect: interlock: orphans of a member that refers to nothing
// names: Review
#include "shop.hpp"

#include <interlock/relations.hpp>

void use(il::session<shop>& db) {
#ifndef INTERLOCK_FIXED
    (void)il::orphans<&Review::text>(db);
#else
    (void)il::orphans<&Review::product_id>(db);
#endif
}
