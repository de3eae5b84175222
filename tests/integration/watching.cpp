// SPDX-License-Identifier: BSL-1.0
#define ALSO_ON_EITHER
#include "engines.hpp"

#include <interlock/pipeline.hpp>

#if INTERLOCK_TEST_WITH_FMT
#include <interlock/slow_log.hpp>
#endif

#include <algorithm>
#include <cstdio>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace {

struct Owl {
    std::int32_t id = 0;
    std::string name;
};

struct noted {
    std::string model, sql, failure, why;
    std::int64_t rows = 0, nanoseconds = 0;
    bool has_ended = false;
};

/// What was told, in its order.
struct notes {
    std::mutex mutex;
    std::vector<noted> all;

    auto taker() {
        return [this](const il::statement_event& e) {
            const std::lock_guard lock(mutex);
            CHECK(e.alias == "store");
            all.push_back({std::string(e.model), std::string(e.sql),
                           e.failure != nullptr ? e.failure->message() : std::string(), std::string(e.why),
                           e.rows, e.nanoseconds, e.has_ended});
        };
    }
    /// The ends alone.
    std::vector<noted> ends() const {
        std::vector<noted> out;
        for (const noted& n : all)
            if (n.has_ended) out.push_back(n);
        return out;
    }
};

}  // namespace

template <>
struct interlock::model<Owl> {
    using fields = il::fields<il::field<&Owl::id, il::primary_key>, il::field<&Owl::name, il::unique>>;
};

ENGINE_CASE("Who watches is told of each statement, when it begins and when it has ended") {
    engine<TestType, Owl> db(EVERY_PLACE);
    using database = store<TestType>;
    notes told;
    db->on_statement(told.taker());
    db->insert(Owl{1, "a"});
    db->insert_many(std::vector<Owl>{{2, "b"}, {3, "c"}});
    (void)db->template from<Owl>().all();
    (void)db->template find<Owl>(7);
    (void)db->template from<Owl>().count();
    db->template update<Owl>().set(il::col<& Owl::name> = "d").where(il::col<&Owl::id> > 2).run();
    (void)db->template raw<database, il::reads, std::string>("SELECT name FROM owl WHERE id < ?", 3).all();
    std::size_t streamed = 0;
    for (const Owl& owl : db->template from<Owl>().stream()) streamed += !owl.name.empty();
    CHECK(streamed == 3);
    CHECK_THROWS_AS(db->insert(Owl{9, "a"}), il::unique_violation);
    db->on_statement(nullptr);
    (void)db->template from<Owl>().all();

    const std::vector<noted> ends = told.ends();
    REQUIRE(ends.size() == 9);
    CHECK(told.all.size() == 18);
    const std::vector<std::int64_t> rows{1, 2, 3, 0, 1, 1, 2, 3, 0};
    for (std::size_t i = 0; i < ends.size(); ++i) {
        INFO(ends[i].sql);
        CHECK(ends[i].rows == rows[i]);
        CHECK(ends[i].model == (i == 6 ? "" : "Owl"));
        CHECK(ends[i].nanoseconds > 0);
        CHECK(ends[i].failure.empty() == (i != 8));
        CHECK(ends[i].sql.find("'") == std::string::npos);
    }
    CHECK(ends[2].sql.starts_with("SELECT"));
    CHECK(ends[6].sql == "SELECT name FROM owl WHERE id < ?");
    CHECK_FALSE(told.all[0].has_ended);
    CHECK(told.all[0].sql == told.all[1].sql);
}

ENGINE_CASE("Transactions are told of, and not counted as queries") {
    engine<TestType, Owl> db(EVERY_PLACE);
    using database = store<TestType>;
    notes told;
    const std::int64_t before = db->template query_count<database>();
    db->template on_statement<database>(told.taker());
    db->template transaction<database>([](auto& tx) {
        tx.insert(Owl{1, "a"});
        auto inner = tx.begin();
        inner.insert(Owl{2, "b"});
        inner.rollback();
        tx.transaction([](auto& other) { other.insert(Owl{3, "c"}); });
    });
    CHECK(db->template query_count<database>() - before == 3);
    std::vector<std::string> controls;
    for (const noted& n : told.ends())
        if (n.model.empty()) controls.push_back(n.sql.substr(0, n.sql.find(' ')));
    CHECK(controls ==
          std::vector<std::string>{"BEGIN", "SAVEPOINT", "ROLLBACK", "SAVEPOINT", "RELEASE", "COMMIT"});
    // a query each, whatever the number of rows, on whatever connection
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
            for (int n = 0; n < 25; ++n) (void)db->template from<Owl>().all();
        });
    for (std::thread& t : threads) t.join();
    CHECK(db->template query_count<database>() - before == 103);
    CHECK(told.all.size() == 2 * (6 + 103));
}

ENGINE_CASE("Each statement says why it went where it did") {
    engine<TestType, Owl> db(EVERY_PLACE);
    using database = store<TestType>;
    notes told;
    db->on_statement(told.taker());
    /// Why the statements went there of which the last function told.
    const auto reasons = [&] {
        std::vector<std::string> all;
        for (const noted& n : std::exchange(told.all, {}))
            if (n.has_ended) all.push_back(n.why);
        return all;
    };
    using texts = std::vector<std::string>;

    (void)db->template from<Owl>().all();
    (void)db->template find<Owl>(1);
    for (const Owl& owl : db->template from<Owl>().stream()) CHECK(owl.id > 0);
    CHECK(reasons() == texts{"read: route", "read: route", "read: route"});

    Owl owl{1, "a"};
    db->insert(owl);
    db->insert_many(std::vector<Owl>{{2, "b"}, {3, "c"}});
    db->template remove<Owl>().where(il::col<&Owl::id> == 3).run();
    CHECK_THROWS_AS(db->insert(owl), il::unique_violation);
    CHECK(reasons() == texts{"write: route", "write: route", "write: route", "write: route"});

    auto there = db->template on<database>();
    (void)there.template from<Owl>().all();
    there.insert(Owl{4, "d"});
    (void)db->template raw<database, il::reads, std::string>("SELECT name FROM owl").all();
    db->template raw<database, il::writes>("DELETE FROM owl WHERE id = ?", 4).run();
    auto queued = db->template pipeline<database>();
    auto first = queued.template find<Owl>(1);
    CHECK(first.get().has_value());
    CHECK(reasons() == texts(5, "explicit database"));

    db->template transaction<database>([](auto& tx) {
        tx.insert(Owl{5, "e"});
        (void)tx.template from<Owl>().all();
        (void)tx.template raw<il::reads, std::string>("SELECT name FROM owl").all();
        auto inner = tx.begin();
        inner.rollback();
    });
    CHECK(reasons() == texts(7, "transaction"));  // with BEGIN, SAVEPOINT, ROLLBACK TO and COMMIT
    // whoever has the connection next has a reason of its own
    (void)db->template from<Owl>().all();
    CHECK(reasons() == texts{"read: route"});
}

#if INTERLOCK_TEST_WITH_POSTGRES
TEST_CASE("Advisory locks are told of and counted as any other statement") {
    engine<il::postgres, Owl> db(place::server);
    using database = store<il::postgres>;
    const auto other = db.connect("lock_timeout=20");
    notes told, of_other;
    db->on_statement(told.taker());
    other->on_statement(of_other.taker());
    const std::int64_t before = db->query_count<database>();
    auto tx = db->begin<database>();
    tx.advisory_lock(7);
    CHECK(tx.try_advisory_lock(1, 2));
    CHECK(db->query_count<database>() - before == 2);
    auto second = other->begin<database>();
    CHECK_FALSE(second.try_advisory_lock(7));
    CHECK_THROWS_AS(second.advisory_lock(7), il::lock_timeout);
    CHECK(other->query_count<database>() == 2);
    second.rollback();
    tx.commit();

    const std::vector<noted> ends = told.ends();
    REQUIRE(ends.size() == 4);  // BEGIN and COMMIT too
    CHECK(ends[1].sql == "SELECT 1 FROM pg_advisory_xact_lock($1)");
    CHECK(ends[2].sql == "SELECT 1 WHERE pg_try_advisory_xact_lock($1, $2)");
    for (const std::size_t i : {1u, 2u}) {
        CHECK(ends[i].rows == 1);
        CHECK(ends[i].nanoseconds > 0);
        CHECK(ends[i].failure.empty());
    }
    const std::vector<noted> refused = of_other.ends();
    REQUIRE(refused.size() == 4);
    CHECK(refused[1].rows == 0);
    CHECK(refused[1].failure.empty());
    CHECK_FALSE(refused[2].failure.empty());
    CHECK(of_other.all.size() == 8);
}
#endif

#if INTERLOCK_TEST_WITH_FMT
ENGINE_CASE("The log of slow queries has a line for each, and none for the others") {
    engine<TestType, Owl> db(EVERY_PLACE);
    std::FILE* const log = std::tmpfile();
    REQUIRE(log != nullptr);
    db->on_statement(il::slow_log{.at_least_ms = 3'600'000, .failures = true, .to = log});
    db->insert(Owl{1, "a"});
    CHECK_THROWS_AS(db->insert(Owl{1, "secret"}), il::unique_violation);
    db->on_statement(nullptr);
    db->insert(Owl{2, "secret"});
    db->on_statement(il::slow_log{.at_least_ms = 3'600'000, .failures = true, .to = log});
    const auto twice = thrown<il::unique_violation>([&] { db->insert(Owl{3, "secret"}); });
    CHECK(std::string(twice.what()).find("secret") == std::string::npos);
    CHECK(twice.message().find("name") != std::string::npos);
    if (db.is_postgres()) CHECK(twice.detail().find("(name)=(secret)") != std::string::npos);
    db->on_statement(il::slow_log{.at_least_ms = 0, .to = log});
    (void)db->template from<Owl>().all();
    std::rewind(log);
    std::string text(4096, '\0');
    text.resize(std::fread(text.data(), 1, text.size(), log));
    std::fclose(log);
    const std::size_t second = text.find('\n') + 1;
    CHECK(text.find("database 'store' (write: route), model Owl: INSERT INTO") < second);
    CHECK(text.find("failed: ") < second);
    CHECK(text.find("2 rows, database 'store' (read: route), model Owl: SELECT", second) !=
          std::string::npos);
    CHECK(text.find("secret") == std::string::npos);
    CHECK(std::count(text.begin(), text.end(), '\n') == 3);
}

TEST_CASE("The log of slow queries says which part of a database it was") {
    std::FILE* const log = std::tmpfile();
    REQUIRE(log != nullptr);
    const il::slow_log slow{.at_least_ms = 0, .to = log};
    il::statement_event e;
    e.has_ended = true;
    e.alias = "store";
    e.sql = "SELECT 1";
    slow(e);
    e.role = il::role::source;
    e.why = "write: source";
    slow(e);
    e.role = il::role::replica;
    e.replica = 0;
    e.why = "read: replica, any";
    slow(e);
    e.role = il::role::single;
    e.shard = 3;
    e.tenant = "thor";
    e.why = {};
    e.model = "Owl";
    slow(e);
    std::rewind(log);
    std::string text(4096, '\0');
    text.resize(std::fread(text.data(), 1, text.size(), log));
    std::fclose(log);
    CHECK(text ==
          "interlock: 0.000 ms, 0 rows, database 'store': SELECT 1\n"
          "interlock: 0.000 ms, 0 rows, database 'store', source (write: source): SELECT 1\n"
          "interlock: 0.000 ms, 0 rows, database 'store', replica 0 (read: replica, any): SELECT 1\n"
          "interlock: 0.000 ms, 0 rows, database 'store', shard 3, tenant 'thor', model Owl: SELECT 1\n");
}
#endif
