// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a model is routed to a database where its table may not exist
// names: Gem
// names: gems
// names: service
#include "routes.hpp"

struct contradiction {
    template <class M>
    static constexpr auto db_for_read() {
        return il::use<gems>;
    }
    template <class M>
    static constexpr auto db_for_write() {
        return il::use<gems>;
    }
    template <class Db, class M>
    static constexpr il::verdict allow_migrate() {
        return std::is_same_v<Db, gems> ? il::verdict::deny : il::verdict::allow;
    }
};

#ifndef INTERLOCK_FIXED
using service = il::service<il::databases<main_db, gems>, il::models<Gem>, il::routers<contradiction>>;
#else
using service =
    il::service<il::databases<main_db, gems>, il::models<Gem>, il::routers<il::route_model<Gem, gems>>>;
#endif

int main() { use<service>(); }
