// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a reference to what is not unique
// names: Gem
// names: Tile
// names: name
#include "use_model.hpp"

struct Tile {
    std::int64_t id = 0;
    std::string name;
};
struct Gem {
    std::int64_t id = 0;
    std::string tile;
};

template <>
struct interlock::model<Tile> {
#ifndef INTERLOCK_FIXED
    using fields = il::fields<il::field<&Tile::id, il::primary_key>, il::field<&Tile::name>>;
#else
    using fields = il::fields<il::field<&Tile::id, il::primary_key>, il::field<&Tile::name, il::unique>>;
#endif
};
template <>
struct interlock::model<Gem> {
    using fields =
        il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::tile, il::references<&Tile::name>>>;
};

int main() { use<Gem, Tile>({{"default", "sqlite::memory:"}}); }
