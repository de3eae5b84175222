// SPDX-License-Identifier: BSL-1.0
// expect: interlock: changed() of what is no field of the row's model
// names: Gem
// names: Reaction::step
#include "atlas.hpp"

#include <interlock/tracked.hpp>

bool use(il::session<atlas>& db) {
    auto gem = db.load<Gem>("13");
#ifndef INTERLOCK_FIXED
    return gem.changed<&Reaction::step>();
#else
    return gem.changed<&Gem::year>();
#endif
}
