// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a reference and its target have different types
// names: Gem
// names: name
#include "use_model.hpp"

struct Tile {
    std::int64_t id = 0;
    std::string name;
};

struct Gem {
    std::int64_t id = 0;
    std::int64_t tile = 0;
    std::string name;
};

template <>
struct interlock::model<Tile> {
    using fields = il::fields<il::field<&Tile::id, il::primary_key>, il::field<&Tile::name>>;
};
template <>
struct interlock::model<Gem> {
#ifndef INTERLOCK_FIXED
    using fields = il::fields<il::field<&Gem::id, il::primary_key>,
                              il::field<&Gem::name, il::soft_references<&Tile::id>>>;
#else
    using fields = il::fields<il::field<&Gem::id, il::primary_key>,
                              il::field<&Gem::tile, il::soft_references<&Tile::id>>>;
#endif
};

int main() { use<Gem, Tile>({{"default", "sqlite::memory:"}}); }
