// SPDX-License-Identifier: BSL-1.0
// expect: interlock: two models have one table in one database
// names: Tile
// names: Mosaic
#include "routes.hpp"

struct copied_tiles {
    template <class M>
    static constexpr auto db_for_read() {
        if constexpr (std::same_as<M, Tile>) return il::use<gems>;
        else return il::pass;
    }
    template <class M>
    static constexpr auto db_for_write() {
        if constexpr (std::same_as<M, Tile>) return il::use<main_db>;
        else return il::pass;
    }
    template <class, class M>
    static constexpr il::verdict allow_migrate() {
        return std::same_as<M, Tile> ? il::verdict::allow : il::verdict::pass;
    }
};

struct tiles : il::database<"tiles", il::sqlite> {};

#ifndef INTERLOCK_FIXED
using rest = il::route_rest<gems>;
#else
using rest = il::route_rest<tiles>;
#endif
using service = il::service<il::databases<main_db, gems, tiles>, il::models<Tile, Mosaic>,
                            il::routers<copied_tiles, rest>>;

int main() { use<service>(); }
