// SPDX-License-Identifier: BSL-1.0
// expect: interlock: an option of transactions that an engine of the database does not have
// names: mode
// names: gems
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.begin<gems, il::isolation::serializable, il::mode::read_only, il::mode::deferrable>();
#else
    (void)db.begin<gems, il::isolation::serializable, il::mode::read_only>();
#endif
}
