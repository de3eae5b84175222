// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a soft reference that carries removals, without the header that delivers them
// names: product_id
#include "shop.hpp"

#ifdef INTERLOCK_FIXED
#include <interlock/outbox.hpp>
#endif

struct Stock {
    std::int64_t id = 0;
    std::int64_t product_id = 0;
};
template <>
struct interlock::model<Stock> {
    using fields =
        il::fields<il::field<&Stock::id, il::primary_key>,
                   il::field<&Stock::product_id, il::soft_references<&Product::id, il::on_delete::cascade>>>;
};
using depot =
    il::service<il::databases<goods>, il::models<Brand, Product, Stock>, il::routers<il::route_rest<goods>>>;
static_assert(il::verify<depot>());
