// SPDX-License-Identifier: BSL-1.0
#define ALSO_ON_EITHER
#include "toolchain.hpp"

#include <interlock/pipeline.hpp>
#include <interlock/relations.hpp>
#include <interlock/tracked.hpp>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <tuple>
#include <vector>

namespace {

template <class Backend>
using admin_of = toolshed<maven<Backend>, pypi<Backend>, users<Backend>>;

/// The admin service with its databases.
template <class Backend>
struct admin {
    using service = admin_of<Backend>;

    databases_for_a_case databases;
    il::session<service> db;

    explicit admin(place where) : databases(where, {"maven", "pypi", "users"}), db(databases.settings()) {
        il::create_tables(db);
    }
    std::vector<std::string> titles(const std::string& alias) {
        return each(db.in(alias).template from<Task>().order_by(il::asc<&Task::title>).all(), &Task::title);
    }
};

const std::vector<std::string> aliases{"maven", "pypi", "users"};
using texts = std::vector<std::string>;

}  // namespace

ENGINE_CASE("A model of several databases is read and written in the one that was chosen") {
    admin<TestType> toolshed(EVERY_PLACE);
    auto& db = toolshed.db;
    for (const std::string& alias : aliases) db.in(alias).insert(Task{0, "crawl for " + alias, 0, {}, {}});
    for (const std::string& alias : aliases) {
        CHECK(toolshed.titles(alias) == texts{"crawl for " + alias});
        CHECK(db.in(alias).template from<Task>().count() == 1);
    }
    CHECK(db.template on<pypi<TestType>>().template from<Task>().one().title == "crawl for pypi");
}

ENGINE_CASE("A query of a chosen database runs inside those of the same database alone") {
    admin<TestType> toolshed(EVERY_PLACE);
    auto& db = toolshed.db;
    db.in("pypi").insert(Task{0, "a", 0, {}, {}});
    db.in("users").insert(Task{0, "b", 0, {}, {}});
    const auto in_pypi = db.in("pypi").template from<Task>().select(il::col<&Task::title>);
    const auto wanted = il::col<&Task::title>.in(in_pypi);
    CHECK(db.in("pypi").template from<Task>().where(wanted).count() == 1);
    CHECK(db.template on<pypi<TestType>>().template from<Task>().where(wanted).count() == 1);
    CHECK_THROWS_AS(db.in("users").template from<Task>().where(wanted).count(), il::wrong_origin);
    CHECK_THROWS_AS(db.template on<users<TestType>>().template from<Task>().where(wanted).count(),
                    il::wrong_origin);
}

ENGINE_CASE("Everything that an explicit database can do, one that was chosen can") {
    admin<TestType> toolshed(EVERY_PLACE);
    auto in = toolshed.db.in("pypi");
    Task task{0, "a", 0, {}, {}};
    CHECK(in.insert(task) == task.id);
    CHECK(in.template get<Task>(task.id).title == "a");
    CHECK(!in.template find<Task>(task.id + 1));
    CHECK(in.insert_many(std::vector<Task>{{0, "b", 0, {}, {}}, {0, "c", 0, {}, {}}}) == 2);
    CHECK(in.template update<Task>()
              .set(il::col<& Task::title> = "bb")
              .where(il::col<&Task::title> == "b")
              .run() == 1);
    CHECK(in.template remove<Task>().where(il::col<&Task::title> == "c").run() == 1);
    const auto [stored, created] = in.get_or_create(Task{0, "d", 0, {}, {}}, il::by<&Task::title>);
    CHECK(created);
    CHECK(!in.get_or_create(Task{0, "d", 0, {}, {}}, il::by<&Task::title>).created);
    CHECK(in.upsert(Task{0, "d", 0, 7, {}}, il::by<&Task::title>) == 1);
    CHECK(in.template get<Task>(stored.id).owner_id == 7);
    in.insert(Step{0, stored.id, "step"});
    const auto joined = in.template from<Step>().template join<&Step::task_id>().all();
    REQUIRE(joined.size() == 1);
    CHECK(std::get<Task>(joined[0]).title == "d");
    const auto prefetched =
        in.template from<Task>().template prefetch<&Step::task_id>().order_by(il::asc<&Task::title>).all();
    REQUIRE(prefetched.size() == 3);
    CHECK(std::get<1>(prefetched[2]).size() == 1);
    CHECK(in.template from<Task>()
              .where(il::exists(il::from<Step>().where(il::col<&Step::task_id> == il::outer<&Task::id>)))
              .count() == 1);
    std::size_t streamed = 0;
    for (const Task& t : in.template from<Task>().stream()) streamed += !t.title.empty();
    CHECK(streamed == 3);
    CHECK(in.template raw<il::reads, std::tuple<std::int64_t>>("SELECT count(*) FROM workflow_task").one() ==
          std::tuple<std::int64_t>(3));
    CHECK(in.template raw<il::writes>("DELETE FROM workflow_step WHERE what = ?", "step").run() == 1);
    auto p = in.pipeline();
    auto counted = p.template from<Task>().count();
    p.run();
    CHECK(counted.get() == 3);
    CHECK(in.template from<Task>().sql().find("workflow_task") != std::string::npos);
    CHECK(toolshed.titles("maven").empty());
    CHECK(toolshed.titles("users").empty());
}

ENGINE_CASE("A name that no database has is an error that lists those there are") {
    admin<TestType> toolshed(EVERY_PLACE);
    const auto e = thrown<il::unknown_database>([&] { (void)toolshed.db.in("conda"); });
    CHECK(e.alias() == "conda");
    CHECK(e.message().find("maven, pypi, users") != std::string::npos);
    CHECK_THROWS_AS(toolshed.db.in(""), il::unknown_database);
    CHECK_THROWS_AS(toolshed.db.in("Maven"), il::unknown_database);
    CHECK(thrown<il::unknown_database>([&] { (void)toolshed.db.in("a\nforged line"); }).alias().empty());
}

ENGINE_CASE("The databases to choose from may be fewer") {
    admin<TestType> toolshed(EVERY_PLACE);
    auto& db = toolshed.db;
    const auto packages = [&](const std::string& alias) {
        return db.template in<maven<TestType>, pypi<TestType>>(alias);
    };
    packages("maven").insert(Resource{0, "https://repo1", {}});
    CHECK(packages("maven").template from<Resource>().count() == 1);
    CHECK(packages("pypi").template from<Resource>().count() == 0);
    CHECK(thrown<il::unknown_database>([&] { (void)packages("users"); }).message().find("users") ==
          std::string::npos);
}

ENGINE_CASE("A model that is in some of the databases alone is looked for there and nowhere else") {
    admin<TestType> toolshed(EVERY_PLACE);
    auto& db = toolshed.db;
    db.in("maven").insert(Resource{0, "https://repo1", {}});
    db.in("maven").insert(Artifact{0, "guava"});
    CHECK(db.in("maven").template from<Artifact>().one().name == "guava");
    CHECK(db.in("pypi").template from<Resource>().count() == 0);
    const auto resource =
        thrown<il::model_in_another_database>([&] { (void)db.in("users").template from<Resource>(); });
    CHECK(resource.alias() == "users");
    CHECK(resource.model() == "Resource");
    CHECK(resource.message().find("maven, pypi") != std::string::npos);
    const auto artifact = thrown<il::model_in_another_database>([&] {
        db.in("pypi").insert(Artifact{0, "guava"});
    });
    CHECK(artifact.alias() == "pypi");
    CHECK(artifact.model() == "Artifact");
    CHECK(artifact.message().find("maven") != std::string::npos);
    CHECK(db.template from<Artifact>().count() == 1);
}

ENGINE_CASE("A transaction is one on the database that was chosen") {
    admin<TestType> toolshed(EVERY_PLACE);
    auto& db = toolshed.db;
    auto in = db.in("maven");
    in.transaction([&](auto& tx) {
        tx.insert(Task{0, "kept", 0, {}, {}});
        tx.insert(Resource{0, "https://repo1", {}});
        tx.insert(Artifact{0, "guava"});
        try {
            tx.transaction([&](auto& inner) {
                inner.insert(Task{0, "taken back", 0, {}, {}});
                CHECK(inner.template from<Task>().count() == 2);
                throw 1;
            });
        } catch (int) {
        }
        CHECK(tx.template from<Artifact>().count() == 1);
    });
    CHECK(toolshed.titles("maven") == texts{"kept"});
    CHECK_THROWS_AS(in.transaction([&](auto& tx) {
        tx.insert(Task{0, "not kept", 0, {}, {}});
        (void)tx.template from<Package>().all();
    }),
                    il::model_in_another_database);
    CHECK(toolshed.titles("maven") == texts{"kept"});
    int runs = 0;
    in.transaction(il::retry{}, [&](auto& tx) {
        tx.insert(Task{0, "again " + std::to_string(runs), 0, {}, {}});
        if (++runs < 3) throw il::transaction_conflict("tried");
    });
    CHECK(toolshed.titles("maven") == texts{"again 2", "kept"});
    {
        auto tx = in.begin();
        tx.insert(Task{0, "left", 0, {}, {}});
    }
    CHECK(in.template from<Task>().count() == 2);
    const auto ended = thrown<il::usage_error>([&] {
        auto tx = in.begin();
        tx.commit();
        tx.commit();
    });
    CHECK(ended.alias() == "maven");
}

ENGINE_CASE("A read-only transaction on a chosen database reads") {
    admin<TestType> toolshed(EVERY_PLACE);
    toolshed.db.in("users").insert(Task{0, "a", 0, {}, {}});
    toolshed.db.in("users").insert(Person{0, "Ada"});
    const auto counted = toolshed.db.in("users").template transaction<il::mode::read_only>(
        [](auto& tx) { return tx.template from<Task>().count() + tx.template from<Person>().count(); });
    CHECK(counted == 2);
}

ENGINE_CASE("A tracked row is saved to the database that it was chosen from, and to no other") {
    admin<TestType> toolshed(EVERY_PLACE);
    auto& db = toolshed.db;
    const std::int64_t first = db.in("maven").insert(Task{0, "first", 0, {}, {}});
    REQUIRE(db.in("pypi").insert(Task{0, "same key", 0, {}, {}}) == first);
    auto row = db.in("maven").template load<Task>(first);
    row->title = "changed";
    const auto stray = thrown<il::wrong_origin>([&] { db.in("pypi").save(row); });
    CHECK(stray.alias() == "maven");
    CHECK(stray.model() == "Task");
    CHECK(db.in("maven").save(row));
    row->title = "changed again";
    CHECK(row.save());
    CHECK(toolshed.titles("maven") == texts{"changed again"});
    CHECK(toolshed.titles("pypi") == texts{"same key"});
    auto stale = db.in("maven").template load<Task>(first);
    row->title = "newer";
    row.save();
    stale->title = "lost";
    CHECK(thrown<il::stale_row>([&] { stale.save(); }).alias() == "maven");
    db.in("maven").transaction([&](auto& tx) {
        auto inside = tx.template load<Task>(first);
        inside->title = "inside";
        tx.save(inside);
    });
    CHECK(toolshed.titles("maven") == texts{"inside"});
    auto resource_id = db.in("maven").insert(Resource{0, "u", {}});
    auto resource = db.in("maven").template load<Resource>(resource_id);
    resource->url = "v";
    CHECK(db.in("maven").save(resource));
    resource.remove();
    CHECK(db.in("maven").template from<Resource>().count() == 0);
}

ENGINE_CASE("Rows of users are loaded beside those of the chosen database, by one query there") {
    admin<TestType> toolshed(EVERY_PLACE);
    auto& db = toolshed.db;
    const std::int64_t ada = db.insert(Person{0, "Ada"}), ben = db.insert(Person{0, "Ben"});
    db.in("pypi").insert_many(std::vector<Task>{
        {0, "a", 0, ada, {}}, {0, "b", 0, ben, {}}, {0, "c", 0, ada, {}}, {0, "d", 0, {}, {}}});
    db.in("maven").insert(Task{0, "other", 0, ada, {}});
    const auto before =
        std::tuple(db.template query_count<pypi<TestType>>(), db.template query_count<users<TestType>>());
    const auto rows = db.in("pypi")
                          .template from<Task>()
                          .template prefetch<&Task::owner_id>()
                          .order_by(il::asc<&Task::title>)
                          .all();
    CHECK(std::tuple(db.template query_count<pypi<TestType>>(), db.template query_count<users<TestType>>()) ==
          std::tuple(std::get<0>(before) + 1, std::get<1>(before) + 1));
    REQUIRE(rows.size() == 4);
    texts owners;
    for (const auto& [task, owner] : rows) owners.push_back(owner ? owner->name : "");
    CHECK(owners == texts{"Ada", "Ben", "Ada", ""});
}

ENGINE_CASE("Families stay in the chosen database") {
    admin<TestType> toolshed(EVERY_PLACE);
    auto& db = toolshed.db;
    Task task{0, "parent", 0, {}, {}};
    std::vector<Step> steps{{0, 0, "one"}, {0, 0, "two"}};
    il::insert_with<&Step::task_id>(db.in("users"), task, steps);
    CHECK(db.in("users").template from<Step>().where(il::col<&Step::task_id> == task.id).count() == 2);
    CHECK(db.in("maven").template from<Step>().count() == 0);
}

ENGINE_CASE("A removal that cascades asks the tables that are in its database, and no others") {
    admin<TestType> toolshed(EVERY_PLACE);
    auto& db = toolshed.db;
    for (const std::string& alias : aliases)
        for (const std::int64_t id : {1, 2}) db.in(alias).insert(Task{id, std::to_string(id), 0, {}, {}});
    db.insert(Build{0, 1});
    db.insert(Build{0, 1});
    const auto first = il::col<&Task::id> == 1;

    CHECK(il::remove_cascading<Task>(db.in("users"), first).cascades.empty());
    CHECK(il::remove_cascading<Task>(db.template on<pypi<TestType>>(), first).rows == 1);
    CHECK(db.template from<Build>().count() == 2);
    CHECK(il::remove_cascading<Task>(db.in("maven"), first).template along<&Build::task_id>() == 2);
    CHECK(db.template from<Build>().count() == 0);
    db.template transaction<users<TestType>>(
        [](auto& tx) { CHECK(il::remove_cascading<Task>(tx, il::col<&Task::id> == 2).rows == 1); });
    CHECK(toolshed.titles("maven") == texts{"2"});
    CHECK(toolshed.titles("pypi") == texts{"2"});
    CHECK(toolshed.titles("users").empty());
}

ENGINE_CASE("Who watches is told which database was chosen, and that it was") {
    admin<TestType> toolshed(EVERY_PLACE);
    std::mutex mutex;
    std::vector<std::tuple<std::string, std::string>> told;
    toolshed.db.on_statement([&](const il::statement_event& e) {
        const std::lock_guard lock(mutex);
        if (e.has_ended && e.model == "Task") told.emplace_back(e.alias, e.why);
    });
    (void)toolshed.db.in("pypi").template from<Task>().count();
    (void)toolshed.db.template on<maven<TestType>>().template from<Task>().count();
    toolshed.db.on_statement(nullptr);
    CHECK(told == std::vector<std::tuple<std::string, std::string>>{{"pypi", "database chosen by its alias"},
                                                                    {"maven", "explicit database"}});
}

ENGINE_CASE("Threads that choose different databases never meet, nor do requests of one thread") {
    const place where = EVERY_PLACE;
    if (where == place::memory) return;  // one connection, for which they would wait
    admin<TestType> toolshed(where);
    auto& db = toolshed.db;
    constexpr int rounds = 60;
    std::atomic<int> failures{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 6; ++t)
        threads.emplace_back([&, t] {
            for (int i = 0; i < rounds; ++i) {
                const std::string alias = aliases[static_cast<std::size_t>(t + i) % aliases.size()];
                const std::string title = alias + " " + std::to_string(t) + " " + std::to_string(i);
                try {
                    auto in = db.in(alias);
                    if (i % 3 == 0)
                        in.transaction(il::retry{.attempts = 50}, [&](auto& tx) {
                            tx.insert(Task{0, title, 0, {}, {}});
                        });
                    else in.insert(Task{0, title, 0, {}, {}});
                    if (in.template from<Task>().where(il::col<&Task::title> == title).count() != 1)
                        ++failures;
                } catch (const il::error&) {
                    ++failures;
                }
            }
        });
    for (std::thread& t : threads) t.join();
    CHECK(failures == 0);
    std::size_t all = 0;
    for (const std::string& alias : aliases)
        for (const std::string& title : toolshed.titles(alias)) {
            ++all;
            CHECK(title.substr(0, alias.size()) == alias);
        }
    CHECK(all == 6 * rounds);
}

// --- a database that is only read, and databases of several backends ---

namespace {

template <class Backend, class... First>
using with_users_of =
    il::service<il::databases<maven<Backend>, users<Backend>>,
                il::models<ContentType, Task, Step, Resource, Person>,
                il::routers<First..., il::in_every<"contenttypes">, il::in_several<"workflow">,
                            il::per_app<maven<Backend>, "webresource", "workflow">,
                            il::per_app<users<Backend>, "auth", "workflow">>>;
template <class Backend>
using with_users_read = with_users_of<Backend, il::read_only<users<Backend>>>;

}  // namespace

ENGINE_CASE("A chosen database that is only read is read, and a write says which it is") {
    const place where = EVERY_PLACE;
    if (where == place::memory) return;  // another session would have another one
    databases_for_a_case databases(where, {"maven", "users"});
    {
        il::session<with_users_of<TestType>> db(databases.settings());
        il::create_tables(db);
        db.in("users").insert(Task{0, "there", 0, {}, {}});
    }
    il::session<with_users_read<TestType>> db(databases.settings());
    CHECK(db.in("users").template from<Task>().count() == 1);
    CHECK(db.in("users").transaction([](auto& tx) { return tx.template from<Task>().count(); }) == 1);
    db.in("maven").insert(Task{0, "here", 0, {}, {}});
    const auto e = thrown<il::read_only_database>([&] { db.in("users").insert(Task{0, "a", 0, {}, {}}); });
    CHECK(e.alias() == "users");
    CHECK(e.model() == "Task");
    CHECK_THROWS_AS(db.in("users").template remove<Task>().run(), il::read_only_database);
    CHECK_THROWS_AS(db.in("users").template raw<il::writes>("DELETE FROM workflow_task").run(),
                    il::read_only_database);
    CHECK_THROWS_AS(db.in("users").transaction([](auto& tx) {
        tx.insert(Task{0, "a", 0, {}, {}});
    }),
                    il::read_only_database);
    CHECK(db.in("users").template from<Task>().count() == 1);
}

#if INTERLOCK_TEST_WITH_POSTGRES
TEST_CASE("The databases to choose from may have different backends") {
    using on_server = maven<il::postgres>;
    using in_file = pypi<il::sqlite>;
    using any = users<either>;
    databases_for_a_case databases(place::server, {"maven"});
    databases.add("pypi", place::file);
    databases.add("users", place::file);
    il::session<toolshed<on_server, in_file, any>> db(databases.settings());
    il::create_tables(db);
    for (const std::string& alias : aliases) {
        db.in(alias).transaction([&](auto& tx) { tx.insert(Task{0, alias, 0, {}, {}}); });
        CHECK(db.in(alias).from<Task>().where(il::col<&Task::title>.icontains(alias)).one().title == alias);
        CHECK(db.in(alias)
                  .raw<il::reads, std::string>("SELECT title FROM workflow_task WHERE id > ?", 0)
                  .one() == alias);
    }
    CHECK(db.in("maven").from<Resource>().count() == 0);
    CHECK_THROWS_AS(db.in("users").from<Resource>(), il::model_in_another_database);
    CHECK(db.query_count<on_server>() > 0);
    CHECK(db.query_count<in_file>() > 0);
    CHECK(db.query_count<any>() > 0);
}
#endif
