// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a model without a primary key
// names: Remark
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    db.update_many(std::vector<Remark>{});
#else
    db.update_many(std::vector<Gem>{});
#endif
}
