// SPDX-License-Identifier: BSL-1.0
#include "polls.hpp"

#include <filesystem>
#include <optional>
#include <thread>

using il::col;

TENANCY_CASE("The rows of two tenants are disjoint, whatever is done to those of one") {
    town<TestType> db({"thor", "potter"});
    using database = typename town<TestType>::database;
    auto thor = db->tenant("thor"), potter = db->tenant("potter");
    thor.insert(Poll{0, "hammer?", 1});
    potter.insert(Poll{0, "wand?", 1});
    thor.insert_many(std::vector<Poll>{{0, "thunder?", 1}, {0, "rain?", 2}});

    CHECK(questions(thor.template from<Poll>().order_by(il::asc<&Poll::id>).all()) ==
          std::vector<std::string>{"hammer?", "thunder?", "rain?"});
    CHECK(questions(potter.template from<Poll>().all()) == std::vector<std::string>{"wand?"});
    CHECK(potter.template get<Poll>(1).question == "wand?");  // the keys are the same
    CHECK_FALSE(potter.template find<Poll>(2).has_value());

    CHECK(thor.template update<Poll>().set(col<& Poll::voter> = 9).run() == 3);
    CHECK(potter.template get<Poll>(1).voter == 1);
    CHECK(potter.upsert(Poll{1, "owl?", 1}) == 1);
    CHECK(thor.template get<Poll>(1).question == "hammer?");
    CHECK(thor.template remove<Poll>().run() == 3);
    CHECK(potter.template from<Poll>().count() == 1);

    potter.template transaction<database>([](auto& tx) {
        tx.insert(Poll{0, "broom?", 1});
        CHECK(tx.template from<Poll>().count() == 2);
    });
    {
        auto tx = thor.template begin<database>();
        tx.insert(Poll{0, "never", 1});
    }
    CHECK(thor.template from<Poll>().count() == 0);
    CHECK(potter.template on<database>().template from<Poll>().count() == 2);
    CHECK(potter.template raw<database, il::reads, std::int64_t>("SELECT count(*) FROM polls_poll").one() ==
          2);
    CHECK(thor.template raw<database, il::reads, std::int64_t>("SELECT count(*) FROM polls_poll").one() == 0);
    std::size_t streamed = 0;
    for (const Poll& p : potter.template from<Poll>().stream()) streamed += !p.question.empty();
    CHECK(streamed == 2);
}

TENANCY_CASE("A query of a tenant does not run inside another tenant's") {
    town<TestType> db({"thor", "potter"});
    auto thor = db->tenant("thor"), potter = db->tenant("potter");
    thor.insert(Poll{0, "hammer?", 1});
    potter.insert(Poll{0, "wand?", 1});
    const auto of_potter = potter.template from<Poll>().select(col<&Poll::question>);
    CHECK_THROWS_AS(thor.template remove<Poll>().where(col<&Poll::question>.in(of_potter)).run(),
                    il::wrong_origin);
    CHECK_THROWS_AS(thor.template from<Poll>().select(col<&Poll::question>).except(of_potter).all(),
                    il::wrong_origin);
    CHECK_THROWS_AS(
        thor.template from<Poll>().template prefetch<&Choice::poll>(potter.template from<Choice>()).all(),
        il::wrong_origin);
    CHECK(thor.template from<Poll>().count() == 1);
    CHECK(potter.template from<Poll>().where(col<&Poll::question>.in(of_potter)).count() == 1);
    CHECK(db->tenant("potter").template from<Poll>().where(il::exists(of_potter)).count() == 1);
}

TENANCY_CASE("Models of other databases are routed as usual by a tenant's handle") {
    town<TestType> db({"thor"});
    auto thor = db->tenant("thor");
    thor.insert(Voter{1, "Jane"});
    CHECK(db->template get<Voter>(1).name == "Jane");
    CHECK(thor.template from<Voter>().count() == 1);
    thor.template transaction<global>([](auto& tx) { tx.insert(Voter{2, "Erik"}); });
    CHECK(db->template from<Voter>().count() == 2);
}

TENANCY_CASE("Relations are followed within a tenant, and to models that all tenants have in common") {
    town<TestType> db({"thor", "potter"});
    auto thor = db->tenant("thor"), potter = db->tenant("potter");
    db->insert(Voter{7, "Jane"});
    Poll hammer{0, "hammer?", 7}, wand{0, "wand?", 7};
    thor.insert(hammer);
    potter.insert(wand);
    REQUIRE(hammer.id == wand.id);
    thor.insert_many(std::vector<Choice>{{0, hammer.id, "yes"}, {0, hammer.id, "no"}});
    potter.insert(Choice{0, wand.id, "maybe"});

    const auto joined = potter.template from<Choice>().template join<&Choice::poll>().all();
    REQUIRE(joined.size() == 1);
    CHECK(std::get<1>(joined[0]).question == "wand?");
    const auto loaded = thor.template from<Poll>().template prefetch<&Choice::poll>().all();
    REQUIRE(loaded.size() == 1);
    CHECK(std::get<1>(loaded[0]).size() == 2);
    const auto asked = potter.template from<Poll>().template prefetch<&Poll::voter>().all();
    REQUIRE(asked.size() == 1);
    CHECK(std::get<1>(asked[0]).value().name == "Jane");

    std::vector<Choice> choices{{0, 0, "a"}, {0, 0, "b"}};
    Poll more{0, "more?", 7};
    il::insert_with<&Choice::poll>(thor, more, choices);
    CHECK(thor.template from<Choice>().count() == 4);
    CHECK(thor.template get<Choice>(choices[0].id).poll == more.id);
    CHECK(potter.template from<Choice>().count() == 1);
}

TENANCY_CASE("Names of tenants do not differ by case, and what is no name is no tenant") {
    town<TestType> db({"thor"});
    auto thor = db->tenant("THOR");
    CHECK(thor.name() == "thor");
    thor.insert(Poll{0, "hammer?", 1});
    CHECK(db->tenant("Thor").template from<Poll>().count() == 1);
    for (const std::string name :
         {"", "-thor", "_thor", "th or", "thor.", "../thor", "thor/../x", "thor;", "{tenant}", "th%6Fr",
          "tho\xc3\xb6r", "thor'", "thor\"", "a123456789012345678901234567890123456789x"})
        CHECK_THROWS_AS(db->tenant(name), il::unknown_tenant);
    CHECK_THROWS_AS(db->tenant(std::string_view("thor\0", 5)), il::unknown_tenant);
}

TENANCY_CASE(
    "An unknown tenant is an error that says so, never another database, and nothing is made of it") {
    town<TestType> db({"thor"});
    using database = typename town<TestType>::database;
    const auto unlisted = thrown<il::unknown_tenant>([&] { (void)db->tenant("loki"); });
    CHECK(unlisted.alias() == "polls");
    CHECK(std::string(unlisted.what()).find("loki") != std::string::npos);
    CHECK(il::tenants_of<database>(*db).names() == std::vector<std::string>{"thor"});

    // where nobody lists them, a tenant is one whose database is there
    typename town<TestType>::session other(db.settings());
    CHECK(other.tenant("thor").template from<Poll>().count() == 0);
    CHECK(thrown<il::unknown_tenant>([&] { (void)other.tenant("loki"); }).alias() == "polls");
    CHECK(thrown<il::unknown_tenant>([&] { (void)other.tenant("loki"); }).alias() == "polls");
    CHECK(il::tenants_of<database>(other).names() == std::vector<std::string>{"thor"});
    if constexpr (std::is_same_v<TestType, files>)
        CHECK_FALSE(std::filesystem::exists(db.tenancy().folder.file("loki.db")));
}

TEST_CASE("The file of a tenant that nobody lists is not made, whatever mode the URL has") {
    using service = town<files>::service;
    scratch folder;
    for (const char* mode :
         {"?mode=rwc", "?mode=rw", "?mode=ro", "?busy_timeout=9&mode=rwc", "?m%6Fde=rwc", ""}) {
        il::session<service> db(
            il::settings{{"global", "sqlite::memory:"}, {"polls", folder.url("{tenant}.db", mode)}});
        CHECK_THROWS_AS(db.tenant("loki"), il::unknown_tenant);
    }
    CHECK(std::filesystem::is_empty(folder.file("")));
}

namespace {

struct ballots : il::database<"ballots", il::sqlite> {};
struct Ballot {
    std::int64_t id = 0, poll = 0;
};

}  // namespace
template <>
struct interlock::model<Ballot> {
    using fields = il::fields<il::field<&Ballot::id, il::primary_key>,
                              il::field<&Ballot::poll, il::soft_references<&Poll::id>>>;
};

TEST_CASE("One name is a tenant's in each database that has tenants") {
    using their_polls = polls<il::sqlite>;
    using service =
        il::service<il::databases<global, their_polls, ballots>, il::models<Voter, Poll, Choice, Ballot>,
                    il::routers<il::route_model<Ballot, il::tenanted<ballots>>,
                                il::route_app<"people", global>, il::tenanted<their_polls>>>;
    scratch folder;
    il::session<service> db(il::settings{{"global", "sqlite::memory:"},
                                         {"polls", folder.url("polls-{tenant}.db")},
                                         {"ballots", folder.url("ballots-{tenant}.db")}});
    il::tenant_list all{{"thor"}, {"potter"}}, half{{"thor"}};
    il::tenants_of<their_polls>(db).come_from(&all);
    il::tenants_of<ballots>(db).come_from(&half);
    il::create_tables(db);
    auto thor = db.tenant("thor");
    il::create_tables(thor);
    thor.insert(Poll{0, "hammer?", 1});
    thor.insert(Ballot{5});
    CHECK(db.tenant("thor").from<Poll>().count() == 1);
    CHECK(db.tenant("thor").get<Ballot>(5).id == 5);
    CHECK(thrown<il::unknown_tenant>([&] { (void)db.tenant("potter"); }).alias() == "ballots");

    half.add("potter");
    auto potter = db.tenant("potter");
    il::create_tables(potter);
    potter.insert(Poll{0, "wand?", 1});
    potter.insert(Ballot{5, 1});
    thor.insert(Ballot{6, 1});
    const auto of_ballots = potter.from<Ballot>().prefetch<&Ballot::poll>().all();
    REQUIRE(of_ballots.size() == 1);
    CHECK(std::get<1>(of_ballots[0]).value().question == "wand?");
    const auto of_polls = thor.from<Poll>().prefetch<&Ballot::poll>().all();
    REQUIRE(of_polls.size() == 1);
    REQUIRE(std::get<1>(of_polls[0]).size() == 1);
    CHECK(std::get<1>(of_polls[0])[0].id == 6);
}

namespace {

struct Tag {
    std::int64_t id = 0;
};
struct Item {
    std::int64_t id = 0;
};

}  // namespace
template <>
struct interlock::model<Tag> {
    using fields = il::fields<il::field<&Tag::id, il::primary_key>>;
};
template <>
struct interlock::model<Item> {
    using fields = il::fields<il::field<&Item::id, il::primary_key>>;
    using links = il::links<il::link<Item, Tag>>;
};

TENANCY_CASE("Links, cascades and copies by a tenant's handle stay with that tenant") {
    using database = typename TestType::database;
    using service = il::service<il::databases<database>, il::models<Item, Tag>,
                                il::routers<il::tenanted<database, typename TestType::strategy>>>;
    TestType tenancy;
    il::session<service> db(il::settings{{"polls", tenancy.url()}});
    il::tenant_list list{{"thor"}, {"potter"}};
    il::tenants_of<database>(db).come_from(&list);
    auto thor = db.tenant("thor"), potter = db.tenant("potter");
    for (auto* tenant : {&thor, &potter}) {
        tenancy.make(tenant->name());
        il::create_tables(*tenant);
        tenant->insert(Item{1});
        tenant->insert(Tag{1});
    }
    CHECK(il::linked<il::link<Item, Tag>>(thor, Item{1}).add(Tag{1}));
    CHECK(il::linked<il::link<Item, Tag>>(thor, Item{1}).from().all().size() == 1);
    CHECK(il::linked<il::link<Item, Tag>>(potter, Item{1}).from().all().empty());
    il::copy_to<database>(potter, Item{2}, il::keep_key);
    CHECK(potter.template from<Item>().count() == 2);
    CHECK(thor.template from<Item>().count() == 1);
    (void)il::remove_cascading<Item>(thor, col<&Item::id> == 1);
    CHECK(thor.template from<Item>().count() == 0);
    CHECK(potter.template from<Item>().count() == 2);
}

TENANCY_CASE("A tenant may come and go while the program runs") {
    town<TestType> db({"thor"});
    using database = typename town<TestType>::database;
    CHECK_THROWS_AS(db->tenant("loki"), il::unknown_tenant);
    db.tenancy().make("loki");
    db.list().add("loki");
    auto loki = db->tenant("loki");
    il::create_tables(loki);
    loki.insert(Poll{0, "trick?", 1});
    auto row = loki.template load<Poll>(1);
    db.list().remove("loki");
    CHECK(db->tenant("loki").template from<Poll>().count() == 1);  // until it is forgotten
    il::tenants_of<database>(*db).forget("loki");
    CHECK_THROWS_AS(db->tenant("loki"), il::unknown_tenant);
    CHECK(loki.template from<Poll>().count() == 1);  // who has it goes on
    il::tenants_of<database>(*db).forget("nobody");

    db.list().add("loki");  // in the same place, which might be another one
    row->question = "trick!";
    CHECK_THROWS_AS(db->tenant("loki").save(row), il::wrong_origin);
    CHECK(loki.save(row));
    row->question = "no trick";
    CHECK(row.save());
    CHECK(db->tenant("loki").template get<Poll>(1).question == "no trick");
}

TENANCY_CASE("A query that was built for a tenant runs on that one, wherever and whenever it is run") {
    town<TestType> db({"thor", "potter"});
    db->tenant("thor").insert(Poll{0, "hammer?", 1});
    auto query = db->tenant("thor").template from<Poll>().where(col<&Poll::id> > 0);  // its handle is gone
    auto potter = db->tenant("potter");
    CHECK(potter.template from<Poll>().count() == 0);
    const il::tenant_scope scope("potter");
    std::thread([&] {
        const il::tenant_scope other("potter");
        CHECK(db->tenant().template from<Poll>().count() == 0);
        CHECK(query.all().size() == 1);
    }).join();
    CHECK(query.count() == 1);
}

TENANCY_CASE("A row that was loaded under one tenant is not saved under another") {
    town<TestType> db({"thor", "potter"});
    using database = typename town<TestType>::database;
    auto thor = db->tenant("thor"), potter = db->tenant("potter");
    thor.insert(Poll{0, "hammer?", 1});
    potter.insert(Poll{0, "wand?", 1});
    auto row = thor.template load<Poll>(1);
    row->question = "anvil?";
    CHECK_THROWS_AS(potter.save(row), il::wrong_origin);
    potter.template transaction<database>([&](auto& tx) { CHECK_THROWS_AS(tx.save(row), il::wrong_origin); });
    CHECK(potter.template get<Poll>(1).question == "wand?");
    CHECK(thor.save(row));
    CHECK(thor.template get<Poll>(1).question == "anvil?");
    row->question = "bolt?";
    CHECK(db->tenant("THOR").save(row));  // another handle of the same tenant
    row->question = "storm?";
    CHECK(row.save());
    CHECK(thor.template get<Poll>(1).question == "storm?");
}

TENANCY_CASE("The thread's tenant throws when unset, nests, and comes back on every way out") {
    town<TestType> db({"thor", "potter"});
    db->tenant("thor").insert(Poll{0, "hammer?", 1});
    const auto count = [&] { return db->tenant().template from<Poll>().count(); };
    CHECK_THROWS_AS(db->tenant(), il::unknown_tenant);
    {
        const il::tenant_scope outer("Thor");
        CHECK(il::current_tenant() == "thor");
        CHECK(count() == 1);
        {
            const il::tenant_scope inner("potter");
            CHECK(count() == 0);
        }
        CHECK(count() == 1);
        try {
            const il::tenant_scope inner("potter");
            throw 1;
        } catch (int) {
            CHECK(count() == 1);
        }
        CHECK_THROWS_AS(il::tenant_scope("no/name"), il::unknown_tenant);
        CHECK(count() == 1);
        bool elsewhere = false;
        std::thread([&] {
            try {
                (void)db->tenant();
            } catch (const il::unknown_tenant&) {
                elsewhere = true;
            }
        }).join();
        CHECK(elsewhere);
    }
    CHECK_THROWS_AS(db->tenant(), il::unknown_tenant);
    CHECK_THROWS_AS(il::current_tenant(), il::unknown_tenant);
}

TEST_CASE("Scopes of tenants may end in any order, and on any thread") {
    const auto in = [] {
        try {
            return il::current_tenant();
        } catch (const il::unknown_tenant&) {
            return std::string("none");
        }
    };
    STATIC_REQUIRE_FALSE(std::is_copy_constructible_v<il::tenant_scope>);
    STATIC_REQUIRE_FALSE(std::is_move_constructible_v<il::tenant_scope>);
    std::optional<il::tenant_scope> first, second, third;
    first.emplace("thor");
    second.emplace("potter");
    first.reset();
    CHECK(in() == "potter");
    second.reset();
    CHECK(in() == "none");

    first.emplace("thor");
    second.emplace("potter");
    third.emplace("loki");
    std::thread([&] {
        const il::tenant_scope own("odin");
        third.reset();
        CHECK(in() == "odin");
        first.reset();
        CHECK(in() == "odin");
    }).join();
    CHECK(in() == "potter");
    second.reset();
    CHECK(in() == "none");

    std::thread([&] { first.emplace("thor"); }).join();
    CHECK(in() == "none");
    first.reset();  // after its thread
    CHECK(in() == "none");
}

TENANCY_CASE("Who watches is told whose rows a statement is about") {
    town<TestType> db({"thor", "potter"});
    std::vector<std::string> told, whys;
    db->on_statement([&](const il::statement_event& e) {
        if (!e.has_ended || e.model.empty()) return;
        told.push_back(std::string(e.alias) + ":" + std::string(e.tenant));
        whys.emplace_back(e.why);
    });
    db->tenant("thor").template from<Poll>().all();
    db->tenant("potter").insert(Poll{0, "wand?", 1});
    db->tenant("thor").template transaction<typename town<TestType>::database>(
        [](auto& tx) { (void)tx.template from<Poll>().count(); });
    (void)db->template from<Voter>().count();
    il::create_tables(db->tenant("thor"));
    db->on_statement(nullptr);
    CHECK(told == std::vector<std::string>{"polls:thor", "polls:potter", "polls:thor", "global:"});
    REQUIRE(whys.size() == 4);
    CHECK(whys[0].starts_with("the tenant's own "));
    CHECK(whys[2] == whys[0]);
    CHECK(db->template query_count<typename town<TestType>::database>() >= 3);
}

TEST_CASE("The tenant of a host is its subdomain; case, port and a final dot do not count") {
    const il::host_resolver tenant_of("polls.local");
    CHECK(tenant_of("THOR.polls.local:8000") == "thor");
    CHECK(tenant_of("thor.POLLS.local") == "thor");
    CHECK(tenant_of("thor.polls.local.") == "thor");
    CHECK(tenant_of("thor.polls.local.:80") == "thor");
    CHECK(il::host_resolver("Polls.Local.:8000")("potter.polls.local") == "potter");
    for (const char* host :
         {"", "polls.local", ".polls.local", "polls.local:8000", "thor.polls.local.evil.com", "thor",
          "thor.other.local", "a.b.polls.local", "thorpolls.local", "thor.polls.local..", "[::1]:8000",
          "[::1]", "::1", "127.0.0.1:8000", "th%6Fr.polls.local", "thor.polls.local:80x", "thor .polls.local",
          "localhost:8000", "thor.polls.local:8000:8000"})
        CHECK_THROWS_AS(tenant_of(host), il::unknown_tenant);
}

TEST_CASE("No tenant's file is one that SQLite keeps beside another one's") {
    using service = town<files>::service;
    using database = town<files>::database;
    const scratch folder;
    il::session<service> db(il::settings{{"global", "sqlite::memory:"}, {"polls", folder.url("{tenant}")}});
    il::tenant_list all{{"thor"}, {"thor-wal"}, {"thor-shm"}, {"thor-journal"}, {"journal"}};
    il::tenants_of<database>(db).come_from(&all);
    for (const char* name : {"thor-wal", "thor-shm", "Thor-Journal"})
        CHECK(thrown<il::unknown_tenant>([&] { (void)db.tenant(name); }).alias() == "polls");
    for (const char* name : {"thor", "journal"}) CHECK_NOTHROW(il::create_tables(db.tenant(name)));
    CHECK_THROWS_AS(db.tenant("thor-wal"), il::unknown_tenant);

    il::session<service> with_ending(
        il::settings{{"global", "sqlite::memory:"}, {"polls", folder.url("{tenant}.db")}});
    il::tenants_of<database>(with_ending).come_from(&all);
    CHECK_NOTHROW(il::create_tables(with_ending.tenant("thor-wal")));
}

TEST_CASE("What is wrong with a tenant's URL or connection is said with its name") {
    using database = polls<il::sqlite>;
    using service = site<database, il::database_per_tenant>;
    const scratch folder;
    il::session<service> db(
        il::settings{{"global", "sqlite::memory:"}, {"polls", folder.url("{tenant}.db")}});
    il::tenant_list all{{"a", "s3cret"},
                        {"b", "sqlite:b.db?pool_max=x"},
                        {"c", "sqlite:c.db?nope=s3cret"},
                        {"d", folder.url("missing/{tenant}.db")}};
    il::tenants_of<database>(db).come_from(&all);
    const auto said = [&](const il::error& e, const std::string& tenant) {
        const std::string what = e.what();
        CHECK(e.alias() == "polls");
        CHECK(what.find("tenant '" + tenant + "': ") != std::string::npos);
        CHECK(what.find("tenant '") == what.rfind("tenant '"));
        CHECK(what.find("s3cret") == std::string::npos);
    };
    for (const char* name : {"a", "b", "c"})
        said(thrown<il::configuration_error>([&] { (void)db.tenant(name).from<Poll>().count(); }), name);
    said(thrown<il::connection_failed>([&] { (void)db.tenant("d").from<Poll>().count(); }), "d");
}

TEST_CASE("A URL that would put all tenants into one database is refused") {
    using service = town<files>::service;
    const auto open = [](const char* url) {
        il::session<service> db(il::settings{{"global", "sqlite::memory:"}, {"polls", url}});
    };
    CHECK_THROWS_AS(open("sqlite:polls.db"), il::configuration_error);
    CHECK_THROWS_AS(open("sqlite:polls.db?busy_timeout={tenant}"), il::configuration_error);
    CHECK_THROWS_AS(open("postgresql://host/polls_{tenant}"), il::configuration_error);
    CHECK_THROWS_AS(open("sqlite:{tenant}.db?pool_total=x"), il::configuration_error);
    CHECK_NOTHROW(open("sqlite:{tenant}.db?pool_total=4"));

    il::detail::tenant_url server;
    for (const char* one :
         {"postgresql://u:{tenant}@h/x", "postgresql://{tenant}@h/x",
          "postgresql://h/app_{tenant}?dbname=app", "postgresql://h/x?password={tenant}",
          "postgresql://h/x?options=-csearch_path%3D{tenant}", "postgresql://{tenant}.h/x?host=h",
          "postgresql://h/x?host={tenant}&hostaddr=10.0.0.1", "postgresql://{tenant}.h,h/x",
          "postgresql://h/%7Btenant%7D"})
        CHECK_THROWS_AS(server.set(il::url::parse(one)), il::configuration_error);
    for (const char* each : {"postgresql://h/app_{tenant}", "postgresql://h?dbname=app_{tenant}",
                             "postgresql://h/app?dbname={tenant}", "postgresql://u@{tenant}.h/x",
                             "postgresql:///x?host={tenant}.h", "postgresql://h,g/{tenant}"})
        CHECK_NOTHROW(server.set(il::url::parse(each)));
    const std::string long_name(60, 'x');
    server.set(il::url::parse("postgresql://h/short?dbname=" + long_name + "{tenant}"));
    CHECK_THROWS_AS(server.of("polls", "thor", {}, true), il::configuration_error);
    server.set(il::url::parse("postgresql://h/" + long_name + "?dbname={tenant}"));
    CHECK(server.of("polls", "thor", {}, true).find("dbname") == std::string("thor"));
}
