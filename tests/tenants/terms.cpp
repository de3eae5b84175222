// SPDX-License-Identifier: BSL-1.0
#include "polls.hpp"

// What a service asks of its connections it asks of those of each tenant: that they only read, or are of test databases.

namespace {

template <class Db, class Strategy, class Profile, class... First>
using site_on_terms = il::service<
    il::databases<global, Db>, il::models<Voter, Poll, Choice>,
    il::routers<First..., il::route_app<"polls", il::tenanted<Db, Strategy>>, il::route_rest<global>>,
    Profile>;

struct script {
    template <class, class Connection>
    static void run(Connection& c, const std::string& sql) {
        c.execute(sql);
    }
};

}  // namespace

TENANCY_CASE("What a service only reads it only reads of each tenant") {
    town<TestType> writer({"thor", "potter"});
    using database = typename TestType::database;
    using reading = site_on_terms<database, typename TestType::strategy, il::profile::production,
                                  il::read_only<database>>;
    (*writer).tenant("thor").insert(Poll{0, "hammer?", 1});

    il::session<reading> reader(writer.settings());
    il::tenants_of<database>(reader).come_from(&writer.list());
    auto thor = reader.tenant("thor");
    il::create_tables(thor);  // makes none
    CHECK(questions(thor.template from<Poll>().all()) == std::vector<std::string>{"hammer?"});
    CHECK(thor.template transaction<database>([](auto& tx) { return tx.template from<Poll>().count(); }) ==
          1);
    CHECK(reader.tenant("potter").template from<Poll>().count() == 0);
    for (const char* name : {"thor", "potter"})
        CHECK_THROWS_AS(reader.tenant(name).template executor_of<database>().template perform<script>(
                            "DELETE FROM polls_poll"),
                        il::read_only_database);
    CHECK((*writer).tenant("thor").template from<Poll>().count() == 1);
}

TEST_CASE("The file of a tenant that is only read is not made") {
    using database = polls<il::sqlite>;
    using reading =
        site_on_terms<database, il::database_per_tenant, il::profile::production, il::read_only<database>>;
    const scratch folder;
    il::tenant_list list{{"loki"}};
    il::session<reading> reader(
        il::settings{{"global", "sqlite::memory:"}, {"polls", folder.url("{tenant}.db")}});
    il::tenants_of<database>(reader).come_from(&list);
    CHECK_THROWS_AS(reader.tenant("loki").from<Poll>().count(), il::error);
    CHECK_FALSE(std::filesystem::exists(folder.file("loki.db")));
}

TEST_CASE("A program for tests opens the test database of a tenant, and no other") {
    using database = polls<il::sqlite>;
    using tests = site_on_terms<database, il::database_per_tenant, il::profile::testing>;
    const scratch folder;
    il::tenant_list list{{"thor"}};
    const auto open = [&](const char* file) {
        auto db = std::make_unique<il::session<tests>>(
            il::settings{{"global", "sqlite::memory:"}, {"polls", folder.url(file)}});
        il::tenants_of<database>(*db).come_from(&list);
        return db;
    };
    const auto any = open("{tenant}.db");
    CHECK_THROWS_AS(any->tenant("thor"), il::configuration_error);
    CHECK_FALSE(std::filesystem::exists(folder.file("thor.db")));

    const auto marked = open("test_{tenant}.db");
    auto thor = marked->tenant("thor");
    il::create_tables(thor);
    thor.insert(Poll{0, "hammer?", 1});
    CHECK(thor.from<Poll>().count() == 1);
}

#if INTERLOCK_TEST_WITH_POSTGRES
TEST_CASE("A program for tests opens schemas of a test database, and of no other") {
    using database = polls<il::postgres>;
    using tests = site_on_terms<database, il::schema_per_tenant, il::profile::testing>;
    CHECK_THROWS_AS(
        (il::session<tests>(il::settings{{"global", "sqlite::memory:"}, {"polls", server_schemas().url()}})),
        il::configuration_error);
}
#endif
