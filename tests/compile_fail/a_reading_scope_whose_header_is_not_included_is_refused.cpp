// SPDX-License-Identifier: BSL-1.0
// expect: interlock: something of replicas whose header is not included
// names: reading_scope
#include <interlock/interlock.hpp>
#ifdef INTERLOCK_FIXED
#include <interlock/replicas.hpp>
#endif
#include <interlock/sqlite.hpp>

namespace il = interlock;

struct reviews : il::database<"reviews", il::sqlite> {};
struct Review {
    int id = 0;
};
template <>
struct interlock::model<Review> {
    using fields = il::fields<il::field<&Review::id, il::primary_key>>;
};
using shop = il::service<il::databases<reviews>, il::models<Review>, il::routers<il::route_rest<reviews>>>;

void use(il::session<shop>& db) { (void)db.reading(); }
