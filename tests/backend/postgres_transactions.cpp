// SPDX-License-Identifier: BSL-1.0
#include "postgres_server.hpp"

namespace {

using namespace interlock;
using Catch::Matchers::ContainsSubstring;
using postgres_test::server;
using postgres_test::thrown_by;

TEST_CASE("a commit keeps and a rollback discards", "[postgres]") {
    server s;
    s.execute("CREATE TEMP TABLE t (id bigint)");
    CHECK_FALSE(s.connection.in_transaction());
    s.connection.begin();
    CHECK(s.connection.in_transaction());
    s.execute("INSERT INTO t VALUES (1)");
    s.connection.commit();
    CHECK_FALSE(s.connection.in_transaction());
    s.connection.begin();
    s.execute("INSERT INTO t VALUES (2)");
    s.connection.rollback();
    CHECK_FALSE(s.connection.in_transaction());
    s.connection.rollback();
    CHECK(s.integer("SELECT sum(id)::bigint FROM t") == 1);
}

TEST_CASE("transactions out of order are refused", "[postgres]") {
    server s;
    CHECK_THROWS_AS(s.connection.commit(), usage_error);
    s.connection.begin();
    CHECK_THROWS_AS(s.connection.begin(), usage_error);
    CHECK(s.connection.in_transaction());
    s.connection.rollback();
}

TEST_CASE("the commit of a failed transaction throws and leaves none", "[postgres]") {
    server s;
    s.execute("CREATE TEMP TABLE t (id bigint)");
    s.connection.begin();
    s.execute("INSERT INTO t VALUES (1)");
    CHECK_THROWS_AS(s.execute("SELECT 1 / 0"), value_out_of_range);
    CHECK(s.connection.in_transaction());
    const auto later = thrown_by<transaction_failed>([&] { s.integer("SELECT 1"); });
    CHECK(later.code() == "25P02");
    CHECK_THAT(later.what(), ContainsSubstring("roll it back"));
    const auto e = thrown_by<transaction_failed>([&] { s.connection.commit(); });
    CHECK(e.code() == "25P02");
    CHECK_THAT(e.what(), ContainsSubstring("was rolled back"));
    CHECK_FALSE(s.connection.in_transaction());
    CHECK(s.integer("SELECT count(*) FROM t") == 0);
}

TEST_CASE("a constraint that is checked at the commit fails the commit", "[postgres]") {
    server s;
    s.execute("CREATE TEMP TABLE t (id bigint UNIQUE DEFERRABLE INITIALLY DEFERRED)");
    s.connection.begin();
    s.execute("INSERT INTO t VALUES (1), (1)");
    CHECK_THROWS_AS(s.connection.commit(), unique_violation);
    CHECK_FALSE(s.connection.in_transaction());
    CHECK(s.integer("SELECT count(*) FROM t") == 0);
}

TEST_CASE("a prepared transaction leaves its connection, and any other one finishes it", "[postgres]") {
    server s, other;
    s.execute("CREATE TABLE kept (id bigint UNIQUE DEFERRABLE INITIALLY DEFERRED)");
    const std::string name = "it's \\ \"one\"";
    for (const bool commits : {true, false}) {
        s.connection.begin();
        s.execute(commits ? "INSERT INTO kept VALUES (1)" : "INSERT INTO kept VALUES (2)");
        s.connection.prepare_transaction(name);
        CHECK_FALSE(s.connection.in_transaction());
        CHECK(s.integer("SELECT count(*) FROM kept") == (commits ? 0 : 1));
        CHECK(other.connection.finish_prepared(name, commits));
        CHECK_FALSE(other.connection.finish_prepared(name, commits));
        CHECK(s.integer("SELECT count(*) FROM kept") == 1);
    }
    s.execute("DROP TABLE kept");
}

TEST_CASE("a transaction that cannot be prepared is rolled back", "[postgres]") {
    server s;
    CHECK_THROWS_AS(s.connection.prepare_transaction("none"), usage_error);
    s.connection.begin();
    CHECK_THROWS_AS(s.execute("SELECT 1 / 0"), value_out_of_range);
    CHECK_THROWS_AS(s.connection.prepare_transaction("failed"), transaction_failed);
    CHECK_FALSE(s.connection.in_transaction());
    s.execute("CREATE TEMP TABLE t (id bigint)");
    s.connection.begin();
    s.execute("INSERT INTO t VALUES (1)");
    CHECK(thrown_by<engine_error>([&] { s.connection.prepare_transaction("temporary"); }).code() == "0A000");
    CHECK_FALSE(s.connection.in_transaction());
    CHECK(s.integer("SELECT count(*) FROM t") == 0);
    CHECK_FALSE(s.connection.finish_prepared("temporary", false));
    s.connection.begin();
    CHECK_THROWS_AS(s.connection.finish_prepared("none", true), engine_error);
    s.connection.rollback();
}

TEST_CASE("in_transaction() sees a transaction that a script began", "[postgres]") {
    server s;
    s.execute("BEGIN");
    CHECK(s.connection.in_transaction());
    postgres_statement& rows = s.prepare("SELECT g FROM generate_series(1, 10000) g");
    rows.stream_rows();
    REQUIRE(rows.step());
    CHECK(s.connection.in_transaction());
    rows.reset();
    s.connection.rollback();
    CHECK_FALSE(s.connection.in_transaction());
    rows.stream_rows();
    REQUIRE(rows.step());
    CHECK_FALSE(s.connection.in_transaction());
    rows.reset();
}

TEST_CASE("a lost connection is told as such, and stays lost", "[postgres]") {
    server s, other;
    CHECK(s.connection.is_open());
    s.integer("SELECT 1");
    other.end_session_of(s);
    const auto e = thrown_by<connection_lost>([&] { s.integer("SELECT 1"); });
    CHECK(e.alias() == "main");
    CHECK(e.sql() == "SELECT 1");
    CHECK_FALSE(s.connection.is_open());
    CHECK_FALSE(s.connection.in_transaction());
    CHECK_THROWS_AS(s.integer("SELECT 1"), connection_lost);
    CHECK_THROWS_AS(s.integer("SELECT 2"), connection_lost);
    CHECK_THROWS_AS(s.execute("SELECT 1"), connection_lost);
    CHECK_THROWS_AS(s.connection.begin(), connection_lost);
    CHECK_THROWS_AS(s.connection.commit(), connection_lost);
    postgres_statement& streamed = s.prepare("SELECT 3");
    streamed.stream_rows();
    CHECK_THROWS_AS(streamed.step(), connection_lost);
    s.connection.rollback();
}

TEST_CASE("a connection lost before the commit leaves it in doubt, and says so", "[postgres]") {
    server s, other;
    s.connection.begin();
    s.integer("SELECT 1");
    other.end_session_of(s);
    const auto e = thrown_by<commit_in_doubt>([&] { s.connection.commit(); });
    CHECK_THAT(e.what(), ContainsSubstring("in doubt"));
    CHECK_FALSE(s.connection.in_transaction());
}

TEST_CASE("a connection lost in the middle of a stream is told to its reader", "[postgres]") {
    server s, other;
    postgres_statement& rows = s.prepare("SELECT repeat('x', 1000) FROM generate_series(1, 10000000)");
    const std::int64_t pid = s.integer("SELECT pg_backend_pid()");
    rows.stream_rows();
    REQUIRE(rows.step());
    postgres_statement& end = other.prepare("SELECT pg_terminate_backend($1::int)", {value_kind::int64});
    end.bind(0, pid);
    REQUIRE(end.step());
    CHECK_THROWS_AS(
        [&] {
            while (rows.step()) {
            }
        }(),
        connection_lost);
    CHECK_FALSE(rows.in_use());
}

TEST_CASE("two transactions that conflict: one may be repeated", "[postgres]") {
    server s, other;
    s.execute("DROP TABLE IF EXISTS interlock_conflict; CREATE TABLE interlock_conflict (id int, n int);"
              "INSERT INTO interlock_conflict VALUES (1, 0)");
    for (server* each : {&s, &other}) {
        each->connection.begin();
        each->execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
        each->integer("SELECT n FROM interlock_conflict");
    }
    s.execute("UPDATE interlock_conflict SET n = 1");
    s.connection.commit();
    const auto e =
        thrown_by<transaction_conflict>([&] { other.execute("UPDATE interlock_conflict SET n = 2"); });
    CHECK(e.code() == "40001");
    other.connection.rollback();

    s.connection.begin();
    s.execute("UPDATE interlock_conflict SET n = 3");
    other.connection.begin();
    CHECK(thrown_by<busy>([&] {
              other.execute("SELECT n FROM interlock_conflict FOR UPDATE NOWAIT");
          }).code() == "55P03");
    other.connection.rollback();
    s.connection.rollback();
    s.execute("DROP TABLE interlock_conflict");
}

TEST_CASE("a server that crashes: every connection is lost, a new one is made", "[postgres][crash]") {
    const char* ctl = std::getenv("PG_CLUSTER_CTL");
    if (ctl == nullptr) {
        WARN("no pg-cluster: the crash of a server is not tried");
        return;
    }
    {
        server s;
        s.connection.begin();
        s.integer("SELECT 1");
        REQUIRE(std::system((std::string(ctl) + " ctl crash primary").c_str()) == 0);
        CHECK_THROWS_AS(s.integer("SELECT 1"), connection_lost);
        CHECK_FALSE(s.connection.is_open());
        CHECK_THROWS_AS(server(), connection_failed);
        REQUIRE(std::system((std::string(ctl) + " ctl start primary").c_str()) == 0);
        CHECK_THROWS_AS(s.integer("SELECT 1"), connection_lost);
    }
    server again;
    CHECK(again.integer("SELECT 1") == 1);
}

}  // namespace
