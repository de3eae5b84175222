// SPDX-License-Identifier: BSL-1.0
#include "models.hpp"

#include "support/catch.hpp"

#include <interlock/query/conflict.hpp>
#include <interlock/sql/update_lists.hpp>

using il::arg;
using il::col;

struct Product {
    std::int64_t id = 0;
    std::string sku;
    std::int32_t price = 0;
    std::optional<std::string> name;
    std::chrono::sys_time<std::chrono::microseconds> made, changed;
};

template <>
struct interlock::model<Product> {
    using fields = il::fields<il::field<&Product::id, il::primary_key, il::generated>,
                              il::field<&Product::sku, il::unique>, il::field<&Product::price>,
                              il::field<&Product::name>, il::field<&Product::made, il::now_on_insert>,
                              il::field<&Product::changed, il::now_on_update>>;
};

constexpr auto by_sku = il::by<&Product::sku>;

// insert_or_ignore
static_assert(
    is(il::insert_or_ignore<Cell>(),
       R"(INSERT INTO "cell" ("row", "column", "text") VALUES (?, ?, ?) ON CONFLICT DO NOTHING)",
       R"(INSERT INTO "cell" ("row", "column", "text") VALUES ($1, $2, $3) ON CONFLICT DO NOTHING)"));
static_assert(is(
    il::insert_or_ignore<Run>(),
    R"(INSERT INTO "atlas_run" ("gem", "seconds") VALUES (?, ?) ON CONFLICT DO NOTHING)",
    R"(INSERT INTO "atlas_run" ("gem", "seconds") VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING "id")"));
static_assert(is(il::insert_or_ignore<Counter>(), R"(INSERT INTO "counter" DEFAULT VALUES)",
                 R"(INSERT INTO "counter" DEFAULT VALUES ON CONFLICT DO NOTHING RETURNING "id")"));

// upsert: by a unique column neither the key nor the time of the insertion is touched
static_assert(is(
    il::upsert<Product>(by_sku),
    R"(INSERT INTO "product" ("sku", "price", "name", "made", "changed") VALUES (?, ?, ?, ?, ?) ON CONFLICT ("sku") DO UPDATE SET "price" = excluded."price", "name" = excluded."name", "changed" = excluded."changed")",
    R"(INSERT INTO "product" ("sku", "price", "name", "made", "changed") VALUES ($1, $2, $3, $4, $5) ON CONFLICT ("sku") DO UPDATE SET "price" = excluded."price", "name" = excluded."name", "changed" = excluded."changed")"));
static_assert(is(
    il::upsert<Product>(by_sku, il::updating<&Product::price>),
    R"(INSERT INTO "product" ("sku", "price", "name", "made", "changed") VALUES (?, ?, ?, ?, ?) ON CONFLICT ("sku") DO UPDATE SET "price" = excluded."price", "changed" = excluded."changed")",
    R"(INSERT INTO "product" ("sku", "price", "name", "made", "changed") VALUES ($1, $2, $3, $4, $5) ON CONFLICT ("sku") DO UPDATE SET "price" = excluded."price", "changed" = excluded."changed")"));
static_assert(is(
    il::upsert<Product>(by_sku, il::updating<&Product::price>,
                        col<&Product::price> < il::excluded<&Product::price> && col<&Product::name> == "x"),
    R"(INSERT INTO "product" ("sku", "price", "name", "made", "changed") VALUES (?, ?, ?, ?, ?) ON CONFLICT ("sku") DO UPDATE SET "price" = excluded."price", "changed" = excluded."changed" WHERE "product"."price" < excluded."price" AND "product"."name" = ?)",
    R"(INSERT INTO "product" ("sku", "price", "name", "made", "changed") VALUES ($1, $2, $3, $4, $5) ON CONFLICT ("sku") DO UPDATE SET "price" = excluded."price", "changed" = excluded."changed" WHERE "product"."price" < excluded."price" AND "product"."name" = $6)"));
static_assert(is(
    il::upsert<Cell>(il::by<&Cell::column, &Cell::row>, il::updating<>),
    R"(INSERT INTO "cell" ("row", "column", "text") VALUES (?, ?, ?) ON CONFLICT ("row", "column") DO NOTHING)",
    R"(INSERT INTO "cell" ("row", "column", "text") VALUES ($1, $2, $3) ON CONFLICT ("row", "column") DO NOTHING)"));

TEST_CASE("An upsert by the columns of the primary key is the upsert") {
    CHECK(il::sql<il::sqlite>(il::upsert<Cell>(il::by<&Cell::column, &Cell::row>)).data() ==
          il::sql<il::sqlite>(il::upsert<Cell>()).data());
}

// a text for each choice of the optional conditions
static_assert(is(il::update<Cell>()
                     .set(col<& Cell::row> %= 7)
                     .where_if(true, col<&Cell::text> == "x" || col<&Cell::row> > 1)
                     .where_if(false, col<&Cell::row> == 2),
                 R"(UPDATE "cell" SET "row" = interlock_within("row" % ?, -2147483648, 2147483647) )"
                 R"(WHERE ("text" = ? OR "row" > ?))",
                 R"(UPDATE "cell" SET "row" = "row" % $1 WHERE ("text" = $2 OR "row" > $3))"));
static_assert(is(
    il::update<Cell>()
        .from<Pair>(col<&Pair::left> == col<&Cell::row>)
        .set(col<& Cell::text> = "x")
        .where_if(false, col<&Pair::right> == 2)
        .where_if(true, col<&Pair::right> == 3),
    R"(UPDATE "cell" SET "text" = ? FROM "pair" WHERE "pair"."left" = "cell"."row" AND "pair"."right" = ?)",
    R"(UPDATE "cell" SET "text" = $1 FROM "pair" WHERE "pair"."left" = "cell"."row" AND "pair"."right" = $2)"));
static_assert(is(il::remove<Cell>().where_if(false, col<&Cell::row> == 2).returning(),
                 R"(DELETE FROM "cell" RETURNING "row", "column", "text")",
                 R"(DELETE FROM "cell" RETURNING "row", "column", "text")"));

// returning
static_assert(is(il::update<Cell>().set(col<& Cell::text> = "x").where(col<&Cell::row> == 7).returning(),
                 R"(UPDATE "cell" SET "text" = ? WHERE "row" = ? RETURNING "row", "column", "text")",
                 R"(UPDATE "cell" SET "text" = $1 WHERE "row" = $2 RETURNING "row", "column", "text")"));
static_assert(
    is(il::remove<Cell>().where(col<&Cell::row> == 7).returning(col<&Cell::text>, col<&Cell::row> + 1),
       R"(DELETE FROM "cell" WHERE "row" = ? RETURNING "text", "row" + ?)",
       R"(DELETE FROM "cell" WHERE "row" = $1 RETURNING "text", "row" + $2)"));

const Cell no_cell{};
const Counter no_counter{};
static_assert(
    is(il::inserting(no_cell).returning(col<&Cell::text>, col<&Cell::row> + 1),
       R"(INSERT INTO "cell" ("row", "column", "text") VALUES (?, ?, ?) RETURNING "text", "row" + ?)",
       R"(INSERT INTO "cell" ("row", "column", "text") VALUES ($1, $2, $3) RETURNING "text", "row" + $4)"));
static_assert(is(il::inserting(no_counter).returning(),
                 R"(INSERT INTO "counter" DEFAULT VALUES RETURNING "id")",
                 R"(INSERT INTO "counter" DEFAULT VALUES RETURNING "id")"));
static_assert(
    is(il::upserting(no_cell, il::by_key{}, il::updating<&Cell::text>, col<&Cell::row> < 7)
           .returning(col<&Cell::text>),
       R"(INSERT INTO "cell" ("row", "column", "text") VALUES (?, ?, ?) ON CONFLICT ("row", "column") )"
       R"(DO UPDATE SET "text" = excluded."text" WHERE "cell"."row" < ? RETURNING "text")",
       R"(INSERT INTO "cell" ("row", "column", "text") VALUES ($1, $2, $3) ON CONFLICT ("row", "column") )"
       R"(DO UPDATE SET "text" = excluded."text" WHERE "cell"."row" < $4 RETURNING "text")"));

// get_or_create and update_or_create
using by_sku_type = std::remove_const_t<decltype(by_sku)>;
static_assert(
    is(il::find_like_shape<Product, by_sku_type>{},
       R"(SELECT "id", "sku", "price", "name", "made", "changed" FROM "product" WHERE "sku" = ?)",
       R"(SELECT "id", "sku", "price", "name", "made", "changed" FROM "product" WHERE "sku" = $1)"));
static_assert(is(
    il::insert_absent_shape<Product, by_sku_type>{},
    R"(INSERT INTO "product" ("sku", "price", "name", "made", "changed") VALUES (?, ?, ?, ?, ?) ON CONFLICT ("sku") DO NOTHING RETURNING "id", "sku", "price", "name", "made", "changed")",
    R"(INSERT INTO "product" ("sku", "price", "name", "made", "changed") VALUES ($1, $2, $3, $4, $5) ON CONFLICT ("sku") DO NOTHING RETURNING "id", "sku", "price", "name", "made", "changed")"));
static_assert(is(il::update_like_shape<Product, by_sku_type>{},
                 R"(UPDATE "product" SET "price" = ?, "name" = ?, "changed" = ? WHERE "sku" = ?)",
                 R"(UPDATE "product" SET "price" = $1, "name" = $2, "changed" = $3 WHERE "sku" = $4)"));

// insert_from: as it is, or through a table of its own where something is added or checked
static_assert(
    is(il::insert_from<Pair, &Pair::right, &Pair::left>(
           il::from<Cell>().where(col<&Cell::text> == "x").select(col<&Cell::row>, col<&Cell::column>)),
       R"(INSERT INTO "pair" ("right", "left") SELECT "row", "column" FROM "cell" WHERE "text" = ?)",
       R"(INSERT INTO "pair" ("right", "left") SELECT "row", "column" FROM "cell" WHERE "text" = $1)"));
static_assert(is(
    il::insert_from<Product, &Product::sku, &Product::price>(
        il::from<Run>().where(col<&Run::gem> != "x").select(col<&Run::gem>, col<&Run::id>)),
    R"(WITH interlock_given(c1, c2) AS (SELECT "gem", "id" FROM "atlas_run" WHERE "gem" <> ?) INSERT INTO "product" ("sku", "price", "made", "changed") SELECT c1, interlock_within(c2, -2147483648, 2147483647), ?, ? FROM interlock_given)",
    R"(WITH interlock_given(c1, c2) AS (SELECT "gem", "id" FROM "atlas_run" WHERE "gem" <> $1) INSERT INTO "product" ("sku", "price", "made", "changed") SELECT c1, c2, $2, $3 FROM interlock_given)"));

// what is computed is checked where its column holds more than its member, and only there
struct Narrow {
    std::int32_t id = 0;
    std::int8_t i8 = 0;
    std::uint8_t u8 = 0;
    std::uint16_t u16 = 0;
    std::uint32_t u32 = 0;
    std::uint64_t u64 = 0;
    std::int64_t i64 = 0;
    float f32 = 0;
    std::string text;
};
template <>
struct interlock::model<Narrow> {
    using fields = il::fields<il::field<&Narrow::id, il::primary_key>, il::field<&Narrow::i8>,
                              il::field<&Narrow::u8>, il::field<&Narrow::u16>, il::field<&Narrow::u32>,
                              il::field<&Narrow::u64>, il::field<&Narrow::i64>, il::field<&Narrow::f32>,
                              il::field<&Narrow::text, il::max_length<9>>>;
};
static_assert(is(il::update<Narrow>().set(col<& Narrow::i8> += 1),
                 R"(UPDATE "narrow" SET "i8" = interlock_within("i8" + ?, -128, 127))",
                 R"(UPDATE "narrow" SET "i8" = CAST(("i8" + $1) * 256 AS smallint) / 256)"));
static_assert(is(il::update<Narrow>().set(col<& Narrow::u8> += 1, col<& Narrow::u16> -= 1),
                 R"(UPDATE "narrow" SET "u8" = interlock_within("u8" + ?, 0, 255), )"
                 R"("u16" = interlock_within("u16" - ?, 0, 65535))",
                 R"(UPDATE "narrow" SET "u8" = CAST((("u8" + $1) - 128) * 256 AS smallint) / 256 + 128, )"
                 R"("u16" = CAST(("u16" - $2) - 32768 AS smallint) + 32768)"));
static_assert(is(il::update<Narrow>().set(col<& Narrow::u32> *= 2, col<& Narrow::u64> = col<&Narrow::i64>),
                 R"(UPDATE "narrow" SET "u32" = interlock_within("u32" * ?, 0, 4294967295), )"
                 R"("u64" = interlock_within("i64", 0, 9223372036854775807))",
                 R"(UPDATE "narrow" SET "u32" = CAST(("u32" * $1) - 2147483648 AS integer) + 2147483648, )"
                 R"("u64" = ("i64") - 9223372036854775807 - 1 + 9223372036854775807 + 1)"));
static_assert(is(il::update<Narrow>().set(col<& Narrow::f32> *= 2,
                                          col<& Narrow::text> = il::concat(col<&Narrow::text>, "!")),
                 R"(UPDATE "narrow" SET "f32" = interlock_float("f32" * ?), )"
                 R"("text" = interlock_text("text" || ?, 9))",
                 R"(UPDATE "narrow" SET "f32" = "f32" * $1, "text" = "text" || $2)"));
static_assert(is(il::update<Narrow>().set(col<& Narrow::i8> = 7, col<& Narrow::u16> = col<&Narrow::u8>,
                                          col<& Narrow::i64> += 1),
                 R"(UPDATE "narrow" SET "i8" = ?, "u16" = "u8", "i64" = "i64" + ?)",
                 R"(UPDATE "narrow" SET "i8" = $1, "u16" = "u8", "i64" = "i64" + $2)"));

// update_many: row by row, or from lists
static_assert(
    is(il::update_like_shape<Product, il::by_key>{},
       R"(UPDATE "product" SET "sku" = ?, "price" = ?, "name" = ?, "changed" = ? WHERE "id" = ?)",
       R"(UPDATE "product" SET "sku" = $1, "price" = $2, "name" = $3, "changed" = $4 WHERE "id" = $5)"));
static_assert(
    il::sql<il::postgres>(il::update_lists_shape<Product>{}) ==
    R"(UPDATE "product" SET "sku" = interlock_given.c2, "price" = interlock_given.c3, "name" = CASE WHEN interlock_given.n4 = 0 THEN interlock_given.c4 END, "changed" = $1 FROM unnest($2, $3, $4, $5, $6) AS interlock_given(c1, c2, c3, c4, n4) WHERE "product"."id" = interlock_given.c1)");
static_assert(
    il::sql<il::postgres>(il::update_lists_shape<Gem>{}) ==
    R"(UPDATE "gems" SET "name" = CASE WHEN interlock_given.n2 = 0 THEN interlock_given.c2 END, "reactions" = interlock_given.c3, "size" = CASE WHEN interlock_given.n4 = 0 THEN interlock_given.c4 END, "curated" = (interlock_given.c5 <> 0) FROM unnest($1, $2, $3, $4, $5, $6, $7) AS interlock_given(c1, c2, n2, c3, c4, n4, c5) WHERE "gems"."id" = interlock_given.c1)");
