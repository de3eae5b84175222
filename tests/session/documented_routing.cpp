// SPDX-License-Identifier: BSL-1.0
#include <interlock/interlock.hpp>
#include <interlock/routing_diagram.hpp>
#include <interlock/sqlite.hpp>

#include "support/catch.hpp"
#include "support/scratch.hpp"

#include <concepts>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

// What docs/routing.md shows.

namespace il = interlock;

namespace {

struct main_db : il::database<"default", il::sqlite> {};
struct gems : il::database<"gems", il::sqlite> {};
struct archive : il::database<"archive", il::sqlite> {};

struct Gem {
    std::string id;
    std::string tissue;
};
struct Reaction {
    std::int64_t id = 0;
    std::string gem;
};

}  // namespace

template <>
struct interlock::model<Gem> {
    static constexpr auto app_label = "api";
    using fields = il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::tissue>>;
};
template <>
struct interlock::model<Reaction> {
    static constexpr auto app_label = "api";
    using fields = il::fields<il::field<&Reaction::id, il::primary_key>,
                              il::field<&Reaction::gem, il::soft_references<&Gem::id>>>;
};

namespace {

struct GemRouter {
    template <class M>
    static constexpr auto db_for_read() {
        if constexpr (std::same_as<M, Gem>) return il::use<gems>;
        else return il::pass;
    }
    template <class M>
    static constexpr auto db_for_write() {
        return db_for_read<M>();
    }
    template <class Db, class M>
    static constexpr il::verdict allow_migrate() {
        if (!std::same_as<M, Gem>) return il::verdict::pass;
        return std::same_as<Db, gems> || std::same_as<Db, archive> ? il::verdict::allow : il::verdict::deny;
    }
};

using atlas = il::service<il::databases<main_db, gems, archive>, il::models<Gem, Reaction>,
                          il::routers<GemRouter, il::route_rest<main_db>>>;

static_assert(il::verify<atlas>());
static_assert(std::same_as<il::read_database<atlas, Gem>, gems>);
static_assert(std::same_as<il::write_database<atlas, Reaction>, main_db>);
static_assert(il::may_exist_in<atlas, Gem, archive> && !il::may_exist_in<atlas, Reaction, archive>);
static_assert(!il::may_relate<atlas, Reaction, Gem>);  // hence a soft reference

struct standard_output {
    std::ostringstream text;
    std::streambuf* before = std::cout.rdbuf(text.rdbuf());
    ~standard_output() { std::cout.rdbuf(before); }
};

}  // namespace

TEST_CASE("A query goes where the routers say, or where it says itself") {
    il::session<atlas> db{il::settings{
        {"default", "sqlite::memory:"}, {"gems", "sqlite::memory:"}, {"archive", "sqlite::memory:"}}};
    il::create_tables(db);
    std::vector<std::string> told;
    db.on_statement([&](const il::statement_event& e) {
        if (e.has_ended) told.push_back(std::string(e.alias) + ": " + std::string(e.why));
    });

    db.insert(Gem{"13", "liver"});                   // gems
    auto liver = db.from<Gem>().all();               // gems
    auto kept = db.on<archive>().from<Gem>().all();  // archive; of Reaction it would not compile
    db.transaction<gems>([](auto& tx) {              // gems, and nothing else inside it
        tx.insert(Gem{"14", "muscle"});
    });

    CHECK(liver.size() == 1);
    CHECK(kept.empty());
    CHECK(told == std::vector<std::string>{"gems: write: route", "gems: read: route",
                                           "archive: explicit database", "gems: transaction",
                                           "gems: transaction", "gems: transaction"});
}

TEST_CASE("A program prints its routes in one line") {
    const scratch folder;
    const std::string file = folder.file("routes.svg");
    standard_output out;

    std::cout << il::routing_text<atlas>();
    std::ofstream(file) << il::routing_svg<atlas>("Metabolic Atlas");

    CHECK(out.text.str() == il::routing_text(il::routing_table<atlas>()));
    std::ostringstream drawn;
    drawn << std::ifstream(file).rdbuf();
    CHECK(drawn.str().starts_with("<svg "));
    CHECK(drawn.str().ends_with("</svg>\n"));
}

TEST_CASE("What the routes are is data, which a test can hold a program to") {
    std::string out;

    static_assert(il::routing_table<atlas>().databases.size() == 3);
    for (const il::route& r : il::routing_table<atlas>().routes)
        if (r.is_shared()) out += std::string(r.table->model) + " may be in " + std::string(r.homes[1]);

    CHECK(out == "Gem may be in archive");
}
