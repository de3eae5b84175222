// SPDX-License-Identifier: BSL-1.0
#define ALSO_ON_EITHER
#include "toolchain.hpp"

#include <interlock/relations.hpp>

#include <string>
#include <tuple>
#include <vector>

// Services over the same databases, each with its apps.

namespace {

using texts = std::vector<std::string>;

template <class Backend>
using crawler_pypi = toolchain<"crawler/pypi", pypi<Backend>, users<Backend>>;
template <class Backend>
using users_ui = toolchain<"users/ui", users<Backend>>;
template <class Backend>
using crawler_maven = toolchain<"crawler/maven", maven<Backend>, users<Backend>>;
template <class Backend>
using admin = toolshed<maven<Backend>, pypi<Backend>, users<Backend>>;

/// The tables of a database.
template <class Db, class Session>
texts tables_of(Session& db, place where) {
    return db
        .template raw<Db, il::reads, std::string>(
            where == place::server
                ? "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1"
                : "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY 1")
        .all();
}

}  // namespace

ENGINE_CASE("Each database gets the tables of its apps, those that are in every database, and no others") {
    const place where = EVERY_PLACE;
    databases_for_a_case databases(where, {"maven", "pypi", "users"});
    il::session<admin<TestType>> db(databases.settings());
    il::create_tables(db);
    CHECK(tables_of<maven<TestType>>(db, where) ==
          texts{"contenttypes_contenttype", "packagerepomaven_artifact", "packagerepomaven_build",
                "webresource_resource", "workflow_step", "workflow_task"});
    CHECK(tables_of<pypi<TestType>>(db, where) == texts{"contenttypes_contenttype", "packagerepopypi_package",
                                                        "webresource_resource", "workflow_step",
                                                        "workflow_task"});
    CHECK(tables_of<users<TestType>>(db, where) ==
          texts{"auth_person", "contenttypes_contenttype", "workflow_step", "workflow_task"});
}

ENGINE_CASE("The name of a service decides which apps its database has") {
    const place where = EVERY_PLACE;
    databases_for_a_case databases(where, {"pypi", "users"});
    il::session<crawler_pypi<TestType>> db(databases.settings());
    il::create_tables(db);
    CHECK(tables_of<pypi<TestType>>(db, where) == texts{"contenttypes_contenttype", "packagerepopypi_package",
                                                        "webresource_resource", "workflow_step",
                                                        "workflow_task"});
    CHECK(tables_of<users<TestType>>(db, where) == texts{"auth_person", "contenttypes_contenttype"});
}

ENGINE_CASE("The same app is in different databases in different services") {
    const place where = EVERY_PLACE;
    if (where == place::memory) return;  // another session would have others
    databases_for_a_case databases(where, {"maven", "pypi", "users"});
    il::session<admin<TestType>> all(databases.settings());
    il::create_tables(all);
    const auto with = [&](std::initializer_list<const char*> aliases) {
        il::settings some;
        for (const char* alias : aliases) some.set(alias, databases.settings().find(alias)->location);
        return some;
    };
    il::session<crawler_maven<TestType>>(with({"maven", "users"}))
        .insert(Task{0, "of crawler/maven", 0, {}, {}});
    il::session<crawler_pypi<TestType>>(with({"pypi", "users"}))
        .insert(Task{0, "of crawler/pypi", 0, {}, {}});
    il::session<users_ui<TestType>>(with({"users"})).insert(Task{0, "of users/ui", 0, {}, {}});
    CHECK(all.in("maven").template from<Task>().one().title == "of crawler/maven");
    CHECK(all.in("pypi").template from<Task>().one().title == "of crawler/pypi");
    CHECK(all.in("users").template from<Task>().one().title == "of users/ui");
}

ENGINE_CASE(
    "What is in every database is asked by its database where there are several, and else by the session") {
    databases_for_a_case databases(EVERY_PLACE, {"users"});
    il::session<users_ui<TestType>> db(databases.settings());
    il::create_tables(db);
    const std::int64_t type = db.insert(ContentType{0, "task"});
    const std::int64_t task = db.insert(Task{0, "typed", 0, {}, type});
    const auto typed = db.template from<Task>()
                           .template with<&Task::content_type_id>()
                           .where(il::col<&Task::id> == task)
                           .one();
    CHECK(std::get<1>(typed)->name == "task");
    CHECK_THROWS_AS(db.insert(Task{0, "of a missing type", 0, {}, type + 1}), il::foreign_key_violation);
}

ENGINE_CASE("A soft reference to users has no constraint, and following it is one more query, there") {
    databases_for_a_case databases(EVERY_PLACE, {"pypi", "users"});
    il::session<crawler_pypi<TestType>> db(databases.settings());
    il::create_tables(db);
    const std::int64_t ada = db.insert(Person{0, "Ada"});
    db.insert(Task{0, "by Ada", 0, ada, {}});
    db.insert(Task{0, "by nobody", 0, {}, {}});
    db.insert(Task{0, "by who has gone", 0, ada + 17, {}});
    const std::int64_t in_pypi = db.template query_count<pypi<TestType>>(),
                       in_users = db.template query_count<users<TestType>>();
    const auto rows =
        db.template from<Task>().template prefetch<&Task::owner_id>().order_by(il::asc<&Task::title>).all();
    CHECK(db.template query_count<pypi<TestType>>() == in_pypi + 1);
    CHECK(db.template query_count<users<TestType>>() == in_users + 1);
    texts owners;
    for (const auto& [task, owner] : rows) owners.push_back(owner ? owner->name : "");
    CHECK(owners == texts{"Ada", "", ""});
    const auto gone = il::orphans<&Task::owner_id>(db);
    REQUIRE(gone.size() == 1);
    CHECK(gone[0].key == ada + 17);
}

TEST_CASE("A database of another profile is none of the service, and its setting is not taken") {
    using for_production = il::databases_for<il::profile::production, users<il::sqlite>,
                                             il::only_in<il::profile::development, maven<il::sqlite>>>;
    using for_development = il::databases_for<il::profile::development, users<il::sqlite>,
                                              il::only_in<il::profile::development, maven<il::sqlite>>>;
    using in_production =
        service_of<for_production, il::routers_of<"toolshed", for_production, il::in_every<"contenttypes">,
                                                  il::in_several<"workflow">>>;
    using in_development =
        service_of<for_development, il::routers_of<"toolshed", for_development, il::in_every<"contenttypes">,
                                                   il::in_several<"workflow">>>;
    static_assert(!in_production::lists_database<maven<il::sqlite>>);
    static_assert(!in_production::lists_model<Artifact> && in_development::lists_model<Artifact>);
    const il::settings both{{"users", "sqlite::memory:"}, {"maven", "sqlite::memory:"}};
    CHECK(
        thrown<il::configuration_error>([&] { il::session<in_production>{both}; }).message().find("maven") !=
        std::string::npos);
    CHECK(il::session<in_development>{both}.in("maven").executor_of().alias() == "maven");
    CHECK_THROWS_AS(il::session<in_development>(il::settings{{"users", "sqlite::memory:"}}),
                    il::configuration_error);
}
