// SPDX-License-Identifier: BSL-1.0
#include EXTERN_HEADER
#include "shop.hpp"

std::int64_t dearer_than(il::session<shop>& db, std::int64_t price) {
    db.insert(Tile{0, price + 1});
    return db.from<Tile>().where(il::col<&Tile::price> > price).count();
}
