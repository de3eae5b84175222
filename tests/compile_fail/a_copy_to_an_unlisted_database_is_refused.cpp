// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a database that the service does not list
// names: elsewhere
#include "atlas.hpp"

#include <interlock/tracked.hpp>

struct elsewhere : il::database<"elsewhere", il::sqlite> {};

void copy(il::session<atlas>& db, const Gem& gem) {
#ifndef INTERLOCK_FIXED
    il::copy_to<elsewhere>(db, gem, il::keep_key);
#else
    il::copy_to<gems>(db, gem, il::keep_key);
#endif
}
