// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a tracked row saved by another service than the one that loaded it
// names: Gem
// names: main_db
#include "atlas.hpp"

#include <interlock/tracked.hpp>

using copy = il::service<il::databases<gems>, il::models<Gem>, il::routers<il::route_rest<gems>>>;

void move(il::session<atlas>& from, il::session<copy>& to) {
    auto gem = from.load<Gem>("13");
#ifndef INTERLOCK_FIXED
    to.save(gem);
#else
    to.upsert(*gem);
    from.save(gem);
#endif
}
