// SPDX-License-Identifier: BSL-1.0
#include "postgres_server.hpp"

#include <sys/resource.h>

#include <chrono>

namespace {

using namespace interlock;
using postgres_test::server;
using postgres_test::text;
using postgres_test::thrown_by;

postgres_statement& stream(server& s, std::string_view sql) {
    postgres_statement& statement = s.prepare(sql);
    statement.stream_rows();
    return statement;
}

// from a series in the FROM clause no row would come before the last one
constexpr std::string_view endless = "SELECT generate_series(1, 2000000000)";

/// In kB.
long peak_memory() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

TEST_CASE("a stream gives all rows in order, and none gives none", "[postgres]") {
    server s;
    postgres_statement& rows =
        stream(s, "SELECT g, repeat('x', (g % 50)::int) FROM generate_series(1, 10000) g");
    std::int64_t expected = 0;
    while (rows.step()) {
        ++expected;
        REQUIRE(rows.value(0).integer() == expected);
        REQUIRE(rows.value(1).text().size() == static_cast<std::size_t>(expected % 50));
    }
    CHECK(expected == 10000);
    CHECK_FALSE(rows.step());
    rows.reset();

    postgres_statement& empty = stream(s, "SELECT 1 WHERE false");
    CHECK_FALSE(empty.step());
    CHECK(empty.column_count() == 1);
    empty.reset();
}

TEST_CASE("a stream runs in constant memory", "[postgres]") {
    server s;
    const long before = peak_memory();
    postgres_statement& rows = stream(s, "SELECT repeat('x', 1000) FROM generate_series(1, 200000)");
    std::size_t size = 0;
    while (rows.step()) size += rows.value(0).text().size();
    rows.reset();
    CHECK(size == 200'000'000);
    CHECK(peak_memory() - before < 8'000);
}

TEST_CASE("another statement may run while a stream is read", "[postgres]") {
    server s;
    s.execute("CREATE TEMP TABLE log (id bigint)");
    postgres_statement& rows =
        stream(s, "SELECT g, CASE WHEN g % 2 = 0 THEN NULL ELSE 'odd' END, repeat('y', 20), "
                  "'' FROM generate_series(1, 3000) g");
    postgres_statement& insert = s.prepare("INSERT INTO log VALUES ($1)", {value_kind::int64});
    std::int64_t count = 0;
    while (rows.step()) {
        ++count;
        const std::int64_t id = rows.value(0).integer();
        CHECK(id == count);
        CHECK(rows.value(1).is_null() == (id % 2 == 0));
        CHECK(rows.value(2).text() == std::string(20, 'y'));
        CHECK(rows.value(3).text().empty());
        if (id % 1000 == 10) {
            insert.bind(0, id);
            CHECK(insert.run() == 1);
        }
    }
    rows.reset();
    CHECK(count == 3000);
    CHECK(s.integer("SELECT count(*) FROM log") == 3);
}

TEST_CASE("two streams of one text can be read in turns", "[postgres]") {
    server s;
    const std::string_view sql = "SELECT g FROM generate_series(1, 1000) g";
    postgres_statement& first = stream(s, sql);
    REQUIRE(first.step());
    postgres_statement& second = stream(s, sql);
    CHECK(&first != &second);
    std::int64_t sum = first.value(0).integer();
    while (second.step()) {
        REQUIRE(first.step() == (second.value(0).integer() < 1000));
        sum += second.value(0).integer();
    }
    CHECK(sum == 500501);
    first.reset();
    second.reset();
}

TEST_CASE("a row of a stream stays readable while another statement runs", "[postgres]") {
    server s;
    postgres_statement& rows = stream(s, "SELECT 'row ' || g FROM generate_series(1, 1000) g");
    REQUIRE(rows.step());
    const std::string_view view = rows.value(0).text();
    CHECK(s.integer("SELECT 5") == 5);
    CHECK(view == "row 1");
    REQUIRE(rows.step());
    CHECK(rows.value(0).text() == "row 2");
    rows.reset();
}

TEST_CASE("a stream left early leaves the table free for DDL", "[postgres]") {
    server s;
    s.execute("CREATE TEMP TABLE t AS SELECT g AS id FROM generate_series(1, 200000) g");
    postgres_statement& rows = stream(s, "SELECT id FROM t");
    REQUIRE(rows.step());
    rows.reset();
    CHECK_FALSE(rows.in_use());
    s.execute("ALTER TABLE t ADD COLUMN name text");
    s.execute("DROP TABLE t");
    CHECK(s.integer("SELECT 1") == 1);
}

TEST_CASE("a long stream left early is cancelled, not read to its end", "[postgres]") {
    server s;
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < 3; ++i) {
        postgres_statement& rows = stream(s, endless);
        for (int row = 0; row < 10; ++row) REQUIRE(rows.step());
        rows.reset();
        CHECK(s.integer("SELECT 1") == 1);
    }
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(20));
}

TEST_CASE("a stream left early inside a transaction leaves the transaction whole", "[postgres]") {
    server s;
    s.execute("CREATE TEMP TABLE t (id bigint)");
    s.connection.begin();
    s.execute("INSERT INTO t VALUES (1)");
    postgres_statement& rows = stream(s, "SELECT g FROM generate_series(1, 100000) g");
    REQUIRE(rows.step());
    CHECK(s.connection.in_transaction());
    rows.reset();
    CHECK(s.connection.in_transaction());
    s.execute("INSERT INTO t VALUES (2)");
    s.connection.commit();
    CHECK_FALSE(s.connection.in_transaction());
    CHECK(s.integer("SELECT count(*) FROM t") == 2);
}

TEST_CASE("a commit and a rollback leave a stream its rows", "[postgres]") {
    server s;
    for (const bool commit : {true, false}) {
        s.connection.begin();
        postgres_statement& rows = stream(s, "SELECT g FROM generate_series(1, 5000) g");
        REQUIRE(rows.step());
        if (commit) s.connection.commit();
        else s.connection.rollback();
        CHECK_FALSE(s.connection.in_transaction());
        std::int64_t count = 1;
        while (rows.step()) ++count;
        CHECK(count == 5000);
        rows.reset();
    }
}

TEST_CASE("a rollback does not wait for an abandoned stream", "[postgres]") {
    server s;
    s.connection.begin();
    postgres_statement& rows = stream(s, endless);
    REQUIRE(rows.step());
    rows.reset();
    s.connection.rollback();
    CHECK_FALSE(s.connection.in_transaction());
    CHECK(s.integer("SELECT 1") == 1);
}

TEST_CASE("an error in the middle of a stream comes after the rows before it", "[postgres]") {
    server s;
    const std::string_view sql = "SELECT 10 / (5000 - g) FROM generate_series(1, 10000) g";
    postgres_statement& rows = stream(s, sql);
    std::int64_t count = 0;
    const auto e = thrown_by<value_out_of_range>([&] {
        while (rows.step()) ++count;
    });
    CHECK(e.code() == "22012");
    CHECK(e.sql() == sql);
    CHECK(count <= 4999);
    CHECK(count >= 4500);
    CHECK_FALSE(rows.in_use());
    CHECK(s.integer("SELECT 1") == 1);
}

TEST_CASE("an error in the kept rest of a stream is told to the stream's reader", "[postgres]") {
    server s;
    postgres_statement& rows = stream(s, "SELECT 10 / (5000 - g) FROM generate_series(1, 10000) g");
    REQUIRE(rows.step());
    CHECK(s.integer("SELECT 1") == 1);
    CHECK(thrown_by<value_out_of_range>([&] {
              while (rows.step()) {
              }
          }).code() == "22012");
}

TEST_CASE("a stream whose statement fails at once throws at the first step", "[postgres]") {
    server s;
    CHECK_THROWS_AS(stream(s, "SELECT 1 / 0").step(), value_out_of_range);
    CHECK_THROWS_AS(stream(s, "SELECT * FROM no_such_table").step(), schema_mismatch);
    CHECK(s.integer("SELECT 1") == 1);
}

TEST_CASE("a connection may end while a stream is under way", "[postgres]") {
    server s;
    postgres_statement& rows = stream(s, endless);
    REQUIRE(rows.step());
}

TEST_CASE("a statement is no stream any more after its reset", "[postgres]") {
    server s;
    postgres_statement& rows = stream(s, "SELECT g FROM generate_series(1, 10) g");
    while (rows.step()) {
    }
    rows.reset();
    std::int64_t count = 0;
    while (rows.step()) count += s.integer("SELECT 1");
    CHECK(count == 10);
    rows.reset();
}

}  // namespace
