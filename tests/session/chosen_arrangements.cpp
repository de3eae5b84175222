// SPDX-License-Identifier: BSL-1.0
#include "support/catch.hpp"
#include "support/scratch.hpp"

#include <interlock/in.hpp>
#include <interlock/interlock.hpp>
#include <interlock/replicas.hpp>
#include <interlock/sqlite.hpp>
#include <interlock/tenants.hpp>

#include <concepts>
#include <cstdint>
#include <string>

// A database chosen by its alias in a service that arranges some otherwise: one has a replica, one is of tenants.

namespace il = interlock;

namespace {

struct reviews : il::database<"reviews", il::sqlite> {};
struct polls : il::database<"polls", il::sqlite> {};
struct main_db : il::database<"default", il::sqlite> {};

struct Review {
    std::int64_t id = 0;
    std::string content;
};
struct Poll {
    std::int64_t id = 0;
};
struct Note {
    std::int64_t id = 0;
    std::string text;
};

}  // namespace

template <>
struct interlock::model<Review> {
    static constexpr auto app_label = "reviews";
    using fields = il::fields<il::field<&Review::id, il::primary_key>, il::field<&Review::content>>;
};
template <>
struct interlock::model<Poll> {
    static constexpr auto app_label = "polls";
    using fields = il::fields<il::field<&Poll::id, il::primary_key>>;
};
template <>
struct interlock::model<Note> {
    static constexpr auto app_label = "notes";
    using fields = il::fields<il::field<&Note::id, il::primary_key>, il::field<&Note::text>>;
};

namespace {

/// A router by hand: notes are in the default database and in that of the reviews.
struct notes_in_two {
    template <class M>
    static constexpr auto db_for_read() {
        if constexpr (std::same_as<M, Note>) return il::several;
        else return il::pass;
    }
    template <class M>
    static constexpr auto db_for_write() {
        return db_for_read<M>();
    }
    template <class Db, class M>
    static constexpr il::verdict allow_migrate() {
        if (!std::same_as<M, Note>) return il::verdict::pass;
        return std::same_as<Db, polls> ? il::verdict::deny : il::verdict::allow;
    }
};
using shop =
    il::service<il::databases<main_db, reviews, polls>, il::models<Review, Poll, Note>,
                il::routers<notes_in_two, il::route_app<"reviews", il::replicated<reviews, il::replicas<1>>>,
                            il::route_app<"polls", il::tenanted<polls>>, il::route_rest<main_db>>>;
using plain =
    il::service<il::databases<reviews>, il::models<Review, Note>, il::routers<il::route_rest<reviews>>>;

static_assert(il::verify<shop>());

}  // namespace

TEST_CASE("Of what has replicas the source is chosen, and of tenants' databases none") {
    scratch folder;
    {
        il::session<plain> copy{il::settings{{"reviews", folder.url("replica.db")}}};
        il::create_tables(copy);
        copy.insert(Review{1, "replica"});
    }
    il::session<shop> db{il::settings{{"default", folder.url("default.db")},
                                      {"reviews", folder.url("source.db")},
                                      {"reviews.replica0", folder.url("replica.db")},
                                      {"polls", folder.url("{tenant}.db")}}};
    db.replicas<reviews>().limit({.max_lag = 0});
    il::create_tables(db);
    db.insert(Review{1, "source"});
    CHECK(db.get<Review>(1).content == "replica");
    CHECK(db.in("reviews").get<Review>(1).content == "source");
    db.in("reviews").transaction([](auto& tx) {
        tx.insert(Note{1, "of the reviews"});
        CHECK(tx.template get<Review>(1).content == "source");
        tx.template update<Review>().set(il::col<& Review::content> = "changed").run();
    });
    db.in("default").insert(Note{1, "of the rest"});
    CHECK(db.in("reviews").get<Note>(1).text == "of the reviews");
    CHECK(db.in("default").get<Note>(1).text == "of the rest");
    CHECK(db.in("reviews").get<Review>(1).content == "changed");
    CHECK_THROWS_AS(db.in("default").from<Review>(), il::model_in_another_database);
    CHECK(thrown<il::unknown_database>([&] { (void)db.in("polls"); }).message().find("default, reviews") !=
          std::string::npos);
}

TEST_CASE("One database may be all that there is to choose from") {
    using hall =
        il::service<il::databases<main_db, polls>, il::models<Poll, Note>,
                    il::routers<il::route_app<"polls", il::tenanted<polls>>, il::route_rest<main_db>>>;
    scratch folder;
    il::session<hall> db{il::settings{{"default", "sqlite::memory:"}, {"polls", folder.url("{tenant}.db")}}};
    il::create_tables(db);
    db.in("default").insert(Note{1, "first"});
    db.in("default").transaction([](auto& tx) {
        tx.insert(Note{2, "second"});
        CHECK(tx.template from<Note>().count() == 2);
    });
    CHECK(db.get<Note>(2).text == "second");
    CHECK(db.in<main_db>("default").from<Note>().count() == 2);
    CHECK_THROWS_AS(db.in("polls"), il::unknown_database);
}
