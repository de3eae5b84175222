// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a row lock outside a transaction
// names: Review
// needs: postgres
#include <interlock/interlock.hpp>
#include <interlock/postgres.hpp>
#include <interlock/replicas.hpp>

namespace il = interlock;

struct reviews : il::database<"reviews", il::postgres> {};
struct Review {
    int id = 0;
};
template <>
struct interlock::model<Review> {
    using fields = il::fields<il::field<&Review::id, il::primary_key>>;
};
using shop = il::service<il::databases<reviews>, il::models<Review>,
                         il::routers<il::replicated<reviews, il::replicas<2>>>>;

#ifndef INTERLOCK_FIXED
void use(il::session<shop>& db) { (void)db.from<Review>().for_update().all(); }
#else
void use(il::session<shop>& db) {
    db.transaction<reviews>([](auto& tx) { (void)tx.template from<Review>().for_update().all(); });
}
#endif
