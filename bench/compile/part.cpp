// SPDX-License-Identifier: BSL-1.0
// One of the source files of a larger program: a model, and three queries by a session that it is given. With -DEXTERN
// what all its files would compile alike is elsewhere.
#include "review.hpp"

#include <interlock/interlock.hpp>
#ifdef EXTERN
#include <interlock/sqlite_extern.hpp>
#else
#include <interlock/sqlite.hpp>
#endif

#include <cstdint>
#include <vector>

struct main_db : il::database<"default", il::sqlite> {};

using shop = il::service<il::databases<main_db>, il::models<Review>, il::routers<il::route_rest<main_db>>>;

std::vector<Review> best_of(il::session<shop>& db, std::int64_t product) {
    return db.from<Review>()
        .where(il::col<&Review::product_id> == product && il::col<&Review::rating> >= 4)
        .order_by(il::desc<&Review::created_at>)
        .limit(10)
        .all();
}
std::int64_t add(il::session<shop>& db, Review& review) {
    db.insert(review);
    return db.from<Review>().where(il::col<&Review::product_id> == review.product_id).count();
}
