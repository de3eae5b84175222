// SPDX-License-Identifier: BSL-1.0
#include "postgres_server.hpp"

namespace {

using namespace interlock;
using Catch::Matchers::ContainsSubstring;
using postgres_test::server;
using postgres_test::text;
using postgres_test::thrown_by;

TEST_CASE("a statement is prepared once and found again by the address of its text", "[postgres]") {
    server s;
    const statement_text& one = text("SELECT $1::bigint + 1", {value_kind::int64});
    postgres_statement& first = s.connection.prepare(one);
    for (std::int64_t i = 0; i < 5; ++i) {
        postgres_statement& again = s.connection.prepare(one);
        CHECK(&again == &first);
        again.bind(0, i);
        REQUIRE(again.step());
        CHECK(again.value(0).integer() == i + 1);
        CHECK_FALSE(again.step());
        CHECK_FALSE(again.step());
        again.reset();
    }
    CHECK(s.integer(
              "SELECT count(*) FROM pg_prepared_statements WHERE statement = 'SELECT $1::bigint + 1'") == 1);
}

TEST_CASE("while a statement is read from, its text gets another one", "[postgres]") {
    server s;
    const statement_text& numbers = text("SELECT g FROM generate_series(1, 3) g");
    postgres_statement& outer = s.connection.prepare(numbers);
    std::int64_t sum = 0;
    while (outer.step()) {
        CHECK(outer.in_use());
        postgres_statement& inner = s.connection.prepare(numbers);
        CHECK(&inner != &outer);
        while (inner.step()) sum += outer.value(0).integer() * inner.value(0).integer();
        inner.reset();
    }
    CHECK(sum == 36);
    outer.reset();
    CHECK_FALSE(outer.in_use());
    CHECK(
        s.integer(
            "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%generate_series(1, 3) g'") ==
        2);
}

TEST_CASE("a text whose statement is on the server under an equal name is never mistaken", "[postgres]") {
    // behind a pooler that does not know of prepared statements, two clients meet on one server session
    server s;
    CHECK(s.integer("SELECT 1") == 1);
    const std::string name = s.string("SELECT name FROM pg_prepared_statements WHERE statement = 'SELECT 1'");
    CHECK_THAT(name, Catch::Matchers::StartsWith("il_1_"));
    server other;
    CHECK(other.integer("SELECT 2") == 2);
    CHECK(other.string("SELECT name FROM pg_prepared_statements WHERE statement = 'SELECT 2'") != name);
}

TEST_CASE("there is room for the rows that the server sent", "[postgres]") {
    server s;
    postgres_statement& rows = s.prepare("SELECT g FROM generate_series(1, 3) g");
    for (std::size_t read = 0; rows.step(); ++read) CHECK(rows.room_for(read) == 3);
    rows.reset();
}

TEST_CASE("run() gives the number of affected rows", "[postgres]") {
    server s;
    s.execute("CREATE TEMP TABLE t (id bigint, name text)");
    postgres_statement& insert =
        s.prepare("INSERT INTO t VALUES ($1, $2)", {value_kind::int64, value_kind::text});
    for (std::int64_t i = 0; i < 10; ++i) {
        const std::string name = "name " + std::to_string(i);
        insert.bind(0, i);
        insert.bind(1, std::string_view(name));
        CHECK(insert.run() == 1);
        CHECK_FALSE(insert.in_use());
    }
    CHECK(s.prepare("UPDATE t SET name = 'x' WHERE id < 4").run() == 4);
    CHECK(s.prepare("DELETE FROM t WHERE id > 100").run() == 0);
    CHECK(s.prepare("DELETE FROM t RETURNING id").run() == 10);
    CHECK(s.prepare("CREATE TEMP TABLE u (id bigint)").run() == 0);
}

TEST_CASE("a second execution sends the new values", "[postgres]") {
    server s;
    postgres_statement& list = s.prepare("SELECT cardinality($1::bigint[]), coalesce($2, 'none')",
                                         {value_kind::int64_list, value_kind::text});
    for (const std::size_t size : {std::size_t{3}, std::size_t{0}, std::size_t{1000}, std::size_t{2}}) {
        list.bind_list(0, std::vector<std::int64_t>(size, 1));
        if (size == 0) list.bind_null(1);
        else list.bind(1, std::string_view("some"));
        REQUIRE(list.step());
        CHECK(list.value(0).integer() == static_cast<std::int64_t>(size));
        CHECK(list.value(1).text() == (size == 0 ? "none" : "some"));
        list.reset();
    }
}

TEST_CASE("a statement survives a change of its table's column types", "[postgres]") {
    server s;
    s.execute("CREATE TEMP TABLE t (id int); INSERT INTO t VALUES (7)");
    CHECK(s.integer("SELECT id FROM t") == 7);
    s.execute("ALTER TABLE t ALTER id TYPE text");
    CHECK(s.string("SELECT id FROM t") == "7");
    s.execute("ALTER TABLE t ALTER id TYPE bigint USING id::bigint");
    postgres_statement& streamed = s.prepare("SELECT id FROM t");
    streamed.stream_rows();
    REQUIRE(streamed.step());
    CHECK(streamed.value(0).integer() == 7);
    streamed.reset();

    // inside a transaction the failed execution has failed the transaction: the next one prepares again
    s.execute("ALTER TABLE t ALTER id TYPE text");
    s.connection.begin();
    CHECK(thrown_by<schema_mismatch>([&] { s.string("SELECT id FROM t"); }).code() == "0A000");
    s.connection.rollback();
    CHECK(s.string("SELECT id FROM t") == "7");
}

TEST_CASE("a statement that somebody discarded is prepared again", "[postgres]") {
    server s;
    CHECK(s.integer("SELECT 41 + 1") == 42);
    s.execute("DISCARD ALL");
    CHECK(s.integer("SELECT 41 + 1") == 42);
    s.execute("DEALLOCATE ALL");
    s.connection.begin();
    const auto e = thrown_by<engine_error>([&] { s.integer("SELECT 41 + 1"); });
    CHECK(e.code() == "26000");
    CHECK_THAT(e.what(), ContainsSubstring("prepared=off"));
    s.connection.rollback();
    CHECK(s.integer("SELECT 41 + 1") == 42);
}

TEST_CASE("with prepared=off nothing is kept on the server", "[postgres]") {
    server s("prepared=off");
    postgres_statement& add =
        s.prepare("SELECT $1::bigint + 1, $2::text", {value_kind::int64, value_kind::text});
    for (std::int64_t i = 0; i < 3; ++i) {
        add.bind(0, i);
        add.bind(1, std::string_view("ä"));
        if (i == 2) add.stream_rows();
        REQUIRE(add.step());
        CHECK(add.value(0).integer() == i + 1);
        CHECK(add.value(1).text() == "ä");
        CHECK_FALSE(add.step());
        add.reset();
    }
    CHECK(s.integer("SELECT count(*) FROM pg_prepared_statements") == 0);
}

TEST_CASE("a failed statement can be executed again", "[postgres]") {
    server s;
    s.execute("CREATE TEMP TABLE t (id bigint PRIMARY KEY)");
    postgres_statement& insert = s.prepare("INSERT INTO t VALUES ($1)", {value_kind::int64});
    insert.bind(0, std::int64_t{1});
    CHECK(insert.run() == 1);
    CHECK_THROWS_AS(insert.run(), unique_violation);
    CHECK_FALSE(insert.in_use());
    insert.bind(0, std::int64_t{2});
    CHECK(insert.run() == 1);
}

TEST_CASE("a COPY does not pass as a statement, and the connection stays usable", "[postgres]") {
    server s;
    s.execute("CREATE TEMP TABLE t (id bigint)");
    CHECK_THROWS_AS(s.execute("COPY t FROM STDIN"), usage_error);
    CHECK_THROWS_AS(s.execute("COPY t TO STDOUT"), usage_error);
    CHECK(s.integer("SELECT 1") == 1);
}

TEST_CASE("a script runs as a whole or not at all", "[postgres]") {
    server s;
    s.execute("CREATE TEMP TABLE t (id bigint PRIMARY KEY);\n-- a comment\nINSERT INTO t VALUES (1), (2);");
    const auto e =
        thrown_by<unique_violation>([&] { s.execute("INSERT INTO t VALUES (3); INSERT INTO t VALUES (1)"); });
    CHECK(e.sql() == "INSERT INTO t VALUES (3); INSERT INTO t VALUES (1)");
    CHECK(s.integer("SELECT count(*) FROM t") == 2);
    s.execute("");
    CHECK_THROWS_AS(s.execute(std::string("SELECT 1\0; DROP TABLE t", 23)), value_out_of_range);
}

}  // namespace
