// SPDX-License-Identifier: BSL-1.0
#include "support/catch.hpp"

#include <interlock/dynamic.hpp>
#include <interlock/interlock.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// The texts of what is known at run time only.

namespace il = interlock;
using il::col;

struct Coin {
    std::int64_t id = 0;
    std::string name;
    std::optional<std::int32_t> year;
    double weight = 0;
    bool gold = false;
};
template <>
struct interlock::model<Coin> {
    using fields = il::fields<il::field<&Coin::id, il::primary_key>, il::field<&Coin::name>,
                              il::field<&Coin::year, il::column<"the \"year\"">>, il::field<&Coin::weight>,
                              il::field<&Coin::gold>>;
};
struct Scrap {
    std::string text;
};
template <>
struct interlock::model<Scrap> {
    using fields = il::fields<il::field<&Scrap::text>>;
};

static const std::string columns = R"(SELECT "id", "name", "the ""year""", "weight", "gold" FROM "coin")";

/// What stands behind the columns, on both engines.
static void check_text(const auto& query, const std::string& sqlite, const std::string& postgres) {
    CHECK(std::string(il::sql<il::sqlite>(query)) == columns + sqlite);
    CHECK(std::string(il::sql<il::postgres>(query)) == columns + postgres);
}
static void check_filter(const std::string& text, const std::string& sqlite, const std::string& postgres) {
    INFO(text);
    check_text(il::from<Coin>().where(il::filter_text<Coin>(text)), " WHERE " + sqlite, " WHERE " + postgres);
}

TEST_CASE("Each lookup is written as the typed condition is") {
    check_filter("name=x", R"("name" = ?)", R"("name" = $1)");
    check_filter("name__ne=x", R"("name" <> ?)", R"("name" <> $1)");
    check_filter("name__lt=x", R"("name" < ?)", R"("name" < $1)");
    check_filter("name__gte=x", R"("name" >= ?)", R"("name" >= $1)");
    check_filter("name__contains=x", R"("name" GLOB ?)", R"("name" LIKE $1)");
    check_filter("name__icontains=x", R"("name" LIKE ? ESCAPE '\')", R"("name" COLLATE "C" ILIKE $1)");
    check_filter("name__iexact=x", R"("name" LIKE ? ESCAPE '\')", R"("name" COLLATE "C" ILIKE $1)");
    check_filter("name__in=x,y,z", R"("name" IN (SELECT value FROM json_each(?)))", R"("name" = ANY($1))");
    check_filter("year__range=1,2", R"("the ""year""" BETWEEN ? AND ?)",
                 R"("the ""year""" BETWEEN $1 AND $2)");
    check_filter("year__isnull=true", R"("the ""year""" IS NULL)", R"("the ""year""" IS NULL)");
    check_filter("year__isnull=0", R"("the ""year""" IS NOT NULL)", R"("the ""year""" IS NOT NULL)");
    check_filter("gold=1", R"("gold" = ?)", R"("gold" = $1)");
    check_filter("name=x&year__gt=3&gold=no", R"("name" = ? AND "the ""year""" > ? AND "gold" = ?)",
                 R"("name" = $1 AND "the ""year""" > $2 AND "gold" = $3)");
    check_filter("", "1", "TRUE");
}

TEST_CASE("The number of values does not change the text of a list") {
    const auto text = [](const std::string& list) {
        return std::string(
            il::sql<il::sqlite>(il::from<Coin>().where(il::filter_text<Coin>("id__in=" + list))));
    };
    CHECK(text("1") == text("1,2,3,4,5,6,7,8,9"));
}

TEST_CASE("A dynamic part stands among constant ones, and placeholders are counted on") {
    const auto wanted = il::filter_text<Coin>("name__contains=x&order=-year");
    const auto gold = col<&Coin::gold>;
    check_text(
        il::from<Coin>().where(col<&Coin::weight> > 1.0).where(wanted).where(col<&Coin::id> < 9).limit(3),
        R"( WHERE "weight" > ? AND "name" GLOB ? AND "id" < ? LIMIT ?)",
        R"( WHERE "weight" > $1 AND "name" LIKE $2 AND "id" < $3 LIMIT $4)");
    check_text(il::from<Coin>().where(!wanted || gold), R"( WHERE NOT ("name" GLOB ?) OR "gold")",
               R"( WHERE NOT ("name" LIKE $1) OR "gold")");
    check_text(il::from<Coin>().where_if(false, wanted).where_if(true, gold), R"( WHERE "gold")",
               R"( WHERE "gold")");
    check_text(il::from<Coin>().order_by(il::desc<&Coin::weight>).order_by(wanted),
               R"( ORDER BY "weight" DESC, "the ""year""" DESC NULLS FIRST, "id")",
               R"( ORDER BY "weight" DESC, "the ""year""" DESC, "id")");
    check_text(il::from<Coin>().where(col<&Coin::id>.in(
                   il::from<Coin>().where(il::filter_text<Coin>("gold=1")).select(col<&Coin::id>))),
               R"( WHERE "id" IN (SELECT "id" FROM "coin" AS "coin_2" WHERE "gold" = ?))",
               R"( WHERE "id" IN (SELECT "id" FROM "coin" AS "coin_2" WHERE "gold" = $1))");
    CHECK(std::string(il::sql<il::sqlite>(il::update<Coin>().set(col<& Coin::weight> = 1.0).where(wanted))) ==
          R"(UPDATE "coin" SET "weight" = ? WHERE "name" GLOB ?)");
    CHECK(std::string(il::sql<il::postgres>(il::remove<Coin>().where(wanted))) ==
          R"(DELETE FROM "coin" WHERE "name" LIKE $1)");
}

TEST_CASE("An order ends with the key, and says nothing where there is none") {
    check_text(il::from<Coin>().order_by(il::filters<Coin>()), R"( ORDER BY "id")", R"( ORDER BY "id")");
    check_text(il::from<Coin>().order_by(il::filter_text<Coin>("order=-id,name")), R"( ORDER BY "id" DESC)",
               R"( ORDER BY "id" DESC)");
    CHECK(std::string(il::sql<il::postgres>(il::from<Scrap>().order_by(il::filters<Scrap>()))) ==
          R"(SELECT "text" FROM "scrap" ORDER BY (SELECT NULL))");
}

/// What after() adds for a row of these values.
static void check_keyset(const char* order, const il::detail::optional_values& row,
                         const std::string& sqlite) {
    INFO(order);
    const auto wanted = il::filter_text<Coin>(std::string("order=") + order);
    const il::keyset_condition<Coin> behind({wanted.operand.list, row});
    CHECK(std::string(il::sql<il::sqlite>(il::from<Coin>().where(behind))) == columns + " WHERE " + sqlite);
}

TEST_CASE("The rows behind a row are found by its values, in either direction and by NULLs") {
    using il::detail::dynamic_value;
    const std::optional<dynamic_value> none, some = dynamic_value{il::value_kind::int64, std::int64_t{7}};
    check_keyset("weight", {}, "1");
    check_keyset("id", {some}, R"(("id") > (?))");
    check_keyset("-weight,-id", {some, some}, R"(("weight", "id") < (?, ?))");
    check_keyset("-weight", {some, some},
                 R"("weight" <= ? AND ("weight" < ? OR "weight" = ? AND ("id" > ?)))");
    check_keyset("year", {some, some},
                 R"(("the ""year""" > ? OR "the ""year""" IS NULL OR "the ""year""" = ? AND ("id" > ?)))");
    check_keyset("year", {none, some}, R"(("the ""year""" IS NULL AND ("id" > ?)))");
    check_keyset("-year", {some, some},
                 R"("the ""year""" <= ? AND ("the ""year""" < ? OR "the ""year""" = ? AND ("id" > ?)))");
    check_keyset("-year", {none, some},
                 R"(("the ""year""" IS NOT NULL OR "the ""year""" IS NULL AND ("id" > ?)))");
}
