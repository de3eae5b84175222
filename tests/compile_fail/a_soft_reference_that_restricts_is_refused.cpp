// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a soft reference that restricts or sets a default
// names: Stock
// names: product_id
#include "shop.hpp"

struct Stock {
    std::int64_t id = 0;
    std::int64_t product_id = 0;
};
template <>
struct interlock::model<Stock> {
    using fields =
        il::fields<il::field<&Stock::id, il::primary_key>,
#ifndef INTERLOCK_FIXED
                   il::field<&Stock::product_id, il::soft_references<&Product::id, il::on_delete::restrict>>
#else
                   il::field<&Stock::product_id, il::soft_references<&Product::id>>
#endif
                   >;
};
static_assert(il::table_of<Stock>().column_count != 7);
