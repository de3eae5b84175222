// SPDX-License-Identifier: BSL-1.0
// expect: interlock: rows that are written as a whole, by db.on<Db>()
// names: goods
#include "shop.hpp"

#include <interlock/relations.hpp>

std::int64_t drop(il::session<shop>& db) {
#ifndef INTERLOCK_FIXED
    return il::remove_cascading<Product>(db.on<goods>(), il::col<&Product::id> == 7).rows;
#else
    auto tx = db.begin<goods>();
    return il::remove_cascading<Product>(tx, il::col<&Product::id> == 7).rows;
#endif
}
