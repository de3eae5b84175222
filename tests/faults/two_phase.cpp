// SPDX-License-Identifier: BSL-1.0
#include "faults.hpp"
#include "proxy.hpp"

#include <interlock/two_phase.hpp>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

// Commits over three servers, which are cut short at every step. What belongs together is there in all of them or in
// none, once recovery was run.

struct books : il::database<"books", il::postgres> {};
struct west : il::database<"west", il::postgres> {};
struct east : il::database<"it's east", il::postgres> {};

/// A part of a transfer. The parts of one sum up to nothing.
template <class Db>
struct Posting {
    std::int64_t transfer = 0;
    std::int64_t amount = 0;
};
template <class Db>
struct interlock::model<Posting<Db>> {
    static constexpr auto table = "posting";
    using fields =
        il::fields<il::field<&Posting<Db>::transfer>, il::field<&Posting<Db>::amount, il::max_value<1000>>>;
};

using ledger =
    il::service<il::databases<books, west, east>, il::models<Posting<books>, Posting<west>, Posting<east>>,
                il::routers<il::route_model<Posting<books>, books>, il::route_model<Posting<west>, west>,
                            il::route_rest<east>>>;

namespace {

il::settings places(const std::string& parameters = {}) {
    const auto at = [&](const char* name) {
        return with(from_environment(name), "pool_check=0" + parameters);
    };
    return {
        {"books", at("PG_PRIMARY_URI")}, {"west", at("PG_SHARD0_URI")}, {"it's east", at("PG_SHARD1_URI")}};
}

/// A session, with empty tables and nothing left over.
struct books_of_all : il::session<ledger> {
    books_of_all() : il::session<ledger>(places()) {
        il::create_tables(*this);
        const auto prepare = [](auto on) {
            on.template raw<il::writes>("DELETE FROM posting").run();
            on.template raw<il::writes>("ALTER TABLE posting DROP CONSTRAINT IF EXISTS once").run();
            on.template raw<il::writes>("ALTER TABLE posting ADD CONSTRAINT once UNIQUE (transfer) "
                                        "DEFERRABLE INITIALLY DEFERRED")
                .run();
        };
        prepare(on<books>());
        prepare(on<west>());
        prepare(on<east>());
        CHECK(left_over() == 0);
    }
    template <class Db>
    std::int64_t number(const std::string& sql) {
        return raw<Db, il::reads, std::int64_t>(sql).one();
    }
    /// Transactions that are prepared.
    std::int64_t prepared() {
        const char* const sql = "SELECT count(*) FROM pg_prepared_xacts";
        return number<books>(sql) + number<west>(sql) + number<east>(sql);
    }
    /// Decisions that are kept.
    std::int64_t decisions() {
        if (number<books>("SELECT count(*) FROM pg_class WHERE relname = 'interlock_decision'") == 0)
            return 0;
        return number<books>("SELECT count(*) FROM interlock_decision");
    }
    std::int64_t left_over() { return prepared() + decisions(); }
    /// How many transfers there are; each of them whole.
    std::int64_t transfers() {
        CHECK(from<Posting<west>>().count() == from<Posting<books>>().count());
        CHECK(from<Posting<east>>().count() == from<Posting<books>>().count());
        const char* const sql = "SELECT coalesce(sum(amount), 0)::bigint FROM posting";
        CHECK(number<books>(sql) + number<west>(sql) + number<east>(sql) == 0);
        return from<Posting<books>>().count();
    }
    il::recovery_report recover() { return il::recover<west, books, east>(*this); }
};

/// What is transferred from one to two others.
const auto transfer = [](std::int64_t which) {
    return [which](auto& in_books, auto& in_west, auto& in_east) {
        in_books.insert(Posting<books>{which, -30});
        in_west.insert(Posting<west>{which, 10});
        in_east.insert(Posting<east>{which, 20});
    };
};

/// Does something when a commit has come to a step: 0 begun, 1 worked, 2 and 3 prepared, 4 decided, 5 and 6 finished in
/// each, 7 forgotten.
struct interruption {
    static inline int next = 0, at = -1;
    static inline std::function<void()> what;

    static constexpr int begun = 0, worked = 1, prepared_one = 2, prepared_all = 3, decided = 4,
                         finished_one = 5, finished_all = 6, forgotten = 7, steps = 8;

    static void step() {
        if (next++ == at) what();
    }
};
template <class Function>
void interrupted_at(int step, std::function<void()> what, il::session<ledger>& db, Function work) {
    interruption::next = 0;
    interruption::at = step;
    interruption::what = std::move(what);
    il::detail::run_two_phase<interruption, books, west, east>(db, work);
}

/// A process that is killed at a step.
void kill_at(int step, std::int64_t which) {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        try {
            il::session<ledger> db(places());
            interrupted_at(
                step, [] { ::raise(SIGKILL); }, db, transfer(which));
        } catch (...) {
        }
        ::_exit(1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    REQUIRE(WIFSIGNALED(status));
}

/// A server sees the end of a process that was killed a moment later.
il::recovery_report recovered(books_of_all& db) {
    il::recovery_report sum;
    for (int i = 0; i < 100; ++i) {
        const il::recovery_report one = db.recover();
        CHECK(one.errors.empty());
        sum.committed += one.committed;
        sum.rolled_back += one.rolled_back;
        if (one.left == 0 && db.left_over() == 0) break;
        ::usleep(20'000);
    }
    CHECK(db.left_over() == 0);
    return sum;
}

}  // namespace

TEST_CASE("A transaction over several databases is committed in all of them") {
    books_of_all db;
    il::two_phase<books, west, east>(db, [&](auto& in_books, auto& in_west, auto& in_east) {
        in_books.insert(Posting<books>{1, -30});
        in_west.insert(Posting<west>{1, 10});
        in_east.insert(Posting<east>{1, 20});
    });
    CHECK(il::two_phase<west, books>(db, [](auto& in_west, auto& in_books) {
              in_west.insert(Posting<west>{2, 5});
              in_books.insert(Posting<books>{2, -5});
              return in_west.template from<Posting<west>>().count();
          }) == 2);
    CHECK(db.from<Posting<books>>().count() == 2);
    CHECK(db.from<Posting<west>>().count() == 2);
    CHECK(db.from<Posting<east>>().count() == 1);
    CHECK(db.left_over() == 0);
    CHECK(db.metrics<books>().leased == 0);
    CHECK(db.metrics<west>().leased == 0);
}

TEST_CASE("The log of decisions is made on first use, by several at once too") {
    books_of_all db;
    db.raw<books, il::writes>("DROP TABLE IF EXISTS interlock_decision").run();
    CHECK(db.recover().errors.empty());
    std::atomic<int> failed{0};
    std::vector<std::thread> team;
    for (int t = 0; t < 4; ++t)
        team.emplace_back([&, t] {
            try {
                il::two_phase<books, west, east>(db, transfer(t));
            } catch (const std::exception& e) {
                ++failed;
            }
        });
    for (std::thread& one : team) one.join();
    CHECK(failed == 0);
    CHECK(db.transfers() == 4);
    CHECK(db.left_over() == 0);
}

TEST_CASE("What fails before the decision leaves nothing in any database") {
    books_of_all db;
    il::two_phase<books, west, east>(db, transfer(1));
    SECTION("the function throws") {
        CHECK_THROWS_AS((il::two_phase<books, west, east>(db,
                                                          [](auto& a, auto& b, auto& c) {
                                                              transfer(2)(a, b, c);
                                                              throw std::runtime_error("no");
                                                          })),
                        std::runtime_error);
    }
    SECTION("a statement fails, and nobody minds") {
        CHECK(thrown<il::transaction_failed>([&] {
                  il::two_phase<books, west, east>(db, [](auto& a, auto& b, auto& c) {
                      transfer(2)(a, b, c);
                      CHECK_THROWS_AS(b.insert(Posting<west>{3, 2000}), il::check_violation);
                  });
              }).alias() == "west");
    }
    SECTION("a statement fails in the database that decides, and nobody minds") {
        CHECK(thrown<il::transaction_failed>([&] {
                  il::two_phase<books, west, east>(db, [](auto& a, auto& b, auto& c) {
                      transfer(2)(a, b, c);
                      CHECK_THROWS_AS(a.insert(Posting<books>{3, 2000}), il::check_violation);
                  });
              }).alias() == "books");
    }
    SECTION("the first database that is prepared refuses") {
        CHECK(thrown<il::unique_violation>([&] {
                  il::two_phase<books, west, east>(db, [](auto& a, auto& b, auto& c) {
                      transfer(2)(a, b, c);
                      b.insert(Posting<west>{1, 0});
                  });
              }).alias() == "west");
    }
    SECTION("the second database that is prepared refuses") {
        CHECK(thrown<il::unique_violation>([&] {
                  il::two_phase<books, west, east>(db, [](auto& a, auto& b, auto& c) {
                      transfer(2)(a, b, c);
                      c.insert(Posting<east>{1, 0});
                  });
              }).alias() == "it's east");
    }
    SECTION("the database that decides refuses, when all others are prepared") {
        CHECK(thrown<il::unique_violation>([&] {
                  il::two_phase<books, west, east>(db, [](auto& a, auto& b, auto& c) {
                      transfer(2)(a, b, c);
                      a.insert(Posting<books>{1, 0});
                  });
              }).alias() == "books");
    }
    CHECK(db.transfers() == 1);
    CHECK(db.left_over() == 0);
    CHECK(db.metrics<books>().leased + db.metrics<west>().leased + db.metrics<east>().leased == 0);
}

TEST_CASE("Parts of a commit in two phases end together, and what is nested in them by itself") {
    books_of_all db;
    il::two_phase<books, west, east>(db, [](auto& a, auto& b, auto& c) {
        transfer(1)(a, b, c);
        CHECK(thrown<il::usage_error>([&] { a.commit(); }).alias() == "books");
        CHECK(thrown<il::usage_error>([&] { b.rollback(); }).alias() == "west");
        auto inner = b.begin();
        inner.insert(Posting<west>{7, 7});
        inner.rollback();
        c.transaction([](auto& nested) { nested.insert(Posting<east>{1, 0}); });
        c.template raw<il::writes>("DELETE FROM posting WHERE amount = 0").run();
    });
    CHECK(db.transfers() == 1);
    std::shared_ptr<void> open;
    CHECK_THROWS_AS(
        (il::two_phase<books, west>(
            db, [&](auto&, auto& b) { open = std::make_shared<decltype(b.begin())>(b.begin()); })),
        il::usage_error);
    CHECK(db.left_over() == 0);
}

TEST_CASE("Callbacks are called after the decision, when every database knows it") {
    books_of_all db;
    std::vector<std::string> said;
    const auto listening = [&](auto& a, auto& b, auto& c) {
        transfer(1)(a, b, c);
        a.on_commit([&] { said.push_back("a " + std::to_string(db.transfers())); });
        a.on_rollback([&] { said.push_back("not a"); });
        c.on_commit([&] { said.push_back("c " + std::to_string(db.transfers())); });
        c.on_rollback([&] { said.push_back("not c " + std::to_string(db.prepared())); });
    };
    il::two_phase<books, west, east>(db, listening);
    CHECK(said == std::vector<std::string>{"a 1", "c 1"});
    said.clear();
    CHECK_THROWS_AS((il::two_phase<books, west, east>(db, listening)), il::unique_violation);
    CHECK(said == std::vector<std::string>{"not a", "not c 0"});
    CHECK(db.left_over() == 0);
}

TEST_CASE("Who watches is told of both phases") {
    books_of_all db;
    std::string said;
    db.on_statement([&](const il::statement_event& e) {
        if (!e.has_ended) return;
        const std::string_view word = e.sql.substr(0, e.sql.find_first_of(" ;"));
        said += std::string(e.alias.substr(0, 1)) + ":" +
                std::string(e.sql.ends_with("PREPARED") || word == "PREPARE" ? e.sql : word) + " ";
    });
    const auto queries = db.query_count<books>();
    il::two_phase<books, west>(db, [](auto&, auto& b) { b.insert(Posting<west>{1, 0}); });
    CHECK(said ==
          "b:BEGIN w:BEGIN w:SELECT b:INSERT w:INSERT w:PREPARE TRANSACTION b:COMMIT w:COMMIT PREPARED "
          "b:BEGIN ");
    CHECK(db.query_count<books>() == queries);
    said.clear();
    CHECK_THROWS_AS((il::two_phase<books, west>(db,
                                                [](auto& a, auto&) {
                                                    a.insert(Posting<books>{1, 0});
                                                    a.insert(Posting<books>{1, 0});
                                                })),
                    il::unique_violation);
    CHECK(said.ends_with("w:PREPARE TRANSACTION b:COMMIT w:ROLLBACK PREPARED "));
}

TEST_CASE("A commit that lost against others is run again") {
    books_of_all db;
    int runs = 0;
    il::two_phase<books, west, east>(db, il::retry{.attempts = 3, .first_pause_ms = 1},
                                     [&](auto& a, auto& b, auto& c) {
                                         transfer(1)(a, b, c);
                                         if (++runs < 3) throw il::transaction_conflict("lost");
                                     });
    CHECK(runs == 3);
    CHECK(db.transfers() == 1);
    CHECK(db.left_over() == 0);
}

TEST_CASE("A process that is killed at any step leaves what recovery makes whole") {
    books_of_all db;
    std::int64_t committed = 0;
    for (int step = 0; step < interruption::steps; ++step) {
        INFO("killed at step " << step);
        kill_at(step, step + 1);
        const bool decided = step >= interruption::decided;
        if (decided) ++committed;
        const il::recovery_report report = recovered(db);
        CHECK(report.committed == (!decided ? 0 : std::max(0, interruption::finished_all - step)));
        const bool prepared = step == interruption::prepared_one || step == interruption::prepared_all;
        CHECK(report.rolled_back == (prepared ? step - interruption::worked : 0));
        CHECK(db.transfers() == committed);
    }
    const il::recovery_report report = il::recover<books, west, east>(db);
    for (const std::string& problem : report.errors) std::fprintf(stderr, "%s\n", problem.c_str());
    CHECK(report.errors.empty());
    CHECK(report.committed + report.rolled_back + report.left == 0);
}

TEST_CASE("Recovery leaves a coordinator alone that is at work, and what it has decided it finishes") {
    books_of_all db;
    for (int step : {interruption::begun, interruption::worked, interruption::prepared_one,
                     interruption::prepared_all, interruption::decided, interruption::finished_one,
                     interruption::finished_all, interruption::forgotten}) {
        INFO("at step " << step);
        il::recovery_report report;
        interrupted_at(
            step, [&] { std::thread([&] { report = db.recover(); }).join(); }, db, transfer(step + 1));
        const bool prepared = step == interruption::prepared_one || step == interruption::prepared_all;
        CHECK(report.left == (prepared ? step - interruption::worked : 0));
        CHECK(report.rolled_back == 0);
        CHECK(report.committed ==
              (step < interruption::decided ? 0 : std::max(0, interruption::finished_all - step)));
        CHECK(report.errors.empty());
        CHECK(db.transfers() == step + 1);
        CHECK(db.left_over() == 0);
    }
}

TEST_CASE("A coordinator whose decision was taken from it learns that, however slow it is") {
    books_of_all db;
    CHECK_THROWS_AS(interrupted_at(
                        interruption::prepared_all,
                        [&] {
                            std::thread([&] {
                                db.number<books>(
                                    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
                                    "WHERE state = 'idle in transaction'");
                                CHECK(recovered(db).rolled_back == 2);
                            }).join();
                        },
                        db, transfer(1)),
                    il::commit_in_doubt);
    CHECK(db.transfers() == 0);
    CHECK(db.left_over() == 0);
}

TEST_CASE("A server that crashes between its prepare and its commit keeps its part") {
    books_of_all db;
    int told = 0;
    const auto e = thrown<il::commit_unfinished>([&] {
        interrupted_at(
            interruption::prepared_all,
            [] {
                control("crash shard0");
                control("start shard0");
            },
            db,
            [&](auto& a, auto& b, auto& c) {
                transfer(1)(a, b, c);
                b.on_commit([&] { ++told; });
            });
    });
    CHECK(e.alias() == "books");
    CHECK(e.message().find("west: ") != std::string::npos);
    CHECK(told == 1);
    CHECK(db.prepared() == 1);
    CHECK(db.decisions() == 1);
    const il::recovery_report report = db.recover();
    CHECK(report.committed == 1);
    CHECK(db.transfers() == 1);
    CHECK(db.left_over() == 0);
}

TEST_CASE("A crash of the server that decides rolls back what is undecided, and keeps what is decided") {
    books_of_all db;
    const auto crash = [] {
        control("crash primary");
        control("start primary");
    };
    CHECK_THROWS_AS(interrupted_at(interruption::prepared_all, crash, db, transfer(1)), il::commit_in_doubt);
    CHECK(db.prepared() == 2);
    CHECK(db.recover().rolled_back == 2);
    CHECK(db.transfers() == 0);
    interrupted_at(interruption::decided, crash, db, transfer(2));
    CHECK(db.transfers() == 1);
    CHECK(db.prepared() == 0);
    CHECK(db.decisions() == 1);  // the connection on which to remove it was lost
    CHECK(db.recover().committed == 0);
    CHECK(db.left_over() == 0);
}

TEST_CASE("A connection that is cut at any message of the protocol leaves what recovery makes whole") {
    books_of_all db;
    struct cut {
        const char* alias;
        const char* server;
        const char* word;
        std::size_t from_client, from_server;
        bool takes_place;
        int left;  // prepared transactions, for recovery
    };
    const cut cuts[]{
        {"west", "PG_SHARD0", "PREPARE TRANSACTION", 3, proxy::never, false, 0},
        {"west", "PG_SHARD0", "PREPARE TRANSACTION", proxy::never, 3, false, 1},
        {"it's east", "PG_SHARD1", "PREPARE TRANSACTION", 3, proxy::never, false, 0},
        {"it's east", "PG_SHARD1", "PREPARE TRANSACTION", proxy::never, 3, false, 1},
        {"books", "PG_PRIMARY", "COMMIT", 3, proxy::never, false, 2},
        {"books", "PG_PRIMARY", "COMMIT", proxy::never, 3, true, 2},
        {"west", "PG_SHARD0", "COMMIT PREPARED", 3, proxy::never, true, 1},
        {"west", "PG_SHARD0", "COMMIT PREPARED", proxy::never, 3, true, 0},
        {"it's east", "PG_SHARD1", "COMMIT PREPARED", 3, proxy::never, true, 1},
        {"it's east", "PG_SHARD1", "COMMIT PREPARED", proxy::never, 3, true, 0},
        {"books", "PG_PRIMARY", "DELETE FROM", 3, proxy::never, true, 0},
        {"books", "PG_PRIMARY", "DELETE FROM", proxy::never, 3, true, 0},
    };
    std::int64_t transfers = 0;
    for (const cut& c : cuts) {
        INFO(c.alias << ": " << c.word << (c.from_server == proxy::never ? " of" : " to") << " the client");
        const std::string server = c.server;
        const proxy cutting(std::stoi(from_environment((server + "_PORT").c_str())), c.word, c.from_client,
                            c.from_server);
        il::settings through;
        const il::settings direct = places();
        for (const auto& e : direct.entries())
            through.set(e.alias, e.alias == c.alias ? with(by_port(e.location, cutting.port()),
                                                           "gssencmode=disable&sslmode=disable")
                                                    : e.location);
        il::session<ledger> cut_short(through);
        const std::string word = c.word;
        const auto call = [&] { il::two_phase<books, west, east>(cut_short, transfer(transfers + 1)); };
        if (word == "PREPARE TRANSACTION") CHECK(thrown<il::connection_lost>(call).alias() == c.alias);
        else if (word == "COMMIT") CHECK(thrown<il::commit_in_doubt>(call).alias() == "books");
        else if (word == "COMMIT PREPARED") CHECK_THROWS_AS(call(), il::commit_unfinished);
        else CHECK_NOTHROW(call());
        CHECK(cutting.has_cut());
        transfers += c.takes_place;
        const il::recovery_report report = recovered(db);
        CHECK(report.committed == (c.takes_place ? c.left : 0));
        CHECK(report.rolled_back == (c.takes_place ? 0 : c.left));
        CHECK(db.transfers() == transfers);
    }
}

TEST_CASE("Recovery does what it can while a database is away, and the rest later") {
    books_of_all db;
    kill_at(interruption::decided, 1);
    control("stop shard1");
    il::recovery_report report = db.recover();
    CHECK(report.committed == 1);
    REQUIRE(report.errors.size() == 1);
    CHECK(report.errors[0].find("it's east") != std::string::npos);
    CHECK(db.decisions() == 1);
    control("start shard1");
    report = il::recover<books, west>(db);  // which do not take part alone
    CHECK(report.committed == 0);
    CHECK(report.errors.empty());
    CHECK(db.decisions() == 1);
    CHECK(il::recover<west, east>(db).committed == 0);  // without the log nothing is decided
    CHECK(db.recover().committed == 1);
    CHECK(db.transfers() == 1);
    CHECK(db.left_over() == 0);
}

TEST_CASE("Transfers balance while they and recovery run in several processes, which are killed") {
    books_of_all db;
    const std::int64_t first = 1000;
    std::vector<pid_t> children;
    for (int p = 0; p < 3; ++p) {
        const pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            try {
                il::session<ledger> own(places());
                for (int i = 0; i < 100'000; ++i) {
                    if (p == 0) il::recover<books, west, east>(own);
                    else il::two_phase<books, west, east>(own, transfer(first * p * 1000 + i));
                }
            } catch (...) {
            }
            ::_exit(1);
        }
        children.push_back(child);
    }
    std::vector<std::string> errors;
    for (int i = 0; i < 30; ++i) {
        const il::recovery_report report = db.recover();
        errors.insert(errors.end(), report.errors.begin(), report.errors.end());
        CHECK(report.rolled_back == 0);
        ::usleep(30'000);
    }
    for (const std::string& e : errors) CHECK(e.empty());
    for (const pid_t child : children) {
        CHECK(::waitpid(child, nullptr, WNOHANG) == 0);  // none had an error
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
    }
    (void)recovered(db);
    CHECK(db.transfers() > 20);
}

TEST_CASE("A server that prepares no transactions says what to set") {
    books_of_all db;
    db.raw<east, il::writes>("ALTER SYSTEM SET max_prepared_transactions = 0").run();
    control("restart shard1");
    const auto e = thrown<il::prepared_transactions_unavailable>(
        [&] { il::two_phase<books, west, east>(db, transfer(1)); });
    CHECK(e.alias() == "it's east");
    CHECK(e.message().find("max_prepared_transactions") != std::string::npos);
    il::two_phase<east, books>(db, [](auto&, auto&) {});  // the first one need not
    db.raw<east, il::writes>("ALTER SYSTEM SET max_prepared_transactions = 1").run();
    control("restart shard1");
    il::postgres_connection other("east", il::url::parse(from_environment("PG_SHARD1_URI")));
    other.begin();
    other.prepare_transaction("the only one");
    CHECK(thrown<il::prepared_transactions_unavailable>([&] {
              il::two_phase<books, west, east>(db, transfer(1));
          }).code() == "53200");
    CHECK(other.finish_prepared("the only one", true));
    db.raw<east, il::writes>("ALTER SYSTEM RESET max_prepared_transactions").run();
    control("restart shard1");
    CHECK(db.transfers() == 0);
    CHECK(db.left_over() == 0);
}

TEST_CASE("A decision is on the disk even where commits are not waited for") {
    books_of_all db;
    std::string seen, after;
    const char* const sql = "SELECT current_setting('synchronous_commit')";
    db.raw<books, il::writes>("ALTER DATABASE app SET synchronous_commit = off").run();
    il::session<ledger> other(places());
    il::two_phase<books, west>(
        other, [&](auto& a, auto&) { seen = a.template raw<il::reads, std::string>(sql).one(); });
    after = other.raw<books, il::reads, std::string>(sql).one();
    db.raw<books, il::writes>("ALTER DATABASE app RESET synchronous_commit").run();
    CHECK(seen == "on");
    CHECK(after == "off");
}

TEST_CASE("Names that look like ours are not taken for them") {
    books_of_all db;
    il::postgres_connection other("west", il::url::parse(from_environment("PG_SHARD0_URI")));
    const std::string log =
        db.raw<books, il::reads, std::string>(
              "SELECT s.system_identifier || '.' || d.oid || '.' || "
              "'interlock_decision'::regclass::oid FROM pg_control_system() s, pg_database d "
              "WHERE d.datname = current_database()")
            .one();
    const std::vector<std::string> names{"il",
                                         "il:",
                                         "il::",
                                         "il:::",
                                         "il:1.2:3:west",
                                         "ilk:" + log + ":4:west",
                                         "il:" + log + ":'; DROP TABLE posting; --:west"};
    for (const std::string& name : names) {
        other.begin();
        other.prepare_transaction(name);
    }
    const il::recovery_report report = db.recover();
    CHECK(report.committed + report.rolled_back == 0);
    CHECK(report.left == 1);
    REQUIRE(report.errors.size() == 1);
    CHECK(report.errors[0].find("uuid") != std::string::npos);
    for (const std::string& name : names) CHECK(other.finish_prepared(name, false));
    CHECK_FALSE(other.finish_prepared("il", true));
    CHECK(db.left_over() == 0);
}

TEST_CASE("Another log in the same database decides nothing") {
    books_of_all db;
    db.raw<books, il::writes>("CREATE SCHEMA IF NOT EXISTS apart").run();
    il::session<ledger> other(places("&options=-csearch_path%3Dapart"));
    il::two_phase<books, west>(other, [](auto&, auto&) {});
    kill_at(interruption::decided, 1);
    const il::recovery_report report = il::recover<books, west, east>(other);
    CHECK(report.committed + report.rolled_back + report.left == 0);
    CHECK(report.errors.empty());
    CHECK(db.prepared() == 2);
    CHECK(recovered(db).committed == 2);
    CHECK(db.transfers() == 1);
    db.raw<books, il::writes>("DROP SCHEMA apart CASCADE").run();
}
