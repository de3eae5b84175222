// SPDX-License-Identifier: BSL-1.0
// expect: interlock: on_delete::set_null needs a member that can be null
// names: Gem
// names: tile
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
                              il::field<&Gem::tile, il::references<&Tile::id, il::on_delete::set_null>>>;
#else
    using fields = il::fields<il::field<&Gem::id, il::primary_key>,
                              il::field<&Gem::tile, il::references<&Tile::id, il::on_delete::cascade>>>;
#endif
};

int main() { use<Gem, Tile>({{"default", "sqlite::memory:"}}); }
