// SPDX-License-Identifier: BSL-1.0
#include "support/catch.hpp"
#include "support/scratch.hpp"

#include <interlock/interlock.hpp>
#include <interlock/outbox.hpp>
#include <interlock/replicas.hpp>
#include <interlock/sqlite.hpp>
#include <interlock/tracked.hpp>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <type_traits>
#include <vector>

// Replicas that are SQLite files, which somebody copies: here they differ, so that an answer shows who gave it.

namespace il = interlock;

namespace {

struct reviews : il::database<"reviews", il::sqlite> {};
struct main_db : il::database<"default", il::sqlite> {};

struct Review {
    std::int64_t id = 0;
    std::string content;
};
struct Mention {
    std::int64_t id = 0;
    std::int64_t review_id = 0;
};
struct Echo {
    std::int64_t id = 0;
    std::int64_t review_id = 0;
};

}  // namespace

template <>
struct interlock::model<Review> {
    static constexpr auto app_label = "reviews";
    using fields = il::fields<il::field<&Review::id, il::primary_key>, il::field<&Review::content>>;
};
template <>
struct interlock::model<Mention> {
    using fields = il::fields<il::field<&Mention::id, il::primary_key>,
                              il::field<&Mention::review_id, il::soft_references<&Review::id>>>;
};
template <>
struct interlock::model<Echo> {
    using fields =
        il::fields<il::field<&Echo::id, il::primary_key>,
                   il::field<&Echo::review_id, il::soft_references<&Review::id, il::on_delete::cascade>>>;
};

namespace {

template <class Policy>
using shop =
    il::service<il::databases<reviews, main_db>, il::models<Review, Mention>,
                il::routers<il::route_app<"reviews", il::replicated<reviews, il::replicas<3>, Policy>>,
                            il::route_rest<main_db>>>;
using plain = il::service<il::databases<reviews>, il::models<Review>, il::routers<il::route_rest<reviews>>>;

/// A file with one review, that says which file it is.
std::string made(const scratch& folder, const std::string& name) {
    il::session<plain> db{il::settings{{"reviews", folder.url(name + ".db")}}};
    il::create_tables(db);
    db.insert(Review{1, name});
    return folder.url(name + ".db");
}

template <class Policy = il::round_robin>
struct files {
    scratch folder;
    il::session<shop<Policy>> db;

    explicit files(int replicas = 2) : db(settings(folder, replicas)) {
        db.template replicas<reviews>().limit({.max_lag = 0});
        il::create_tables(db);
        db.insert(Review{1, "source"});
    }
    static il::settings settings(const scratch& folder, int replicas) {
        il::settings all{{"reviews", folder.url("source.db")}, {"default", "sqlite::memory:"}};
        for (int i = 0; i < replicas; ++i) {
            const std::string name = "replica" + std::to_string(i);
            all.set("reviews." + name, made(folder, name));
        }
        return all;
    }
    std::string read() { return db.template get<Review>(1).content; }
    std::map<std::string, int> read(int times) {
        std::map<std::string, int> all;
        for (int i = 0; i < times; ++i) ++all[read()];
        return all;
    }
};

using counts = std::map<std::string, int>;

// a clock of the test's own
std::atomic<std::int64_t> time_now{1'000'000};
constexpr il::own_writes_options by_test_clock{.now = [] { return time_now.load(); }};
void pass_seconds(std::int64_t seconds) { time_now += seconds * 1000; }

}  // namespace

TEST_CASE("Reads go to the replicas, one after the other, and writes to the source") {
    files<> shop;
    CHECK(shop.read(10) == counts{{"replica0", 5}, {"replica1", 5}});
    shop.db.update<Review>().set(il::col<& Review::content> = "changed").run();
    CHECK(shop.db.on<reviews>().get<Review>(1).content == "changed");
    CHECK(shop.read(4) == counts{{"replica0", 2}, {"replica1", 2}});
    CHECK(shop.db.on<il::replica<reviews>>().from<Review>().all().at(0).content.starts_with("replica"));
}

TEST_CASE("Without replicas reads go to the source") {
    files<> shop(0);
    CHECK(shop.read(2) == counts{{"source", 2}});
    CHECK(shop.db.replicas<reviews>().list().empty());
}

TEST_CASE("A query of a replica runs inside one of its source, and the reverse") {
    files<> shop;
    const auto there = il::col<&Review::content>.in(shop.db.from<Review>().select(il::col<&Review::content>));
    CHECK(shop.db.on<reviews>().from<Review>().where(there).one().content == "source");
    CHECK(shop.db.update<Review>().set(il::col<& Review::content> = "changed").where(there).run() == 1);
    CHECK(shop.db.from<Review>()
              .where(il::exists(shop.db.on<reviews>().from<Review>()))
              .one()
              .content.starts_with("replica"));
    files<> other;
    CHECK_THROWS_AS(other.db.from<Review>().where(there).all(), il::wrong_origin);
}

TEST_CASE("What runs in a transaction runs on the source, and what tracks a row does") {
    files<> shop;
    shop.db.transaction<reviews>([](auto& tx) {
        CHECK(tx.template get<Review>(1).content == "source");
        tx.template update<Review>().set(il::col<& Review::content> = "changed").run();
        CHECK(tx.template get<Review>(1).content == "changed");
    });
    auto row = shop.db.load<Review>(1);
    CHECK(row->content == "changed");
    row->content = "saved";
    CHECK(row.save());
    CHECK(shop.db.on<reviews>().get<Review>(1).content == "saved");
}

TEST_CASE("A transaction that reads may be on a replica, and stays there") {
    files<> shop;
    auto tx = shop.db.begin<il::replica<reviews>, il::mode::read_only>();
    const std::string which = tx.get<Review>(1).content;
    CHECK(which.starts_with("replica"));
    for (int i = 0; i < 4; ++i) CHECK(tx.get<Review>(1).content == which);
    CHECK(shop.db.replicas<reviews>().remove(which == "replica0" ? 0 : 1));
    CHECK(tx.get<Review>(1).content == which);  // it goes on
    tx.commit();
    CHECK(shop.read(2) == counts{{which == "replica0" ? "replica1" : "replica0", 2}});
}

TEST_CASE("A stream stays on its replica when that is removed") {
    files<> shop;
    auto rows = shop.db.from<Review>().stream();
    auto row = rows.begin();
    shop.db.replicas<reviews>().remove(0);
    shop.db.replicas<reviews>().remove(1);
    CHECK((*row).content.starts_with("replica"));
    CHECK(++row == rows.end());
    CHECK(shop.read(2) == counts{{"source", 2}});
}

TEST_CASE("The connections of a replica that was removed are closed as they come back") {
    files<> shop(1);
    const auto open = [&] { return shop.db.metrics<il::replica<reviews>>().open; };
    auto replicas = shop.db.replicas<reviews>();
    {
        auto rows = shop.db.from<Review>().stream();
        auto tx = shop.db.begin<il::replica<reviews>>();
        CHECK(tx.find<Review>(1).has_value());
        (void)rows.begin();
        CHECK(open() == 2);
        replicas.remove(0);
        CHECK(open() == 2);
        tx.commit();
        CHECK(open() == 1);
    }
    CHECK(open() == 0);
    replicas.add(0, shop.folder.url("replica0.db"));
    CHECK(shop.read(3) == counts{{"replica0", 3}});
    CHECK(open() == 1);  // and is kept
}

TEST_CASE("A replica that has no connection to spare fails no read, and stays in good standing") {
    files<> shop(1);
    auto replicas = shop.db.replicas<reviews>();
    replicas.remove(0);
    replicas.add(0, shop.folder.url("replica0.db") + "?pool_max=1&pool_wait=20");
    std::vector<std::string> whys;
    {
        auto own = shop.db.begin<il::replica<reviews>>();
        CHECK(own.get<Review>(1).content == "replica0");
        shop.db.on_statement([&](const il::statement_event& e) {
            if (e.has_ended && !e.model.empty()) whys.emplace_back(e.why);
        });
        CHECK(shop.read() == "source");                               // the thread would wait for itself
        std::thread([&] { CHECK(shop.read() == "source"); }).join();  // and for another one
        std::thread([&] {
            CHECK(shop.db.begin<il::replica<reviews>>().get<Review>(1).content == "source");
        }).join();
        shop.db.on_statement(nullptr);
        own.commit();
    }
    CHECK(whys == std::vector<std::string>(3, "read: no replica has a connection to spare, source"));
    CHECK(replicas.list().at(0).state == il::replica_state::good);
    CHECK(shop.read() == "replica0");
}

TEST_CASE("Replicas come and go") {
    files<> shop(1);
    auto replicas = shop.db.replicas<reviews>();
    CHECK(shop.read(2) == counts{{"replica0", 2}});
    const std::string url = made(shop.folder, "another");
    replicas.add(2, url);
    CHECK(shop.read(4) == counts{{"replica0", 2}, {"another", 2}});
    CHECK(replicas.remove(0));
    CHECK_FALSE(replicas.remove(0));
    CHECK(shop.read(2) == counts{{"another", 2}});
    const auto left = replicas.list();
    REQUIRE(left.size() == 1);
    CHECK(left[0].number == 2);
    CHECK(left[0].state == il::replica_state::good);
    CHECK(left[0].connections.open == 1);
    CHECK(replicas.remove(2));
    CHECK(shop.db.metrics<il::replica<reviews>>().open == 0);
    CHECK(shop.read(2) == counts{{"source", 2}});
    replicas.add(2, url);
    CHECK(shop.read(2) == counts{{"another", 2}});
    CHECK_THROWS_AS(replicas.add(2, url), il::usage_error);
    CHECK_THROWS_AS(replicas.add(3, url), il::usage_error);
    for (const char* wrong : {"postgresql://nobody@nowhere/app", "nothing"})
        CHECK(thrown<il::configuration_error>([&] { replicas.add(0, wrong); }).alias() == "reviews");
}

TEST_CASE("A replica that fails is left out for a while, and no read fails by that") {
    files<> shop(2);
    auto replicas = shop.db.replicas<reviews>();
    replicas.limit({.max_lag = 0, .out = 100, .most_out = 400});
    replicas.add(2, shop.folder.url("missing.db"));
    CHECK(shop.read(20) == counts{{"replica0", 10}, {"replica1", 10}});
    CHECK(replicas.list().at(2).state == il::replica_state::failed);
    CHECK(replicas.list().at(2).failure.find("missing.db") != std::string::npos);
    CHECK(replicas.list().at(0).failure.empty());
    made(shop.folder, "missing");
    bool is_back = false;
    for (int i = 0; i < 2000 && !is_back; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
        is_back = shop.read() == "missing";
    }
    CHECK(is_back);
}

TEST_CASE("A file of a replica is neither made nor written") {
    files<> shop(1);
    auto replicas = shop.db.replicas<reviews>();
    replicas.add(1, shop.folder.url("missing.db"));
    CHECK(shop.read(2) == counts{{"replica0", 2}});
    CHECK_FALSE(std::filesystem::exists(shop.folder.file("missing.db")));
    const auto write = [&] {
        (void)shop.db
            .raw<il::replica<reviews>, il::reads, std::int64_t>("DELETE FROM reviews_review RETURNING id")
            .all();
    };
    CHECK_THROWS_AS(write(), il::usage_error);
}

TEST_CASE("A weight says how often a replica is read from, of those that are there") {
    files<il::weighted<6, 3, 1>> shop(3);
    const counts all = shop.read(1000);
    CHECK(all.at("replica0") > 500);
    CHECK(all.at("replica1") > 200);
    CHECK(all.at("replica1") < 400);
    CHECK(all.at("replica2") > 50);
    shop.db.template replicas<reviews>().remove(0);
    CHECK(shop.read(400).at("replica1") > 250);
}

TEST_CASE("Weights may be as large as they like") {
    files<il::weighted<2'000'000'000, 2'000'000'000>> shop(2);
    const counts all = shop.read(400);
    CHECK(all.at("replica0") > 100);
    CHECK(all.at("replica1") > 100);
}

TEST_CASE("Any replica is read from about as often as the others") {
    files<il::random> shop(3);
    for (const auto& [name, times] : shop.read(900)) {
        INFO(name);
        CHECK(times > 200);
    }
}

TEST_CASE("The replica with the fewest statements is read from") {
    files<il::least_connections> shop(2);
    auto held = shop.db.begin<il::replica<reviews>, il::mode::read_only>();
    const std::string busy = held.get<Review>(1).content;
    CHECK(shop.read(10) == counts{{busy == "replica0" ? "replica1" : "replica0", 10}});
    held.commit();
    CHECK(shop.read(10).size() == 2);
}

TEST_CASE("Who watches is told which replica it was, and why") {
    files<> shop(2);
    std::vector<std::string> seen;
    shop.db.on_statement([&](const il::statement_event& e) {
        if (e.has_ended || e.model.empty()) return;
        const char* const roles[]{"single", "source", "replica"};
        seen.push_back(std::string(e.alias) + " " + roles[static_cast<int>(e.role)] + " " +
                       std::to_string(e.replica) + ", " + std::string(e.why));
    });
    (void)shop.read();
    (void)shop.read();
    shop.db.insert(Review{2, "new"});
    shop.db.transaction<reviews>([](auto& tx) { (void)tx.template get<Review>(2); });
    (void)shop.db.from<Mention>().all();
    shop.db.replicas<reviews>().remove(0);
    shop.db.replicas<reviews>().remove(1);
    (void)shop.read();
    std::sort(seen.begin(), seen.begin() + 2);
    CHECK(seen == std::vector<std::string>{
                      "reviews replica 0, read: replica, by round robin",
                      "reviews replica 1, read: replica, by round robin", "reviews source -1, write: source",
                      "reviews source -1, in a transaction: source", "default single -1, read: route",
                      "reviews source -1, read: no replica in good standing, source"});
    CHECK(shop.db.query_count<il::replica<reviews>>() == 2);
}

TEST_CASE("The settings of replicas have the alias of their database and a number") {
    const scratch folder;
    const std::string first = made(folder, "first"), second = made(folder, "second");
    ::setenv("SHOP_REVIEWS_URL", folder.url("source.db").c_str(), 1);
    ::setenv("SHOP_DEFAULT_URL", "sqlite::memory:", 1);
    ::setenv("SHOP_REVIEWS_REPLICA1_URL", second.c_str(), 1);
    il::session<shop<il::round_robin>> db(il::settings::from_environment("SHOP"));
    CHECK(db.get<Review>(1).content == "second");
    for (const char* name : {"SHOP_REVIEWS_URL", "SHOP_DEFAULT_URL", "SHOP_REVIEWS_REPLICA1_URL"})
        ::unsetenv(name);

    const auto message = [&](std::string_view alias, const std::string& url) {
        il::settings wrong{
            {"reviews", folder.url("source.db")}, {"default", "sqlite::memory:"}, {alias, url}};
        try {
            il::session<shop<il::round_robin>> refused(wrong);
        } catch (const il::configuration_error& e) {
            return e.message();
        }
        return std::string();
    };
    CHECK(message("reviews.replica3", first) ==
          "the service has no database for the setting 'reviews.replica3'");
    CHECK(message("default.replica0", first) ==
          "the service has no database for the setting 'default.replica0'");
    CHECK(message("reviews.replica0", "postgresql://nobody:secret@nowhere/app") ==
          "database 'reviews.replica0': a replica has a URL that its database cannot use: it takes sqlite");
    CHECK(message("reviews.replica0", first + "?pool_max=0").find("pool_max") != std::string::npos);
}

TEST_CASE("Removals are carried from the source alone, and nothing of that is in a copy") {
    using carrying = il::service<il::databases<reviews, main_db>, il::models<Review, Echo>,
                                 il::routers<il::read_write<reviews, main_db>>>;
    using box = il::outbox<&Echo::review_id>;
    static_assert(std::is_same_v<il::read_database<carrying, box>, main_db>);
    static_assert(il::may_exist_in<carrying, main_db, box> && !il::may_exist_in<carrying, reviews, box>);
    static_assert(!il::may_exist_in<carrying, reviews, il::inbox<&Echo::review_id>>);
    const scratch folder;
    il::session<carrying> db{
        il::settings{{"reviews", folder.url("reviews.db")}, {"default", folder.url("default.db")}}};
    il::create_tables(db);
    const auto objects = [&]<class Db>(const Db&) {
        return db
            .raw<Db, il::reads, std::int64_t>("SELECT count(*) FROM sqlite_master WHERE type IN ('table', "
                                              "'trigger') AND name NOT LIKE 'sqlite%'")
            .one();
    };
    CHECK(objects(reviews{}) == 2);  // the two tables
    CHECK(objects(main_db{}) == 5);  // and the boxes, and what fills the one
    db.insert(Review{1, "good"});
    il::copy_to<reviews>(db, Review{1, "good"}, il::keep_key);
    db.insert(Echo{1, 1});
    CHECK(il::remove_from_both(db, Review{1, {}}) == 1);
    CHECK(il::undelivered(db) == 1);
    CHECK(db.from<box>().count() == 1);
    CHECK(il::deliver(db) == 1);
    CHECK(il::undelivered(db) == 0);
    CHECK(db.on<main_db>().from<Echo>().count() == 0);
}

// --- own writes ---

TEST_CASE("Who has written reads the source for a window, and others the copy") {
    files<> shop;
    il::own_writes mine(by_test_clock), others(by_test_clock);
    auto me = shop.db.following(mine);
    auto you = shop.db.following(others);
    CHECK(me.get<Review>(1).content.starts_with("replica"));
    me.update<Review>().set(il::col<& Review::content> = "mine").run();
    CHECK(me.get<Review>(1).content == "mine");
    CHECK(you.get<Review>(1).content.starts_with("replica"));
    CHECK(shop.read().starts_with("replica"));
    pass_seconds(299);
    CHECK(me.get<Review>(1).content == "mine");
    pass_seconds(2);  // 301 s
    CHECK(me.get<Review>(1).content.starts_with("replica"));
}

TEST_CASE("Own writes are noted in whatever way they are written") {
    files<> shop;
    const auto is_noted = [&](auto write) {
        il::own_writes mine(by_test_clock);
        auto me = shop.db.following(mine);
        write(me);
        return !shop.db.following(mine).get<Review>(1).content.starts_with("replica");
    };
    CHECK_FALSE(is_noted([](auto& me) { (void)me.template find<Review>(1); }));
    CHECK_FALSE(is_noted([](auto& me) { me.insert(Mention{1, 1}); }));  // it is read where it is written
    CHECK(is_noted([](auto& me) { me.insert(Review{2, "x"}); }));
    CHECK(is_noted([](auto& me) { me.insert_many(std::vector<Review>{{3, "x"}}); }));
    CHECK(is_noted([](auto& me) { me.upsert(Review{3, "y"}); }));
    CHECK(is_noted(
        [](auto& me) { me.template update<Review>().set(il::col<& Review::content> = "changed").run(); }));
    CHECK(is_noted([](auto& me) { me.template remove<Review>().where(il::col<&Review::id> == 3).run(); }));
    CHECK(is_noted([](auto& me) { (void)me.get_or_create(Review{4, "x"}); }));
    CHECK(is_noted([](auto& me) {
        auto row = me.template load<Review>(1);
        row->content = "saved";
        CHECK(row.save());
    }));
    CHECK(is_noted([](auto& me) { me.template on<reviews>().insert(Review{5, "x"}); }));
    CHECK(is_noted([](auto& me) {
        me.template raw<reviews, il::writes>("UPDATE reviews_review SET content = 'changed'").run();
    }));
    CHECK(is_noted([](auto& me) { CHECK_THROWS(me.insert(Review{1, "twice"})); }));  // who knows
    CHECK(is_noted([](auto& me) {
        me.template transaction<reviews>([](auto& tx) { tx.insert(Review{6, "x"}); });
    }));
    CHECK_FALSE(is_noted([](auto& me) {
        auto tx = me.template begin<reviews>();
        tx.insert(Review{7, "x"});
        tx.rollback();
    }));
    CHECK_FALSE(is_noted([](auto& me) {
        me.template transaction<reviews, il::mode::read_only>(
            [](auto& tx) { (void)tx.template find<Review>(1); });
    }));
    CHECK_FALSE(is_noted([&](auto& me) {  // also one of the replicas that is at the source
        for (int i : {0, 1}) shop.db.replicas<reviews>().remove(i);
        me.template transaction<il::replica<reviews>>([](auto& tx) { (void)tx.template find<Review>(1); });
        for (int i : {0, 1})
            shop.db.replicas<reviews>().add(i, shop.folder.url("replica" + std::to_string(i) + ".db"));
    }));
    CHECK(is_noted([](auto& me) { il::copy_to<reviews>(me, Review{1, "copied"}, il::upsert_key); }));
}

TEST_CASE("A transaction is noted when it is committed") {
    files<> shop;
    il::own_writes mine(by_test_clock);
    auto tx = shop.db.following(mine).begin<reviews>();
    tx.insert(Review{2, "x"});
    pass_seconds(1000);
    tx.commit();
    pass_seconds(299);
    CHECK(shop.db.following(mine).get<Review>(1).content == "source");
}

TEST_CASE("A query of somebody's may be run when all else of his is gone") {
    files<> shop;
    auto query = [&] {
        const il::own_writes mine(by_test_clock);
        shop.db.following(mine).insert(Review{2, "x"});
        return shop.db.following(mine).from<Review>().where(il::col<&Review::id> == 1);
    }();
    CHECK(query.one().content == "source");
    auto update = [&] {
        const il::own_writes mine(by_test_clock);
        return shop.db.following(mine).update<Review>().set(il::col<&Review::content> = "later");
    }();
    update.run();
    CHECK(shop.db.on<reviews>().get<Review>(1).content == "later");
}

TEST_CASE(
    "Rows that belong to others are as recent as own writes have to be, from whatever database one comes to them") {
    files<> shop;
    const il::own_writes mine(by_test_clock);
    auto me = shop.db.following(mine);
    me.insert(Mention{1, 1});
    const auto content = [](auto rows) { return std::get<1>(rows.at(0)).value().content; };
    const auto all = [&](auto owner) {
        return content(owner.template from<Mention>().template prefetch<&Mention::review_id>().all());
    };
    CHECK(all(shop.db.following(mine)).starts_with("replica"));
    me.insert(Review{2, "x"});
    CHECK(all(shop.db.following(mine)) == "source");
    CHECK(all(shop.db.following(mine).on<main_db>()) == "source");
    CHECK(content(shop.db.from<Mention>().prefetch<&Mention::review_id>().all()).starts_with("replica"));
}

TEST_CASE("Own writes that are remembered for ever are") {
    files<> shop;
    const std::string key = "a key of a program's own";
    il::own_writes mine({.window = INT64_MAX, .wait = INT64_MAX, .now = by_test_clock.now});
    auto me = shop.db.following(mine);
    me.insert(Review{2, "x"});
    pass_seconds(1'000'000);
    CHECK(me.get<Review>(1).content == "source");
    const std::string text = me.token(key, INT64_MAX);
    pass_seconds(1'000'000);
    const auto read = il::own_writes::from_token(text, key, by_test_clock);
    CHECK(shop.db.following(read).get<Review>(1).content == "source");
    static_assert(il::detail::later(5, 3, 10) == 35);
    static_assert(il::detail::later(5, INT64_MAX, 10) == INT64_MAX);
    static_assert(il::detail::later(-5, INT64_MIN) == INT64_MIN);
}

TEST_CASE(
    "A model of every database is read beside others, and what a tracked row of it is copied to is noted") {
    using everywhere =
        il::service<il::databases<reviews, main_db>, il::models<Review, Mention>,
                    il::routers<il::in_every<"reviews">,
                                il::route_model<Mention, il::replicated<main_db, il::replicas<1>>>,
                                il::route_rest<il::replicated<reviews, il::replicas<1>>>>>;
    const scratch folder;
    il::session<everywhere> db{il::settings{{"reviews", folder.url("reviews.db")},
                                            {"reviews.replica0", made(folder, "replica0")},
                                            {"default", folder.url("default.db")}}};
    db.replicas<reviews>().limit({.max_lag = 0});
    il::create_tables(db);
    const il::own_writes mine(by_test_clock);
    auto me = db.following(mine);
    me.insert(Mention{1, 1});
    me.on<main_db>().insert(Review{1, "here"});
    const auto rows = me.from<Mention>().prefetch<&Mention::review_id>().all();
    CHECK(std::get<1>(rows.at(0)).value().content == "here");

    const auto read = [&] { return me.on<il::replica<reviews>>().get<Review>(1).content; };
    CHECK(read() == "replica0");
    me.on<main_db>().load<Review>(1).copy_to<reviews>(il::upsert_key);
    CHECK(read() == "here");
}

TEST_CASE("A model of every database is read from the copy or the source, with those that belong to it") {
    using everywhere = il::service<il::databases<reviews, main_db>, il::models<Review, Mention>,
                                   il::routers<il::in_every<"reviews">, il::read_write<reviews, main_db>>>;
    const scratch folder;
    il::session<everywhere> db{
        il::settings{{"reviews", folder.url("reviews.db")}, {"default", folder.url("default.db")}}};
    il::create_tables(db);
    db.on<main_db>().insert(Review{1, "at the source"});
    db.on<reviews>().insert(Review{1, "in the copy"});
    il::copy_to<reviews>(db, Mention{1, 1}, il::keep_key);
    const il::own_writes mine(by_test_clock);
    auto me = db.following(mine);
    const auto read = [&] {
        const auto rows = me.from<Mention>().prefetch<&Mention::review_id>().all();
        return std::get<1>(rows.at(0)).value().content;
    };
    CHECK(read() == "in the copy");
    me.insert(Mention{1, 1});
    CHECK(read() == "at the source");
}

TEST_CASE("A copy of own writes goes a way of its own, and what is merged is known to both") {
    files<> shop;
    il::own_writes mine(by_test_clock);
    il::own_writes copy = mine;
    shop.db.following(copy).insert(Review{2, "x"});
    const auto source = [&](const il::own_writes& of) {
        return shop.db.following(of).get<Review>(1).content == "source";
    };
    CHECK_FALSE(source(mine));
    CHECK(source(copy));
    mine.merge(copy);
    CHECK(source(mine));
    mine.merge(mine);
    pass_seconds(301);
    CHECK_FALSE(source(mine));
}

TEST_CASE("Own writes travel as a text, and what was done to that is found") {
    files<> shop;
    const std::string key = "a key of a program's own";
    il::own_writes mine(by_test_clock);
    auto me = shop.db.following(mine);
    me.insert(Review{2, "x"});
    const std::string text = me.token(key, 3600'000);
    CHECK(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") ==
          std::string::npos);
    const auto read = [&](const std::string& t, const std::string& k) {
        return il::own_writes::from_token(t, k, by_test_clock);
    };
    pass_seconds(200);
    CHECK(shop.db.following(read(text, key)).get<Review>(1).content == "source");
    pass_seconds(101);
    CHECK(shop.db.following(read(text, key)).get<Review>(1).content.starts_with("replica"));

    for (std::size_t i = 0; i < text.size(); ++i) {
        std::string changed = text;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        INFO(i);
        CHECK_THROWS_AS(read(changed, key), il::invalid_token);
        CHECK_THROWS_AS(read(text.substr(0, i), key), il::invalid_token);
    }
    CHECK_THROWS_AS(read(text + "A", key), il::invalid_token);
    CHECK_THROWS_AS(read("", key), il::invalid_token);
    CHECK_THROWS_AS(read("no token", key), il::invalid_token);
    CHECK_THROWS_AS(read(text, "another key of some program"), il::invalid_token);
    CHECK_THROWS_AS(read(text, "short"), il::usage_error);
    CHECK_THROWS_AS(me.token(""), il::usage_error);
    pass_seconds(3600 - 301);
    CHECK_THROWS_AS(read(text, key), il::invalid_token);
}

TEST_CASE("Signatures are those of RFC 4231") {
    const auto hex = [](const std::string& bytes) {
        std::string out;
        for (const char c : bytes)
            for (const int shift : {4, 0})
                out += "0123456789abcdef"[static_cast<unsigned char>(c) >> shift & 15];
        return out;
    };
    const auto sign = [&](const std::string& key, const std::string& data) {
        return hex(il::detail::hmac_sha256(key, data).text());
    };
    CHECK(hex(il::detail::sha256::of("").text()) ==
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sign(std::string(20, '\x0b'), "Hi There") ==
          "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    CHECK(sign("Jefe", "what do ya want for nothing?") ==
          "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    CHECK(sign(std::string(20, '\xaa'), std::string(50, '\xdd')) ==
          "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
    CHECK(sign(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First") ==
          "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    // of each length around a block
    std::string chain;
    for (std::size_t length = 0; length < 130; ++length)
        chain = il::detail::sha256::of(chain + std::string(length, 'x')).text();
    CHECK(hex(chain) == "c8d1bef231ff1760fe8c4c150f4acb4d97d7be9c587b284181c8137e2f5915a0");
}

TEST_CASE("Threads read while replicas come and go, and nobody sees anything else than a whole row") {
    files<> shop(2);
    const std::string urls[]{shop.folder.url("replica0.db"), shop.folder.url("replica1.db")};
    std::atomic<bool> done{false};
    std::atomic<int> reads{0}, wrong{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
            while (!done) {
                const std::string content = shop.read();
                if (content != "source" && !content.starts_with("replica")) ++wrong;
                ++reads;
            }
        });
    auto replicas = shop.db.replicas<reviews>();
    for (int i = 0; i < 100; ++i) {
        const int number = i % 2;
        CHECK(replicas.remove(number));
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
        replicas.add(number, urls[number]);
        (void)replicas.list();
    }
    while (reads < 1000) std::this_thread::yield();
    done = true;
    for (std::thread& t : threads) t.join();
    CHECK(wrong == 0);
}
