// SPDX-License-Identifier: BSL-1.0
#define ALSO_ON_EITHER
#include "engines.hpp"

#include <interlock/pipeline.hpp>

#include <atomic>
#include <chrono>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

// One session, many threads.

namespace {

struct Account {
    std::int32_t id = 0;
    std::int64_t balance = 0;
};
struct Transfer {
    std::int64_t id = 0;
    std::int32_t source = 0, target = 0;
    std::int64_t amount = 0;
};

}  // namespace

template <>
struct interlock::model<Account> {
    using fields =
        il::fields<il::field<&Account::id, il::primary_key>, il::field<&Account::balance, il::min_value<0>>>;
};
template <>
struct interlock::model<Transfer> {
    using fields =
        il::fields<il::field<&Transfer::id, il::primary_key, il::generated>, il::field<&Transfer::source>,
                   il::field<&Transfer::target>, il::field<&Transfer::amount>>;
};

using il::col;

template <class Backend>
struct bank : engine<Backend, Account, Transfer> {
    using engine<Backend, Account, Transfer>::engine;
    static constexpr int accounts = 20;
    static constexpr std::int64_t each = 1000;

    void open() {
        for (int i = 1; i <= accounts; ++i) (**this).insert(Account{i, each});
    }
    static std::int64_t total(auto& on) {
        return std::get<0>(on.template from<Account>().select(il::sum(col<&Account::balance>)).one()).value();
    }
};

ENGINE_CASE("Many threads move money through one session, and none of it is lost or made") {
    bank<TestType> db(EVERY_PLACE);
    using database = typename bank<TestType>::database;
    db.open();
    constexpr int threads = 8, transfers = 60;
    std::atomic<int> done{0}, refused{0}, wrong_sums{0};
    std::atomic<bool> stop{false};
    std::vector<std::string> errors(threads + 2);
    std::vector<std::thread> team;
    for (int t = 0; t < threads; ++t)
        team.emplace_back([&, t] {
            try {
                std::mt19937 random(static_cast<unsigned>(t));
                std::uniform_int_distribution<int> any(1, db.accounts);
                for (int i = 0; i < transfers; ++i) {
                    const int from = any(random), to = any(random), amount = any(random) * 20;
                    if (from == to) continue;
                    try {
                        db->template transaction<database>(il::retry{.attempts = 50}, [&](auto& tx) {
                            tx.template update<Account>()
                                .set(col<& Account::balance> -= amount)
                                .where(col<&Account::id> == from)
                                .run();
                            tx.template update<Account>()
                                .set(col<& Account::balance> += amount)
                                .where(col<&Account::id> == to)
                                .run();
                            tx.insert(Transfer{0, from, to, amount});
                        });
                        ++done;
                    } catch (const il::check_violation&) {  // there was not so much
                        ++refused;
                    }
                }
            } catch (const std::exception& e) {
                errors[static_cast<std::size_t>(t)] = e.what();
            }
        });
    for (int t = 0; t < 2; ++t)
        team.emplace_back([&, t] {
            try {
                while (!stop)
                    if (db.total(*db) != db.accounts * db.each) ++wrong_sums;
            } catch (const std::exception& e) {
                errors[static_cast<std::size_t>(threads + t)] = e.what();
            }
        });
    for (int t = 0; t < threads; ++t) team[static_cast<std::size_t>(t)].join();
    stop = true;
    for (int t = threads; t < threads + 2; ++t) team[static_cast<std::size_t>(t)].join();
    for (const std::string& e : errors) CHECK(e.empty());
    CHECK(wrong_sums == 0);
    CHECK(done > 0);
    CHECK(db.total(*db) == db.accounts * db.each);
    CHECK(db->template from<Transfer>().count() == done);
    // every account has what its transfers say
    for (const Account& a : db->template from<Account>().all()) {
        std::int64_t balance = db.each;
        for (const Transfer& t : db->template from<Transfer>().all())
            balance += (t.target == a.id ? t.amount : 0) - (t.source == a.id ? t.amount : 0);
        CHECK(balance == a.balance);
    }
    const il::pool_metrics m = db->template metrics<database>();
    CHECK(m.leased == 0);
    CHECK(m.timeouts == 0);
    CHECK(m.open <= 10);
}

ENGINE_CASE("Threads that read, stream and insert at once each get their own rows") {
    bank<TestType> db(EVERY_PLACE);
    db.open();
    constexpr int threads = 6;
    std::vector<std::string> errors(threads);
    std::vector<std::thread> team;
    for (int t = 0; t < threads; ++t)
        team.emplace_back([&, t] {
            try {
                for (int i = 0; i < 20; ++i) {
                    const int id = 1 + (t * 7 + i) % db.accounts;
                    if (db->template get<Account>(id).id != id) throw std::runtime_error("another row");
                    int rows = 0;
                    for (const Account& a : db->template from<Account>().stream()) {
                        ++rows;
                        if (rows % 8 == 0 && db->template get<Account>(a.id).id != a.id)
                            throw std::runtime_error("another row inside a stream");
                    }
                    if (rows != db.accounts) throw std::runtime_error("other rows");
                    Transfer mine{0, t, t, i};
                    const std::int64_t key = db->insert(mine);
                    if (db->template get<Transfer>(key).amount != i)
                        throw std::runtime_error("another's key");
                }
            } catch (const std::exception& e) {
                errors[static_cast<std::size_t>(t)] = e.what();
            }
        });
    for (std::thread& one : team) one.join();
    for (const std::string& e : errors) CHECK(e.empty());
    CHECK(db->template from<Transfer>().count() == threads * 20);
}

ENGINE_CASE("A pool of the URL's size makes callers wait for one another") {
    const place where = EVERY_PLACE;
    if (where == place::memory) return;
    bank<TestType> db(where);
    db.open();
    const auto small = db.connect("pool_max=2&pool_wait=20");
    using database = typename bank<TestType>::database;
    CHECK(small->template metrics<database>().open == 0);
    auto tx = small->template begin<database>();
    auto stream = small->template from<Account>().stream();
    CHECK(stream.begin()->id > 0);
    CHECK(small->template metrics<database>().leased == 2);
    std::thread([&] {
        CHECK(thrown<il::pool_timeout>([&] { small->insert(Transfer{}); }).alias() == "store");
    }).join();
    CHECK(small->template metrics<database>().timeouts == 1);
    tx.rollback();
    small->insert(Transfer{});
    CHECK(small->template metrics<database>().leased == 1);
    for (auto row = stream.begin(); row != stream.end(); ++row) CHECK(row->balance == db.each);
    CHECK(small->template metrics<database>().leased == 0);
    CHECK(small->template from<Transfer>().count() == 1);
}

ENGINE_CASE("A stream is read by another thread while the one that opened it goes on with its connection") {
    bank<TestType> db(EVERY_PLACE);
    db.open();
    using database = typename bank<TestType>::database;
    // of one connection that reads
    const bool alone = db.where() == place::memory;
    const auto small = alone ? nullptr : db.connect(db.is_postgres() ? "pool_max=1" : "pool_max=2");
    auto& session = alone ? *db : *small;
    for (int round = 0; round < 25; ++round) {
        auto stream = session.template from<Account>().stream();
        auto texts =
            session.template raw<database, il::reads, std::int32_t>("SELECT id FROM account").stream();
        std::int64_t read = 0, raw = 0;
        std::vector<std::thread> readers;
        readers.emplace_back([&read, moved = std::move(stream)]() mutable {
            for (const Account& a : moved) read += a.balance;
        });
        readers.emplace_back([&raw, moved = std::move(texts)]() mutable {
            for (const std::int32_t id : moved) raw += id;
        });
        for (int id = 1; id <= 5; ++id) CHECK(session.template get<Account>(id).balance == db.each);
        for (std::thread& one : readers) one.join();
        CHECK(read == db.accounts * db.each);
        CHECK(raw == db.accounts * (db.accounts + 1) / 2);
        CHECK(session.template metrics<database>().leased == 0);
    }
    CHECK(session.template metrics<database>().timeouts == 0);
}

ENGINE_CASE("A stream that its transaction leaves to another thread is read beside the transaction") {
    bank<TestType> db(EVERY_PLACE);
    db.open();
    using database = typename bank<TestType>::database;
    for (int round = 0; round < 25; ++round) {
        auto tx = db->template begin<database>();
        auto stream = tx.template from<Account>().stream();
        std::int64_t read = 0;
        std::thread reader([&read, moved = std::move(stream)]() mutable {
            for (const Account& a : moved) read += a.id;
        });
        for (int id = 1; id <= 5; ++id) {
            CHECK(tx.template get<Account>(id).balance == db.each);
            // the transaction is this thread's, whoever reads what it left
            CHECK_THROWS_AS(db->insert(Transfer{}), il::usage_error);
        }
        tx.commit();
        reader.join();
        CHECK(read == db.accounts * (db.accounts + 1) / 2);
    }
}

ENGINE_CASE("A pipeline is used by another thread while the one that opened it asks beside it") {
    bank<TestType> db(EVERY_PLACE);
    db.open();
    using database = typename bank<TestType>::database;
    const bool alone = db.where() == place::memory;
    const auto small = alone ? nullptr : db.connect("pool_max=1");
    auto& session = alone ? *db : *small;
    for (int round = 0; round < 25; ++round) {
        auto pipeline = std::make_unique<il::pipeline<typename bank<TestType>::service, database>>(
            session.template executor_of<database>());
        std::int64_t read = 0;
        std::thread reader([&read, moved = std::move(pipeline)] {
            for (int i = 0; i < 4; ++i) {
                auto one = moved->template get<Account>(1 + i);
                auto other = moved->template from<Account>().where(col<&Account::id> == 5 + i).one();
                read += one.get().id + other.get().id;
            }
        });
        int answers = 0, refusals = 0;
        for (int id = 1; id <= 5; ++id) try {
                answers += session.template get<Account>(id).balance == db.each;
            } catch (const il::usage_error&) {  // PostgreSQL's takes no other statement meanwhile
                ++refusals;
            }
        CHECK(answers + refusals == 5);
        if (!db.is_postgres()) CHECK(refusals == 0);
        reader.join();
        CHECK(read == 36);
    }
}

ENGINE_CASE("A session that falls silent closes what it does not need when it is asked to") {
    const place where = EVERY_PLACE;
    if (where == place::memory) return;
    bank<TestType> db(where);
    db.open();
    using database = typename bank<TestType>::database;
    const auto quiet = db.connect("pool_idle=50");
    const auto fall_silent = [&] {
        for (const Account& a : quiet->template from<Account>().stream())
            (void)quiet->template get<Account>(a.id);
        std::this_thread::sleep_for(std::chrono::milliseconds(80));
    };
    // an SQLite file's connections stay
    const std::int64_t unused = db.is_postgres() ? 2 : 0, kept = 2 - unused;
    fall_silent();
    CHECK(quiet->close_idle() == unused);
    CHECK(quiet->template metrics<database>().open == kept);
    fall_silent();
    CHECK(quiet->template close_idle<database>() == unused);
    fall_silent();
    CHECK(quiet->template metrics<database>().open == kept);  // who asks for the numbers asks for that too
    CHECK(quiet->template metrics<database>().closed == 3 * unused);
    CHECK(quiet->template from<Account>().count() == db.accounts);
}

ENGINE_CASE("A raw text that changes its connection changes nobody else's") {
    const place where = EVERY_PLACE;
    if (where == place::memory) return;
    bank<TestType> db(where);
    const auto single = db.connect("pool_max=1");
    using database = typename bank<TestType>::database;
    const auto setting = [&]() -> std::string {
        if (db.is_postgres()) {
            if constexpr (!std::is_same_v<TestType, il::sqlite>)
                return single
                    ->template raw<database, il::reads, std::string>(
                        "SELECT current_setting('statement_timeout')")
                    .one();
        } else {
            if constexpr (!std::is_same_v<TestType, il::postgres>)
                return std::to_string(
                    single->template raw<database, il::reads, int>("PRAGMA cache_size").one());
        }
        return {};
    };
    const char* const change =
        db.is_postgres() ? "SET statement_timeout = 12345" : "PRAGMA cache_size = 12345";
    const std::string before = setting();
    single->template raw<database, il::writes>(change).run();
    CHECK(setting() == before);
    single->template transaction<database>([&](auto& tx) { tx.template raw<il::writes>(change).run(); });
    CHECK(setting() == before);
    if constexpr (!std::is_same_v<TestType, il::sqlite>)
        if (db.is_postgres()) {
            (void)single
                ->template raw<database, il::reads, std::string>(
                    "SELECT SET_CONFIG('statement_timeout', '12345', FALSE)")
                .one();
            CHECK(setting() == before);
        }
}
