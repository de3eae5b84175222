// SPDX-License-Identifier: BSL-1.0
#include "polls.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

// How many connections there are to the databases of all tenants.

namespace {

#if INTERLOCK_TEST_WITH_POSTGRES
#define OWN_DATABASES files, server_databases
#else
#define OWN_DATABASES files
#endif

/// Longer than the clock that says who was used last takes for a step.
void a_moment() { std::this_thread::sleep_for(std::chrono::milliseconds(30)); }

template <class Town>
std::int64_t count_of(Town& db, const char* tenant) {
    a_moment();
    return db->tenant(tenant).template from<Poll>().count();
}

}  // namespace

TEMPLATE_TEST_CASE(
    "Connections of all tenants are no more than pool_total, and the one unused for longest goes first", "",
    OWN_DATABASES) {
    town<TestType> db({"a", "b", "c", "d"}, "pool_total=3");
    using database = typename town<TestType>::database;
    const auto metrics = [&] { return db->template metrics<database>(); };
    (void)db->template close_idle<database>();
    for (const char* tenant : {"a", "b", "c"}) CHECK(count_of(db, tenant) == 0);
    const std::int64_t opened = metrics().opened;
    CHECK(metrics().open == 3);
    CHECK(count_of(db, "a") == 0);
    CHECK(metrics().opened == opened);  // it was there
    CHECK(count_of(db, "d") == 0);      // in place of b
    CHECK(metrics().open == 3);
    CHECK(metrics().opened == opened + 1);
    for (const char* tenant : {"a", "c", "d"}) CHECK(count_of(db, tenant) == 0);
    CHECK(metrics().opened == opened + 1);
    CHECK(count_of(db, "b") == 0);
    CHECK(metrics().opened == opened + 2);
    CHECK(metrics().open == 3);
    CHECK(metrics().timeouts == 0);
}

TEMPLATE_TEST_CASE("A connection in use is never closed for another tenant's", "", OWN_DATABASES) {
    town<TestType> db({"a", "b"}, "pool_total=1&pool_wait=200");
    using database = typename town<TestType>::database;
    auto a = db->tenant("a"), b = db->tenant("b");
    a.insert(Poll{0, "one?", 1});
    a.insert(Poll{0, "two?", 1});
    {
        auto tx = a.template begin<database>();
        tx.insert(Poll{0, "three?", 1});
        bool late = false;
        std::thread([&] {
            try {
                (void)b.template from<Poll>().count();
            } catch (const il::pool_timeout& e) {
                late = e.alias() == "polls" && e.message().find("pool_total") != std::string::npos;
            }
        }).join();
        CHECK(late);
        tx.commit();
    }
    CHECK(b.template from<Poll>().count() == 0);
    CHECK(a.template from<Poll>().count() == 3);
    std::size_t seen = 0;
    for (const Poll& p : a.template from<Poll>().stream()) {
        if (seen == 0) CHECK_THROWS_AS(b.template from<Poll>().count(), il::usage_error);  // not of itself
        seen += !p.question.empty();
        CHECK(a.template get<Poll>(p.id).question == p.question);  // by the connection that it has
    }
    CHECK(seen == 3);
    CHECK(b.template from<Poll>().count() == 0);
    CHECK(db->template metrics<database>().open == 1);
}

TEMPLATE_TEST_CASE("Who has a stream open goes on by its connection, where no other one may be opened", "",
                   OWN_DATABASES) {
    town<TestType> db({"a", "b"}, "pool_total=2&pool_wait=200");
    auto a = db->tenant("a"), b = db->tenant("b");
    for (auto* tenant : {&a, &b}) tenant->insert(Poll{0, "one?", 1});
    std::size_t seen = 0;
    for (const Poll& of_a : a.template from<Poll>().stream())
        for (const Poll& of_b : b.template from<Poll>().stream()) {
            CHECK(a.template get<Poll>(of_a.id).id == b.template get<Poll>(of_b.id).id);
            ++seen;
        }
    CHECK(seen == 1);
}

TEMPLATE_TEST_CASE("Who waits for a connection has the next one that anybody gives back", "", OWN_DATABASES) {
    town<TestType> db({"a", "b", "c"}, "pool_total=1");
    using database = typename town<TestType>::database;
    auto a = db->tenant("a");
    auto tx = a.template begin<database>();
    std::atomic<int> done{0};
    std::vector<std::thread> waiting;
    for (const char* tenant : {"b", "c"})
        waiting.emplace_back([&db, &done, tenant] {
            auto t = db->tenant(tenant);
            t.insert(Poll{0, "mine?", 1});
            done += t.template from<Poll>().count() == 1;
        });
    while (db->template metrics<database>().waits < 2) a_moment();
    CHECK(done == 0);
    tx.commit();
    for (std::thread& t : waiting) t.join();
    CHECK(done == 2);
    CHECK(a.template from<Poll>().count() == 0);
}

TEMPLATE_TEST_CASE("Who waits is not passed by those who have a connection already", "", OWN_DATABASES) {
    town<TestType> db({"a", "b"}, "pool_total=1");
    std::atomic<bool> served{false};
    std::atomic<int> turns{0};
    std::vector<std::thread> busy;
    for (int t = 0; t < 2; ++t)
        busy.emplace_back([&] {
            auto a = db->tenant("a");
            while (!served) {
                (void)a.template from<Poll>().count();
                ++turns;
            }
        });
    std::vector<int> passed;
    for (int i = 0; i < 21; ++i) {
        const int before = turns;
        while (turns < before + 10) std::this_thread::yield();
        const int asked = turns;
        (void)db->tenant("b").template from<Poll>().count();
        passed.push_back(turns - asked);
    }
    served = true;
    for (std::thread& t : busy) t.join();
    std::sort(passed.begin(), passed.end());
    INFO("passed by " << passed.front() << " to " << passed.back());
    CHECK(passed[10] <= 6);  // as a rule those that had begun, and of each thread the next one or two
}

TEST_CASE("A tenant whose database is in memory keeps it, however many others there are") {
    using service = town<files>::service;
    using database = town<files>::database;
    scratch folder;
    il::session<service> db(
        il::settings{{"global", "sqlite::memory:"}, {"polls", folder.url("{tenant}.db") + "?pool_total=1"}});
    il::tenant_list list{{"a", "sqlite::memory:"}, {"b"}, {"c", folder.url("elsewhere_{tenant}.db")}};
    il::tenants_of<database>(db).come_from(&list);
    for (const char* tenant : {"a", "b", "c"}) il::create_tables(db.tenant(tenant));
    db.tenant("a").insert(Poll{0, "mine?", 1});
    for (const char* tenant : {"b", "c", "b", "c"}) CHECK(db.tenant(tenant).from<Poll>().count() == 0);
    CHECK(db.tenant("a").from<Poll>().count() == 1);
    CHECK(std::filesystem::exists(folder.file("elsewhere_c.db")));
    CHECK(std::filesystem::exists(folder.file("b.db")));
    CHECK_FALSE(std::filesystem::exists(folder.file("a.db")));
}

#if INTERLOCK_TEST_WITH_POSTGRES
namespace {

struct anywhere {
    using database = polls<il::either<il::sqlite, il::postgres>>;
    using strategy = il::database_per_tenant;
};

}  // namespace

TEST_CASE("Tenants may have databases of different engines") {
    using service = site<anywhere::database, anywhere::strategy>;
    scratch folder;
    server_databases server;
    server.make("far");
    il::session<service> db(
        il::settings{{"global", "sqlite::memory:"}, {"polls", folder.url("{tenant}.db")}});
    il::tenant_list list{{"near"}, {"far", server.url()}};
    il::tenants_of<anywhere::database>(db).come_from(&list);
    for (const char* tenant : {"near", "far"}) {
        auto t = db.tenant(tenant);
        il::create_tables(t);
        t.insert(Poll{0, tenant, 1});
        CHECK(questions(t.from<Poll>().all()) == std::vector<std::string>{tenant});
    }
    CHECK(db.metrics<anywhere::database>().open >= 2);
}
#endif
