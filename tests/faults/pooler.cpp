// SPDX-License-Identifier: BSL-1.0
#include "pooled_work.hpp"

#include <interlock/two_phase.hpp>

#include <atomic>
#include <string>
#include <vector>

// By way of PgBouncer, which gives each transaction whatever server connection is free.

struct beside : il::database<"beside", il::postgres> {};

struct Remark {
    std::int64_t batch = 0;
};
template <>
struct interlock::model<Remark> {
    using fields = il::fields<il::field<&Remark::batch>>;
};

using both = il::service<il::databases<there, beside>, il::models<Entry, Remark>,
                         il::routers<il::route_model<Remark, beside>, il::route_rest<there>>>;

TEST_CASE("Everything works behind a pooler that keeps no prepared statements") {
    remote_session direct;
    std::atomic<int> batches{0};
    std::vector<std::string> errors;
    il::session<remote> db(
        il::settings{{"there", with(from_environment("PG_POOL_URI"), "prepared=off&pool_max=6")}});
    work(db, batches, errors);
    for (const std::string& e : errors) CHECK(e.empty());
    CHECK(direct.rows() == 6 * batches);
    CHECK(batches == 150);
}

TEST_CASE("A setting that a raw text makes behind a pooler is not left to others") {
    remote_session direct;
    il::session<remote> db(il::settings{{"there", with(from_environment("PG_POOL_URI"), "prepared=off")}});
    db.raw<there, il::writes>("SET statement_timeout = 12345").run();
    for (int i = 0; i < 5; ++i)
        CHECK(db.raw<there, il::reads, std::string>("SELECT current_setting('statement_timeout')").one() !=
              "12345ms");
}

TEST_CASE("A commit in two phases works behind a pooler, and so does recovery") {
    remote_session direct;
    il::session<both> other(il::settings{{"there", from_environment("PG_PRIMARY_URI")},
                                         {"beside", from_environment("INTERLOCK_TEST_POSTGRES_URL_2")}});
    il::create_tables(other);
    std::string second = from_environment("PG_POOL_URI");
    second.replace(second.rfind('/') + 1, std::string::npos, "app_2");
    il::session<both> db(il::settings{{"there", with(from_environment("PG_POOL_URI"), "prepared=off")},
                                      {"beside", with(second, "prepared=off")}});
    std::vector<std::string> errors(5);
    std::vector<std::thread> team;
    for (std::size_t t = 0; t < errors.size(); ++t)
        team.emplace_back([&, t] {
            try {
                for (std::int64_t i = 0; i < 20; ++i) {
                    if (t == 0) {
                        const il::recovery_report report = il::recover<there, beside>(db);
                        if (report.rolled_back != 0) throw std::runtime_error("robbed");
                        for (const std::string& e : report.errors) throw std::runtime_error(e);
                        continue;
                    }
                    il::two_phase<there, beside>(db, [&](auto& a, auto& b) {
                        a.insert(Entry{0, i});
                        b.insert(Remark{i});
                    });
                }
            } catch (const std::exception& e) {
                errors[t] = e.what();
            }
        });
    for (std::thread& one : team) one.join();
    for (const std::string& e : errors) CHECK(e.empty());
    CHECK(direct.rows() == 80);
    CHECK(db.from<Remark>().count() == 80);
    const il::recovery_report report = il::recover<there, beside>(db);
    CHECK(report.committed + report.rolled_back + report.left == 0);
    CHECK(db.raw<there, il::reads, std::int64_t>("SELECT count(*) FROM interlock_decision").one() == 0);
}

TEST_CASE("A database that is only read is opened through a pooler where the server keeps it from writing") {
    using reader = il::service<il::databases<there>, il::models<Entry>,
                               il::routers<il::read_only<there>, il::route_rest<there>>>;
    std::string pooled = from_environment("PG_POOL_URI");
    remote_session direct;
    il::session<reader> refused(il::settings{{"there", with(pooled, "prepared=off")}});
    CHECK(thrown<il::connection_failed>([&] { (void)refused.from<Entry>().count(); }).alias() == "there");

    direct.raw<there, il::writes>("CREATE DATABASE kept").run();
    direct.raw<there, il::writes>("ALTER DATABASE kept SET default_transaction_read_only = on").run();
    pooled.replace(pooled.rfind('/') + 1, std::string::npos, "kept");
    il::session<reader> db(il::settings{{"there", with(pooled, "prepared=off")}});
    CHECK(db.raw<there, il::reads, int>("SELECT 1").one() == 1);
    CHECK_THROWS_AS(
        (db.raw<there, il::reads, std::string>("SELECT relname::text FROM pg_class FOR UPDATE").all()),
        il::read_only_database);
}
