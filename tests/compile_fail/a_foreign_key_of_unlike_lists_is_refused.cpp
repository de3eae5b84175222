// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a foreign key of unlike lists
// names: Gem
// names: Tile
// names: row
#include "use_model.hpp"

struct Tile {
    std::int64_t row = 0, column = 0;
    std::string name;
};
struct Gem {
    std::int64_t id = 0;
    std::int64_t row = 0, column = 0;
    std::string name;
};

template <>
struct interlock::model<Tile> {
    using fields = il::fields<il::field<&Tile::row, il::primary_key>,
                              il::field<&Tile::column, il::primary_key>, il::field<&Tile::name>>;
};
template <>
struct interlock::model<Gem> {
    using fields = il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::row>,
                              il::field<&Gem::column>, il::field<&Gem::name>>;
#ifndef INTERLOCK_FIXED
    using constraints =
        il::constraints<il::foreign_key<il::members<&Gem::row>, il::members<&Tile::row, &Tile::column>>>;
#else
    using constraints = il::constraints<
        il::foreign_key<il::members<&Gem::row, &Gem::column>, il::members<&Tile::row, &Tile::column>>>;
#endif
};

int main() { use<Gem, Tile>({{"default", "sqlite::memory:"}}); }
