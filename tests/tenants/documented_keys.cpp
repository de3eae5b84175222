// SPDX-License-Identifier: BSL-1.0
#include <interlock/interlock.hpp>
#include <interlock/sqlite.hpp>
#include <interlock/tenants.hpp>
#if INTERLOCK_TEST_WITH_POSTGRES
#include <interlock/postgres.hpp>
#endif

#include <support/catch.hpp>

#include <string>
#include <tuple>
#include <vector>

// What docs/routing/tenant_key.md shows.

namespace il = interlock;

namespace {

struct polls : il::database<"polls", il::sqlite> {};

struct Poll {
    std::string tenant;
    std::int64_t id = 0;
    std::string question;
};
struct Vote {
    std::int64_t id = 0;
    std::string tenant;
    std::int64_t poll = 0;
};
struct Plan {
    std::string name;
    std::int64_t most_polls = 0;
};

}  // namespace

// clang-format off
template <>
struct interlock::model<Poll> {
    static constexpr auto table = "polls";
    using fields = il::fields<
        il::field<&Poll::tenant, il::tenant_key, il::primary_key, il::max_length<40>>,
        il::field<&Poll::id, il::primary_key>,
        il::field<&Poll::question>>;
};
template <>
struct interlock::model<Vote> {
    static constexpr auto table = "votes";
    using fields = il::fields<
        il::field<&Vote::id, il::primary_key, il::generated>,
        il::field<&Vote::tenant, il::tenant_key, il::max_length<40>>,
        il::field<&Vote::poll>>;
    using constraints = il::constraints<
        il::foreign_key<il::members<&Vote::poll, &Vote::tenant>,
                        il::members<&Poll::id, &Poll::tenant>, il::on_delete::cascade>,
        il::index<&Vote::tenant, &Vote::poll>>;
};
template <>
struct interlock::model<Plan> {
    using fields = il::fields<il::field<&Plan::name, il::primary_key>, il::field<&Plan::most_polls>>;
};

using site = il::service<
    il::databases<polls>,
    il::models<Poll, Vote, Plan>,
    il::routers<il::tenanted<polls, il::column_per_tenant>>>;
// clang-format on

using il::col;

TEST_CASE("Documented: tenants who share tables") {
    // clang-format off
    il::session<site> db{il::settings{{"polls", "sqlite::memory:"}}};
    il::tenant_list tenants{{"thor"}, {"potter"}};
    il::tenants_of<polls>(db).come_from(&tenants);
    il::create_tables(db);

    auto thor = db.tenant("thor");
    auto potter = db.tenant("potter");
    thor.insert(Poll{"", 1, "hammer?"});
    potter.insert(Poll{"", 1, "wand?"});
    thor.insert(Vote{0, "", 1});

    CHECK(thor.get<Poll>(1).question == "hammer?");          // the key without the tenant
    for (const auto& [poll, votes] : thor.from<Poll>().prefetch<&Vote::poll>().all())
        CHECK(votes.size() == 1);
    CHECK(potter.from<Vote>().join<&Vote::poll>().count() == 0);
    CHECK(potter.remove<Poll>().run() == 1);
    CHECK(thor.from<Poll>().count() == 1);
    // clang-format on

    CHECK_THROWS_AS(thor.insert(Poll{"potter", 2, "?"}), il::wrong_tenant);
    CHECK_THROWS_AS(db.tenant("loki"), il::unknown_tenant);

    // clang-format off
    auto everyone = db.on<il::all_tenants<polls>>();
    everyone.insert(Plan{"small", 10});
    CHECK(everyone.from<Poll>().group_by(col<&Poll::tenant>)
              .select(col<&Poll::tenant>, il::count()).all() ==
          std::vector<std::tuple<std::string, std::int64_t>>{{"thor", 1}});
    // clang-format on
    CHECK(thor.from<Plan>().one().most_polls == 10);
}

// clang-format off
static_assert(
    il::sql<il::as_tenant<il::postgres>>(il::from<Poll>().where(col<&Poll::question> == "?")) ==
    R"(SELECT "tenant", "id", "question" FROM "polls" WHERE "polls"."tenant" = $1 AND "question" = $2)");
static_assert(
    il::sql<il::as_tenant<il::sqlite>>(il::insert<Vote>()) ==
    R"(INSERT INTO "votes" ("tenant", "poll") VALUES (?1, ?2))");
static_assert(
    il::sql<il::as_tenant<il::sqlite>>(il::upsert<Poll>()) ==
    R"(INSERT INTO "polls" ("tenant", "id", "question") VALUES (?1, ?2, ?3))"
    R"( ON CONFLICT ("tenant", "id") DO UPDATE SET "question" = excluded."question")"
    R"( WHERE "polls"."tenant" = ?1)");
// clang-format on
