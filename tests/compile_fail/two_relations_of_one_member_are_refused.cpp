// SPDX-License-Identifier: BSL-1.0
// expect: interlock: two relations of one member
// names: Gem
// names: row
#include "use_model.hpp"

struct Row {
    std::int64_t id = 0;
};
struct Tile {
    std::int64_t row = 0, column = 0;
};
struct Gem {
    std::int64_t id = 0;
    std::int64_t row = 0, column = 0;
};

template <>
struct interlock::model<Row> {
    using fields = il::fields<il::field<&Row::id, il::primary_key>>;
};
template <>
struct interlock::model<Tile> {
    using fields =
        il::fields<il::field<&Tile::row, il::primary_key>, il::field<&Tile::column, il::primary_key>>;
};
template <>
struct interlock::model<Gem> {
    using fields = il::fields<il::field<&Gem::id, il::primary_key>,
                              il::field<&Gem::row, il::references<&Row::id>>, il::field<&Gem::column>>;
#ifndef INTERLOCK_FIXED
    using constraints = il::constraints<
        il::foreign_key<il::members<&Gem::row, &Gem::column>, il::members<&Tile::row, &Tile::column>>>;
#else
    using constraints = il::constraints<
        il::foreign_key<il::members<&Gem::column, &Gem::row>, il::members<&Tile::column, &Tile::row>>>;
#endif
};

int main() { use<Gem, Tile, Row>({{"default", "sqlite::memory:"}}); }
