// SPDX-License-Identifier: BSL-1.0
#if __has_include(<boost/uuid/uuid.hpp>)

#include "models.hpp"

#include "support/catch.hpp"

#include <interlock/array.hpp>
#include <interlock/decimal.hpp>
#include <interlock/enums.hpp>
#include <interlock/uuid.hpp>

enum class Cut : std::int16_t { oval, round };
template <>
struct interlock::enum_names<Cut> : il::enumerators<Cut::oval, Cut::round> {};

struct Stone {
    il::uuid key{};
    il::decimal<10, 2> price;
    std::optional<il::decimal<38, 38>> share;
    Cut cut = Cut::oval;
    Cut named = Cut::oval;
    std::optional<std::vector<std::int32_t>> facets;
    std::vector<std::optional<std::string>> notes;
};
struct Lists {
    std::vector<bool> flags;
    std::vector<std::int16_t> i16;
    std::vector<std::int64_t> i64;
    std::vector<float> f32;
    std::vector<double> f64;
};

template <>
struct interlock::model<Stone> {
    using fields = il::fields<il::field<&Stone::key, il::primary_key>,
                              il::field<&Stone::price, il::precision<10, 2>, il::min_value<0>,
                                        il::max_value<1e6>, il::db_default<-12.5>>,
                              il::field<&Stone::share>, il::field<&Stone::cut, il::db_default<1>>,
                              il::field<&Stone::named, il::as_text, il::db_default<"round">>,
                              il::field<&Stone::facets, il::as_json>, il::field<&Stone::notes, il::as_json>>;
};
template <>
struct interlock::model<Lists> {
    using fields = il::fields<il::field<&Lists::flags>, il::field<&Lists::i16>, il::field<&Lists::i64>,
                              il::field<&Lists::f32>, il::field<&Lists::f64>>;
};

using il::col;

static_assert(is(il::create_table<Stone>(),
                 R"(CREATE TABLE IF NOT EXISTS "stone" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "price" TEXT NOT NULL DEFAULT '-97:87.4~' CHECK ("price" >= '00:0') CHECK ("price" <= '07:1000000'),
    "share" TEXT,
    "cut" INTEGER NOT NULL DEFAULT 1,
    "named" TEXT NOT NULL DEFAULT 'round',
    "facets" TEXT CHECK ("facets" IS NULL OR json_valid("facets")),
    "notes" TEXT NOT NULL CHECK (json_valid("notes"))
) STRICT)",
                 R"(CREATE TABLE IF NOT EXISTS "stone" (
    "key" uuid NOT NULL PRIMARY KEY,
    "price" numeric(10, 2) NOT NULL DEFAULT -12.5 CHECK ("price" >= 0) CHECK ("price" <= 1000000.0),
    "share" numeric(38, 38),
    "cut" smallint NOT NULL DEFAULT 1,
    "named" text COLLATE "C" NOT NULL DEFAULT 'round',
    "facets" integer[],
    "notes" text[] NOT NULL
))"));
static_assert(il::sql<il::postgres>(il::create_table<Lists>()) == R"(CREATE TABLE IF NOT EXISTS "lists" (
    "flags" boolean[] NOT NULL,
    "i16" smallint[] NOT NULL,
    "i64" bigint[] NOT NULL,
    "f32" real[] NOT NULL,
    "f64" double precision[] NOT NULL
))");

// a column of enumerators takes what it is declared to hold
template <class Query>
constexpr il::value_kind parameter(const Query&) {
    return il::detail::rendered<il::postgres, typename Query::shape>::text.parameters[0];
}
static_assert(parameter(il::from<Stone>().where(col<&Stone::cut> == Cut::oval)) == il::value_kind::int64);
static_assert(parameter(il::from<Stone>().where(col<&Stone::named> == Cut::oval)) == il::value_kind::text);
static_assert(parameter(il::from<Stone>().where(Cut::oval == col<&Stone::named>)) == il::value_kind::text);
static_assert(parameter(il::from<Stone>().where(col<&Stone::named> == il::arg)) == il::value_kind::text);
static_assert(parameter(il::from<Stone>().where(col<&Stone::price> == 5)) == il::value_kind::decimal);
static_assert(parameter(il::from<Stone>().where(col<&Stone::key> == il::arg)) == il::value_kind::uuid);
static_assert(parameter(il::from<Stone>().where(col<&Stone::key>.in(il::arg))) == il::value_kind::uuid_list);

TEST_CASE("A decimal, a UUID and an enumerator are bound values like any other") {
    CHECK(is(
        il::from<Stone>().where(col<&Stone::price> > 5 && col<&Stone::named> != Cut::round).limit(1),
        R"(SELECT "key", "price", "share", "cut", "named", "facets", "notes" FROM "stone" WHERE "price" > ? AND "named" <> ? LIMIT ?)",
        R"(SELECT "key", "price", "share", "cut", "named", "facets", "notes" FROM "stone" WHERE "price" > $1 AND "named" <> $2 LIMIT $3)"));
}

#endif
