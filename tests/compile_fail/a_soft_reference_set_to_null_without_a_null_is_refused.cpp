// SPDX-License-Identifier: BSL-1.0
// expect: interlock: on_delete::set_null needs a member that can be null
// names: Stock
// names: product_id
#include "shop.hpp"

struct Stock {
    std::int64_t id = 0;
#ifndef INTERLOCK_FIXED
    std::int64_t product_id = 0;
#else
    std::optional<std::int64_t> product_id;
#endif
};
template <>
struct interlock::model<Stock> {
    using fields =
        il::fields<il::field<&Stock::id, il::primary_key>,
                   il::field<&Stock::product_id, il::soft_references<&Product::id, il::on_delete::set_null>>>;
};
static_assert(il::table_of<Stock>().column_count != 7);
