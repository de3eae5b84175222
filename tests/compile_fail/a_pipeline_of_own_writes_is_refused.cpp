// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a pipeline of somebody whose writes are followed
// names: reviews
#include "copies.hpp"

#include <interlock/pipeline.hpp>

#ifndef INTERLOCK_FIXED
void use(il::session<shop>& db, const il::own_writes& mine) {
    auto p = db.following(mine).pipeline<reviews>();
    p.insert(Review{1, "good"});
    p.run();
}
#else
void use(il::session<shop>& db, const il::own_writes& mine) {
    db.following(mine).transaction<reviews>([](auto& tx) {
        auto p = tx.pipeline();
        p.insert(Review{1, "good"});
        p.run();
    });
}
#endif
