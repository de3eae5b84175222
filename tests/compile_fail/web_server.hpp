// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/interlock.hpp>
#if __has_include(<libpq-fe.h>) || __has_include(<postgresql/libpq-fe.h>)
#include <interlock/postgres.hpp>
#include <interlock/two_phase.hpp>
#endif

#include <cstdint>
#include <string>

// A database of a server that a service only reads, for what PostgreSQL alone can do.

namespace il = interlock;

struct main_db : il::database<"default", il::postgres> {};
struct web : il::database<"mk_web_core", il::postgres> {};

struct Material {
    std::int64_t id = 0;
    std::string title;
};
struct Answer {
    std::int64_t id = 0;
    std::string text;
};
template <>
struct interlock::model<Material> {
    static constexpr auto app_label = "materials";
    using fields = il::fields<il::field<&Material::id, il::primary_key>, il::field<&Material::title>>;
};
template <>
struct interlock::model<Answer> {
    using fields = il::fields<il::field<&Answer::id, il::primary_key>, il::field<&Answer::text>>;
};

template <class Profile>
using assistant_in = il::service<il::databases<main_db, web>, il::models<Material, Answer>,
                                 il::routers<il::read_only_except<web, il::profile::testing>,
                                             il::route_app<"materials", web>, il::route_rest<main_db>>,
                                 Profile>;
using assistant = assistant_in<il::profile::production>;
using trial = assistant_in<il::profile::testing>;
