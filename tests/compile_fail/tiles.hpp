// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "use_model.hpp"

#include <cstdint>
#include <string>

// Tiles with a key of two columns, and gems that lie on them, for the programs whose foreign key is wrong.

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
using fields_of_gems = il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::row>,
                                  il::field<&Gem::column>, il::field<&Gem::name>>;
