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

// of no table
struct Rating {
    std::int64_t product_id = 0;
    std::int64_t reviews = 0;
};
struct Category {
    std::int64_t id = 0;
    std::string name;
    std::optional<std::int64_t> parent;
};
struct Tree {
    std::int64_t id = 0;
    std::string path;
};
template <>
struct interlock::model<Rating> {
    using fields = il::fields<il::field<&Rating::product_id>, il::field<&Rating::reviews>>;
};
template <>
struct interlock::model<Category> {
    using fields = il::fields<il::field<&Category::id, il::primary_key>, il::field<&Category::name>,
                              il::field<&Category::parent>>;
};
template <>
struct interlock::model<Tree> {
    using fields = il::fields<il::field<&Tree::id>, il::field<&Tree::path>>;
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

inline constexpr il::sql_function<"soundex", std::string(std::string)> soundex{};
static_assert(il::sql<sqlite>(
    il::from<Product>().where(soundex(col<&Product::name>) == soundex("lamp")).select(col<&Product::id>)
) == R"(SELECT "id" FROM "product" WHERE soundex("name") = soundex(?))");

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

const Product lamp{};
static_assert(il::sql<postgres>(
    il::inserting(lamp).returning(col<&Product::id>, il::lower(col<&Product::name>))
) == R"(INSERT INTO "product" ("name", "category", "price", "stock", "added") VALUES ($1, $2, $3, $4, $5) )"
     R"(RETURNING "id", lower("name" COLLATE "C"))");

static_assert(il::sql<postgres>(
    il::update<Product>()
        .set(col<&Product::stock> -= 1, col<&Product::name> = il::concat(col<&Product::name>, " (sold)"))
        .where(col<&Product::id> == 7 && col<&Product::stock> > 0)
) == R"(UPDATE "product" SET "stock" = "stock" - $1, "name" = "name" || $2 )"
     R"(WHERE "id" = $3 AND "stock" > $4)");

static_assert(il::sql<sqlite>(
    il::from<Product>().select(
        col<&Product::name>,
        il::scalar(il::from<Review>()
                       .where(col<&Review::product_id> == outer<&Product::id>)
                       .order_by(il::desc<&Review::id>)
                       .select(col<&Review::stars>)))
) == R"(SELECT "name", (SELECT "stars" FROM "review" WHERE "product_id" = "product"."id" )"
     R"(ORDER BY "id" DESC LIMIT 1) FROM "product")");

static_assert(il::sql<postgres>(
    il::from<Product>()
        .select(il::coalesce(col<&Product::category>, "none"))
        .distinct()
        .order_by(il::ascending(il::selected<0>))
) == R"(SELECT DISTINCT coalesce("category", $1) FROM "product" ORDER BY 1)");

static_assert(il::sql<sqlite>(
    il::from<Product>().select(col<&Product::id>)
        .except(il::from<Review>().select(col<&Review::product_id>))
        .order_by(il::desc<&Product::id>)
        .limit(10)
) == R"(SELECT "id" FROM "product" EXCEPT SELECT "product_id" FROM "review" ORDER BY 1 DESC LIMIT ?)");

static_assert(il::sql<sqlite>(
    il::from<Review>()
        .join<Product>(col<&Review::product_id> == col<&Product::id>)
        .where(col<&Review::stars> == 5)
        .select(col<&Product::name>, col<&Review::id>)
) == R"(SELECT "product"."name", "review"."id" FROM "review" )"
     R"(JOIN "product" ON "review"."product_id" = "product"."id" WHERE "review"."stars" = ?)");

static_assert(il::sql<sqlite>(
    il::with_table<Rating>(il::from<Review>()
                         .group_by(col<&Review::product_id>)
                         .select(col<&Review::product_id>, il::count()))
        .from<Product>()
        .join<Rating>(col<&Rating::product_id> == col<&Product::id>)
        .select(col<&Product::name>, col<&Rating::reviews>)
) == R"(WITH "rating" ("product_id", "reviews") AS )"
     R"((SELECT "product_id", count(*) FROM "review" GROUP BY "product_id") )"
     R"(SELECT "product"."name", "rating"."reviews" FROM "product" )"
     R"(JOIN "rating" ON "rating"."product_id" = "product"."id")");

static_assert(il::sql<postgres>(
    il::with_recursive<Tree>(
        il::from<Category>()
            .where(col<&Category::parent> == std::nullopt)
            .select(col<&Category::id>, col<&Category::name>)
            .union_all(il::from<Category>()
                           .join<Tree>(col<&Category::parent> == col<&Tree::id>)
                           .select(col<&Category::id>, il::concat(col<&Tree::path>, "/", col<&Category::name>))))
        .from<Tree>()
        .order_by(il::asc<&Tree::path>)
) == R"(WITH RECURSIVE "tree" ("id", "path") AS )"
     R"((SELECT "id", "name" FROM "category" WHERE "parent" IS NULL UNION ALL )"
     R"(SELECT "category"."id", "tree"."path" || $1 || "category"."name" FROM "category" )"
     R"(JOIN "tree" ON "category"."parent" = "tree"."id") )"
     R"(SELECT "id", "path" FROM "tree" ORDER BY "path")");

static_assert(il::sql<sqlite>(
    il::update<Product>()
        .from<Review>(col<&Review::product_id> == col<&Product::id>)
        .set(col<&Product::stock> = col<&Review::stars>)
        .where(col<&Review::id> == 7)
) == R"(UPDATE "product" SET "stock" = "review"."stars" FROM "review" )"
     R"(WHERE "review"."product_id" = "product"."id" AND "review"."id" = ?)");

static_assert(il::sql<postgres>(
    il::from<Product>()
        .where(col<&Product::stock> > 0)
        .order_by(il::asc<&Product::id>)
        .limit(1)
        .for_update().skip_locked()
) == R"(SELECT "id", "name", "category", "price", "stock", "added" FROM "product" )"
     R"(WHERE "stock" > $1 ORDER BY "id" LIMIT $2 FOR UPDATE SKIP LOCKED)");

static_assert(il::sql<postgres>(
    il::from<Review>()
        .join<Product>(col<&Review::product_id> == col<&Product::id>)
        .select(col<&Product::name>, col<&Review::stars>)
        .for_share<Product>().nowait()
) == R"(SELECT "product"."name", "review"."stars" FROM "review" )"
     R"(JOIN "product" ON "review"."product_id" = "product"."id" FOR SHARE OF "product" NOWAIT)");

static_assert(il::sql<postgres>(
    il::update<Product>()
        .set(col<&Product::stock> -= 1)
        .where(col<&Product::id>.in(il::from<Product>()
                                        .where(col<&Product::stock> > 0)
                                        .order_by(il::asc<&Product::id>)
                                        .limit(10)
                                        .select(col<&Product::id>)
                                        .for_update().skip_locked()))
        .returning(col<&Product::id>)
) == R"(UPDATE "product" SET "stock" = "stock" - $1 WHERE "id" = ANY(ARRAY(SELECT "id" FROM "product" AS "product_2" )"
     R"(WHERE "stock" > $2 ORDER BY "id" LIMIT $3 FOR UPDATE SKIP LOCKED)) RETURNING "id")");

// clang-format on
