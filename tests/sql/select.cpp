// SPDX-License-Identifier: BSL-1.0
#include "models.hpp"

#include "support/catch.hpp"

#include <array>

using il::arg;
using il::col;

#define COLUMNS R"(SELECT "id", "name", "reactions", "size", "curated" FROM "gems")"

/// The condition of a select, which is the same on both engines but for the placeholder.
template <class Condition>
constexpr bool where(const Condition& condition, std::string_view sqlite, std::string_view postgres) {
    constexpr std::string_view before = COLUMNS " WHERE ";
    const auto query = il::from<Gem>().where(condition);
    const std::string_view a = il::sql<il::sqlite>(query), b = il::sql<il::postgres>(query);
    return a.substr(0, before.size()) == before && b.substr(0, before.size()) == before &&
           a.substr(before.size()) == sqlite && b.substr(before.size()) == postgres;
}

static_assert(is(il::from<Gem>(), COLUMNS, COLUMNS));

// comparisons
static_assert(where(col<&Gem::id> == arg, R"("id" = ?)", R"("id" = $1)"));
static_assert(where(col<&Gem::id> != arg, R"("id" <> ?)", R"("id" <> $1)"));
static_assert(where(col<&Gem::reactions> < 7, R"("reactions" < ?)", R"("reactions" < $1)"));
static_assert(where(col<&Gem::reactions> <= 7, R"("reactions" <= ?)", R"("reactions" <= $1)"));
static_assert(where(col<&Gem::reactions> > 7, R"("reactions" > ?)", R"("reactions" > $1)"));
static_assert(where(col<&Gem::reactions> >= 7.5, R"("reactions" >= ?)", R"("reactions" >= $1)"));
static_assert(where(7 < col<&Gem::reactions>, R"(? < "reactions")", R"($1 < "reactions")"));
static_assert(where(col<&Gem::size> == col<&Gem::reactions>, R"("size" = "reactions")",
                    R"("size" = "reactions")"));
static_assert(where(col<&Gem::curated> == true, R"("curated" = ?)", R"("curated" = $1)"));
static_assert(where((col<&Gem::reactions> < 7) == col<&Gem::curated>, R"(("reactions" < ?) = "curated")",
                    R"(("reactions" < $1) = "curated")"));

// NULL
static_assert(where(col<&Gem::name> == std::nullopt, R"("name" IS NULL)", R"("name" IS NULL)"));
static_assert(where(col<&Gem::name> != std::nullopt, R"("name" IS NOT NULL)", R"("name" IS NOT NULL)"));
static_assert(where(col<&Gem::name>.is_null(), R"("name" IS NULL)", R"("name" IS NULL)"));
static_assert(where(col<&Gem::name>.is_not_null(), R"("name" IS NOT NULL)", R"("name" IS NOT NULL)"));
static_assert(where(col<&Gem::size> == std::optional<int>(), R"("size" IS ?)",
                    R"("size" IS NOT DISTINCT FROM $1)"));
static_assert(where(col<&Gem::size> != std::optional<int>(7), R"("size" IS NOT ?)",
                    R"("size" IS DISTINCT FROM $1)"));

// and, or, not: parentheses where the meaning needs them
#define ID R"("id" = ?)"
#define ID1 R"("id" = $1)"
constexpr auto id = col<&Gem::id> == arg;
constexpr auto cur = col<&Gem::curated>;
static_assert(where(cur, R"("curated")", R"("curated")"));
static_assert(where(!cur, R"(NOT ("curated"))", R"(NOT ("curated"))"));
static_assert(where(id && cur, ID R"( AND "curated")", ID1 R"( AND "curated")"));
static_assert(where(id || cur, ID R"( OR "curated")", ID1 R"( OR "curated")"));
static_assert(where(id && cur && id, ID R"( AND "curated" AND "id" = ?)",
                    ID1 R"( AND "curated" AND "id" = $2)"));
static_assert(where((id || cur) && id, "(" ID R"( OR "curated") AND "id" = ?)",
                    "(" ID1 R"( OR "curated") AND "id" = $2)"));
static_assert(where(id && (cur || id), ID R"( AND ("curated" OR "id" = ?))",
                    ID1 R"( AND ("curated" OR "id" = $2))"));
static_assert(where(id || (cur && id), ID R"( OR "curated" AND "id" = ?)",
                    ID1 R"( OR "curated" AND "id" = $2)"));
static_assert(where(!(id || cur) && cur, "NOT (" ID R"( OR "curated") AND "curated")",
                    "NOT (" ID1 R"( OR "curated") AND "curated")"));
static_assert(where(!(!cur), R"(NOT (NOT ("curated")))", R"(NOT (NOT ("curated")))"));
static_assert(where(id && !(cur && id), ID R"( AND NOT ("curated" AND "id" = ?))",
                    ID1 R"( AND NOT ("curated" AND "id" = $2))"));

// two calls of where() are joined with "and", as a whole each
static_assert(is(il::from<Gem>().where(id || cur).where(id || cur),
                 COLUMNS R"( WHERE ("id" = ? OR "curated") AND ("id" = ? OR "curated"))",
                 COLUMNS R"( WHERE ("id" = $1 OR "curated") AND ("id" = $2 OR "curated"))"));

// ranges, lists, patterns
static_assert(where(col<&Gem::reactions>.between(1, 9), R"("reactions" BETWEEN ? AND ?)",
                    R"("reactions" BETWEEN $1 AND $2)"));
static_assert(where(col<&Gem::reactions>.between(arg, arg) && cur,
                    R"("reactions" BETWEEN ? AND ? AND "curated")",
                    R"("reactions" BETWEEN $1 AND $2 AND "curated")"));
static_assert(where(col<&Gem::id>.in(arg), R"("id" IN (SELECT value FROM json_each(?)))",
                    R"("id" = ANY($1))"));
static_assert(where(col<&Gem::reactions>.in(arg), R"("reactions" IN (SELECT value FROM json_each(?)))",
                    R"("reactions" = ANY($1))"));
static_assert(where(!col<&Gem::id>.in(arg), R"(NOT ("id" IN (SELECT value FROM json_each(?))))",
                    R"(NOT ("id" = ANY($1)))"));
static_assert(where(col<&Gem::name>.like("a%"), R"("name" GLOB ?)", R"("name" LIKE $1)"));
static_assert(where(col<&Gem::name>.starts_with("a"), R"("name" GLOB ?)", R"("name" LIKE $1)"));
static_assert(where(col<&Gem::name>.ends_with(arg), R"("name" GLOB ?)", R"("name" LIKE $1)"));
static_assert(where(col<&Gem::name>.contains("a"), R"("name" GLOB ?)", R"("name" LIKE $1)"));

// order: NULLs last ascending and first descending on both engines; said only where the engine does otherwise
static_assert(is(il::from<Gem>().order_by(il::asc<&Gem::id>), COLUMNS R"( ORDER BY "id")",
                 COLUMNS R"( ORDER BY "id")"));
static_assert(is(il::from<Gem>().order_by(il::desc<&Gem::name>, il::asc<&Gem::size>),
                 COLUMNS R"( ORDER BY "name" DESC NULLS FIRST, "size" NULLS LAST)",
                 COLUMNS R"( ORDER BY "name" DESC, "size")"));
static_assert(is(il::from<Gem>().order_by(il::desc<&Gem::id>).order_by(il::asc<&Gem::reactions>),
                 COLUMNS R"( ORDER BY "id" DESC, "reactions")",
                 COLUMNS R"( ORDER BY "id" DESC, "reactions")"));

// limit and offset
static_assert(is(il::from<Gem>().limit(3), COLUMNS " LIMIT ?", COLUMNS " LIMIT $1"));
static_assert(is(il::from<Gem>().limit(3).offset(4), COLUMNS " LIMIT ? OFFSET ?",
                 COLUMNS " LIMIT $1 OFFSET $2"));
static_assert(is(il::from<Gem>().offset(4).limit(3), COLUMNS " LIMIT ? OFFSET ?",
                 COLUMNS " LIMIT $1 OFFSET $2"));
static_assert(is(il::from<Gem>().offset(4), COLUMNS " LIMIT -1 OFFSET ?", COLUMNS " OFFSET $1"));
static_assert(is(il::from<Gem>().limit(3).order_by(il::asc<&Gem::id>).where(id),
                 COLUMNS R"( WHERE "id" = ? ORDER BY "id" LIMIT ?)",
                 COLUMNS R"( WHERE "id" = $1 ORDER BY "id" LIMIT $2)"));

// get, count, exists
static_assert(is(il::get<Gem>(), COLUMNS R"( WHERE "id" = ?)", COLUMNS R"( WHERE "id" = $1)"));
static_assert(is(il::get<Cell>(),
                 R"(SELECT "row", "column", "text" FROM "cell" WHERE "row" = ? AND "column" = ?)",
                 R"(SELECT "row", "column", "text" FROM "cell" WHERE "row" = $1 AND "column" = $2)"));
static_assert(is(il::count_of(il::from<Gem>()), R"(SELECT count(*) FROM "gems")",
                 R"(SELECT count(*) FROM "gems")"));
static_assert(is(il::count_of(il::from<Gem>().where(cur).order_by(il::asc<&Gem::id>)),
                 R"(SELECT count(*) FROM "gems" WHERE "curated")",
                 R"(SELECT count(*) FROM "gems" WHERE "curated")"));
static_assert(
    is(il::count_of(il::from<Gem>().where(id).limit(3).offset(1)),
       R"(SELECT count(*) FROM (SELECT 1 FROM "gems" WHERE "id" = ? LIMIT ? OFFSET ?) AS counted)",
       R"(SELECT count(*) FROM (SELECT 1 FROM "gems" WHERE "id" = $1 LIMIT $2 OFFSET $3) AS counted)"));
static_assert(is(il::exists_in(il::from<Gem>().where(cur)), R"(SELECT 1 FROM "gems" WHERE "curated" LIMIT 1)",
                 R"(SELECT 1 FROM "gems" WHERE "curated" LIMIT 1)"));
static_assert(is(il::exists_in(il::from<Gem>().limit(3)), R"(SELECT 1 FROM "gems" LIMIT ?)",
                 R"(SELECT 1 FROM "gems" LIMIT $1)"));
static_assert(is(il::exists_in(il::from<Gem>().offset(3)), R"(SELECT 1 FROM "gems" LIMIT -1 OFFSET ?)",
                 R"(SELECT 1 FROM "gems" OFFSET $1)"));

// names that need quotes have them, doubled within
static_assert(
    is(il::from<Odd>().where(col<&Odd::key> == arg).order_by(il::desc<&Odd::text>),
       R"(SELECT "we""ird", "select" FROM "a ""table""; DROP" WHERE "we""ird" = ? ORDER BY "select" DESC)",
       R"(SELECT "we""ird", "select" FROM "a ""table""; DROP" WHERE "we""ird" = $1 ORDER BY "select" DESC)"));

// parameters are sent as the widest kind of their family, lists as the kind of their column
template <class Query>
constexpr auto text_of(const Query&) {
    return il::detail::rendered<il::postgres, typename Query::shape>::text;
}
constexpr auto parameters =
    text_of(il::from<Gem>()
                .where(col<&Gem::reactions> == arg && col<&Gem::id>.in(arg) && cur == arg)
                .where(col<&Gem::reactions>.in(arg) && col<&Gem::name>.like(arg))
                .limit(1));
static_assert(parameters.parameter_count == 6);
static_assert(parameters.parameters[0] == il::value_kind::int64);
static_assert(parameters.parameters[1] == il::value_kind::text_list);
static_assert(parameters.parameters[2] == il::value_kind::boolean);
static_assert(parameters.parameters[3] == il::value_kind::int32_list);
static_assert(parameters.parameters[4] == il::value_kind::text);
static_assert(parameters.parameters[5] == il::value_kind::int64);
static_assert(parameters.table == &il::table_of<Gem>() && parameters.columns_are_the_table);

TEST_CASE("The text of a query is followed by a NUL and is the same object for every value") {
    const std::string_view one = il::sql<il::sqlite>(il::from<Gem>().where(col<&Gem::reactions> == 1));
    const std::string_view other = il::sql<il::sqlite>(il::from<Gem>().where(col<&Gem::reactions> == 2L));
    CHECK(one.data() == other.data());
    CHECK(one.data()[one.size()] == '\0');
}

TEST_CASE("A tenth placeholder is numbered 10") {
    const auto in_ten =
        il::from<Gem>().where(col<&Gem::reactions>.between(1, 2) || col<&Gem::reactions>.between(3, 4) ||
                              col<&Gem::reactions>.between(5, 6) || col<&Gem::reactions>.between(7, 8) ||
                              col<&Gem::reactions>.between(9, 10));
    CHECK(il::sql<il::postgres>(in_ten).ends_with("BETWEEN $9 AND $10"));
}
