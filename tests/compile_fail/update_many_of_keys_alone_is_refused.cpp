// SPDX-License-Identifier: BSL-1.0
// expect: interlock: rows are updated by a key that is all they have
// names: Pair
#include "use_model.hpp"

struct Pair {
    int left = 0, right = 0;
};
template <>
struct interlock::model<Pair> {
    using fields =
        il::fields<il::field<&Pair::left, il::primary_key>, il::field<&Pair::right, il::primary_key>>;
};
using pairs = il::service<il::databases<main_db>, il::models<Pair>, il::routers<il::route_rest<main_db>>>;

void use(il::session<pairs>& db, const std::vector<Pair>& rows) {
#ifndef INTERLOCK_FIXED
    db.update_many(rows);
#else
    db.insert_many(rows);
#endif
}
