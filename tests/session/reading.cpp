// SPDX-License-Identifier: BSL-1.0
#include "support/catch.hpp"
#include "support/scratch.hpp"

#include <interlock/chrono.hpp>
#include <interlock/interlock.hpp>
#include <interlock/sqlite.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace il = interlock;

namespace {

struct store : il::database<"store", il::sqlite> {};

struct Signal {
    std::int64_t id = 0;
    std::string name;
    std::int16_t aspect = 0;
    bool lit = false;
    double height = 0;
    std::optional<std::string> note;
    std::vector<std::byte> plan;
    std::chrono::sys_days built;
    std::optional<std::uint32_t> serial;
};

}  // namespace

template <>
struct interlock::model<Signal> {
    using fields = il::fields<il::field<&Signal::id, il::primary_key>, il::field<&Signal::name>,
                              il::field<&Signal::aspect>, il::field<&Signal::lit>, il::field<&Signal::height>,
                              il::field<&Signal::note>, il::field<&Signal::plan>, il::field<&Signal::built>,
                              il::field<&Signal::serial>>;
};

using box = il::service<il::databases<store>, il::models<Signal>, il::routers<il::route_rest<store>>>;

/// A table of another schema than the model's: without types and constraints, as others make them.
struct foreign {
    scratch folder;
    il::sqlite_connection raw{"raw", il::url::parse(folder.url("a.db"))};
    il::session<box> db{il::settings{{"store", folder.url("a.db")}}};

    foreign() {
        raw.execute("CREATE TABLE signal (id, name, aspect, lit, height, note, plan, built, serial);"
                    "INSERT INTO signal VALUES (1, 'A1', 2, 1, 4.5, NULL, x'00ff', '2024-02-29', NULL)");
    }
    template <class Error>
    void refused(const char* column, const char* value) {
        INFO(column << " = " << value);
        raw.execute("SAVEPOINT before");
        raw.execute(std::string("UPDATE signal SET ") + column + " = " + value);
        raw.execute("RELEASE before");
        const auto check = [&](const Error& e) {
            CHECK(e.alias() == "store");
            CHECK(e.model() == "Signal");
            CHECK(e.field() == column);
            CHECK(e.sql().starts_with("SELECT"));
            CHECK(std::string(e.what()).find(std::string("model Signal, field ") + column) !=
                  std::string::npos);
        };
        check(thrown<Error>([&] { (void)db.from<Signal>().all(); }));
        check(thrown<Error>([&] { (void)db.from<Signal>().one(); }));
        check(thrown<Error>([&] { (void)db.from<Signal>().first(); }));
        check(thrown<Error>([&] {
            for (const Signal& s : db.from<Signal>().stream()) (void)s;
        }));
        raw.execute("DELETE FROM signal;"
                    "INSERT INTO signal VALUES (1, 'A1', 2, 1, 4.5, NULL, x'00ff', '2024-02-29', NULL)");
    }
};

TEST_CASE("A row of another type than the model's is an error that names model and field") {
    foreign f;
    const Signal s = f.db.from<Signal>().one();
    CHECK(s.name == "A1");
    CHECK(s.plan.size() == 2);
    CHECK(s.built == std::chrono::sys_days(std::chrono::year(2024) / 2 / 29));
    f.refused<il::type_mismatch>("id", "'1'");
    f.refused<il::type_mismatch>("id", "1.0");
    f.refused<il::type_mismatch>("id", "NULL");
    f.refused<il::type_mismatch>("name", "7");
    f.refused<il::type_mismatch>("name", "x'41'");
    f.refused<il::type_mismatch>("name", "NULL");
    f.refused<il::type_mismatch>("lit", "2");
    f.refused<il::type_mismatch>("lit", "'true'");
    f.refused<il::type_mismatch>("height", "'4.5'");
    f.refused<il::type_mismatch>("height", "NULL");
    f.refused<il::type_mismatch>("note", "7");
    f.refused<il::type_mismatch>("note", "x''");
    f.refused<il::type_mismatch>("plan", "'text'");
    f.refused<il::type_mismatch>("plan", "NULL");
    f.refused<il::type_mismatch>("built", "'2023-02-29'");
    f.refused<il::type_mismatch>("built", "20240229");
    f.refused<il::type_mismatch>("serial", "'7'");
    f.refused<il::value_out_of_range>("aspect", "32768");
    f.refused<il::value_out_of_range>("aspect", "-32769");
    f.refused<il::value_out_of_range>("serial", "-1");
    f.refused<il::value_out_of_range>("serial", "4294967296");
}

TEST_CASE("An integer in a column of numbers is a number") {
    foreign f;
    f.raw.execute("UPDATE signal SET height = 4");
    CHECK(f.db.from<Signal>().one().height == 4.0);
}

TEST_CASE("A fault in a later row does not blame the field that was read last") {
    foreign f;
    f.raw.execute(
        "DROP TABLE signal; CREATE TABLE bad (n); INSERT INTO bad VALUES (1), (-9223372036854775808);"
        "CREATE VIEW signal AS SELECT abs(n) AS id, 'x' AS name, 1 AS aspect, 1 AS lit, 1.0 AS height,"
        " NULL AS note, x'' AS plan, '2024-01-01' AS built, NULL AS serial FROM bad");
    const auto e =
        thrown<il::value_out_of_range>([&] { (void)f.db.from<Signal>().all(); });  // integer overflow
    CHECK(e.field().empty());
    CHECK(e.model() == "Signal");
}

TEST_CASE("NaN is refused with the field that it is for, wherever it is written") {
    const scratch folder;
    il::session<box> db(il::settings{{"store", "sqlite::memory:"}});
    il::create_tables(db);
    Signal s;
    s.height = std::numeric_limits<double>::quiet_NaN();
    CHECK(thrown<il::value_out_of_range>([&] { db.insert(s); }).field() == "height");
    CHECK(thrown<il::value_out_of_range>([&] { db.upsert(s); }).field() == "height");
    CHECK(thrown<il::value_out_of_range>([&] { db.insert_many(std::vector<Signal>(3, s)); }).field() ==
          "height");
    CHECK(thrown<il::value_out_of_range>([&] {
              db.update<Signal>().set(il::col<& Signal::height> = s.height).run();
          }).field() == "height");
    CHECK(db.from<Signal>().count() == 0);
    s.height = std::numeric_limits<double>::infinity();
    db.insert(s);
    CHECK(db.from<Signal>().one().height == s.height);
}

TEST_CASE("A write on a database that is open for reading only is an error of its own") {
    const scratch folder;
    il::session<box>(il::settings{{"store", folder.url("a.db")}}).executor_of<store>();
    {
        il::session<box> db(il::settings{{"store", folder.url("a.db")}});
        il::create_tables(db);
        db.insert(Signal{});
    }
    il::session<box> db(il::settings{{"store", folder.url("a.db", "?mode=ro")}});
    CHECK(db.from<Signal>().count() == 1);
    CHECK(thrown<il::read_only_database>([&] { db.insert(Signal{}); }).model() == "Signal");
    CHECK_THROWS_AS(db.upsert(Signal{}), il::read_only_database);
    CHECK_THROWS_AS(db.insert_many(std::vector<Signal>(2)), il::read_only_database);
    CHECK_THROWS_AS(db.remove<Signal>().run(), il::read_only_database);
    CHECK_THROWS_AS(db.update<Signal>().set(il::col<& Signal::lit> = true).run(), il::read_only_database);
    CHECK_THROWS_AS(db.transaction<store>([](auto& tx) { tx.insert(Signal{}); }), il::read_only_database);
    CHECK(db.transaction<store>([](auto& tx) { return tx.template from<Signal>().count(); }) == 1);
}

TEST_CASE("A second writer is told that the database is busy") {
    const scratch folder;
    il::session<box> one(il::settings{{"store", folder.url("a.db")}}),
        two(il::settings{{"store", folder.url("a.db", "?busy_timeout=10")}});
    il::create_tables(one);
    auto tx = one.begin<store>();
    tx.insert(Signal{});
    CHECK(thrown<il::busy>([&] { two.insert(Signal{}); }).alias() == "store");
    CHECK_THROWS_AS(two.begin<store>(), il::busy);
    CHECK(two.from<Signal>().count() == 0);
    tx.commit();
    two.insert(Signal{1, "b", 0, false, 0, {}, {}, {}, {}});
    CHECK(two.from<Signal>().count() == 2);
}
