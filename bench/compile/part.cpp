// SPDX-License-Identifier: BSL-1.0
// One of the source files of a larger program: a model, and three queries by a session that it is given. With -DEXTERN
// what all its files would compile alike is elsewhere.
#include <interlock/interlock.hpp>
#ifdef EXTERN
#include <interlock/sqlite_extern.hpp>
#else
#include <interlock/sqlite.hpp>
#endif

#include <cstdint>
#include <string>
#include <vector>

namespace il = interlock;

struct main_db : il::database<"default", il::sqlite> {};

struct Review {
    std::int64_t id = 0;
    std::int64_t product_id = 0;
    std::string author;
    int rating = 0;
    std::string body;
    std::int64_t created_at = 0;
};

template <>
struct interlock::model<Review> {
    static constexpr auto app_label = "reviews";
    using fields = il::fields<il::field<&Review::id, il::primary_key, il::generated>,
                              il::field<&Review::product_id, il::indexed>,
                              il::field<&Review::author, il::max_length<100>>, il::field<&Review::rating>,
                              il::field<&Review::body>, il::field<&Review::created_at>>;
};

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
