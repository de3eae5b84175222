// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a model without a default constructor
// names: Gem
#include "use_model.hpp"

struct Gem {
#ifndef INTERLOCK_FIXED
    explicit Gem(std::int64_t key) : id(key) {}
#else
    explicit Gem(std::int64_t key = 0) : id(key) {}
#endif
    std::int64_t id;
};

template <>
struct interlock::model<Gem> {
    using fields = il::fields<il::field<&Gem::id, il::primary_key>>;
};

using service = il::service<il::databases<main_db>, il::models<Gem>, il::routers<il::route_rest<main_db>>>;

void use_gem(il::session<service>& db) {
    db.insert(Gem(7));
    (void)db.from<Gem>().count();
}
