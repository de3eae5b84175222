// SPDX-License-Identifier: BSL-1.0
// expect: interlock: two relations of one member
// names: Gem
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
#ifndef INTERLOCK_FIXED
    using fields =
        il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::row, il::soft_references<&Gem::id>>,
                   il::field<&Gem::column>, il::field<&Gem::name>>;
#else
    using fields = il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::row>,
                              il::field<&Gem::column>, il::field<&Gem::name>>;
#endif
    using constraints = il::constraints<
        il::foreign_key<il::members<&Gem::row, &Gem::column>, il::members<&Tile::row, &Tile::column>>>;
};

int main() { use<Gem, Tile>({{"default", "sqlite::memory:"}}); }
