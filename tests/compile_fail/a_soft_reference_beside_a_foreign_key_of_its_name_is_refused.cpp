// SPDX-License-Identifier: BSL-1.0
// expect: interlock: two relations of one member
// names: Gem
// names: row
#include "tiles.hpp"
template <>
struct interlock::model<Gem> {
#ifndef INTERLOCK_FIXED
    using fields =
        il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::row, il::soft_references<&Gem::id>>,
                   il::field<&Gem::column>, il::field<&Gem::name>>;
#else
    using fields = fields_of_gems;
#endif
    using constraints = il::constraints<
        il::foreign_key<il::members<&Gem::row, &Gem::column>, il::members<&Tile::row, &Tile::column>>>;
};

int main() { use<Gem, Tile>({{"default", "sqlite::memory:"}}); }
