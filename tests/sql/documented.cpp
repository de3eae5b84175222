// SPDX-License-Identifier: BSL-1.0
#include <interlock/chrono.hpp>
#include <interlock/interlock.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

// The queries that docs/queries.md shows, each with the text that comes out.

namespace il = interlock;
using namespace std::chrono_literals;

struct Product {
    std::int64_t id = 0;
    std::string name;
    std::optional<std::string> category;
    double price = 0;
    std::int32_t stock = 0;
    std::chrono::time_point<std::chrono::system_clock, std::chrono::microseconds> added;
};
struct Review {
    std::int64_t id = 0;
    std::int64_t product_id = 0;
    std::int32_t stars = 0;
};
template <>
struct interlock::model<Product> {
    using fields =
        il::fields<il::field<&Product::id, il::primary_key, il::generated>, il::field<&Product::name>,
                   il::field<&Product::category>, il::field<&Product::price>, il::field<&Product::stock>,
                   il::field<&Product::added>>;
};
template <>
struct interlock::model<Review> {
    using fields =
        il::fields<il::field<&Review::id, il::primary_key, il::generated>,
                   il::field<&Review::product_id, il::references<&Product::id>>, il::field<&Review::stars>>;
};

using il::col;
using il::outer;
using il::postgres;
using il::sqlite;

// clang-format off

static_assert(il::sql<sqlite>(
    il::from<Product>()
        .where((col<&Product::price> < 10.0 || col<&Product::stock> == 0) && col<&Product::name>.starts_with("lamp"))
        .order_by(il::desc<&Product::price>, il::asc<&Product::id>)
        .limit(20)
) == R"(SELECT "id", "name", "category", "price", "stock", "added" FROM "product" )"
     R"(WHERE ("price" < ? OR "stock" = ?) AND "name" GLOB ? ORDER BY "price" DESC, "id" LIMIT ?)");

static_assert(il::sql<postgres>(
    il::from<Product>().select(
        il::lower(col<&Product::name>),
        col<&Product::price> * col<&Product::stock>,
        il::case_when(col<&Product::stock> == 0, "out").when(col<&Product::stock> < 5, "few").otherwise("in"),
        il::coalesce(col<&Product::category>, "none"))
) == R"(SELECT lower("name" COLLATE "C"), "price" * "stock", )"
     R"(CASE WHEN "stock" = $1 THEN $2 WHEN "stock" < $3 THEN $4 ELSE $5 END, coalesce("category", $6) FROM "product")");

static_assert(il::sql<postgres>(
    il::from<Product>()
        .where(col<&Product::added> > il::now - 24h)
        .group_by(col<&Product::category>)
        .having(il::count() > 3)
        .select(col<&Product::category>, il::count(), il::sum(col<&Product::stock>).filter(col<&Product::price> > 1.0))
        .order_by(il::descending(il::count()))
) == R"(SELECT "category", count(*), CAST(sum(CAST("stock" AS bigint)) FILTER (WHERE "price" > $1) AS bigint) )"
     R"(FROM "product" WHERE "added" > (statement_timestamp() + $2 * interval '1 microsecond') )"
     R"(GROUP BY "category" HAVING count(*) > $3 ORDER BY count(*) DESC)");

static_assert(il::sql<sqlite>(
    il::from<Product>().where(
        !il::exists(il::from<Review>().where(col<&Review::product_id> == outer<&Product::id>)))
) == R"(SELECT "id", "name", "category", "price", "stock", "added" FROM "product" )"
     R"(WHERE NOT (EXISTS (SELECT 1 FROM "review" WHERE "product_id" = "product"."id")))");

static_assert(il::sql<sqlite>(
    il::from<Product>().where(
        col<&Product::price> > il::scalar(il::from<Product>().select(il::avg(col<&Product::price>))) &&
        col<&Product::id>.in(il::from<Review>().where(col<&Review::stars> == 5).select(col<&Review::product_id>)))
) == R"(SELECT "id", "name", "category", "price", "stock", "added" FROM "product" )"
     R"(WHERE "price" > (SELECT avg("price") FROM "product" AS "product_2") )"
     R"(AND "id" IN (SELECT "product_id" FROM "review" WHERE "stars" = ?))");

static_assert(il::sql<sqlite>(
    il::from<Product>().select(
        col<&Product::name>,
        il::row_number().over(il::partition_by(col<&Product::category>).order_by(il::desc<&Product::price>)),
        il::sum(col<&Product::stock>).over(il::ordered_by(il::asc<&Product::id>)
                                               .rows<il::preceding<2>, il::current_row>()))
) == R"(SELECT "name", row_number() OVER (PARTITION BY "category" ORDER BY "price" DESC), )"
     R"(sum("stock") OVER (ORDER BY "id" ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) FROM "product")");

static_assert(il::sql<sqlite>(
    il::from<Product>()
        .where_if(true, col<&Product::category> == "lamps")
        .where_if(false, col<&Product::price> < 10.0)
) == R"(SELECT "id", "name", "category", "price", "stock", "added" FROM "product" WHERE "category" = ?)");

static_assert(il::sql<postgres>(
    il::from<Product>().distinct_on(col<&Product::category>).order_by(il::asc<&Product::category>)
) == R"(SELECT DISTINCT ON ("category") "id", "name", "category", "price", "stock", "added" )"
     R"(FROM "product" ORDER BY "category")");

static_assert(il::sql<postgres>(
    il::update<Product>()
        .set(col<&Product::stock> -= 1, col<&Product::name> = il::concat(col<&Product::name>, " (sold)"))
        .where(col<&Product::id> == 7 && col<&Product::stock> > 0)
) == R"(UPDATE "product" SET "stock" = "stock" - $1, "name" = "name" || $2 )"
     R"(WHERE "id" = $3 AND "stock" > $4)");

// clang-format on
