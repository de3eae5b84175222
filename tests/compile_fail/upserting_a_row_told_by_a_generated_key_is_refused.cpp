// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a row to be found or created is told by its generated key
// names: Part
#include "use_model.hpp"

struct Part {
    int id = 0;
    std::string code;
};
template <>
struct interlock::model<Part> {
    using fields =
        il::fields<il::field<&Part::id, il::primary_key, il::generated>, il::field<&Part::code, il::unique>>;
};
using parts = il::service<il::databases<main_db>, il::models<Part>, il::routers<il::route_rest<main_db>>>;

void use(il::session<parts>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.upserting(Part{}).returning().one();
#else
    (void)db.upserting(Part{}, il::by<&Part::code>).returning().one();
#endif
}
