// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a foreign key of unlike lists
// names: Gem
// names: Tile
// names: row
#include "tiles.hpp"
template <>
struct interlock::model<Gem> {
    using fields = fields_of_gems;
#ifndef INTERLOCK_FIXED
    using constraints = il::constraints<
        il::foreign_key<il::members<&Gem::row, &Gem::row>, il::members<&Tile::row, &Tile::column>>>;
#else
    using constraints = il::constraints<
        il::foreign_key<il::members<&Gem::row, &Gem::column>, il::members<&Tile::row, &Tile::column>>>;
#endif
};

int main() { use<Gem, Tile>({{"default", "sqlite::memory:"}}); }
