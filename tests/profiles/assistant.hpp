// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/interlock.hpp>
#include <interlock/sqlite.hpp>
#if INTERLOCK_TEST_WITH_POSTGRES
#include <interlock/postgres.hpp>
#endif

#include <cstdint>
#include <string>

// A program beside a public site. It reads the site's database, and keeps its own answers; its tests fill a database of the
// site as they need it.

namespace il = interlock;

#if INTERLOCK_TEST_WITH_POSTGRES
using engine = il::either<il::sqlite, il::postgres>;
#else
using engine = il::sqlite;
#endif

struct main_db : il::database<"default", engine> {};
struct web : il::database<"mk_web_core", engine> {};

struct Account {
    std::int64_t id = 0;
    std::string name;
};
struct Material {
    std::int64_t id = 0;
    std::int64_t owner_id = 0;
    std::string title;
};
struct Answer {
    std::int64_t id = 0;
    std::int64_t material_id = 0;
    std::string text;
};

template <>
struct interlock::model<Account> {
    static constexpr auto app_label = "accounts";
    using fields = il::fields<il::field<&Account::id, il::primary_key>, il::field<&Account::name>>;
};
template <>
struct interlock::model<Material> {
    static constexpr auto app_label = "materials";
    using fields =
        il::fields<il::field<&Material::id, il::primary_key>,
                   il::field<&Material::owner_id, il::references<&Account::id>>, il::field<&Material::title>>;
};
template <>
struct interlock::model<Answer> {
    using fields = il::fields<il::field<&Answer::id, il::primary_key, il::generated>,
                              il::field<&Answer::material_id, il::soft_references<&Material::id>>,
                              il::field<&Answer::text>>;
};

template <class Profile>
using assistant_in =
    il::service<il::databases<main_db, web>, il::models<Account, Material, Answer>,
                il::routers<il::read_only_except<web, il::profile::testing>, il::route_app<"accounts", web>,
                            il::route_app<"materials", web>, il::route_rest<main_db>>,
                Profile>;

// where the rows are does not depend on the profile, nor does what may refer to what
using il::profile::production, il::profile::testing;
static_assert(std::same_as<il::read_database<assistant_in<production>, Account>, web>);
static_assert(std::same_as<il::read_database<assistant_in<production>, Material>, web>);
static_assert(std::same_as<il::read_database<assistant_in<production>, Answer>, main_db>);
static_assert(il::may_relate<assistant_in<production>, Material, Account>);
static_assert(il::may_relate<assistant_in<testing>, Material, Account>);
static_assert(!il::may_relate<assistant_in<production>, Answer, Material>);
// whether they may be written does
static_assert(!assistant_in<production>::may_write<web>);
static_assert(assistant_in<testing>::may_write<web>);
static_assert(assistant_in<production>::may_write<main_db>);
