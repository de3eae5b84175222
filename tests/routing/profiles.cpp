// SPDX-License-Identifier: BSL-1.0
#include "support/catch.hpp"

#include <interlock/routing/resolve.hpp>
#include <interlock/routing/routers.hpp>
#include <interlock/routing/verify.hpp>

#include <cstdint>

// What a profile changes: whether a database is written, and nothing else.

namespace il = interlock;

namespace {

struct main_db : il::database<"default", il::sqlite> {};
struct web : il::database<"mk_web_core", il::sqlite> {};
struct archive : il::database<"archive", il::sqlite> {
    static constexpr bool is_read_only = true;
};

struct Account {
    std::int64_t id = 0;
};
struct Material {
    std::int64_t id = 0;
    std::int64_t owner_id = 0;
};
struct Answer {
    std::int64_t id = 0;
};
struct Scan {
    std::int64_t id = 0;
};

struct rehearsal {};

}  // namespace

template <>
struct interlock::model<Account> {
    static constexpr auto app_label = "accounts";
    using fields = il::fields<il::field<&Account::id, il::primary_key>>;
};
template <>
struct interlock::model<Material> {
    static constexpr auto app_label = "materials";
    using fields = il::fields<il::field<&Material::id, il::primary_key>,
                              il::field<&Material::owner_id, il::references<&Account::id>>>;
};
template <>
struct interlock::model<Answer> {
    using fields = il::fields<il::field<&Answer::id, il::primary_key>>;
};
template <>
struct interlock::model<Scan> {
    using fields = il::fields<il::field<&Scan::id, il::primary_key>>;
};

namespace {

/// By hand, all of it.
struct SiteRouter {
    template <class M>
    static constexpr bool of_the_site = std::same_as<M, Account> || std::same_as<M, Material>;

    template <class M>
    static constexpr auto db_for_read() {
        if constexpr (of_the_site<M>) return il::use<web>;
        else return il::pass;
    }
    template <class M>
    static constexpr auto db_for_write() {
        return db_for_read<M>();
    }
    template <class Db, class M>
    static constexpr il::verdict allow_migrate() {
        if (!of_the_site<M>) return il::verdict::pass;
        return std::same_as<Db, web> ? il::verdict::allow : il::verdict::deny;
    }
    template <class Db, class Profile>
    static constexpr il::verdict allow_write() {
        if (!std::same_as<Db, web>) return il::verdict::pass;
        return std::same_as<Profile, il::profile::testing> ? il::verdict::allow : il::verdict::deny;
    }
};

template <class Profile, class... First>
using site =
    il::service<il::databases<main_db, web, archive>, il::models<Account, Material, Answer, Scan>,
                il::routers<First..., SiteRouter, il::route_model<Scan, archive>, il::route_rest<main_db>>,
                Profile>;

template <class... First>
using site_in_production = site<il::profile::production, First...>;

}  // namespace

TEST_CASE("A service is built for production, unless it says otherwise") {
    using plain =
        il::service<il::databases<main_db>, il::models<Answer>, il::routers<il::route_rest<main_db>>>;
    STATIC_REQUIRE(std::same_as<plain::profile_type, il::profile::production>);
    STATIC_REQUIRE(plain::may_write<main_db>);
    STATIC_REQUIRE_FALSE(plain::only_test_databases);
    STATIC_REQUIRE(site<il::profile::testing>::only_test_databases);
    STATIC_REQUIRE_FALSE(site<il::profile::development>::only_test_databases);
    STATIC_REQUIRE_FALSE(site<rehearsal>::only_test_databases);
}

TEST_CASE("A router says where nothing is written, by database and profile") {
    STATIC_REQUIRE_FALSE(site_in_production<>::may_write<web>);
    STATIC_REQUIRE_FALSE(site<il::profile::development>::may_write<web>);
    STATIC_REQUIRE(site<il::profile::testing>::may_write<web>);
    STATIC_REQUIRE(site_in_production<>::may_write<main_db>);
}

TEST_CASE("The first router with an opinion on writing decides, a tag before all of them") {
    STATIC_REQUIRE_FALSE(site<il::profile::testing, il::read_only<web>>::may_write<web>);
    STATIC_REQUIRE_FALSE(site_in_production<il::read_only<main_db>>::may_write<main_db>);
    STATIC_REQUIRE_FALSE(site<il::profile::testing>::may_write<archive>);

    using except = il::read_only_except<main_db, il::profile::testing, rehearsal>;
    STATIC_REQUIRE_FALSE(site_in_production<except>::may_write<main_db>);
    STATIC_REQUIRE(site<il::profile::testing, except>::may_write<main_db>);
    STATIC_REQUIRE(site<rehearsal, except>::may_write<main_db>);
}

TEMPLATE_TEST_CASE("Where rows are and what may relate does not depend on who writes", "",
                   il::profile::production, il::profile::testing, rehearsal) {
    using S = site<TestType>;
    STATIC_REQUIRE(il::verify<S>());
    STATIC_REQUIRE(std::same_as<il::read_database<S, Account>, web>);
    STATIC_REQUIRE(std::same_as<il::read_database<S, Answer>, main_db>);
    STATIC_REQUIRE(std::same_as<il::read_database<S, Scan>, archive>);
    STATIC_REQUIRE(il::may_relate<S, Material, Account>);
    STATIC_REQUIRE(il::may_exist_in<S, Material, web>);
    STATIC_REQUIRE_FALSE(il::may_relate<S, Material, Answer>);
}
