// SPDX-License-Identifier: BSL-1.0
// expect: interlock: the rows of a raw text cannot be read into this type
// names: Odd
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    struct Odd {};
    (void)db.raw<gems, il::writes, Odd>("DELETE FROM gem RETURNING id").all();
#else
    (void)db.raw<gems, il::writes, std::string>("DELETE FROM gem RETURNING id").all();
#endif
}
