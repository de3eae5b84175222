// SPDX-License-Identifier: BSL-1.0
#include "engines.hpp"

#include <sqlite3.h>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>

// How transactions begin, as others notice it.

namespace {

struct Tide {
    std::int32_t id = 0;
    std::int32_t height = 0;
};

}  // namespace

template <>
struct interlock::model<Tide> {
    using fields = il::fields<il::field<&Tide::id, il::primary_key>, il::field<&Tide::height>>;
};

namespace {

using il::isolation;
using il::mode;

/// Another program with the same SQLite file, which waits for nobody.
class other_program {
public:
    explicit other_program(const std::string& path) {
        REQUIRE(sqlite3_open(path.c_str(), &db_) == SQLITE_OK);
    }
    other_program(const other_program&) = delete;
    other_program& operator=(const other_program&) = delete;
    ~other_program() { sqlite3_close(db_); }

    int run(const char* sql) { return sqlite3_exec(db_, sql, nullptr, nullptr, nullptr); }
    bool can_read() { return answer("SELECT count(*) FROM tide"); }
    bool can_write() { return answer("BEGIN IMMEDIATE; ROLLBACK"); }

private:
    bool answer(const char* sql) {
        const int code = run(sql);
        CHECK((code == SQLITE_OK || code == SQLITE_BUSY));
        return code == SQLITE_OK;
    }

    sqlite3* db_ = nullptr;
};

using shore = store<il::sqlite>;
using service = il::service<il::databases<shore>, il::models<Tide>, il::routers<il::route_rest<shore>>>;

/// Leaves the mode that the library puts files into.
struct leave_wal {
    template <class, class Connection>
    static void run(Connection& c) {
        c.execute("PRAGMA journal_mode = DELETE");
    }
};

}  // namespace

TEST_CASE("An exclusive transaction of SQLite keeps others from reading where the file is not in WAL mode") {
    const scratch folder;
    il::session<service> db(il::settings{{"store", folder.url("a.db", "?pool_max=1")}});
    il::create_tables(db);
    db.executor_of<shore>().perform<leave_wal>();
    other_program other(folder.file("a.db"));
    CHECK(other.can_read());
    {
        auto tx = db.begin<shore, mode::exclusive>();
        tx.insert(Tide{1, 4});
        CHECK(tx.from<Tide>().count() == 1);
        CHECK_FALSE(other.can_read());
        CHECK_FALSE(other.can_write());
        tx.commit();
    }
    CHECK(other.can_read());
    CHECK(other.can_write());
    {
        auto tx = db.begin<shore, mode::immediate>();
        CHECK(other.can_read());
        CHECK_FALSE(other.can_write());
    }
    {
        auto tx = db.begin<shore>();  // as by itself
        CHECK(other.can_read());
        CHECK_FALSE(other.can_write());
    }
    {
        auto tx = db.begin<shore, mode::deferred>();
        CHECK(other.can_read());
        CHECK(other.can_write());
        tx.insert(Tide{2, 5});
        CHECK_FALSE(other.can_write());
    }
    CHECK(db.from<Tide>().count() == 1);
}

TEST_CASE("An exclusive transaction of SQLite lets others read in WAL mode, and not write") {
    const scratch folder;
    il::session<service> db(il::settings{{"store", folder.url("a.db")}});
    il::create_tables(db);
    other_program other(folder.file("a.db"));
    db.transaction<shore, mode::exclusive>([&](auto& tx) {
        tx.insert(Tide{1, 4});
        CHECK(other.can_read());
        CHECK_FALSE(other.can_write());
        CHECK(db.from<Tide>().count() == 0);  // beside it
    });
    CHECK(other.can_write());
    // one that is kept out is told so
    REQUIRE(other.run("BEGIN IMMEDIATE") == SQLITE_OK);
    il::session<service> hasty(il::settings{{"store", folder.url("a.db", "?busy_timeout=10")}});
    CHECK(thrown<il::busy>([&] { (void)hasty.begin<shore, mode::exclusive>(); }).sql() == "BEGIN EXCLUSIVE");
    REQUIRE(other.run("ROLLBACK") == SQLITE_OK);
    hasty.transaction<shore, mode::exclusive>([](auto& tx) { tx.insert(Tide{2, 5}); });
    CHECK(db.from<Tide>().count() == 2);
}

#if INTERLOCK_TEST_WITH_POSTGRES

namespace {

using sea = store<il::postgres>;

template <class Transaction>
std::string setting(Transaction& tx, const char* name) {
    return tx.template raw<il::reads, std::string>("SELECT current_setting(?)", std::string(name)).one();
}

}  // namespace

TEST_CASE("PostgreSQL begins a transaction as its options say") {
    engine<il::postgres, Tide> db(place::server);
    const auto begun = [](auto tx) {
        return setting(tx, "transaction_isolation") + ", read only " + setting(tx, "transaction_read_only") +
               ", deferrable " + setting(tx, "transaction_deferrable");
    };
    CHECK(begun(db->begin<sea>()) == "read committed, read only off, deferrable off");
    CHECK(begun(db->begin<sea, isolation::repeatable_read>()) ==
          "repeatable read, read only off, deferrable off");
    CHECK(begun(db->begin<sea, isolation::serializable, mode::read_only>()) ==
          "serializable, read only on, deferrable off");
    CHECK(begun(db->begin<sea, isolation::serializable, mode::read_only, mode::deferrable>()) ==
          "serializable, read only on, deferrable on");
    CHECK(begun(db->begin<sea, mode::deferrable, mode::read_only, isolation::serializable>()) ==
          "serializable, read only on, deferrable on");
    CHECK(begun(db->begin<sea>()) == "read committed, read only off, deferrable off");
}

TEST_CASE("A deferrable transaction of PostgreSQL waits for those that could fail it") {
    engine<il::postgres, Tide> db(place::server);
    db->insert(Tide{1, 4});
    auto writing = db->begin<sea, isolation::serializable>();
    writing.insert(Tide{2, 5});
    std::atomic<std::int64_t> seen{-1};
    std::thread reader([&] {
        auto tx = db->begin<sea, isolation::serializable, mode::read_only, mode::deferrable>();
        seen = tx.from<Tide>().count();
        tx.commit();
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    CHECK(seen == -1);
    std::thread([&] {  // this one does not wait
        auto tx = db->begin<sea, isolation::serializable, mode::read_only>();
        CHECK(tx.from<Tide>().count() == 1);
    })
        .join();
    writing.commit();
    reader.join();
    CHECK(seen >= 1);
}

#endif
