// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/interlock.hpp>

#include <cstdint>

// A program of two source files, which share what the parts of the backend are compiled to.

namespace il = interlock;

struct Tile {
    std::int64_t id = 0;
    std::int64_t price = 0;
};

template <>
struct interlock::model<Tile> {
    static constexpr auto app_label = "shop";
    using fields = il::fields<il::field<&Tile::id, il::primary_key, il::generated>, il::field<&Tile::price>>;
};

struct main_db : il::database<"default", il::BACKEND> {};
using shop = il::service<il::databases<main_db>, il::models<Tile>, il::routers<il::route_rest<main_db>>>;

/// The number of tiles that cost more.
std::int64_t dearer_than(il::session<shop>& db, std::int64_t price);
