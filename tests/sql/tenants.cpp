// SPDX-License-Identifier: BSL-1.0
#include "models.hpp"

#include <interlock/query/common_table.hpp>
#include <interlock/query/compound.hpp>
#include <interlock/query/join.hpp>
#include <interlock/query/subquery.hpp>
#include <interlock/sql/conflict.hpp>
#include <interlock/sql/insert_from.hpp>
#include <interlock/sql/row_security.hpp>
#include <interlock/sql/tenant_text.hpp>
#include <interlock/sql/update_lists.hpp>

// The statements of one tenant, where all tenants share the tables: each table with an il::tenant_key has its condition,
// and every row its key, the first parameter. The others stay as they are.

namespace {

struct Poll {
    std::string tenant;
    std::int32_t id = 0;
    std::string title;
};
struct Vote {
    std::int64_t id = 0;
    std::int32_t poll = 0;
    std::string tenant;
};

}  // namespace

template <>
struct interlock::model<Poll> {
    static constexpr auto table = "polls";
    using fields = il::fields<il::field<&Poll::tenant, il::tenant_key, il::primary_key>,
                              il::field<&Poll::id, il::primary_key>, il::field<&Poll::title>>;
};
template <>
struct interlock::model<Vote> {
    static constexpr auto table = "votes";
    using fields = il::fields<il::field<&Vote::id, il::primary_key, il::generated>, il::field<&Vote::poll>,
                              il::field<&Vote::tenant, il::tenant_key>>;
};

namespace {

using il::col;

template <class Query>
constexpr bool says(const Query& query, std::string_view text) {
    return il::sql<il::as_tenant<il::postgres>>(query) == text;
}
template <class Query>
constexpr bool says_on_sqlite(const Query& query, std::string_view text) {
    return il::sql<il::as_tenant<il::sqlite>>(query) == text;
}

constexpr auto polls = il::from<Poll>();
constexpr auto either = col<&Poll::id> == 1 || col<&Poll::title> == "a";

#define COLUMNS R"(SELECT "tenant", "id", "title" FROM "polls")"

// reading
static_assert(says(polls, COLUMNS R"( WHERE "polls"."tenant" = $1)"));
static_assert(says_on_sqlite(polls, COLUMNS R"( WHERE "polls"."tenant" = ?1)"));
static_assert(says(polls.where(col<&Poll::id> == 1).limit(3),
                   COLUMNS R"( WHERE "polls"."tenant" = $1 AND "id" = $2 LIMIT $3)"));
static_assert(says_on_sqlite(polls.where(either),
                             COLUMNS R"( WHERE "polls"."tenant" = ?1 AND ("id" = ?2 OR "title" = ?3))"));
static_assert(says(polls.where_if(false, either), COLUMNS R"( WHERE "polls"."tenant" = $1)"));
static_assert(says(polls.where_if(true, either),
                   COLUMNS R"( WHERE "polls"."tenant" = $1 AND ("id" = $2 OR "title" = $3))"));
static_assert(says(polls.for_update().skip_locked(),
                   COLUMNS R"( WHERE "polls"."tenant" = $1 FOR UPDATE SKIP LOCKED)"));
static_assert(says(il::get<Poll>(), COLUMNS R"( WHERE "polls"."tenant" = $1 AND "id" = $2)"));
static_assert(
    says(il::get<Vote>(),
         R"(SELECT "id", "poll", "tenant" FROM "votes" WHERE "votes"."tenant" = $1 AND "id" = $2)"));
static_assert(says(il::count_of(polls), R"(SELECT count(*) FROM "polls" WHERE "polls"."tenant" = $1)"));
static_assert(says(il::exists_in(polls), R"(SELECT 1 FROM "polls" WHERE "polls"."tenant" = $1 LIMIT 1)"));

// joins: a table that is joined is narrowed where it is joined, and where a join keeps its rows before it is
constexpr auto on = col<&Vote::poll> == col<&Poll::id>;
constexpr auto two = [](const auto& joined) { return joined.select(col<&Poll::id>, col<&Vote::id>); };
#define TWO R"(SELECT "polls"."id", "votes"."id" FROM )"
static_assert(says(two(polls.join<Vote>(on || col<&Vote::id> == 1)), TWO
                   R"("polls" JOIN "votes" ON "votes"."tenant" = $1 AND )"
                   R"(("votes"."poll" = "polls"."id" OR "votes"."id" = $2) WHERE "polls"."tenant" = $1)"));
static_assert(says(two(polls.left_join<Vote>(on)), TWO
                   R"("polls" LEFT JOIN "votes" ON "votes"."tenant" = $1 AND "votes"."poll" = "polls"."id" )"
                   R"(WHERE "polls"."tenant" = $1)"));
static_assert(says(
    two(polls.right_join<Vote>(on)), TWO
    R"((SELECT * FROM "polls" WHERE "polls"."tenant" = $1) AS "polls" RIGHT JOIN )"
    R"((SELECT * FROM "votes" WHERE "votes"."tenant" = $1) AS "votes" ON "votes"."poll" = "polls"."id")"));
static_assert(
    says(il::from<Log>().left_join<Poll>(col<&Poll::title> == col<&Log::text>).select(col<&Poll::id>),
         R"(SELECT "polls"."id" FROM "log" LEFT JOIN "polls" ON "polls"."tenant" = $1 AND )"
         R"("polls"."title" = "log"."text")"));

// queries in queries
static_assert(
    says(polls.where(!il::exists(il::from<Vote>().where(col<&Vote::poll> == il::outer<&Poll::id>)))
             .select(col<&Poll::id>),
         R"(SELECT "id" FROM "polls" WHERE "polls"."tenant" = $1 AND NOT (EXISTS (SELECT 1 FROM "votes" )"
         R"(WHERE "votes"."tenant" = $1 AND "poll" = "polls"."id")))"));
static_assert(
    says(polls.where(col<&Poll::id> == il::scalar(polls.select(il::max(col<&Poll::id>))))
             .select(col<&Poll::title>),
         R"(SELECT "title" FROM "polls" WHERE "polls"."tenant" = $1 AND "id" = (SELECT max("id") FROM )"
         R"("polls" AS "polls_2" WHERE "polls_2"."tenant" = $1))"));
static_assert(
    says(polls.select(col<&Poll::id>).union_all(il::from<Vote>().select(col<&Vote::poll>)),
         R"(SELECT "id" FROM "polls" WHERE "polls"."tenant" = $1 UNION ALL SELECT "poll" FROM "votes" )"
         R"(WHERE "votes"."tenant" = $1)"));

// what is about no tenant's rows is said as ever
static_assert(says_on_sqlite(il::from<Log>().where(col<&Log::text> == "a"),
                             R"(SELECT "text" FROM "log" WHERE "text" = ?)"));
static_assert(says_on_sqlite(il::from<Log>().where(col<&Log::text>.in(polls.select(col<&Poll::title>))),
                             R"(SELECT "text" FROM "log" WHERE "text" IN (SELECT "title" FROM "polls" )"
                             R"(WHERE "polls"."tenant" = ?1))"));

// writing
static_assert(says(il::insert<Poll>(),
                   R"(INSERT INTO "polls" ("tenant", "id", "title") VALUES ($1, $2, $3))"));
static_assert(says(il::insert<Vote>(),
                   R"(INSERT INTO "votes" ("poll", "tenant") VALUES ($2, $1) RETURNING "id")"));
static_assert(says(il::insert_shape<Poll, 2>{},
                   R"(INSERT INTO "polls" ("tenant", "id", "title") VALUES ($1,$2,$3),($1,$4,$5))"));
static_assert(says_on_sqlite(
    il::upsert<Poll>(),
    R"(INSERT INTO "polls" ("tenant", "id", "title") VALUES (?1, ?2, ?3) ON CONFLICT )"
    R"(("tenant", "id") DO UPDATE SET "title" = excluded."title" WHERE "polls"."tenant" = ?1)"));
static_assert(
    says_on_sqlite(il::upsert<Poll>(il::by<&Poll::tenant, &Poll::id>, il::updating<&Poll::title>,
                                    col<&Poll::title> < il::excluded<&Poll::title> || col<&Poll::id> == 1),
                   R"(INSERT INTO "polls" ("tenant", "id", "title") VALUES (?1, ?2, ?3) ON CONFLICT )"
                   R"(("tenant", "id") DO UPDATE SET "title" = excluded."title" WHERE "polls"."tenant" = ?1 )"
                   R"(AND ("polls"."title" < excluded."title" OR "polls"."id" = ?4))"));
static_assert(
    says(il::update<Poll>().set(col<& Poll::title> = "b").where(either),
         R"(UPDATE "polls" SET "title" = $2 WHERE "polls"."tenant" = $1 AND ("id" = $3 OR "title" = $4))"));
static_assert(says(il::update<Poll>().set(col<& Poll::title> = "b"),
                   R"(UPDATE "polls" SET "title" = $2 WHERE "polls"."tenant" = $1)"));
static_assert(says(il::update<Poll>().from<Vote>(on).set(col<& Poll::title> = "b").where(col<&Vote::id> == 3),
                   R"(UPDATE "polls" SET "title" = $2 FROM "votes" WHERE "polls"."tenant" = $1 AND )"
                   R"("votes"."tenant" = $1 AND "votes"."poll" = "polls"."id" AND "votes"."id" = $3)"));
static_assert(
    says(il::update_lists_shape<Poll>{},
         R"(UPDATE "polls" SET "title" = interlock_given.c3 FROM unnest($2, $3) AS interlock_given(c2, c3) )"
         R"(WHERE "polls"."tenant" = $1 AND "polls"."id" = interlock_given.c2)"));
static_assert(says(il::remove<Poll>().where(either),
                   R"(DELETE FROM "polls" WHERE "polls"."tenant" = $1 AND ("id" = $2 OR "title" = $3))"));
static_assert(says(il::remove<Poll>(), R"(DELETE FROM "polls" WHERE "polls"."tenant" = $1)"));
static_assert(says(
    il::insert_from_shape<
        Poll, std::remove_cvref_t<decltype(il::from<Vote>().select(col<&Vote::poll>))>::shape, &Poll::id>{},
    R"(WITH interlock_given(c1) AS (SELECT "poll" FROM "votes" WHERE "votes"."tenant" = $1) )"
    R"(INSERT INTO "polls" ("id", "tenant") SELECT c1, $1 FROM interlock_given)"));

// the second lock
static_assert(il::sql<il::postgres>(il::row_security_shape<Poll>{}) ==
              R"(DO 'BEGIN IF NOT EXISTS (SELECT FROM pg_policy WHERE polname = ''interlock_tenant'' AND )"
              R"(polrelid = CAST(''"polls"'' AS regclass)) THEN
ALTER TABLE "polls" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY interlock_tenant ON "polls" USING (CAST("tenant" AS text) = current_setting(''interlock.tenant'', TRUE) )"
              R"(OR current_setting(''interlock.tenant'', TRUE) = ''*'');
END IF;
END')");

}  // namespace
