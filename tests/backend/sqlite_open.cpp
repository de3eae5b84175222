// SPDX-License-Identifier: BSL-1.0
#include "support/catch.hpp"
#include "support/scratch.hpp"

#include <interlock/backend/sqlite/connection.hpp>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

namespace il = interlock;

static std::unique_ptr<il::sqlite_connection> connect(const std::string& url) {
    return std::make_unique<il::sqlite_connection>("gems", il::url::parse(url));
}

/// The first value that a statement gives, as text.
static std::string value(il::sqlite_connection& c, const char* sql) {
    std::string result = "no row";
    const auto keep = [](void* to, int, char** values, char**) {
        *static_cast<std::string*>(to) = values[0] == nullptr ? "NULL" : values[0];
        return 0;
    };
    REQUIRE(sqlite3_exec(c.native_handle(), sql, keep, &result, nullptr) == SQLITE_OK);
    return result;
}

TEST_CASE("A new file is made, in WAL mode, with foreign keys enforced") {
    const scratch folder;
    il::sqlite_connection c("gems", il::url::parse(folder.url("new.db")));
    CHECK(std::filesystem::exists(folder.file("new.db")));
    CHECK(value(c, "PRAGMA journal_mode") == "wal");
    CHECK(value(c, "PRAGMA foreign_keys") == "1");
    CHECK(value(c, "PRAGMA busy_timeout") == "5000");
    CHECK(value(c, "PRAGMA synchronous") == "1");
    CHECK(c.alias() == "gems");
}

TEST_CASE("Parameters of the URL are applied") {
    const scratch folder;
    il::sqlite_connection c("gems",
                            il::url::parse(folder.url("a.db", "?mode=rwc&busy_timeout=17&synchronous=full")));
    CHECK(value(c, "PRAGMA busy_timeout") == "17");
    CHECK(value(c, "PRAGMA synchronous") == "2");
    CHECK(value(c, "PRAGMA foreign_keys") == "1");
}

TEST_CASE("A parameter that is not known, or not with that value, is refused by name") {
    const scratch folder;
    for (const char* parameters :
         {"?Mode=ro", "?mode=RO", "?mode=", "?mode=memory", "?cache=shared", "?busy_timeout=-1",
          "?busy_timeout=1s", "?busy_timeout=99999999999999999999", "?busy_timeout=", "?synchronous=1",
          "?mode=ro&nolock=1", "?vfs=unix"}) {
        INFO(parameters);
        const auto e = thrown<il::configuration_error>([&] { connect(folder.url("a.db", parameters)); });
        CHECK(e.alias() == "gems");
        CHECK_FALSE(std::filesystem::exists(folder.file("a.db")));
    }
    CHECK_THROWS_WITH(connect(folder.url("a.db", "?nolock=1")), Catch::Matchers::ContainsSubstring("nolock"));
}

TEST_CASE("A missing file is an error where none may be made") {
    const scratch folder;
    for (const char* parameters : {"?mode=rw", "?mode=ro"}) {
        INFO(parameters);
        const auto e = thrown<il::no_such_database>([&] { connect(folder.url("missing.db", parameters)); });
        CHECK(e.alias() == "gems");
        CHECK(e.code() == "14");
        CHECK(std::string(e.what()).find("missing.db") != std::string::npos);
        CHECK_FALSE(std::filesystem::exists(folder.file("missing.db")));
    }
    CHECK_THROWS_AS(connect(folder.url("no/such/folder/a.db")), il::connection_failed);
    CHECK_THROWS_AS(connect("sqlite:" + std::filesystem::path(folder.file("x")).parent_path().string()),
                    il::connection_failed);
}

TEST_CASE("A file that is no database is an error, and is left as it was") {
    const scratch folder;
    const std::string text(5000, 'x');
    std::ofstream(folder.file("text.db")) << text;
    for (const char* parameters : {"", "?mode=rw", "?mode=ro"}) {
        INFO(parameters);
        const auto e = thrown<il::connection_failed>([&] { connect(folder.url("text.db", parameters)); });
        CHECK(e.code() == "26");
        CHECK(e.alias() == "gems");
    }
    CHECK(std::filesystem::file_size(folder.file("text.db")) == text.size());
}

TEST_CASE("A database that is open for reading only cannot be written, not even by raw SQL") {
    const scratch folder;
    connect(folder.url("a.db"))->execute("CREATE TABLE t (x INTEGER) STRICT; INSERT INTO t VALUES (7)");
    il::sqlite_connection c("gems", il::url::parse(folder.url("a.db", "?mode=ro")));
    CHECK(value(c, "SELECT x FROM t") == "7");
    for (const char* sql : {"INSERT INTO t VALUES (8)", "UPDATE t SET x = 8", "DELETE FROM t", "DROP TABLE t",
                            "CREATE TABLE u (x)", "PRAGMA user_version = 3", "CREATE INDEX i ON t (x)"}) {
        INFO(sql);
        const auto e = thrown<il::read_only_database>([&] { c.execute(sql); });
        CHECK(e.code() == "8");
        CHECK(e.alias() == "gems");
        CHECK(e.sql() == sql);
    }
    c.begin();
    CHECK(c.in_transaction());
    CHECK(value(c, "SELECT count(*) FROM t") == "1");
    c.commit();
}

TEST_CASE("Names of files are taken as they are") {
    const scratch folder;
    for (const char* name : {"a b.db", "per%25cent.db", "question%3Fmark.db", "quote'\".db", "semi;colon.db",
                             "umlaut-ü.db", "hash#tag.db", "at@sign.db"}) {
        INFO(name);
        connect(folder.url(name))->execute("CREATE TABLE t (x)");
        CHECK(std::filesystem::exists(folder.file(il::url::decoded(name))));
    }
    connect("sqlite://" + folder.file("absolute.db"))->execute("CREATE TABLE t (x)");
    CHECK(std::filesystem::exists(folder.file("absolute.db")));
    connect("sqlite:///" + folder.file("four.db"))->execute("CREATE TABLE t (x)");
    CHECK(std::filesystem::exists(folder.file("four.db")));
}

TEST_CASE("A name that begins with file: is a name, however SQLite is built") {
    const scratch folder;
    const auto before = std::filesystem::current_path();
    std::filesystem::current_path(folder.file(""));
    connect("sqlite:file:a.db%3Fmode=memory")->execute("CREATE TABLE t (x)");
    std::filesystem::current_path(before);
    CHECK(std::filesystem::exists(folder.file("file:a.db?mode=memory")));
}

TEST_CASE("A name that is none is refused before any file is made") {
    const scratch folder;
    CHECK_THROWS_AS(connect("sqlite:"), il::configuration_error);
    CHECK_THROWS_AS(connect("sqlite:?mode=ro"), il::configuration_error);
    CHECK_THROWS_AS(connect("sqlite:/" + folder.file("host.db")),
                    il::configuration_error);  // sqlite://tmp/...
    CHECK_THROWS_AS(connect(folder.url("cut%00.db")), il::configuration_error);
    CHECK_THROWS_AS(connect(folder.url("broken%4.db")), il::configuration_error);
    CHECK_FALSE(std::filesystem::exists(folder.file("cut")));
}

TEST_CASE("A database in memory is its own") {
    il::sqlite_connection a("a", il::url::parse("sqlite::memory:")),
        b("b", il::url::parse("sqlite::memory:"));
    a.execute("CREATE TABLE t (x)");
    CHECK_THROWS_AS(b.execute("SELECT * FROM t"), il::schema_mismatch);
}

TEST_CASE("Double quotes are for names, so that a misspelt one is an error and no text") {
    il::sqlite_connection c("gems", il::url::parse("sqlite::memory:"));
    c.execute("CREATE TABLE t (x)");
    CHECK_THROWS_AS(c.execute(R"(SELECT "y" FROM t)"), il::error);
    CHECK_THROWS_AS(c.execute(R"(CREATE INDEX i ON t ("y"))"), il::error);
}

TEST_CASE("A second writer waits for the busy timeout and is told so") {
    const scratch folder;
    il::sqlite_connection one("one", il::url::parse(folder.url("a.db")));
    one.execute("CREATE TABLE t (x)");
    il::sqlite_connection two("two", il::url::parse(folder.url("a.db", "?busy_timeout=20")));
    one.begin();
    one.execute("INSERT INTO t VALUES (1)");
    const auto e = thrown<il::busy>([&] { two.begin(); });
    CHECK(e.code() == "5");
    CHECK(e.alias() == "two");
    CHECK_FALSE(two.in_transaction());
    CHECK(value(two, "SELECT count(*) FROM t") == "0");  // readers do not wait
    one.commit();
    two.begin();
    two.execute("INSERT INTO t VALUES (2)");
    two.commit();
    CHECK(value(one, "SELECT count(*) FROM t") == "2");
}

TEST_CASE("A commit that fails leaves the transaction rolled back and tells why") {
    il::sqlite_connection c("gems", il::url::parse("sqlite::memory:"));
    c.execute("CREATE TABLE parent (id INTEGER PRIMARY KEY);"
              "CREATE TABLE child (parent INTEGER REFERENCES parent DEFERRABLE INITIALLY DEFERRED)");
    c.begin();
    c.execute("INSERT INTO child VALUES (7)");
    const auto e = thrown<il::foreign_key_violation>([&] { c.commit(); });
    CHECK(e.alias() == "gems");
    CHECK(e.code() == "787");
    CHECK_FALSE(c.in_transaction());
    CHECK(value(c, "SELECT count(*) FROM child") == "0");
    c.begin();
    c.execute("INSERT INTO parent VALUES (7); INSERT INTO child VALUES (7)");
    c.commit();
    CHECK(value(c, "SELECT count(*) FROM child") == "1");
}

TEST_CASE("A rollback without a transaction does nothing") {
    il::sqlite_connection c("gems", il::url::parse("sqlite::memory:"));
    c.rollback();
    CHECK_FALSE(c.in_transaction());
    CHECK_THROWS_AS(c.commit(), il::error);
}

TEST_CASE("An error of a script carries the script and the engine's code") {
    il::sqlite_connection c("gems", il::url::parse("sqlite::memory:"));
    const auto e = thrown<il::engine_error>([&] { c.execute("SELECT FROM WHERE"); });
    CHECK(e.sql() == "SELECT FROM WHERE");
    CHECK(e.code() == "1");
    CHECK(std::string(e.what()).find("database 'gems'") != std::string::npos);
}
