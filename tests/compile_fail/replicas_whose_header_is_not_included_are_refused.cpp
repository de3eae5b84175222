// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a router that arranges its database by a header that is not included
// names: reviews
// names: replicated_as
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
using shop = il::service<il::databases<reviews>, il::models<Review>,
                         il::routers<il::replicated<reviews, il::replicas<2>>>>;

void use(il::session<shop>& db) {
    db.insert(Review{1});
    (void)db.from<Review>().all();
}
