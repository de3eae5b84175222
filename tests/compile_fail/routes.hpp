// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/references.hpp>
#include <interlock/routing/routers.hpp>
#include <interlock/routing/routing_table.hpp>
#include <interlock/routing/verify.hpp>

#include <cstdint>
#include <string>
#include <type_traits>

namespace il = interlock;

struct main_db : il::database<"default", il::sqlite> {};
struct gems : il::database<"gems", il::sqlite> {};

struct Gem {
    std::int64_t id = 0;
};
struct Sample {
    std::int64_t id = 0;
    std::int64_t gem = 0;
};
struct Tile {
    std::string name;
};
struct Mosaic {
    std::string name;
};

template <>
struct interlock::model<Gem> {
    static constexpr auto app_label = "api";
    using fields = il::fields<il::field<&Gem::id, il::primary_key>>;
};
template <>
struct interlock::model<Sample> {
    static constexpr auto app_label = "api";
    using fields = il::fields<il::field<&Sample::id, il::primary_key>,
                              il::field<&Sample::gem, il::references<&Gem::id>>>;
};
template <>
struct interlock::model<Tile> {
    static constexpr auto app_label = "map";
    static constexpr auto table = "tiles";
    using fields = il::fields<il::field<&Tile::name, il::primary_key>>;
};
template <>
struct interlock::model<Mosaic> {
    static constexpr auto table = "tiles";
    using fields = il::fields<il::field<&Mosaic::name, il::primary_key>>;
};

/// What refuses a service: the checks, and what is made from it.
template <class Service>
void use() {
    static_assert(il::verify<Service>());
    (void)il::routing_table<Service>();
}
