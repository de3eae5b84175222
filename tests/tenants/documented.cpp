// SPDX-License-Identifier: BSL-1.0
#include <interlock/interlock.hpp>
#include <interlock/routing/routing_table.hpp>
#include <interlock/sqlite.hpp>
#include <interlock/tenants.hpp>
#if INTERLOCK_TEST_WITH_POSTGRES
#include <interlock/postgres.hpp>
#endif

#include <support/catch.hpp>
#include <support/drawing.hpp>
#include <support/scratch.hpp>

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

// What docs/routing/tenants.md shows.

namespace il = interlock;

namespace {

struct accounts : il::database<"accounts", il::sqlite> {};
struct polls : il::database<"polls", il::sqlite> {};

struct Client {
    std::string name;  // of the tenant
    bool is_active = true;
};
struct User {
    std::int64_t id = 0;
    std::string name;
};
struct Poll {
    std::int64_t id = 0;
    std::string question;
    std::int64_t asked_by = 0;
};

}  // namespace

template <>
struct interlock::model<Client> {
    static constexpr auto app_label = "accounts";
    using fields = il::fields<il::field<&Client::name, il::primary_key, il::max_length<40>>,
                              il::field<&Client::is_active>>;
};
template <>
struct interlock::model<User> {
    static constexpr auto app_label = "accounts";
    using fields = il::fields<il::field<&User::id, il::primary_key, il::generated>, il::field<&User::name>>;
};
template <>
struct interlock::model<Poll> {
    static constexpr auto app_label = "polls";
    using fields =
        il::fields<il::field<&Poll::id, il::primary_key, il::generated>, il::field<&Poll::question>,
                   il::field<&Poll::asked_by, il::soft_references<&User::id>>>;
};

namespace {

// clang-format off
using site = il::service<
    il::databases<accounts, polls>,
    il::models<Client, User, Poll>,
    il::routers<il::route_app<"polls", il::tenanted<polls>>,
                il::route_rest<accounts>>>;
// clang-format on

static_assert(std::is_same_v<il::read_database<site, Poll>, polls>);
static_assert(std::is_same_v<il::write_database<site, Poll>, polls>);
static_assert(std::is_same_v<il::read_database<site, User>, accounts>);
static_assert(il::may_exist_in<site, polls, Poll>);
static_assert(!il::may_exist_in<site, accounts, Poll>);
static_assert(!il::may_exist_in<site, polls, User>);
static_assert(!il::may_relate<site, Poll, User>);
static_assert(il::routing_table<site>().databases[0].arrangement.kind == il::arrangement_kind::single);
static_assert(il::routing_table<site>().databases[1].arrangement.kind == il::arrangement_kind::tenanted);
static_assert(il::routing_table<site>().databases[1].arrangement.policy == "a database for each tenant");

/// The tenants that a table of the program's own lists.
class clients final : public il::tenant_source {
public:
    explicit clients(il::session<site>& db) : db_(db) {}

    std::optional<std::string> find(std::string_view name) override {
        const auto client = db_.find<Client>(name);
        if (!client || !client->is_active) return std::nullopt;
        return "";  // the URL of the settings, with the name in it
    }
    std::vector<std::string> names() override {
        std::vector<std::string> all;
        for (const Client& c : db_.from<Client>().where(il::col<&Client::is_active> == true).all())
            all.push_back(c.name);
        return all;
    }

private:
    il::session<site>& db_;
};

/// A request as far as this is about it.
std::size_t answer(il::session<site>& db, std::string_view host) {
    static const il::host_resolver tenant_of("polls.local");
    auto tenant = db.tenant(tenant_of(host));  // throws il::unknown_tenant: 404
    return tenant.from<Poll>().prefetch<&Poll::asked_by>().all().size();
}

/// Code that was written for a tenant of the thread, and cannot be given a handle.
std::int64_t polls_of_today(il::session<site>& db) { return db.tenant().from<Poll>().count(); }

il::settings settings_in(const scratch& folder) {
    return il::settings{{"accounts", folder.url("accounts.db")},
                        {"polls", folder.url("tenants-{tenant}.db") + "?pool_total=30"}};
}

}  // namespace

TEST_CASE("The page of tenants has them drawn as they are") {
    check_drawing<site>("tenants", "A site of many clients");
}

TEST_CASE("A site whose tenants are rows of a table") {
    const scratch folder;
    il::session<site> db(settings_in(folder));
    il::create_tables(db);  // of accounts: tenants have theirs each
    db.insert(User{0, "Jane"});
    clients all(db);
    il::tenants_of<polls>(db).come_from(&all);

    CHECK_THROWS_AS(db.tenant("thor"), il::unknown_tenant);
    db.insert(Client{"thor"});
    db.insert(Client{"potter"});
    for (const std::string& name : il::tenants_of<polls>(db).names()) il::create_tables(db.tenant(name));

    auto thor = db.tenant("thor");
    thor.insert(Poll{0, "hammer?", 1});
    thor.transaction<polls>([](auto& tx) { tx.insert(Poll{0, "thunder?", 1}); });

    CHECK(thor.from<Poll>().count() == 2);
    CHECK(db.tenant("potter").from<Poll>().count() == 0);
    CHECK(answer(db, "THOR.polls.local:8000") == 2);
    CHECK(answer(db, "potter.polls.local") == 0);
    CHECK_THROWS_AS(answer(db, "loki.polls.local"), il::unknown_tenant);
    CHECK_THROWS_AS(answer(db, "polls.local"), il::unknown_tenant);
    CHECK_FALSE(std::filesystem::exists(folder.file("tenants-loki.db")));

    {
        const il::tenant_scope scope("thor");
        CHECK(polls_of_today(db) == 2);
    }
    CHECK_THROWS_AS(polls_of_today(db), il::unknown_tenant);

    db.update<Client>()
        .set(il::col<& Client::is_active> = false)
        .where(il::col<&Client::name> == "potter")
        .run();
    il::tenants_of<polls>(db).forget("potter");
    CHECK_THROWS_AS(db.tenant("potter"), il::unknown_tenant);
}

#if INTERLOCK_TEST_WITH_POSTGRES
namespace {

struct hall : il::database<"hall", il::postgres> {};

// clang-format off
using hall_site = il::service<
    il::databases<accounts, hall>,
    il::models<Client, User, Poll>,
    il::routers<il::route_app<"polls", il::tenanted<hall, il::schema_per_tenant>>,
                il::route_rest<accounts>>>;
// clang-format on

}  // namespace

TEST_CASE("The same site with a schema for each tenant") {
    const char* const server = std::getenv("INTERLOCK_TEST_POSTGRES_URL");
    REQUIRE(server != nullptr);
    const scratch folder;
    const std::string url = server;
    il::session<hall_site> db(il::settings{
        {"accounts", folder.url("accounts.db")},
        {"hall", url + (url.find('?') == std::string::npos ? "?" : "&") + "tenant_schema=hall_{tenant}"}});
    il::tenant_list list{{"thor"}, {"potter"}};
    il::tenants_of<hall>(db).come_from(&list);
    for (const char* name : {"thor", "potter"}) il::create_tables(db.tenant(name));
    db.tenant("thor").insert(Poll{0, "hammer?", 1});
    CHECK(db.tenant("thor").from<Poll>().count() == 1);
    CHECK(db.tenant("potter").from<Poll>().count() == 0);
}
#endif
