// SPDX-License-Identifier: BSL-1.0
#include "postgres_server.hpp"

#include <unistd.h>

#include <cstdio>
#include <initializer_list>

namespace {

using namespace interlock;
using Catch::Matchers::ContainsSubstring;
using postgres_test::server;
using postgres_test::text;
using postgres_test::thrown_by;

TEST_CASE("a doubled key names the constraint and the columns, and its value in the detail alone",
          "[postgres]") {
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
    CHECK(e.message() ==
          "duplicate key value violates unique constraint \"gems_key\" (table gems) (columns id)");
    CHECK(e.detail() ==
          "duplicate key value violates unique constraint \"gems_key\": Key (id)=(7) already exists.");
    CHECK_THAT(e.what(), !ContainsSubstring("7"));
}

TEST_CASE("no message holds a value of a row, whatever the server says", "[postgres]") {
    server s;
    s.execute(
        "CREATE TEMP TABLE a (id text PRIMARY KEY, n int NOT NULL CONSTRAINT positive CHECK (n > 0),"
        "                     name varchar(12), UNIQUE (name, n), EXCLUDE (id WITH =));"
        "CREATE UNIQUE INDEX lowered ON a (lower(name), n);"
        "CREATE TEMP TABLE b (a_id text CONSTRAINT to_a REFERENCES a, n int, during int4range,"
        "                     EXCLUDE USING gist (during WITH &&));"
        "CREATE TEMP TABLE part (id text) PARTITION BY LIST (id);"
        "CREATE TYPE pg_temp.mood AS ENUM ('fine'); CREATE DOMAIN pg_temp.short AS text CHECK (length(VALUE) < 3);"
        "CREATE TEMP VIEW fine AS SELECT id, n FROM a WHERE n < 5 WITH CHECK OPTION;"
        "CREATE FUNCTION pg_temp.refuse() RETURNS int LANGUAGE plpgsql AS"
        "  $$ BEGIN RAISE 'no' USING DETAIL = 'secret7'; END $$;"
        "INSERT INTO a VALUES ('secret7', 7, 'secret7'); INSERT INTO b VALUES ('secret7', 1, '[77770,77779)')");
    struct refused {
        const char* sql;
        const char* says;    // in the message
        const char* quotes;  // in the detail
    };
    for (const auto& [sql, says, quotes] : std::initializer_list<refused>{
             {"INSERT INTO a VALUES ('secret7', 8, 'b')", "columns id", "secret7"},
             {"INSERT INTO a VALUES ('secret8', 7, 'secret7')", "columns name, n", "(secret7, 7)"},
             {"INSERT INTO a VALUES ('secret8', 7, 'Secret7')", "columns lower(name::text), n",
              "(secret7, 7)"},
             {"INSERT INTO b VALUES ('secret9')", "columns a_id", "secret9"},
             {"DELETE FROM a", "columns id", "secret7"},
             {"INSERT INTO a (id) VALUES ('secret9')", "\"n\"", "secret9"},
             {"INSERT INTO a VALUES ('secret9', -7777)", "positive", "secret9"},
             {"INSERT INTO b VALUES (NULL, 1, '[77771,77772)')", "b_during_excl", "77771"},
             {"INSERT INTO part VALUES ('secret7')", "part", "secret7"},
             {"INSERT INTO fine VALUES ('secret8', 7777)", "\"fine\"", "secret8"},
             {"SELECT 'secret7'::int", "type integer", "secret7"},
             {"SELECT 'secret\"7\"7777'::int", "type integer", "7777"},
             {"SELECT '99999977777'::int", "type integer", "99999977777"},
             {"SELECT '2024-77-77'::date", "date/time", "2024-77-77"},
             {"SELECT make_date(77777, 77, 77)", "date", "77777-77-77"},
             {"SELECT 'secret7'::timestamptz", "type timestamp", "secret7"},
             {"SELECT 'secret7'::mood", "enum mood", "secret7"},
             {"SELECT 'secret7'::uuid", "type uuid", "secret7"},
             {"SELECT '{\"secret7\": no}'::json", "type json", "secret7"},
             {"SELECT '{secret7'::int[]", "array literal", "secret7"},
             {"SELECT to_date('secret7', 'YYYY')", "...", "secr"},
             {"SELECT convert_from('\\xff77'::bytea, 'UTF8')", "byte sequence", "0xff"},
             {"SELECT 'secret7'::short", "short", ""},
             {"SELECT pg_temp.refuse()", "no", "secret7"}}) {
        INFO(sql);
        const error e = [&, text = sql] {
            try {
                s.connection.execute(text);
            } catch (const error& caught) {
                INFO(caught.what());
                CHECK_THAT(caught.message(), !ContainsSubstring("secret") && !ContainsSubstring("7777"));
                return caught;
            }
            FAIL("it was taken");
            throw 0;
        }();
        INFO(e.message());
        for (const char* value : {"secret", "Secret", "77", "0xff"})
            CHECK_THAT(e.message(), !ContainsSubstring(value));
        CHECK_THAT(e.message(), ContainsSubstring(says));
        CHECK_THAT(e.detail(), ContainsSubstring(quotes));
    }
    // what says something of the database and nothing of its rows is said
    const auto used = thrown_by<engine_error>([&] {
        s.execute("DROP TYPE mood; CREATE TEMP TABLE c (m int);"
                  "CREATE VIEW d AS SELECT * FROM c; DROP TABLE c");
    });
    CHECK_THAT(used.message(), ContainsSubstring("view d depends on table c"));
    CHECK(used.detail().empty());
}

TEST_CASE("a value is left out of a message in whatever language the server speaks", "[postgres]") {
    using postgres_detail::key_columns;
    using postgres_detail::without_value;
    CHECK(without_value("integer out of range") == "integer out of range");
    CHECK(without_value("value too long for type character varying(3)") ==
          "value too long for type character varying(3)");
    CHECK(without_value("value \"99\" is out of range for type integer") ==
          "value \"...\" is out of range for type integer");
    CHECK(without_value("invalid input syntax for type integer: \"a\"b") ==
          "invalid input syntax for type integer: \"...\"b");
    CHECK(without_value("invalid input syntax for type integer: \"secret") ==
          "invalid input syntax for type integer: \"...\"");
    CHECK(without_value("invalid byte sequence for encoding \"UTF8\": 0xc3 0x28") ==
          "invalid byte sequence for encoding \"...\"");
    CHECK(without_value("character with byte sequence 0xe2 0x82 in encoding \"UTF8\" has no equivalent") ==
          "character with byte sequence in encoding \"...\" has no equivalent");
    CHECK(without_value("time field value out of range: 25:00:7") == "time field value out of range");
    for (const char* text :
         {"ungültige Eingabesyntax für Typ integer: »geheim«",
          "la sintaxis de entrada no es válida para tipo integer: «geheim»",
          "syntaxe en entrée invalide pour le type integer : « geheim »",
          "integer 型の入力構文が不正です: \"geheim\"", "неверный синтаксис для типа integer: \"geheim\"",
          "neplatná vstupní syntaxe pro typ integer: „geheim“"})
        CHECK_THAT(without_value(text), !ContainsSubstring("geheim") && ContainsSubstring("integer"));
    CHECK(key_columns("Key (a, b)=(1, x)=(y) already exists.") == "a, b");
    CHECK(key_columns("Schlüssel »(lower(a))=(1)« existiert bereits.") == "lower(a)");
    CHECK(key_columns("Failing row contains (1, x).").empty());
    CHECK(key_columns("").empty());
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
               ContainsSubstring("columns a_id") && ContainsSubstring("to_a") && !ContainsSubstring("2"));
    CHECK_THAT(foreign.detail(), ContainsSubstring("Key (a_id)=(2) is not present"));
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
