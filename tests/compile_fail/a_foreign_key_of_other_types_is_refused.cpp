// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a member of a foreign key and the one that it refers to have different types
// names: Gem
// names: Tile
// names: name
#include "tiles.hpp"
template <>
struct interlock::model<Gem> {
    using fields = fields_of_gems;
#ifndef INTERLOCK_FIXED
    using constraints = il::constraints<
        il::foreign_key<il::members<&Gem::row, &Gem::name>, il::members<&Tile::row, &Tile::column>>>;
#else
    using constraints = il::constraints<
        il::foreign_key<il::members<&Gem::row, &Gem::column>, il::members<&Tile::row, &Tile::column>>>;
#endif
};

int main() { use<Gem, Tile>({{"default", "sqlite::memory:"}}); }
