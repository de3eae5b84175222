// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a dynamic query in a pipeline
// names: Gem
#include "atlas.hpp"

#include <interlock/dynamic.hpp>
#include <interlock/pipeline.hpp>

void use(il::session<atlas>& db, const il::filters<Gem>& wanted) {
    auto p = db.pipeline<gems>();
#ifndef INTERLOCK_FIXED
    (void)p.from<Gem>().where(wanted).all();
#else
    (void)wanted;
    (void)p.from<Gem>().all();
#endif
}
