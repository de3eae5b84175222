// SPDX-License-Identifier: BSL-1.0
#include "models.hpp"

#include "support/catch.hpp"

using il::arg;
using il::col;

// insert: all columns but a generated one; PostgreSQL returns that
static_assert(
    is(il::insert<Gem>(),
       R"(INSERT INTO "gems" ("id", "name", "reactions", "size", "curated") VALUES (?, ?, ?, ?, ?))",
       R"(INSERT INTO "gems" ("id", "name", "reactions", "size", "curated") VALUES ($1, $2, $3, $4, $5))"));
static_assert(is(il::insert<Run>(), R"(INSERT INTO "atlas_run" ("gem", "seconds") VALUES (?, ?))",
                 R"(INSERT INTO "atlas_run" ("gem", "seconds") VALUES ($1, $2) RETURNING "id")"));
static_assert(is(il::insert<Counter>(), R"(INSERT INTO "counter" DEFAULT VALUES)",
                 R"(INSERT INTO "counter" DEFAULT VALUES RETURNING "id")"));
static_assert(is(il::insert_shape<Run, 3>{},
                 R"(INSERT OR FAIL INTO "atlas_run" ("gem", "seconds") VALUES (?,?),(?,?),(?,?))",
                 R"(INSERT INTO "atlas_run" ("gem", "seconds") VALUES ($1,$2),($3,$4),($5,$6))"));
static_assert(is(il::insert<Odd>(), R"(INSERT INTO "a ""table""; DROP" ("we""ird", "select") VALUES (?, ?))",
                 R"(INSERT INTO "a ""table""; DROP" ("we""ird", "select") VALUES ($1, $2))"));

// upsert: every column, the generated one too; the key stays, and PostgreSQL's sequence moves on to it
static_assert(is(
    il::upsert<Run>(),
    R"(INSERT INTO "atlas_run" ("id", "gem", "seconds") VALUES (?, ?, ?) ON CONFLICT ("id") DO UPDATE SET "gem" = excluded."gem", "seconds" = excluded."seconds")",
    R"(WITH written AS (INSERT INTO "atlas_run" ("id", "gem", "seconds") VALUES ($1, $2, $3) ON CONFLICT ("id") DO UPDATE SET "gem" = excluded."gem", "seconds" = excluded."seconds" RETURNING "id") SELECT CASE WHEN "id" > coalesce(pg_sequence_last_value(pg_get_serial_sequence('"atlas_run"', 'id')::regclass), 0) THEN setval(pg_get_serial_sequence('"atlas_run"', 'id'), "id") END FROM written)"));
static_assert(is(
    il::upsert<Cell>(),
    R"(INSERT INTO "cell" ("row", "column", "text") VALUES (?, ?, ?) ON CONFLICT ("row", "column") DO UPDATE SET "text" = excluded."text")",
    R"(INSERT INTO "cell" ("row", "column", "text") VALUES ($1, $2, $3) ON CONFLICT ("row", "column") DO UPDATE SET "text" = excluded."text")"));
static_assert(
    is(il::upsert<Pair>(),
       R"(INSERT INTO "pair" ("left", "right") VALUES (?, ?) ON CONFLICT ("left", "right") DO NOTHING)",
       R"(INSERT INTO "pair" ("left", "right") VALUES ($1, $2) ON CONFLICT ("left", "right") DO NOTHING)"));

// update
static_assert(is(il::update<Gem>().set(col<& Gem::name> = arg), R"(UPDATE "gems" SET "name" = ?)",
                 R"(UPDATE "gems" SET "name" = $1)"));
static_assert(
    is(il::update<Gem>().set(col<& Gem::name> = "x", col<& Gem::reactions> = 7).where(col<&Gem::id> == "7"),
       R"(UPDATE "gems" SET "name" = ?, "reactions" = ? WHERE "id" = ?)",
       R"(UPDATE "gems" SET "name" = $1, "reactions" = $2 WHERE "id" = $3)"));
static_assert(is(il::update<Gem>().set(col<& Gem::name> = std::nullopt,
                                       col<& Gem::size> = col<&Gem::reactions>),
                 R"(UPDATE "gems" SET "name" = NULL, "size" = "reactions")",
                 R"(UPDATE "gems" SET "name" = NULL, "size" = "reactions")"));
static_assert(is(il::update<Gem>().set(col<& Gem::curated> = (col<&Gem::reactions> > 7)),
                 R"(UPDATE "gems" SET "curated" = ("reactions" > ?))",
                 R"(UPDATE "gems" SET "curated" = ("reactions" > $1))"));
static_assert(
    is(il::update<Gem>().where(col<&Gem::id> == "7").where(col<&Gem::curated>).set(col<& Gem::size> = 3),
       R"(UPDATE "gems" SET "size" = ? WHERE "id" = ? AND "curated")",
       R"(UPDATE "gems" SET "size" = $1 WHERE "id" = $2 AND "curated")"));
static_assert(is(il::update<Odd>().set(col<& Odd::text> = arg),
                 R"(UPDATE "a ""table""; DROP" SET "select" = ?)",
                 R"(UPDATE "a ""table""; DROP" SET "select" = $1)"));

// remove
static_assert(is(il::remove<Gem>(), R"(DELETE FROM "gems")", R"(DELETE FROM "gems")"));
static_assert(is(il::remove<Gem>().where(col<&Gem::id> == arg || !col<&Gem::curated>),
                 R"(DELETE FROM "gems" WHERE "id" = ? OR NOT ("curated"))",
                 R"(DELETE FROM "gems" WHERE "id" = $1 OR NOT ("curated"))"));

TEST_CASE("The text of a write is the same object for every value") {
    CHECK(il::sql<il::postgres>(il::update<Gem>().set(col<& Gem::reactions> = 1)).data() ==
          il::sql<il::postgres>(il::update<Gem>().set(col<& Gem::reactions> = 2)).data());
    CHECK(il::sql<il::postgres>(il::insert<Gem>()).data() != il::sql<il::sqlite>(il::insert<Gem>()).data());
}
