// SPDX-License-Identifier: BSL-1.0
#include "postgres_server.hpp"

#include <unistd.h>

#include <cstdio>

namespace {

using namespace interlock;
using Catch::Matchers::ContainsSubstring;
using postgres_test::server;
using postgres_test::text;
using postgres_test::thrown_by;

TEST_CASE("a doubled key names the key's value and the constraint", "[postgres]") {
    server s;
    s.execute("CREATE TEMP TABLE gems (id bigint CONSTRAINT gems_key PRIMARY KEY)");
    static constexpr table_info table = [] {
        table_info t;
        t.model = "Gem";
        return t;
    }();
    postgres_statement& insert =
        s.connection.prepare(text("INSERT INTO gems VALUES ($1)", {value_kind::int64}, &table));
    insert.bind(0, std::int64_t{7});
    insert.run();
    const auto e = thrown_by<unique_violation>([&] { insert.run(); });
    CHECK(e.code() == "23505");
    CHECK(e.alias() == "main");
    CHECK(e.model() == "Gem");
    CHECK(e.sql() == "INSERT INTO gems VALUES ($1)");
    CHECK_THAT(e.message(),
               ContainsSubstring("Key (id)=(7) already exists.") && ContainsSubstring("gems_key"));
}

TEST_CASE("each refusal of the server has its class", "[postgres]") {
    server s;
    s.execute(
        "CREATE TEMP TABLE a (id bigint PRIMARY KEY, n smallint NOT NULL CONSTRAINT positive CHECK (n > 0), "
        "name varchar(3));"
        "CREATE TEMP TABLE b (a_id bigint CONSTRAINT to_a REFERENCES a,"
        "                     during int4range, EXCLUDE USING gist (during WITH &&));"
        "INSERT INTO a VALUES (1, 1, 'x'); INSERT INTO b VALUES (1, '[1,5)')");
    const auto code_of = [](const error& e) { return e.code(); };

    const auto foreign =
        thrown_by<foreign_key_violation>([&] { s.prepare("INSERT INTO b VALUES (2)").run(); });
    CHECK(foreign.code() == "23503");
    CHECK_THAT(foreign.message(),
               ContainsSubstring("Key (a_id)=(2) is not present") && ContainsSubstring("to_a"));
    CHECK_THROWS_AS(s.prepare("DELETE FROM a").run(), foreign_key_violation);
    const auto null =
        thrown_by<not_null_violation>([&] { s.prepare("INSERT INTO a (id) VALUES (2)").run(); });
    CHECK(null.code() == "23502");
    CHECK_THAT(null.message(), ContainsSubstring("\"n\""));
    const auto check = thrown_by<check_violation>([&] { s.prepare("INSERT INTO a VALUES (2, 0)").run(); });
    CHECK(check.code() == "23514");
    CHECK_THAT(check.message(), ContainsSubstring("positive"));
    CHECK(code_of(thrown_by<constraint_violation>(
              [&] { s.prepare("INSERT INTO b VALUES (1, '[2,3)')").run(); })) == "23P01");

    postgres_statement& wide = s.prepare("UPDATE a SET n = $1", {value_kind::int64});
    wide.bind(0, std::int64_t{40000});
    CHECK(code_of(thrown_by<value_out_of_range>([&] { wide.run(); })) == "22003");
    CHECK(code_of(thrown_by<value_out_of_range>([&] { s.prepare("UPDATE a SET name = 'long'").run(); })) ==
          "22001");
    CHECK(code_of(thrown_by<value_out_of_range>([&] { s.prepare("SELECT name::int FROM a").run(); })) ==
          "22P02");

    const auto table = thrown_by<schema_mismatch>([&] { s.prepare("SELECT 1 FROM nowhere").step(); });
    CHECK(table.code() == "42P01");
    CHECK_THAT(table.message(),
               ContainsSubstring("\"nowhere\"") && ContainsSubstring("migrations may be pending"));
    CHECK(code_of(thrown_by<schema_mismatch>([&] { s.prepare("SELECT nothing FROM a").step(); })) == "42703");

    s.connection.begin();
    s.execute("SET TRANSACTION READ ONLY");
    CHECK(code_of(thrown_by<read_only_database>([&] { s.execute("CREATE TABLE c (id int)"); })) == "25006");
    s.connection.rollback();

    CHECK(code_of(thrown_by<engine_error>([&] { s.execute("SELEC 1"); })) == "42601");
    CHECK(code_of(thrown_by<statement_timeout>(
              [&] { s.execute("SET statement_timeout = 20; SELECT pg_sleep(5)"); })) == "57014");
}

TEST_CASE("notices of the server are not written anywhere", "[postgres]") {
    server s;
    int kept = dup(2);
    std::FILE* file = std::tmpfile();
    REQUIRE(file != nullptr);
    dup2(fileno(file), 2);
    s.execute("DROP TABLE IF EXISTS nowhere; DO $$ BEGIN RAISE WARNING 'look'; END $$");
    s.prepare("DROP TABLE IF EXISTS nowhere").run();
    std::fflush(stderr);
    dup2(kept, 2);
    close(kept);
    std::fseek(file, 0, SEEK_END);
    CHECK(std::ftell(file) == 0);
    std::fclose(file);
}

}  // namespace
