// SPDX-License-Identifier: BSL-1.0
#include "models.hpp"

#include "support/catch.hpp"

// References that are checked late, and those over several columns.

struct Station {
    std::int64_t id = 0;
    std::optional<std::int64_t> twin;
};
struct Leg {
    std::int64_t line = 0;
    std::int32_t no = 0;
    std::string name;
    std::int64_t from = 0, to = 0;
};
struct Seat {
    std::int64_t id = 0;
    std::int64_t line = 0;
    std::optional<std::int32_t> leg;
};

template <>
struct interlock::model<Station> {
    using fields = il::fields<il::field<&Station::id, il::primary_key>,
                              il::field<&Station::twin, il::references<&Station::id, il::on_delete::set_null,
                                                                       il::deferrable::initially_deferred>>>;
};
template <>
struct interlock::model<Leg> {
    using fields =
        il::fields<il::field<&Leg::line, il::primary_key>,
                   il::field<&Leg::no, il::primary_key, il::column<"num\"ber">>, il::field<&Leg::name>,
                   il::field<&Leg::from, il::references<&Station::id, il::on_delete::cascade,
                                                        il::deferrable::initially_immediate>>,
                   il::field<&Leg::to, il::references<&Station::id, il::on_delete::cascade>>>;
    using constraints = il::constraints<il::unique_together<&Leg::name, &Leg::line>>;
};
template <>
struct interlock::model<Seat> {
    using fields =
        il::fields<il::field<&Seat::id, il::primary_key>, il::field<&Seat::line>, il::field<&Seat::leg>>;
    using constraints = il::constraints<
        il::foreign_key<il::members<&Seat::leg, &Seat::line>, il::members<&Leg::no, &Leg::line>,
                        il::on_delete::cascade, il::deferrable::initially_deferred>>;
};

static_assert(is(il::create_table<Station>(),
                 R"(CREATE TABLE IF NOT EXISTS "station" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "twin" INTEGER REFERENCES "station" ("id") ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
) STRICT)",
                 R"(CREATE TABLE IF NOT EXISTS "station" (
    "id" bigint NOT NULL PRIMARY KEY,
    "twin" bigint REFERENCES "station" ("id") ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
))"));

static_assert(is(il::create_table<Leg>(),
                 R"(CREATE TABLE IF NOT EXISTS "leg" (
    "line" INTEGER NOT NULL,
    "num""ber" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "from" INTEGER NOT NULL REFERENCES "station" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY IMMEDIATE,
    "to" INTEGER NOT NULL REFERENCES "station" ("id") ON DELETE CASCADE,
    PRIMARY KEY ("line", "num""ber"),
    UNIQUE ("name", "line")
) STRICT)",
                 R"(CREATE TABLE IF NOT EXISTS "leg" (
    "line" bigint NOT NULL,
    "num""ber" integer NOT NULL,
    "name" text COLLATE "C" NOT NULL,
    "from" bigint NOT NULL REFERENCES "station" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY IMMEDIATE,
    "to" bigint NOT NULL REFERENCES "station" ("id") ON DELETE CASCADE,
    PRIMARY KEY ("line", "num""ber"),
    UNIQUE ("name", "line")
))"));

static_assert(is(il::create_table<Seat>(),
                 R"(CREATE TABLE IF NOT EXISTS "seat" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "line" INTEGER NOT NULL,
    "leg" INTEGER,
    FOREIGN KEY ("leg", "line") REFERENCES "leg" ("num""ber", "line") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
) STRICT)",
                 R"(CREATE TABLE IF NOT EXISTS "seat" (
    "id" bigint NOT NULL PRIMARY KEY,
    "line" bigint NOT NULL,
    "leg" integer,
    FOREIGN KEY ("leg", "line") REFERENCES "leg" ("num""ber", "line") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
))"));

// A table of a cycle keeps its references to itself, and is given the others later.
static_assert(is(il::create_without_references_shape<Seat>(),
                 R"(CREATE TABLE IF NOT EXISTS "seat" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "line" INTEGER NOT NULL,
    "leg" INTEGER
) STRICT)",
                 R"(CREATE TABLE IF NOT EXISTS "seat" (
    "id" bigint NOT NULL PRIMARY KEY,
    "line" bigint NOT NULL,
    "leg" integer
))"));
static_assert(il::sql<il::postgres>(il::create_without_references_shape<Station>()) ==
              il::sql<il::postgres>(il::create_table<Station>()));
static_assert(il::sql<il::postgres>(il::add_references_shape<Seat>()) ==
              R"(ALTER TABLE "seat" ADD FOREIGN KEY ("leg", "line") REFERENCES "leg" ("num""ber", "line") )"
              R"(ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED)");
static_assert(il::sql<il::postgres>(il::add_references_shape<Leg>()) ==
              R"(ALTER TABLE "leg" ADD FOREIGN KEY ("from") REFERENCES "station" ("id") ON DELETE CASCADE )"
              R"(DEFERRABLE INITIALLY IMMEDIATE, ADD FOREIGN KEY ("to") REFERENCES "station" ("id") )"
              R"(ON DELETE CASCADE)");

template <class Query>
constexpr bool alike(const Query& query, std::string_view text) {
    return is(query, text, text);
}

// A relation of several members is named by the first of them, and goes by all.
static_assert(
    alike(il::from<Seat>().join<&Seat::leg>(),
          R"(SELECT "seat"."id", "seat"."line", "seat"."leg", "leg"."line", "leg"."num""ber", "leg"."name", )"
          R"("leg"."from", "leg"."to" FROM "seat" JOIN "leg" ON "seat"."leg" = "leg"."num""ber" )"
          R"(AND "seat"."line" = "leg"."line")"));
static_assert(alike(il::from<Leg>().left_join<&Seat::leg>().select(il::col<&Seat::id>),
                    R"(SELECT "seat"."id" FROM "leg" LEFT JOIN "seat" ON "seat"."leg" = "leg"."num""ber" )"
                    R"(AND "seat"."line" = "leg"."line")"));
static_assert(alike(il::from<Seat>().with<&Seat::leg>().select(il::col<&Leg::name>),
                    R"(SELECT "leg"."name" FROM "seat" LEFT JOIN "leg" ON "seat"."leg" = "leg"."num""ber" )"
                    R"(AND "seat"."line" = "leg"."line")"));
static_assert(alike(il::from<Seat>().full_join<&Seat::leg>().select(il::col<&Leg::name>),
                    R"(SELECT "leg"."name" FROM "seat" FULL JOIN "leg" ON "seat"."leg" = "leg"."num""ber" )"
                    R"(AND "seat"."line" = "leg"."line")"));
using other = il::as<"other", Seat>;
static_assert(
    alike(il::from<Leg>().join<&Seat::leg, other>().select(other::col<&Seat::id>),
          R"(SELECT "other"."id" FROM "leg" JOIN "seat" AS "other" ON "other"."leg" = "leg"."num""ber" )"
          R"(AND "other"."line" = "leg"."line")"));

TEST_CASE("What a reference takes is plain data") {
    const il::table_info& seat = il::table_of<Seat>();
    REQUIRE(seat.constraint_count == 1);
    CHECK(seat.constraints[0].key->references().is(il::table_of<Leg>()));
    CHECK(seat.constraints[0].key->when_checked == il::deferrable::initially_deferred);
    CHECK(il::table_of<Leg>().columns[3].when_checked == il::deferrable::initially_immediate);
    CHECK(il::table_of<Leg>().columns[4].when_checked == il::deferrable::no);
}
