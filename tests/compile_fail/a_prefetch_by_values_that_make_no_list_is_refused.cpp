// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a prefetch along a relation whose values make no list
// names: Print
#include "shop.hpp"

#include <cstddef>
#include <vector>

struct Print {
    std::vector<std::byte> digest;
    std::int64_t product_id = 0;
};
struct Copy {
    std::int64_t id = 0;
    std::vector<std::byte> of;
};
template <>
struct interlock::model<Print> {
    using fields = il::fields<il::field<&Print::digest, il::primary_key>, il::field<&Print::product_id>>;
};
template <>
struct interlock::model<Copy> {
    using fields = il::fields<il::field<&Copy::id, il::primary_key>,
                              il::field<&Copy::of, il::references<&Print::digest>>>;
};
using archive =
    il::service<il::databases<goods>, il::models<Print, Copy>, il::routers<il::route_rest<goods>>>;

void use(il::session<archive>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Copy>().prefetch<&Copy::of>().all();
#else
    (void)db.from<Copy>().join<&Copy::of>().all();
#endif
}
