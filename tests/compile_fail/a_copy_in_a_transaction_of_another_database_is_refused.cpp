// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a copy in a transaction, into another database
// names: Reaction
// names: gems
// names: main_db
#include "atlas.hpp"

#include <interlock/tracked.hpp>

struct anywhere {
    template <class Db, class M>
    static constexpr il::verdict allow_migrate() {
        return il::verdict::allow;
    }
};
using open_atlas = il::service<il::databases<main_db, gems>, il::models<Reaction>,
                               il::routers<anywhere, il::route_rest<main_db>>>;

void copy(il::session<open_atlas>& db) {
    auto tx = db.begin<main_db>();
    const Reaction reaction = tx.get<Reaction>(1, 2);
#ifndef INTERLOCK_FIXED
    il::copy_to<gems>(tx, reaction, il::keep_key);
#else
    tx.commit();
    il::copy_to<gems>(db, reaction, il::keep_key);
#endif
}
