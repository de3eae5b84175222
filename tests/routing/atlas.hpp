// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/references.hpp>
#include <interlock/routing/routers.hpp>
#include <interlock/routing/routing_table.hpp>
#include <interlock/routing/verify.hpp>

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>

// Metabolic Atlas: three databases, two of them for one model each.

namespace il = interlock;

struct main_db : il::database<"default", il::sqlite> {};
struct gems : il::database<"gems", il::sqlite> {};
struct tiles : il::database<"tiles", il::postgres> {};

struct Gem {
    std::string id;
};
struct Tile {
    std::string name;
};
struct Reaction {
    std::int64_t id = 0;
};
struct Metabolite {
    std::int64_t id = 0;
    std::int64_t reaction = 0;
    std::optional<std::string> gem;
};

template <>
struct interlock::model<Gem> {
    static constexpr auto app_label = "api";
    static constexpr auto table = "gems";
    using database = gems;
    using fields = il::fields<il::field<&Gem::id, il::primary_key, il::max_length<50>>>;
};
template <>
struct interlock::model<Tile> {
    static constexpr auto app_label = "maps";
    using database = tiles;
    using fields = il::fields<il::field<&Tile::name, il::primary_key>>;
};
template <>
struct interlock::model<Reaction> {
    static constexpr auto app_label = "api";
    using fields = il::fields<il::field<&Reaction::id, il::primary_key>>;
};
template <>
struct interlock::model<Metabolite> {
    static constexpr auto app_label = "api";
    using fields = il::fields<il::field<&Metabolite::id, il::primary_key>,
                              il::field<&Metabolite::reaction, il::references<&Reaction::id>>,
                              il::field<&Metabolite::gem, il::soft_references<&Gem::id>>>;
};

using atlas_databases = il::databases<main_db, gems, tiles>;
using atlas_models = il::models<Gem, Tile, Reaction, Metabolite>;

using atlas = il::service<
    atlas_databases, atlas_models,
    il::routers<il::route_model<Gem, gems>, il::route_model<Tile, tiles>, il::route_rest<main_db>>>;
