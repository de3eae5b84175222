// SPDX-License-Identifier: BSL-1.0
#include "faults.hpp"

#include <interlock/pipeline.hpp>

#include <chrono>
#include <string>
#include <thread>

// Servers that are restarted, killed and stopped.

TEST_CASE("A server that was restarted between two statements is noticed before the second one") {
    remote_session db;
    db.insert(Entry{0, 1});
    for (const char* what : {"restart primary", "crash primary"}) {
        control(what);
        if (what[0] == 'c') control("start primary");
        CHECK(db.rows() == 1);
        CHECK(db.metrics<there>().open == 1);
    }
    CHECK(db.metrics<there>().closed == 2);
}

TEST_CASE("While the server is away every lease says so, and the session comes back with it") {
    remote_session db;
    db.insert(Entry{0, 1});
    control("stop primary");
    for (int i = 0; i < 3; ++i) {
        const auto e = thrown<il::connection_failed>([&] { db.rows(); });
        CHECK(e.alias() == "there");
    }
    CHECK(db.metrics<there>().open == 0);
    control("start primary");
    CHECK(db.rows() == 1);
}

TEST_CASE("A restart inside a transaction loses it, and nothing of it was written") {
    remote_session db;
    for (const char* what : {"restart primary", "crash primary"}) {
        int told = 0;
        {
            auto tx = db.begin<there>();
            tx.insert(Entry{0, 1});
            tx.on_rollback([&] { ++told; });
            control(what);
            if (what[0] == 'c') control("start primary");
            CHECK(thrown<il::connection_lost>([&] { tx.insert(Entry{0, 2}); }).model() == "Entry");
            CHECK_THROWS_AS(tx.insert(Entry{0, 3}), il::connection_lost);
        }
        CHECK(told == 1);
        CHECK(db.rows() == 0);
        CHECK_THROWS_AS(db.transaction<there>([&](auto& tx) {
            tx.insert(Entry{0, 1});
            control("restart primary");
            tx.transaction([](auto& inner) { inner.insert(Entry{0, 2}); });
        }),
                        il::connection_lost);
        CHECK(db.rows() == 0);
    }
}

TEST_CASE("A function is asked for the password of each connection that a session opens") {
    static int asked = 0;
    asked = 0;
    il::settings from{{"there", from_environment("PG_PRIMARY_URI")}};
    from.ask_password("there", [] { return std::to_string(++asked); });
    il::session<remote> db(from);
    CHECK(asked == 0);
    (void)db.raw<there, il::reads, int>("SELECT 1").one();
    (void)db.raw<there, il::reads, int>("SELECT 1").one();
    CHECK(asked == 1);
    auto tx = db.begin<there>();  // takes that one, so that another is opened beside it
    (void)db.raw<there, il::reads, int>("SELECT 1").one();
    CHECK(asked == 2);
}

TEST_CASE("A server that is killed inside a stream is an error of the stream") {
    remote_session db;
    auto stream =
        db.raw<there, il::reads, std::int64_t>("SELECT generate_series(1, 5000000)::bigint").stream();
    auto row = stream.begin();
    control("crash primary");
    control("start primary");
    std::int64_t last = 0;
    const auto read_on = [&] {
        for (; row != stream.end(); ++row) last = *row;
    };
    CHECK_THROWS_AS(read_on(), il::connection_lost);
    CHECK(last < 5'000'000);
    CHECK(db.metrics<there>().leased == 0);
    CHECK(db.rows() == 0);
}

TEST_CASE("A server that does not answer is a connect timeout, and one that goes on answers after all") {
    remote_session db("connect_timeout=2&pool_max=2");
    control("pause primary");
    const auto begun = std::chrono::steady_clock::now();
    std::string said;
    try {
        il::session<remote> other(
            il::settings{{"there", with(from_environment("PG_PRIMARY_URI"), "connect_timeout=2")}});
        other.from<Entry>().count();
    } catch (const il::connect_timeout& e) {
        said = e.alias();
    } catch (const il::error& e) {
        said = e.what();
    }
    std::thread waiting([&] { db.insert(Entry{0, 1}); });
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    control("resume primary");
    waiting.join();
    CHECK(said == "there");
    CHECK(std::chrono::steady_clock::now() - begun >= std::chrono::seconds(2));
    CHECK(db.rows() == 1);
}

TEST_CASE("Each timeout is an error of its own") {
    remote_session db("lock_timeout=50&statement_timeout=400");
    CHECK(thrown<il::statement_timeout>([&] {
              db.raw<there, il::reads, std::int64_t>("SELECT 1::bigint FROM pg_sleep(20)").one();
          }).code() == "57014");
    Entry row{0, 1};
    db.insert(row);
    auto tx = db.begin<there>();
    tx.update<Entry>().set(il::col<& Entry::batch> = 2).run();
    std::thread([&] {
        const auto e =
            thrown<il::lock_timeout>([&] { db.update<Entry>().set(il::col<& Entry::batch> = 3).run(); });
        CHECK(e.model() == "Entry");
        CHECK(e.code() == "55P03");
    }).join();
    tx.commit();
    CHECK(db.get<Entry>(row.id).batch == 2);
}

TEST_CASE("A server that has as many connections as it takes says so, and the others go on") {
    remote_session db;
    db.raw<there, il::writes>("DROP ROLE IF EXISTS few").run();
    db.raw<there, il::writes>("CREATE ROLE few LOGIN CONNECTION LIMIT 1").run();
    db.raw<there, il::writes>("GRANT ALL ON entry TO few").run();
    const std::string url = with(from_environment("PG_PRIMARY_URI"), "user=few&pool_max=3");
    il::session<remote> few(il::settings{{"there", url}});
    auto tx = few.begin<there>();
    CHECK(thrown<il::too_many_connections>([&] { few.from<Entry>().count(); }).alias() == "there");
    CHECK(tx.from<Entry>().count() == 0);
    tx.commit();
    CHECK(few.from<Entry>().count() == 0);
    CHECK(few.metrics<there>().open == 1);
}

TEST_CASE("A statement that somebody ends at the server, and a session that is ended there") {
    remote_session db;
    std::int64_t process = 0;
    const auto own_process = [](auto& on) {
        return on.template raw<il::reads, std::int64_t>("SELECT pg_backend_pid()::bigint").one();
    };
    {
        auto tx = db.begin<there>();
        process = own_process(tx);
        std::thread other([&] {
            for (int i = 0; i < 500; ++i) {  // until it has met the statement
                const auto met =
                    db.raw<there, il::reads, std::int64_t>(
                          "SELECT count(*) FROM (SELECT pg_cancel_backend(pid) FROM pg_stat_activity "
                          "WHERE pid = ?::int AND query LIKE '%pg_sleep(20)%' AND state = 'active') s",
                          process)
                        .one();
                if (met == 1) return;
                std::this_thread::sleep_for(std::chrono::milliseconds(10));
            }
        });
        CHECK(thrown<il::statement_cancelled>([&] {
                  tx.raw<il::reads, std::int64_t>("SELECT 1::bigint FROM pg_sleep(20)").one();
              }).code() == "57014");
        other.join();
        CHECK_THROWS_AS(tx.insert(Entry{0, 1}), il::transaction_failed);
    }
    auto tx = db.begin<there>();
    process = own_process(tx);
    std::thread([&] {
        (void)db.raw<there, il::reads, bool>("SELECT pg_terminate_backend(?::int)", process).one();
    }).join();
    CHECK_THROWS_AS(tx.insert(Entry{0, 1}), il::connection_lost);
    tx.rollback();
    CHECK(db.rows() == 0);
}

TEST_CASE("A server that is killed under a pipeline is an error of every statement that is to come") {
    remote_session db;
    auto p = db.pipeline<there>();
    auto first = p.insert(Entry{0, 1});
    CHECK(first.get() > 0);
    std::vector<decltype(p.insert(Entry{}))> rest;
    for (int i = 0; i < 20; ++i) rest.push_back(p.insert(Entry{0, 2}));
    control("crash primary");
    control("start primary");
    for (int i = 0; i < 20; ++i) rest.push_back(p.insert(Entry{0, 3}));
    CHECK_THROWS_AS(p.run(), il::connection_lost);
    for (std::size_t i = 20; i < rest.size(); ++i) CHECK_THROWS_AS(rest[i].get(), il::connection_lost);
    CHECK(db.from<Entry>().where(il::col<&Entry::batch> == 1).count() == 1);
    CHECK(db.from<Entry>().where(il::col<&Entry::batch> == 3).count() == 0);
}
