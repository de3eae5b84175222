// SPDX-License-Identifier: BSL-1.0
#include <interlock/in.hpp>
#include <interlock/interlock.hpp>
#include <interlock/sqlite.hpp>

#include "support/catch.hpp"
#include "support/drawing.hpp"

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// What docs/routing/per_app.md says of services over the same databases.

namespace il = interlock;

namespace {

struct pypi : il::database<"pypi", il::sqlite> {
    template <il::fixed_string Service>
    using router = il::per_app<pypi, "packagerepopypi", "webresource">::also<
        il::apps_if<il::name_is<Service, "crawler/pypi*", "toolshed">, "workflow">>;
};
struct users : il::database<"users", il::sqlite> {
    template <il::fixed_string Service>
    using router = il::per_app<users, "site">::also<
        il::apps_if<il::name_is<Service, "users/*", "toolshed">, "users", "workflow">,
        il::apps_if<il::name_is<Service, "servicerouter">, "users">>;
};
struct pants_demos : il::database<"pants_demos", il::sqlite> {
    template <il::fixed_string>
    using router = il::per_app<pants_demos, "pants_demos_depgraph", "workflow">;
};

struct ContentType {
    std::int64_t id = 0;
    std::string model;
};
struct Site {
    std::int64_t id = 0;
    std::string domain;
};
struct User {
    std::int64_t id = 0;
    std::string name;
};
struct Package {
    std::int64_t id = 0;
    std::string name;
    std::optional<std::int64_t> owner_id;
};
struct Page {
    std::int64_t id = 0;
    std::string url;
};
struct Demo {
    std::int64_t id = 0;
};
struct Task {
    std::int64_t id = 0;
    std::string what;
};

}  // namespace

template <>
struct interlock::model<ContentType> {
    static constexpr auto app_label = "contenttypes";
    using fields = il::fields<il::field<&ContentType::id, il::primary_key, il::generated>,
                              il::field<&ContentType::model, il::unique>>;
};
template <>
struct interlock::model<Site> {
    static constexpr auto app_label = "site";
    using fields = il::fields<il::field<&Site::id, il::primary_key, il::generated>,
                              il::field<&Site::domain, il::unique>>;
};
template <>
struct interlock::model<User> {
    static constexpr auto app_label = "users";
    using fields = il::fields<il::field<&User::id, il::primary_key, il::generated>, il::field<&User::name>>;
};
template <>
struct interlock::model<Package> {
    static constexpr auto app_label = "packagerepopypi";
    using fields =
        il::fields<il::field<&Package::id, il::primary_key, il::generated>, il::field<&Package::name>,
                   il::field<&Package::owner_id, il::soft_references<&User::id>>>;
};
template <>
struct interlock::model<Page> {
    static constexpr auto app_label = "webresource";
    using fields = il::fields<il::field<&Page::id, il::primary_key, il::generated>, il::field<&Page::url>>;
};
template <>
struct interlock::model<Demo> {
    static constexpr auto app_label = "pants_demos_depgraph";
    using fields = il::fields<il::field<&Demo::id, il::primary_key, il::generated>>;
};
template <>
struct interlock::model<Task> {
    static constexpr auto app_label = "workflow";
    using fields = il::fields<il::field<&Task::id, il::primary_key, il::generated>, il::field<&Task::what>>;
};

namespace {

using all_models = il::models<ContentType, Site, User, Package, Page, Demo, Task>;

template <il::fixed_string Name, class... Dbs>
struct named {
    using databases = il::databases<Dbs...>;
    using routers = il::routers_of<Name, databases, il::in_every<"contenttypes">>;
    using service = il::service<databases, il::routed_models<all_models, routers>, routers>;
};

using crawler = named<"crawler/pypi", pypi, users>::service;
using users_ui = named<"users/ui", users>::service;

static_assert(std::same_as<il::read_database<crawler, Task>, pypi>);
static_assert(std::same_as<il::read_database<users_ui, Task>, users>);

template <class Profile>
struct toolshed_in {
    using databases =
        il::databases_for<Profile, pypi, users, il::only_in<il::profile::development, pants_demos>>;
    using routers =
        il::routers_of<"toolshed", databases, il::in_every<"contenttypes">, il::in_several<"workflow">>;
    using service = il::service<databases, il::routed_models<all_models, routers>, routers, Profile>;
};
using toolshed = toolshed_in<il::profile::production>::service;

static_assert(!toolshed::lists_database<pants_demos>);
static_assert(il::may_exist_in<toolshed, Task, pypi> && il::may_exist_in<toolshed, Task, users>);

}  // namespace

TEST_CASE("What the page on databases and their apps shows is true") {
    il::session<toolshed> db{il::settings{{"pypi", "sqlite::memory:"}, {"users", "sqlite::memory:"}}};
    il::create_tables(db);
    db.on<pypi>().insert(Task{0, "crawl"});
    db.on<users>().insert(Task{0, "greet"});
    const auto tasks = db.on<pypi>().from<Task>().all();
    REQUIRE(tasks.size() == 1);
    CHECK(tasks[0].what == "crawl");

    std::vector<std::string> seen;
    const auto answer = [&](const std::string& alias) {
        auto in = db.in(alias);
        for (const Task& task : in.from<Task>().order_by(il::asc<&Task::id>).all()) seen.push_back(task.what);
        in.transaction([&](auto& tx) { tx.insert(Task{0, "look at " + alias}); });
    };
    answer("pypi");
    answer("users");
    CHECK(seen == std::vector<std::string>{"crawl", "greet"});
    CHECK(db.on<users>().from<Task>().where(il::col<&Task::what> == "look at users").exists());
    try {
        answer("conda");
        FAIL("there is no such database");
    } catch (const il::unknown_database& e) {
        CHECK(e.message().find("pypi, users") != std::string::npos);
    }
    CHECK_THROWS_AS(db.in("users").from<Package>(), il::model_in_another_database);

    const std::int64_t ada = db.insert(User{0, "Ada"});
    db.insert(Package{0, "pantsbuild", ada});
    const std::int64_t before = db.query_count<users>();
    std::string listed;
    for (const auto& [package, owner] : db.from<Package>().prefetch<&Package::owner_id>().all())
        listed += package.name + " by " + (owner ? owner->name : "nobody") + "\n";
    CHECK(listed == "pantsbuild by Ada\n");
    CHECK(db.query_count<users>() == before + 1);
}

TEST_CASE("The page of databases and their apps has them drawn as they are") {
    check_drawing<toolshed>("per_app", "toolshed");
}
