// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a pipeline touches another database
// names: Reaction
// names: gems
#include "atlas.hpp"

#include <interlock/pipeline.hpp>

void use(il::session<atlas>& db) {
    auto p = db.pipeline<gems>();
#ifndef INTERLOCK_FIXED
    (void)p.insert(Reaction{});
#else
    (void)p.insert(Gem{});
#endif
}
