// SPDX-License-Identifier: BSL-1.0
#include "models.hpp"

#include <interlock/query/common_table.hpp>
#include <interlock/query/subquery.hpp>
#include <interlock/sql/portable.hpp>

// Row locks: the clause at the end of a select, and where it may stand.

namespace {

using il::col;

template <class Query>
constexpr bool says(const Query& query, std::string_view text) {
    return il::sql<il::postgres>(query) == text;
}

#define COLUMNS R"(SELECT "row", "column", "text" FROM "cell")"
constexpr auto cells = il::from<Cell>();
constexpr auto third = cells.where(col<&Cell::row> == 3);

// each strength, and what is done about rows that are locked
static_assert(says(cells.for_update(), COLUMNS " FOR UPDATE"));
static_assert(says(cells.for_no_key_update(), COLUMNS " FOR NO KEY UPDATE"));
static_assert(says(cells.for_share(), COLUMNS " FOR SHARE"));
static_assert(says(cells.for_key_share(), COLUMNS " FOR KEY SHARE"));
static_assert(says(cells.for_update().nowait(), COLUMNS " FOR UPDATE NOWAIT"));
static_assert(says(cells.for_share().skip_locked(), COLUMNS " FOR SHARE SKIP LOCKED"));

// it comes last, whatever is said after it
static_assert(says(third.order_by(il::asc<&Cell::column>).limit(5).offset(2).for_update().skip_locked(),
                   COLUMNS
                   R"( WHERE "row" = $1 ORDER BY "column" LIMIT $2 OFFSET $3 FOR UPDATE SKIP LOCKED)"));
static_assert(
    says(cells.for_update().nowait().limit(5).where(col<&Cell::row> == 3).order_by(il::asc<&Cell::column>),
         COLUMNS R"( WHERE "row" = $1 ORDER BY "column" LIMIT $2 FOR UPDATE NOWAIT)"));
static_assert(says(cells.for_share().select(col<&Cell::text>), R"(SELECT "text" FROM "cell" FOR SHARE)"));
static_assert(says(cells.for_share().where_if(false, col<&Cell::row> == 3), COLUMNS " FOR SHARE"));

// of a join all tables, or those of the models
constexpr auto runs = il::from<Run>().join<Gem>(col<&Run::gem> == col<&Gem::id>).select(col<&Run::id>);
#define RUNS R"(SELECT "atlas_run"."id" FROM "atlas_run" JOIN "gems" ON "atlas_run"."gem" = "gems"."id")"
static_assert(says(runs.for_update(), RUNS " FOR UPDATE"));
static_assert(says(runs.for_update<Run>().skip_locked(), RUNS R"( FOR UPDATE OF "atlas_run" SKIP LOCKED)"));
static_assert(says(runs.for_share<Run, Gem>(), RUNS R"( FOR SHARE OF "atlas_run", "gems")"));
static_assert(
    says(il::from<Run>().for_update<Gem>().join<Gem>(col<&Run::gem> == col<&Gem::id>).select(col<&Run::id>),
         RUNS R"( FOR UPDATE OF "gems")"));

// what a subquery locks is chosen once: an array, where IN could be asked again for each row
constexpr auto next = il::from<Run>().where(col<&Run::seconds> < 1.0).limit(2).for_update().skip_locked();
static_assert(
    says(il::update<Run>().set(col<& Run::seconds> = 2.0).where(col<&Run::id>.in(next.select(col<&Run::id>))),
         R"(UPDATE "atlas_run" SET "seconds" = $1 WHERE "id" = ANY(ARRAY(SELECT "id" FROM "atlas_run" AS )"
         R"("atlas_run_2" WHERE "seconds" < $2 LIMIT $3 FOR UPDATE SKIP LOCKED)))"));
constexpr auto first = il::from<Run>().limit(1).for_update<Run>().select(col<&Run::id>);
static_assert(says(il::remove<Run>().where(col<&Run::id> == il::scalar(first)),
                   R"(DELETE FROM "atlas_run" WHERE "id" = (SELECT "id" FROM "atlas_run" AS "atlas_run_2" )"
                   R"(LIMIT $1 FOR UPDATE OF "atlas_run_2"))"));
static_assert(says(il::with_table<Counter>(next.select(col<&Run::id>)).from<Counter>(),
                   R"(WITH "counter" ("id") AS (SELECT "id" FROM "atlas_run" WHERE "seconds" < $1 LIMIT $2 )"
                   R"(FOR UPDATE SKIP LOCKED) SELECT "id" FROM "counter")"));
static_assert(says(il::with_table<Counter>(next.select(col<&Run::id>))
                       .from<Counter>()
                       .join<Run>(col<&Run::id> == col<&Counter::id>)
                       .select(col<&Run::id>)
                       .for_share<Run>(),
                   R"(WITH "counter" ("id") AS (SELECT "id" FROM "atlas_run" WHERE "seconds" < $1 LIMIT $2 )"
                   R"(FOR UPDATE SKIP LOCKED) SELECT "atlas_run"."id" FROM "counter" JOIN "atlas_run" ON )"
                   R"("atlas_run"."id" = "counter"."id" FOR SHARE OF "atlas_run")"));

// a part that groups, orders by a window or counts may stand in a query that locks
constexpr auto groups = il::from<Run>().group_by(col<&Run::gem>).select(col<&Run::gem>);
static_assert(says(il::from<Gem>().where(col<&Gem::id>.in(groups)).select(col<&Gem::id>).for_update(),
                   R"(SELECT "id" FROM "gems" WHERE "id" IN (SELECT "gem" FROM "atlas_run" GROUP BY "gem") )"
                   R"(FOR UPDATE)"));

// PostgreSQL's alone
constexpr auto locking = cells.for_share();
static_assert(il::portable<decltype(locking), il::postgres_at<12>>);
static_assert(!il::portable<decltype(locking), il::sqlite_at<3, 51>>);
static_assert(il::since<il::sqlite>(il::feature::row_locks).is_never());
static_assert(il::since<il::sqlite>(il::feature::advisory_locks).is_never());

// where the engine is chosen at run time, SQLite's transaction is the lock
template <class Backend>
struct tool : il::database<"tool", Backend> {};
template <class Backend>
struct transaction_on {
    using database = tool<Backend>;
    static constexpr bool is_part = false;
    static constexpr bool in_transaction = true;
    static constexpr bool only_reads = false;
    template <class>
    static constexpr bool reaches() {
        return true;
    }
};
using on_either = transaction_on<il::either<il::sqlite, il::postgres>>;
constexpr auto whichever =
    il::select_query<on_either, il::select_parts<il::from_table<Cell>>>(on_either{}).for_update().nowait();
static_assert(il::sql<il::sqlite>(whichever) == COLUMNS);
static_assert(il::sql<il::postgres>(whichever) == COLUMNS " FOR UPDATE NOWAIT");

}  // namespace
