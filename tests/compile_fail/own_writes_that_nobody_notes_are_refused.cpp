// SPDX-License-Identifier: BSL-1.0
// expect: interlock: own writes of a model that a router of the program
// names: Pebble
// names: here
// names: there
#include "copies.hpp"

struct here : il::database<"here", il::sqlite> {};
struct there : il::database<"there", il::sqlite> {};
struct Pebble {
    int id = 0;
};
template <>
struct interlock::model<Pebble> {
    using fields = il::fields<il::field<&Pebble::id, il::primary_key>>;
};
struct split {
    template <class>
    static constexpr auto db_for_read() {
        return il::use<here>;
    }
    template <class>
    static constexpr auto db_for_write() {
        return il::use<there>;
    }
};

#ifndef INTERLOCK_FIXED
using quarry = il::service<il::databases<here, there>, il::models<Pebble>, il::routers<split>>;
#else
using quarry =
    il::service<il::databases<here, there>, il::models<Pebble>, il::routers<il::read_write<here, there>>>;
#endif

void use(il::session<quarry>& db, const il::own_writes& mine) {
    (void)db.following(mine).from<Pebble>().all();
}
