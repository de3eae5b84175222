// SPDX-License-Identifier: BSL-1.0
#include <interlock/interlock.hpp>
#include <interlock/replicas.hpp>
#include <interlock/sqlite.hpp>

#include "support/catch.hpp"
#include "support/drawing.hpp"
#include "support/scratch.hpp"

#include <cstdint>
#include <string>

// What docs/routing/replicas.md shows.

namespace il = interlock;

namespace {

struct main_db : il::database<"default", il::sqlite> {};
struct reviews : il::database<"reviews", il::sqlite> {};
struct articles : il::database<"articles", il::sqlite> {};
struct articles_read : il::database<"articles_read", il::sqlite> {};

struct Review {
    std::int64_t id = 0;
    std::string content;
};
struct Article {
    std::int64_t id = 0;
    std::string name;
};
struct Visit {
    std::int64_t id = 0;
};

}  // namespace

template <>
struct interlock::model<Review> {
    static constexpr auto app_label = "reviews";
    using fields = il::fields<il::field<&Review::id, il::primary_key>, il::field<&Review::content>>;
};
template <>
struct interlock::model<Article> {
    using fields = il::fields<il::field<&Article::id, il::primary_key>, il::field<&Article::name>>;
};
template <>
struct interlock::model<Visit> {
    using fields = il::fields<il::field<&Visit::id, il::primary_key>>;
};

namespace {

using shop = il::service<
    il::databases<main_db, reviews, articles, articles_read>, il::models<Review, Article, Visit>,
    il::routers<il::route_app<"reviews", il::replicated<reviews, il::replicas<2>, il::round_robin>>,
                il::route_model<Article, il::read_write<articles_read, articles>>, il::route_rest<main_db>>>;

static_assert(std::is_same_v<il::read_database<shop, Review>, il::replica<reviews>>);
static_assert(std::is_same_v<il::write_database<shop, Review>, reviews>);
static_assert(std::is_same_v<il::read_database<shop, Article>, articles_read>);

const std::string key = "32 random characters of your own";

std::string answer(il::session<shop>& db, const std::string& cookie) {
    auto mine = cookie.empty() ? il::own_writes() : il::own_writes::from_token(cookie, key);
    auto me = db.following(mine);
    me.insert(Review{2, "good"});
    CHECK(me.find<Review>(2).has_value());  // whatever the replicas have
    return me.token(key);                   // for the next request
}

struct open_shop {
    scratch folder;
    il::session<shop> db{settings()};

    open_shop() { il::create_tables(db); }
    il::settings settings() {
        copy_of_reviews("standby.db");
        return {{"default", "sqlite::memory:"},
                {"reviews", folder.url("reviews.db")},
                {"reviews.replica0", folder.url("standby.db")},
                {"articles", folder.url("articles.db")},
                {"articles_read", folder.url("articles_read.db")}};
    }
    void copy_of_reviews(const std::string& file) const {
        using alone =
            il::service<il::databases<reviews>, il::models<Review>, il::routers<il::route_rest<reviews>>>;
        il::session<alone> copy{il::settings{{"reviews", folder.url(file)}}};
        il::create_tables(copy);
        copy.insert(Review{1, "as copied"});
    }
};

}  // namespace

TEST_CASE("Reads and writes go where the page says") {
    open_shop opened;
    auto& db = opened.db;
    db.insert(Review{1, "good"});                     // reviews
    CHECK(db.get<Review>(1).content == "as copied");  // a replica
    db.transaction<reviews>([](auto& tx) {
        CHECK(tx.template get<Review>(1).content == "good");  // reviews
    });
    CHECK(db.on<reviews>().get<Review>(1).content == "good");
}

TEST_CASE("Replicas come and go as the page says") {
    open_shop opened;
    auto& db = opened.db;
    opened.copy_of_reviews("standby2.db");
    const std::string url = opened.folder.url("standby2.db");
    auto replicas = db.replicas<reviews>();
    replicas.limit({.max_lag = 2'000, .check = 500});
    replicas.add(1, url);
    (void)db.get<Review>(1);
    for (const il::replica_info& r : replicas.list()) CHECK(r.state != il::replica_state::failed);
    replicas.remove(0);
    CHECK(replicas.list().size() == 1);
}

TEST_CASE("A web session sees its own writes as the page says") {
    open_shop opened;
    const std::string cookie = answer(opened.db, {});
    auto me = opened.db.following(il::own_writes::from_token(cookie, key));
    CHECK(me.get<Review>(2).content == "good");
    CHECK_FALSE(opened.db.find<Review>(2).has_value());
    CHECK_THROWS_AS(il::own_writes::from_token("?" + cookie, key), il::invalid_token);
}

TEST_CASE("A copy is kept and removed as the page says") {
    open_shop opened;
    auto& db = opened.db;
    Article article{7, "salt"};
    db.insert(article);
    CHECK_FALSE(db.find<Article>(7).has_value());
    il::copy_to<articles_read>(db, article, il::upsert_key);
    CHECK(db.find<Article>(7).has_value());

    try {
        il::remove_from_both(db, article);
    } catch (const il::partly_done& e) {
        WARN(e.what());  // done in e.done_in(), but not in e.alias(): it is to be repeated
    }
    CHECK_FALSE(db.find<Article>(7).has_value());
}

TEST_CASE("A scope that only reads is as the page says") {
    open_shop opened;
    auto& db = opened.db;
    auto view = db.reading();
    CHECK(view.find<Review>(1).has_value());
    CHECK(view.from<Visit>().count() == 0);
}

TEST_CASE("The page of replicas has them drawn as they are") {
    check_drawing<shop>("replicas", "A shop whose reviews have replicas");
}
