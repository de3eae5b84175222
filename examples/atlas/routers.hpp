// SPDX-License-Identifier: BSL-1.0
#pragma once

// Which database answers for which model, twice: in three routers written by hand, and in three lines.

#include "models.hpp"

#include <concepts>

// By hand. A router answers up to four questions about a model, or passes; the first that does not pass decides.

struct GemRouter {
    template <class M>
    static constexpr auto db_for_read() {
        if constexpr (std::same_as<M, Gem>) return il::use<gems>;
        else return il::pass;
    }
    template <class M>
    static constexpr auto db_for_write() {
        if constexpr (std::same_as<M, Gem>) return il::use<gems>;
        else return il::pass;
    }
    template <class A, class B>
    static constexpr il::verdict allow_relation() {
        return std::same_as<A, Gem> ? il::verdict::allow : il::verdict::pass;
    }
    template <class Db, class M>
    static constexpr il::verdict allow_migrate() {
        if (!std::same_as<M, Gem>) return il::verdict::pass;
        return std::same_as<Db, gems> ? il::verdict::allow : il::verdict::deny;
    }
};

struct TileRouter {
    template <class M>
    static constexpr auto db_for_read() {
        if constexpr (std::same_as<M, Tile>) return il::use<tiles>;
        else return il::pass;
    }
    template <class M>
    static constexpr auto db_for_write() {
        if constexpr (std::same_as<M, Tile>) return il::use<tiles>;
        else return il::pass;
    }
    template <class A, class B>
    static constexpr il::verdict allow_relation() {
        return std::same_as<A, Tile> ? il::verdict::allow : il::verdict::pass;
    }
    template <class Db, class M>
    static constexpr il::verdict allow_migrate() {
        if (!std::same_as<M, Tile>) return il::verdict::pass;
        return std::same_as<Db, tiles> ? il::verdict::allow : il::verdict::deny;
    }
};

struct ApiRouter {
    template <class M>
    static constexpr auto db_for_read() {
        return il::use<main_db>;
    }
    template <class M>
    static constexpr auto db_for_write() {
        return il::use<main_db>;
    }
    template <class A, class B>
    static constexpr il::verdict allow_relation() {
        return il::verdict::allow;
    }
    template <class Db, class M>
    static constexpr il::verdict allow_migrate() {
        const bool taken = std::same_as<Db, gems> || std::same_as<Db, tiles>;
        return taken ? il::verdict::deny : il::verdict::allow;
    }
};

using all_databases = il::databases<main_db, gems, tiles>;

using atlas_by_hand = il::service<all_databases, all_models, il::routers<GemRouter, TileRouter, ApiRouter>>;

// Ready-made. All four answers of a line follow from the one thing that it says, so that they cannot disagree.

using atlas = il::service<
    all_databases, all_models,
    il::routers<il::route_model<Gem, gems>, il::route_model<Tile, tiles>, il::route_rest<main_db>>>;

static_assert(std::same_as<il::read_database<atlas, Gem>, gems>);
static_assert(std::same_as<il::write_database<atlas, Tile>, tiles>);
static_assert(std::same_as<il::read_database<atlas, GemSample>, main_db>);
static_assert(!il::same_database<atlas, Gem, GemSample>);
