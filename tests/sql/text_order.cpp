// SPDX-License-Identifier: BSL-1.0
#include "models.hpp"

#include "support/catch.hpp"

#include <interlock/interlock.hpp>

// Texts without a column in them are ordered by their bytes too, whatever the order of the database.

using il::asc;
using il::ascending;
using il::cast;
using il::col;
using il::from;

namespace {

template <class Query>
constexpr bool is_on_postgres(const Query& query, std::string_view text) {
    return il::sql<il::postgres>(query) == text;
}
constexpr auto digits = cast<std::string>(col<&Gem::reactions>);
constexpr auto chosen = il::case_when(col<&Gem::curated>, "B").otherwise("a");
constexpr auto ids = from<Gem>().select(col<&Gem::id>);

}  // namespace

// orders
static_assert(is_on_postgres(ids.order_by(ascending(digits)),
                             R"(SELECT "id" FROM "gems" ORDER BY CAST("reactions" AS text) COLLATE "C")"));
static_assert(is_on_postgres(
    ids.order_by(il::descending(chosen)),
    R"(SELECT "id" FROM "gems" ORDER BY CASE WHEN "curated" THEN $1 ELSE $2 END COLLATE "C" DESC)"));
static_assert(
    is_on_postgres(ids.order_by(ascending(il::concat(digits, "-"))),
                   R"(SELECT "id" FROM "gems" ORDER BY (CAST("reactions" AS text) || $1) COLLATE "C")"));
static_assert(is_on_postgres(
    from<Gem>().select(il::row_number().over(il::ordered_by(ascending(digits)))),
    R"(SELECT row_number() OVER (ORDER BY CAST("reactions" AS text) COLLATE "C") FROM "gems")"));
static_assert(is_on_postgres(
    ids.order_by(ascending(il::scalar(from<Run>().select(cast<std::string>(col<&Run::id>))))),
    R"(SELECT "id" FROM "gems" ORDER BY (SELECT CAST("id" AS text) FROM "atlas_run" LIMIT 1) COLLATE "C")"));
// with a column there is nothing to be said
static_assert(is_on_postgres(ids.order_by(ascending(il::concat(digits, col<&Gem::id>))),
                             R"(SELECT "id" FROM "gems" ORDER BY CAST("reactions" AS text) || "id")"));
static_assert(
    is_on_postgres(ids.order_by(ascending(il::lower(digits))),
                   R"(SELECT "id" FROM "gems" ORDER BY lower(CAST("reactions" AS text) COLLATE "C"))"));
static_assert(
    is_on_postgres(ids.order_by(ascending(il::case_when(col<&Gem::curated>, "B").otherwise(col<&Gem::id>))),
                   R"(SELECT "id" FROM "gems" ORDER BY CASE WHEN "curated" THEN $1 ELSE "id" END)"));
static_assert(il::sql<il::sqlite>(ids.order_by(ascending(digits))) ==
              R"(SELECT "id" FROM "gems" ORDER BY CAST("reactions" AS TEXT))");

// comparisons
static_assert(is_on_postgres(ids.where(digits < "5"),
                             R"(SELECT "id" FROM "gems" WHERE CAST("reactions" AS text) COLLATE "C" < $1)"));
static_assert(is_on_postgres(ids.where(digits == "5"),
                             R"(SELECT "id" FROM "gems" WHERE CAST("reactions" AS text) = $1)"));
static_assert(is_on_postgres(ids.where(digits < col<&Gem::id>),
                             R"(SELECT "id" FROM "gems" WHERE CAST("reactions" AS text) < "id")"));
static_assert(is_on_postgres(
    ids.where(digits.between("1", "5")),
    R"(SELECT "id" FROM "gems" WHERE CAST("reactions" AS text) COLLATE "C" BETWEEN $1 AND $2)"));
static_assert(is_on_postgres(from<Gem>().select(il::max(digits)),
                             R"(SELECT max(CAST("reactions" AS text) COLLATE "C") FROM "gems")"));
static_assert(is_on_postgres(from<Gem>().select(il::least(col<&Gem::id>, digits)),
                             R"(SELECT least("id", CAST("reactions" AS text)) FROM "gems")"));

// columns: of a plain select as they are; of unions, common tables and different rows as those of tables
static_assert(is_on_postgres(from<Gem>().select(chosen),
                             R"(SELECT CASE WHEN "curated" THEN $1 ELSE $2 END FROM "gems")"));
static_assert(is_on_postgres(from<Gem>().select(digits).distinct().order_by(ascending(digits)),
                             R"(SELECT DISTINCT CAST("reactions" AS text) COLLATE "C" FROM "gems" )"
                             R"(ORDER BY CAST("reactions" AS text) COLLATE "C")"));
static_assert(is_on_postgres(ids.union_all(from<Gem>().select(digits)).order_by(asc<&Gem::id>),
                             R"(SELECT "id" FROM "gems" UNION ALL )"
                             R"(SELECT CAST("reactions" AS text) COLLATE "C" FROM "gems" ORDER BY 1)"));
static_assert(
    is_on_postgres(il::with_table<Log>(from<Gem>().select("x")).from<Log>(),
                   R"(WITH "log" ("text") AS (SELECT $1 COLLATE "C" FROM "gems") SELECT "text" FROM "log")"));
