// SPDX-License-Identifier: BSL-1.0
// expect: interlock: an outbox of a member along which no removal is carried
// names: product_id
#include "shop.hpp"

#include <interlock/outbox.hpp>

struct Stock {
    std::int64_t id = 0;
    std::int64_t product_id = 0;
};
template <>
struct interlock::model<Stock> {
#ifndef INTERLOCK_FIXED
    using refers = il::soft_references<&Product::id>;
#else
    using refers = il::soft_references<&Product::id, il::on_delete::cascade>;
#endif
    using fields = il::fields<il::field<&Stock::id, il::primary_key>, il::field<&Stock::product_id, refers>>;
};
using depot =
    il::service<il::databases<goods>, il::models<Brand, Product, Stock>, il::routers<il::route_rest<goods>>>;

auto waiting(il::session<depot>& db) { return db.from<il::outbox<&Stock::product_id>>().count(); }
