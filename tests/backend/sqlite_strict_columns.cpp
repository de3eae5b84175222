// SPDX-License-Identifier: BSL-1.0
// Integers of strict tables are read without a look at the type of each; what is no integer is refused all the same.
#include "support/catch.hpp"
#include "support/scratch.hpp"

#include <interlock/backend/read.hpp>
#include <interlock/backend/sqlite/connection.hpp>

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace il = interlock;

namespace {

/// Gives 1100 rows, so that a statement has had enough of them to ask.
const std::string numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1100) ";

struct database {
    scratch files;
    il::sqlite_connection connection = opened();

    il::sqlite_connection opened() { return {"main", il::url::parse(files.url("a.db"))}; }
    void execute(const std::string& script) { connection.execute(script); }
    void execute_elsewhere(const std::string& script) { opened().execute(script); }

    static constexpr il::statement_text made_here{};
    /// Whether the columns of a query are known to be integers, as letters: y or n.
    std::string known(const std::string& sql, const il::statement_text* text = &made_here) {
        sqlite3_stmt* statement = nullptr;
        REQUIRE(sqlite3_prepare_v2(connection.native_handle(), sql.c_str(), -1, &statement, nullptr) ==
                SQLITE_OK);
        il::detail::strict_columns columns;
        for (int row = 0; row < 1100; ++row) columns.see_row(statement, text);
        std::string letters;
        for (int i = 0; i < sqlite3_column_count(statement); ++i)
            letters += columns.are_integers(i) ? 'y' : 'n';
        sqlite3_finalize(statement);
        return letters;
    }
    /// The sum of the first column of all rows.
    std::int64_t sum(const il::statement_text& text) {
        il::sqlite_statement& s = connection.prepare(text);
        const il::detail::reset_at_exit reset(s);
        std::int64_t sum = 0, value = 0;
        for (int column = -1; s.step(); sum += value) il::detail::read_member(s, 0, value, column);
        return sum;
    }
};

}  // namespace

TEST_CASE("The integers of strict tables are known as such") {
    database db;
    db.execute(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a INT, b integer NOT NULL, c TEXT, d REAL, e ANY, f BLOB) STRICT;"
        "CREATE TABLE u (id INTEGER PRIMARY KEY AUTOINCREMENT, t INTEGER REFERENCES t) STRICT;"
        "CREATE INDEX u_t ON u (t)");
    CHECK(db.known("SELECT id, a, b, c, d, e, f FROM t") == "yyynnnn");
    CHECK(db.known("SELECT t.id, u.t FROM t LEFT JOIN u ON u.t = t.id") == "yy");
    CHECK(db.known("SELECT a, count(*), sum(b), max(b) FROM t GROUP BY a") == "ynnn");
    CHECK(db.known("SELECT a, a + b, -a, CAST(c AS INTEGER), 1 FROM t") == "ynnnn");
    CHECK(db.known("SELECT x, y FROM (SELECT a AS x, c AS y FROM t)") == "yn");
}

TEST_CASE("Rows of a compound are not known by those of its first part") {
    database db;
    db.execute("CREATE TABLE t (a INTEGER, c TEXT) STRICT");
    for (const char* sql :
         {"SELECT a FROM t UNION SELECT c FROM t", "SELECT a FROM t UNION ALL VALUES ('x')",
          "SELECT a FROM t intersect SELECT c FROM t", "SELECT a FROM t EXCEPT SELECT c FROM t",
          "SELECT a FROM (SELECT a FROM t UNION ALL SELECT c FROM t)",
          "WITH x(a) AS (SELECT a FROM t) SELECT a FROM x"})
        CHECK(db.known(sql) == "n");
}

TEST_CASE("Nothing is known where a table is not strict, or a column not stored") {
    database db;
    db.execute("CREATE TABLE t (a INTEGER) STRICT");
    CHECK(db.known("SELECT a FROM t") == "y");
    SECTION("a table") { db.execute("CREATE TABLE lax (a INTEGER)"); }
    SECTION("a view") { db.execute("CREATE VIEW v AS SELECT a FROM t UNION ALL SELECT 'x'"); }
    SECTION("a virtual column") { db.execute("CREATE TABLE v (a INTEGER, b INTEGER AS (a + a)) STRICT"); }
    SECTION("a temporary table") { db.execute("CREATE TEMPORARY TABLE t (a INTEGER)"); }
    SECTION("another database") {
        db.execute("ATTACH '" + db.files.file("b.db") + "' AS b; CREATE TABLE b.t (a INTEGER)");
    }
    CHECK(db.known("SELECT a FROM t") == "n");
}

TEST_CASE("Nothing is known of a text that the program brings itself") {
    static constexpr il::raw_signature signature{};
    static constexpr il::statement_text raw{.sql = {},
                                            .parameters = nullptr,
                                            .parameter_count = 0,
                                            .table = nullptr,
                                            .columns_are_the_table = false,
                                            .raw = &signature};
    database db;
    db.execute("CREATE TABLE t (a INTEGER) STRICT");
    CHECK(db.known("SELECT a FROM t") == "y");
    CHECK(db.known("SELECT a FROM t", &raw) == "n");
    CHECK(db.known("SELECT a FROM t", nullptr) == "n");
}

TEST_CASE("A stored column, and more columns than there are bits, are read as before") {
    database db;
    db.execute("CREATE TABLE t (a INTEGER, b INTEGER AS (a + a) STORED) STRICT");
    CHECK(db.known("SELECT a, b FROM t") == "yy");
    std::string many = "SELECT a";
    for (int i = 0; i < 64; ++i) many += ", b";
    CHECK(db.known(many + " FROM t") == std::string(65, 'n'));
}

TEST_CASE("Every integer is read, whether its column is known or not") {
    static constexpr il::statement_text all{"SELECT a FROM t ORDER BY id"};
    database db;
    db.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER) STRICT;" + numbers +
               "INSERT INTO t (a) SELECT 0 FROM n;"
               "INSERT INTO t (a) VALUES (-9223372036854775807 - 1), (9223372036854775807), (1)");
    for (int time = 0; time < 2; ++time) CHECK(db.sum(all) == 0);
}

TEST_CASE("A NULL of a known column is refused") {
    static constexpr il::statement_text all{"SELECT a FROM t"};
    database db;
    db.execute("CREATE TABLE t (a INTEGER) STRICT;" + numbers + "INSERT INTO t SELECT i FROM n");
    CHECK(db.sum(all) == 605550);
    db.execute("INSERT INTO t VALUES (NULL)");
    CHECK_THROWS_AS(db.sum(all), il::type_mismatch);
}

TEST_CASE("What is no integer is refused after any number of rows of integers") {
    static constexpr il::statement_text all{"SELECT a FROM t"};
    database db;
    db.execute("CREATE TABLE t (a INTEGER);" + numbers + "INSERT INTO t SELECT i FROM n");
    CHECK(db.sum(all) == 605550);
    for (const char* value : {"1.5", "'x'", "x'37'", "1e300"}) {
        db.execute(std::string("DELETE FROM t WHERE typeof(a) <> 'integer'; INSERT INTO t VALUES (") + value +
                   ")");
        CHECK_THROWS_AS(db.sum(all), il::error);
    }
}

TEST_CASE("A known column is asked for again when the schema has changed") {
    static constexpr il::statement_text all{"SELECT a FROM t"};
    const std::string lax = "TABLE t (a INTEGER);" + numbers;
    const std::string fill = "t SELECT i FROM n; INSERT INTO ";
    database db;
    db.execute("CREATE TABLE t (a INTEGER) STRICT;" + numbers + "INSERT INTO t SELECT i FROM n");
    CHECK(db.sum(all) == 605550);
    SECTION("by the connection") {
        db.execute("DROP TABLE t; CREATE " + lax + "INSERT INTO " + fill + "t VALUES (1.5)");
    }
    SECTION("by another one") {
        db.execute_elsewhere("DROP TABLE t; CREATE " + lax + "INSERT INTO " + fill + "t VALUES (1.5)");
    }
    SECTION("by a temporary table") {
        db.execute("CREATE TEMPORARY " + lax + "INSERT INTO temp." + fill + "temp.t VALUES (1.5)");
    }
    CHECK_THROWS_AS(db.sum(all), il::type_mismatch);
}
