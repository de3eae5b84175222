// SPDX-License-Identifier: BSL-1.0
// expect: interlock: on_delete::set_null of a foreign key needs members that can all be null
// names: Gem
// names: row
#include "tiles.hpp"
template <>
struct interlock::model<Gem> {
    using fields = fields_of_gems;
#ifndef INTERLOCK_FIXED
    using constraints =
        il::constraints<il::foreign_key<il::members<&Gem::row, &Gem::column>,
                                        il::members<&Tile::row, &Tile::column>, il::on_delete::set_null>>;
#else
    using constraints = il::constraints<
        il::foreign_key<il::members<&Gem::row, &Gem::column>, il::members<&Tile::row, &Tile::column>>>;
#endif
};

int main() { use<Gem, Tile>({{"default", "sqlite::memory:"}}); }
