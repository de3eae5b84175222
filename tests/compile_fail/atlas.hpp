// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/interlock.hpp>
#include <interlock/sqlite.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// A service that is as it should be, for the programs that misuse it.

namespace il = interlock;

struct main_db : il::database<"default", il::sqlite> {};
struct gems : il::database<"gems", il::sqlite> {};

struct Gem {
    std::string id;
    std::optional<std::string> name;
    std::optional<std::int32_t> year;
    std::int32_t reactions = 0;
    bool curated = false;
};
struct Reaction {
    std::int64_t id = 0;
    std::string equation;
    std::int32_t step = 0;
};
struct Remark {
    std::string text;
};
struct Stranger {
    std::int64_t id = 0;
};

template <>
struct interlock::model<Gem> {
    using fields = il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::name>,
                              il::field<&Gem::year>, il::field<&Gem::reactions>, il::field<&Gem::curated>>;
};
template <>
struct interlock::model<Reaction> {
    using fields = il::fields<il::field<&Reaction::id, il::primary_key>, il::field<&Reaction::equation>,
                              il::field<&Reaction::step, il::primary_key>>;
};
template <>
struct interlock::model<Remark> {
    using fields = il::fields<il::field<&Remark::text>>;
};
template <>
struct interlock::model<Stranger> {
    using fields = il::fields<il::field<&Stranger::id, il::primary_key>>;
};

using atlas = il::service<il::databases<main_db, gems>, il::models<Gem, Reaction, Remark>,
                          il::routers<il::route_model<Gem, gems>, il::route_rest<main_db>>>;
