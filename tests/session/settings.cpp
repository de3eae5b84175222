// SPDX-License-Identifier: BSL-1.0
#include "support/catch.hpp"
#include "support/scratch.hpp"

#include <interlock/interlock.hpp>
#include <interlock/sqlite.hpp>

#include <cstdlib>
#include <string>

namespace il = interlock;

namespace {

struct main_db : il::database<"default", il::sqlite> {};
struct gems : il::database<"gems", il::sqlite> {};
struct map_tiles : il::database<"map-tiles", il::sqlite> {};

struct Gem {
    std::string id;
};
struct Tile {
    std::string name;
};
struct Other {
    int id = 0;
};

}  // namespace

template <>
struct interlock::model<Gem> {
    using fields = il::fields<il::field<&Gem::id, il::primary_key>>;
};
template <>
struct interlock::model<Tile> {
    using fields = il::fields<il::field<&Tile::name, il::primary_key>>;
};
template <>
struct interlock::model<Other> {
    using fields = il::fields<il::field<&Other::id, il::primary_key>>;
};

using atlas = il::service<
    il::databases<main_db, gems, map_tiles>, il::models<Gem, Tile, Other>,
    il::routers<il::route_model<Gem, gems>, il::route_model<Tile, map_tiles>, il::route_rest<main_db>>>;
using session = il::session<atlas>;

/// A variable of the environment that is gone after the test.
struct variable {
    std::string name;
    variable(const std::string& n, const std::string& value) : name(n) {
        ::setenv(n.c_str(), value.c_str(), 1);
    }
    variable(const variable&) = delete;
    variable& operator=(const variable&) = delete;
    ~variable() { ::unsetenv(name.c_str()); }
};

static std::string message_of(const il::settings& settings) {
    return thrown<il::configuration_error>([&] { session db(settings); }).what();
}
static bool says(const std::string& message, const std::string& part) {
    return message.find(part) != std::string::npos;
}

static const il::settings complete{
    {"default", "sqlite::memory:"}, {"gems", "sqlite::memory:"}, {"map-tiles", "sqlite::memory:"}};

TEST_CASE("A session takes a URL for each of its databases") {
    session db(complete);
    il::create_tables(db);
    db.insert(Gem{"a"});
    CHECK(db.from<Gem>().count() == 1);
}

TEST_CASE("Every missing and every unknown alias is told at once") {
    const std::string message =
        message_of({{"gems", "sqlite::memory:"}, {"gmes", "sqlite::memory:"}, {"tiles", "sqlite:x"}});
    CHECK(says(message, "'default'"));
    CHECK(says(message, "'map-tiles'"));
    CHECK(says(message, "'gmes'"));
    CHECK(says(message, "'tiles'"));
    CHECK_FALSE(says(message, "'gems'"));
    CHECK(says(message_of({}), "'gems'"));
}

TEST_CASE("A URL that its database cannot use is told with its alias, and without its password") {
    const std::string message = message_of({{"default", "postgresql://ann:secret@host/db"},
                                            {"gems", "nothing secret"},
                                            {"map-tiles", "mysql://ann:secret@host/db?password=secret"}});
    CHECK(says(message, "'default' takes URLs of sqlite, not of postgresql"));
    CHECK(says(message, "'gems'"));
    CHECK(says(message, "'map-tiles'"));
    CHECK_FALSE(says(message, "secret"));
    CHECK_FALSE(
        says(message_of({{"default", "sqlite:x?secret"}, {"gems", "sqlite:x"}, {"map-tiles", "sqlite:x"}}),
             "secret"));
}

TEST_CASE("A function that is asked for a password is one of a database that has a URL") {
    il::settings from{{"gems", "sqlite::memory:"}};
    from.ask_password("gems", [] { return std::string("open"); });
    REQUIRE(from.find("gems")->asked != nullptr);
    CHECK(from.find("gems")->asked() == "open");
    CHECK(il::settings{}.or_else(from).find("gems")->asked() == "open");
    CHECK_THROWS_AS(from.ask_password("tiles", [] { return std::string(); }), il::configuration_error);
}

TEST_CASE("Nothing is opened before its first use") {
    const scratch folder;
    session db(il::settings(complete).set("gems", folder.url("no/such/folder.db")));
    const auto e = thrown<il::connection_failed>([&] { db.from<Gem>().count(); });
    CHECK(e.alias() == "gems");
}

TEST_CASE("The environment names each database by prefix, alias and URL in upper case") {
    const variable a("TEST_ATLAS_DEFAULT_URL", "sqlite::memory:"),
        b("TEST_ATLAS_GEMS_URL", "sqlite::memory:"), c("TEST_ATLAS_MAP_TILES_URL", "sqlite::memory:"),
        near("TEST_ATLASX_GEMS_URL", "sqlite:x"), short_one("TEST_ATLAS_URL", "x"),
        other("TEST_ATLAS_GEMS_PATH", "x");
    for (const char* prefix : {"TEST_ATLAS", "test_atlas", "test-atlas"}) {
        INFO(prefix);
        session db(il::settings::from_environment(prefix));
        il::create_tables(db);
        CHECK(db.from<Tile>().count() == 0);
    }
}

TEST_CASE("What the environment lacks is named by its variable, and what it has too much too") {
    const variable a("TEST_ATLAS_GEMS_URL", "sqlite::memory:"), b("TEST_ATLAS_GMES_URL", "sqlite:x");
    const std::string message = message_of(il::settings::from_environment("TEST_ATLAS"));
    CHECK(says(message, "TEST_ATLAS_DEFAULT_URL"));
    CHECK(says(message, "TEST_ATLAS_MAP_TILES_URL"));
    CHECK(says(message, "TEST_ATLAS_GMES_URL"));
    CHECK_FALSE(says(message, "TEST_ATLAS_GEMS_URL"));
}

TEST_CASE("An empty variable is a URL that cannot be read") {
    const variable a("TEST_ATLAS_GEMS_URL", "");
    CHECK(says(message_of(il::settings::from_environment("TEST_ATLAS").or_else(complete)), "'gems'"));
}

TEST_CASE("The first of several settings wins; set() replaces") {
    const scratch folder;
    const variable a("TEST_ATLAS_GEMS_URL", folder.url("environment.db"));
    const il::settings environment = il::settings::from_environment("TEST_ATLAS");
    CHECK(environment.or_else(complete).find("gems")->location == folder.url("environment.db"));
    CHECK(complete.or_else(environment).find("gems")->location == "sqlite::memory:");
    session first(environment.or_else(complete)), second(complete.or_else(environment));

    il::settings replaced = environment.or_else(complete);
    replaced.set("gems", folder.url("set.db"));
    REQUIRE(replaced.find("gems") != nullptr);
    CHECK(replaced.find("gems")->location == folder.url("set.db"));
    session third(replaced);
    il::settings twice{{"gems", "a:"}, {"gems", "b:"}};
    CHECK(twice.find("gems")->location == "b:");
    CHECK(twice.entries().size() == 1);
}

TEST_CASE("Each database gets its own tables and nothing else") {
    const scratch folder;
    const il::settings files{{"default", folder.url("default.db")},
                             {"gems", folder.url("gems.db")},
                             {"map-tiles", folder.url("tiles.db")}};
    session db(files);
    il::create_tables(db);
    il::create_tables(db);
    const auto tables = [&](const char* file) {
        il::sqlite_connection raw("raw", il::url::parse(folder.url(file)));
        std::string names;
        const auto keep = [](void* to, int, char** values, char**) {
            *static_cast<std::string*>(to) += values[0] + std::string(";");
            return 0;
        };
        REQUIRE(sqlite3_exec(raw.native_handle(),
                             "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name", keep,
                             &names, nullptr) == SQLITE_OK);
        return names;
    };
    CHECK(tables("default.db") == "other;");
    CHECK(tables("gems.db") == "gem;");
    CHECK(tables("tiles.db") == "tile;");
    db.insert(Gem{"a"});
    db.insert(Tile{"t"});
    CHECK(db.on<gems>().from<Gem>().count() == 1);
    CHECK(db.on<gems>().get<Gem>("a").id == "a");
    db.on<map_tiles>().upsert(Tile{"u"});
    CHECK(db.from<Tile>().count() == 2);
    session again(files);
    CHECK(again.from<Gem>().count() == 1);
}

TEST_CASE("A transaction on one database leaves the others alone") {
    session db(complete);
    il::create_tables(db);
    auto tx = db.begin<gems>();
    tx.insert(Gem{"a"});
    db.insert(Tile{"t"});
    db.transaction<main_db>([](auto& other) { other.insert(Other{1}); });
    tx.rollback();
    CHECK(db.from<Gem>().count() == 0);
    CHECK(db.from<Tile>().count() == 1);
    CHECK(db.from<Other>().count() == 1);
}
