// SPDX-License-Identifier: BSL-1.0
#include "polls.hpp"

#if INTERLOCK_TEST_WITH_POSTGRES

#include <interlock/pipeline.hpp>

#include <thread>

// One pool of connections for the schemas of all tenants: none of them keeps the last tenant.

using il::col;

namespace {

struct two_schemas : town<server_schemas> {
    using database = polls<il::postgres>;

    explicit two_schemas(const std::string& parameters = "pool_max=1")
        : town({"thor", "potter"}, parameters) {
        thor.insert(Poll{0, "hammer?", 1});
        potter.insert(Poll{0, "wand?", 1});
        potter.insert(Poll{0, "owl?", 1});
    }
    /// Each reads what is its own, by the connection that there is.
    bool are_apart() {
        return questions(thor.from<Poll>().order_by(il::asc<&Poll::id>).all()) ==
                   std::vector<std::string>{"hammer?"} &&
               questions(potter.from<Poll>().order_by(il::asc<&Poll::id>).all()) ==
                   std::vector<std::string>{"wand?", "owl?"};
    }

    il::tenant_handle<service> thor = (**this).tenant("thor"), potter = (**this).tenant("potter");
};

}  // namespace

TEST_CASE("One prepared statement on one connection reads the rows of each tenant") {
    two_schemas db;
    const auto before = db->metrics<two_schemas::database>();
    for (int i = 0; i < 20; ++i) {  // beyond the five executions after which a server may keep a plan
        CHECK(db.thor.get<Poll>(1).question == "hammer?");
        CHECK(db.potter.get<Poll>(1).question == "wand?");
        CHECK(db.are_apart());
    }
    CHECK(db->metrics<two_schemas::database>().opened == before.opened);
    CHECK(
        db.thor
            .raw<two_schemas::database, il::reads, std::int64_t>(
                "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'SELECT \"id\"%\"polls_poll\" WHERE%'")
            .one() == 1);
}

TEST_CASE("The schema is said again only where the connection was another tenant's last") {
    two_schemas db;
    (void)db.thor.from<Poll>().count();
    int said = 0;
    db->on_statement([&](const il::statement_event& e) {
        said += e.has_ended && e.sql.find("search_path") != std::string_view::npos;
    });
    for (int i = 0; i < 5; ++i) (void)db.thor.from<Poll>().count();
    CHECK(said == 0);
    (void)db.potter.from<Poll>().count();
    (void)db.potter.from<Poll>().count();
    CHECK(said == 1);
    db.thor.transaction<two_schemas::database>([](auto& tx) { (void)tx.template from<Poll>().count(); });
    CHECK(said == 2);
    db->on_statement(nullptr);
}

TEST_CASE("After errors and rollbacks of one tenant the next one reads its own") {
    two_schemas db;
    using database = two_schemas::database;
    CHECK_THROWS_AS(db.thor.insert(Choice{0, 99, "no such poll"}), il::foreign_key_violation);
    CHECK(db.are_apart());
    try {
        db.potter.transaction<database>([](auto& tx) {
            tx.insert(Poll{0, "never", 1});
            tx.insert(Choice{0, 99, "no such poll"});
        });
    } catch (const il::foreign_key_violation&) {
    }
    CHECK(db.are_apart());
    {
        auto tx = db.thor.begin<database>();
        tx.insert(Poll{0, "never", 1});
        auto part = tx.begin();
        part.insert(Poll{0, "never", 1});
        part.rollback();
        tx.rollback();
    }
    CHECK(db.are_apart());
    for (const Poll& p : db.potter.from<Poll>().stream()) {
        CHECK(p.question == "wand?");
        break;  // rows of it are left
    }
    CHECK(db.are_apart());
}

TEST_CASE("A search_path that a raw text sets is no other tenant's, nor that of a later query of its own") {
    two_schemas db;
    using database = two_schemas::database;
    const auto leave = [&](auto& tenant, const char* sql) {
        (void)tenant.template raw<database, il::writes>(sql).run();
    };
    leave(db.thor, "SET search_path TO polls_potter");
    CHECK(db.are_apart());
    CHECK(
        db.thor
            .raw<database, il::reads, std::string>("SELECT set_config('search_path', 'polls_potter', false)")
            .one() == "polls_potter");
    CHECK(db.are_apart());
    {
        auto tx = db.thor.begin<database>();
        (void)tx.raw<il::reads, std::string>("SELECT set_config('search_path', 'polls_potter', false)").one();
        CHECK(tx.from<Poll>().count() == 1);  // its own again
        auto part = tx.begin();
        CHECK(part.from<Poll>().count() == 1);
        (void)part.raw<il::reads, std::string>("SELECT set_config('search_path', 'polls_potter', false)")
            .one();
        part.rollback();
        CHECK(tx.from<Poll>().count() == 1);
        (void)tx.raw<il::reads, std::string>("SELECT set_config('search_path', 'polls_potter', false)").one();
        auto other = tx.begin();  // what it takes back is a search_path of the library's own
        CHECK(other.from<Poll>().count() == 1);
        other.rollback();
        CHECK(tx.from<Poll>().count() == 1);
        (void)tx.raw<il::reads, std::string>("SELECT set_config('search_path', 'polls_potter', false)").one();
        tx.commit();
    }
    CHECK(db.are_apart());
    {
        auto tx = db.thor.begin<database>();
        (void)tx.raw<il::reads, std::string>("SELECT set_config('search_path', 'polls_potter', false)").one();
        CHECK(tx.from<Poll>().count() == 1);
    }
    CHECK(db.are_apart());
}

TEST_CASE("A thread's stream of one tenant is not the way to the rows of another") {
    {
        two_schemas db;
        std::size_t seen = 0;
        for (const Poll& p : db.potter.from<Poll>().stream()) {
            CHECK_THROWS_AS(db.thor.from<Poll>().count(), il::usage_error);  // it would wait for itself
            CHECK(db.potter.get<Poll>(p.id).question == p.question);
            ++seen;
        }
        CHECK(seen == 2);
        CHECK(db.are_apart());
    }
    two_schemas wide("pool_max=2");
    for (const Poll& p : wide.potter.from<Poll>().stream()) {
        CHECK(wide.thor.from<Poll>().count() == 1);
        CHECK(p.id > 0);
    }
}

TEST_CASE("The statements of a pipeline stay in the schema that it was opened for") {
    two_schemas db("pool_max=2");
    using database = two_schemas::database;
    auto pipeline = db.thor.pipeline<database>();
    pipeline.insert(Poll{0, "bolt?", 1});
    CHECK(db.potter.from<Poll>().count() == 2);
    pipeline.insert(Poll{0, "rain?", 1});
    pipeline.run();
    CHECK(db.thor.from<Poll>().count() == 3);
    CHECK(db.potter.from<Poll>().count() == 2);
}

TEST_CASE("A schema is the tenant's alone: what is missing in it is not looked for elsewhere") {
    two_schemas db;
    using database = two_schemas::database;
    at_server(server_url(),
              "DROP TABLE IF EXISTS public.polls_choice; CREATE TABLE public.polls_choice (id bigint, "
              "poll bigint, text text)");
    at_server(server_url(), "DROP TABLE polls_thor.polls_choice");
    CHECK_THROWS_AS(db.thor.from<Choice>().count(), il::schema_mismatch);
    CHECK(db.potter.from<Choice>().count() == 0);
    at_server(server_url(), "DROP TABLE public.polls_choice");
    il::create_tables(db.thor);
    CHECK(db.thor.from<Choice>().count() == 0);
    at_server(server_url(), "DROP SCHEMA polls_thor CASCADE");
    (void)db.potter.from<Poll>().count();
    CHECK_THROWS_AS(db.thor.from<Poll>().count(), il::no_such_database);
    il::tenants_of<database>(*db).forget("thor");
    CHECK(db.potter.from<Poll>().count() == 2);
}

TEST_CASE("Schemas that are the server's own, or everybody's, are no tenant's") {
    using service = town<server_schemas>::service;
    il::session<service> db(il::settings{{"global", "sqlite::memory:"}, {"polls", server_url()}});
    for (const char* name : {"public", "information_schema", "pg_catalog", "pg_toast"})
        CHECK_THROWS_AS(db.tenant(name), il::unknown_tenant);
    CHECK_THROWS_AS(
        il::session<service>(il::settings{{"global", "sqlite::memory:"},
                                          {"polls", with_parameter(server_url(), "tenant_schema=one")}}),
        il::configuration_error);
}

TEST_CASE("The name of a schema is a value, whatever the URL makes of it") {
    using service = town<server_schemas>::service;
    il::session<service> db(
        il::settings{{"global", "sqlite::memory:"},
                     {"polls", with_parameter(server_url(), "tenant_schema=odd \"'{tenant}\\;")}});
    il::tenant_list list{{"thor"}};
    il::tenants_of<polls<il::postgres>>(db).come_from(&list);
    auto thor = db.tenant("thor");
    CHECK_THROWS_AS(thor.from<Poll>().count(), il::no_such_database);
    il::create_tables(thor);
    il::create_tables(thor);
    thor.insert(Poll{0, "hammer?", 1});
    CHECK(thor.from<Poll>().count() == 1);
    at_server(server_url(), "DROP SCHEMA \"odd \"\"'thor\\;\" CASCADE");
}

#endif
