// SPDX-License-Identifier: BSL-1.0
#include "engines.hpp"

#include <interlock/stop_token.hpp>

#include <atomic>
#include <chrono>
#include <optional>
#include <stop_token>
#include <thread>

namespace {

struct Lamp {
    std::int32_t id = 0;
};

}  // namespace

template <>
struct interlock::model<Lamp> {
    using fields = il::fields<il::field<&Lamp::id, il::primary_key>>;
};

namespace {

/// A query that takes longer than any test.
template <class Transaction>
std::int64_t wait_long(Transaction& tx, bool is_postgres) {
    return tx
        .template raw<il::reads, std::int64_t>(
            is_postgres ? "SELECT count(*) FROM pg_sleep(60)"
                        : "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t LIMIT 2000000000) "
                          "SELECT count(*) FROM t")
        .one();
}

}  // namespace

ENGINE_CASE("A running statement is ended from another thread, and its transaction has failed") {
    engine<TestType, Lamp> db(EVERY_PLACE);
    using database = store<TestType>;
    auto tx = db->template begin<database>();
    tx.insert(Lamp{1});
    auto stop = tx.canceller();
    std::atomic<bool> done{false};
    std::thread other([&] {  // once it runs; before that there is nothing to end
        while (!done) {
            stop.cancel();
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
    });
    const auto e = thrown<il::statement_cancelled>([&] { wait_long(tx, db.is_postgres()); });
    done = true;
    other.join();
    CHECK(e.alias() == "store");
    CHECK_FALSE(e.sql().empty());
    CHECK_THROWS_AS(tx.insert(Lamp{2}), il::transaction_failed);
    tx.rollback();
    CHECK_FALSE(stop.cancel());  // it has ended, and its connection is somebody else's
    db->insert(Lamp{3});
    CHECK(db->template from<Lamp>().count() == 1);
}

ENGINE_CASE("A stop token ends the statement of a transaction, and of none that comes later") {
    engine<TestType, Lamp> db(EVERY_PLACE);
    using database = store<TestType>;
    std::stop_source source;
    std::thread other([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(60));
        source.request_stop();
    });
    CHECK_THROWS_AS(db->template transaction<database>([&](auto& tx) {
        const il::cancel_on stop(source.get_token(), tx);
        tx.insert(Lamp{1});
        wait_long(tx, db.is_postgres());
    }),
                    il::statement_cancelled);
    other.join();
    db->template transaction<database>([](auto& tx) { tx.insert(Lamp{2}); });
    CHECK(db->template from<Lamp>().count() == 1);
    CHECK(db->template metrics<database>().leased == 0);
}

ENGINE_CASE("A statement takes no longer than the URL allows") {
    const place where = EVERY_PLACE;
    if (where == place::memory) return;
    engine<TestType, Lamp> db(where);
    using database = store<TestType>;
    const auto hurried = db.connect("statement_timeout=50");
    auto tx = hurried->template begin<database>();
    const auto e = thrown<il::statement_timeout>([&] { wait_long(tx, db.is_postgres()); });
    CHECK(e.alias() == "store");
    tx.rollback();
    hurried->insert(Lamp{1});
    CHECK(hurried->template from<Lamp>().count() == 1);
    CHECK_THROWS_AS(db.connect("statement_timeout=soon")->template from<Lamp>().count(),
                    il::configuration_error);
}
