// SPDX-License-Identifier: BSL-1.0
#include "libraries.hpp"

#include <interlock/replicas.hpp>
#include <interlock/tracked.hpp>

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// Models that are read from a copy that the program keeps, of one engine or of two.

namespace il = interlock;

namespace {

template <class Backend>
struct reviews : il::database<"reviews", Backend> {};
template <class Backend>
struct reviews_read : il::database<"reviews_read", Backend> {};

struct Author {
    std::int64_t id = 0;
    std::string name;
};
struct Review {
    std::int64_t id = 0;
    std::int64_t author_id = 0;
    std::string content;

    bool operator==(const Review&) const = default;
};
struct Vote {  // of a key of several columns
    std::int64_t review_id = 0;
    std::string voter;
    std::int32_t stars = 0;
};

}  // namespace

template <>
struct interlock::model<Author> {
    using fields = il::fields<il::field<&Author::id, il::primary_key>, il::field<&Author::name>>;
};
template <>
struct interlock::model<Review> {
    using fields =
        il::fields<il::field<&Review::id, il::primary_key, il::generated>,
                   il::field<&Review::author_id, il::references<&Author::id>>, il::field<&Review::content>>;
};
template <>
struct interlock::model<Vote> {
    using fields = il::fields<il::field<&Vote::review_id, il::primary_key>,
                              il::field<&Vote::voter, il::primary_key>, il::field<&Vote::stars>>;
};

namespace {

/// The engines of a copy and of its source.
template <class R, class W>
struct engines_of {
    using source = reviews<W>;
    using copy = reviews_read<R>;
};
using files = engines_of<il::sqlite, il::sqlite>;
#if INTERLOCK_TEST_WITH_POSTGRES
using servers = engines_of<il::postgres, il::postgres>;
using file_of_a_server = engines_of<il::sqlite, il::postgres>;
#define PAIRS files, servers, file_of_a_server
#else
#define PAIRS files
#endif

std::string variable(const char* name) {
    const char* const value = std::getenv(name);
    if (value == nullptr || *value == '\0') FAIL(name << " is not set: run the tests inside pg-cluster");
    return value;
}

// a clock of the test's own
std::atomic<std::int64_t> time_now{1'000'000};
constexpr il::own_writes_options by_test_clock{.now = [] { return time_now.load(); }};
void pass_seconds(std::int64_t seconds) { time_now += seconds * 1000; }

template <class Engines>
class shop {
public:
    using source = typename Engines::source;
    using copy = typename Engines::copy;
    using service = il::service<il::databases<source, copy>, il::models<Author, Review, Vote>,
                                il::routers<il::read_write<copy, source>>>;

    scratch folder;
    il::session<service> db;

    shop()
        : db(il::settings{{"reviews", url<source>("INTERLOCK_TEST_POSTGRES_URL")},
                          {"reviews_read", url<copy>("INTERLOCK_TEST_POSTGRES_URL_2")}}) {
        il::create_tables(db);
        clear<source>();
        clear<copy>();
        db.insert(Author{1, "Ann"});
        il::copy_to<copy>(db, Author{1, "Ann"}, il::keep_key);
    }
    /// Brings the row of a key to the copy, as it is now.
    void bring(std::int64_t id) {
        il::copy_to<copy>(db, db.template on<source>().template get<Review>(id), il::upsert_key);
    }
    std::int64_t count(auto&& of) { return of.template from<Review>().count(); }

private:
    template <class Db>
    std::string url(const char* server) {
        if constexpr (std::is_same_v<typename Db::backend, il::sqlite>)
            return folder.url(std::string(Db::alias) + ".db");
        else return variable(server);
    }
    template <class Db>
    void clear() {
        const std::string name(Db::alias);
        for (const char* table : {"vote", "review", "author"})
            (void)db.template raw<Db, il::writes>(std::string("DELETE FROM ") + table).run();
    }
};

}  // namespace

TEMPLATE_TEST_CASE("Who has written reads the source for 300 seconds, and others the copy", "", PAIRS) {
    shop<TestType> s;
    il::own_writes mine(by_test_clock);
    auto me = s.db.following(mine);
    CHECK(s.count(me) == 0);
    Review review{0, 1, "good"};
    me.insert(review);
    CHECK(s.count(me) == 1);
    CHECK(me.template get<Review>(review.id).content == "good");
    CHECK(s.count(s.db) == 0);  // another one
    il::own_writes others(by_test_clock);
    CHECK(s.count(s.db.following(others)) == 0);
    pass_seconds(300);
    CHECK(s.count(me) == 0);
    pass_seconds(-1);
    CHECK(s.count(me) == 1);
    pass_seconds(2);  // 301 s
    CHECK(s.count(me) == 0);
    s.bring(review.id);
    CHECK(s.count(me) == 1);
    CHECK(s.count(s.db) == 1);
}

TEMPLATE_TEST_CASE("The window is that of a web session, which keeps it as a text", "", PAIRS) {
    shop<TestType> s;
    const std::string key = "a key of a program's own";
    std::string cookie;
    {
        auto me = s.db.following(il::own_writes(by_test_clock));
        me.template transaction<typename TestType::source>([](auto& tx) { tx.insert(Review{0, 1, "good"}); });
        cookie = me.token(key);
    }
    auto again = s.db.following(il::own_writes::from_token(cookie, key, by_test_clock));
    CHECK(s.count(again) == 1);
    CHECK(s.count(s.db) == 0);
    pass_seconds(301);
    CHECK(s.count(again) == 0);
}

#if INTERLOCK_TEST_WITH_POSTGRES
TEST_CASE("A source that replicas have too is read for the window where a copy is, whatever its log says") {
    shop<servers> s;
    using source = servers::source;
    using copy = servers::copy;
    // votes are read from replicas of the source, and reviews from the copy
    using both = il::service<il::databases<source, copy>, il::models<Author, Review, Vote>,
                             il::routers<il::route_model<Vote, il::replicated<source, il::replicas<2>>>,
                                         il::read_write<copy, source>>>;
    il::session<both> db{il::settings{{"reviews", variable("INTERLOCK_TEST_POSTGRES_URL")},
                                      {"reviews_read", variable("INTERLOCK_TEST_POSTGRES_URL_2")}}};
    il::own_writes mine(by_test_clock);
    auto me = db.following(mine);
    me.insert(Review{0, 1, "good"});
    (void)me.from<Vote>().count();  // asks the source for its position
    CHECK(s.count(me) == 1);
    CHECK(s.count(db) == 0);
    // also in a program that knows nothing of replicas
    const std::string key = "a key of a program's own";
    const auto again = [&] { return il::own_writes::from_token(me.token(key), key, by_test_clock); };
    CHECK(s.count(s.db.following(again())) == 1);
    CHECK(s.count(db.following(again())) == 1);
    pass_seconds(301);
    CHECK(s.count(me) == 0);
    CHECK(s.count(s.db.following(again())) == 0);
}
#endif

TEMPLATE_TEST_CASE("All kinds of reads of who has written go to the source, and streams, and related rows",
                   "", PAIRS) {
    shop<TestType> s;
    const il::own_writes mine(by_test_clock);
    auto me = s.db.following(mine);
    Review review{0, 1, "good"};
    me.insert(review);
    CHECK(me.template find<Review>(review.id).has_value());
    CHECK(me.template from<Review>().where(il::col<&Review::content> == "good").exists());
    CHECK(me.template from<Review>().template join<&Review::author_id>().all().size() == 1);
    CHECK(me.template from<Review>()
              .where(il::col<&Review::author_id>.in(il::from<Author>().select(il::col<&Author::id>)))
              .all()
              .size() == 1);
    std::size_t streamed = 0;
    for (const Review& r : me.template from<Review>().stream()) streamed += r.content.size();
    CHECK(streamed == 4);
    const auto rows = me.template from<Author>().template prefetch<&Review::author_id>().all();
    REQUIRE(rows.size() == 1);
    CHECK(std::get<1>(rows[0]).size() == 1);
    CHECK_FALSE(me.template from<Review>().sql().empty());
    me.insert(Author{2, "Bob"});
    CHECK_FALSE(me.get_or_create(Author{2, "Bob"}).created);
    auto loaded = me.template load<Review>(review.id);
    loaded->content = "best";
    CHECK(loaded.save());
    CHECK(me.template get<Review>(review.id).content == "best");
    CHECK(s.count(s.db) == 0);
}

TEMPLATE_TEST_CASE("A copy has the key of its row, and repeating it changes the copy", "", PAIRS) {
    shop<TestType> s;
    using source = typename TestType::source;
    using copy = typename TestType::copy;
    s.db.insert(Review{0, 1, "first"});
    Review review{0, 1, "good"};
    s.db.insert(review);
    s.bring(review.id);
    CHECK(s.db.template get<Review>(review.id) == review);
    CHECK(s.count(s.db) == 1);
    s.db.template update<Review>()
        .set(il::col<& Review::content> = "better")
        .where(il::col<&Review::id> == review.id)
        .run();
    CHECK(s.db.template get<Review>(review.id).content == "good");
    s.bring(review.id);
    s.bring(review.id);
    CHECK(s.db.template get<Review>(review.id).content == "better");
    CHECK(s.count(s.db) == 1);
    CHECK_THROWS_AS(il::copy_to<copy>(s.db, review, il::keep_key), il::unique_violation);
    CHECK(s.count(s.db.template on<source>()) == 2);
}

TEMPLATE_TEST_CASE("A row is removed from both by the key that it had", "", PAIRS) {
    shop<TestType> s;
    using source = typename TestType::source;
    using copy = typename TestType::copy;
    for (int i = 0; i < 2; ++i) {
        Review review{0, 1, "good"};
        s.db.insert(review);
        s.bring(review.id);
    }
    const Review review = s.db.template from<Review>().order_by(il::asc<&Review::id>).first().value();
    CHECK(il::remove_from_both(s.db, review) == 1);
    CHECK(s.count(s.db) == 1);
    CHECK(s.count(s.db.template on<source>()) == 1);
    CHECK(il::remove_from_both(s.db, review) == 0);  // again

    for (const Vote& vote : {Vote{review.id, "Ann", 5}, Vote{review.id, "Bob", 4}}) {
        s.db.insert(vote);
        il::copy_to<copy>(s.db, vote, il::keep_key);
    }
    CHECK(il::remove_from_both(s.db, Vote{review.id, "Ann", 0}) == 1);
    CHECK(s.db.template from<Vote>().one().voter == "Bob");

    il::own_writes mine(by_test_clock);
    auto me = s.db.following(mine);
    CHECK(il::remove_from_both(me, Vote{review.id, "Bob", 0}) == 1);
    CHECK(me.template from<Vote>().count() == 0);
}

TEMPLATE_TEST_CASE("A removal that was done in one of two says so, and where", "", PAIRS) {
    shop<TestType> s;
    using source = typename TestType::source;
    using copy = typename TestType::copy;
    Review review{0, 1, "good"};
    s.db.insert(review);
    s.bring(review.id);
    // what the copy keeps
    (void)s.db
        .template raw<copy, il::writes>(
            "CREATE TABLE keeper (id integer PRIMARY KEY, review_id bigint NOT NULL "
            "REFERENCES review (id))")
        .run();
    (void)s.db.template raw<copy, il::writes>("INSERT INTO keeper VALUES (1, ?)", review.id).run();
    const auto e = thrown<il::partly_done>([&] { il::remove_from_both(s.db, review); });
    CHECK(e.done_in() == "reviews");
    CHECK(e.alias() == "reviews_read");
    CHECK(e.model() == "Review");
    CHECK_FALSE(e.code().empty());
    CHECK(e.message().starts_with("done in 'reviews' alone: "));
    CHECK(s.count(s.db.template on<source>()) == 0);
    CHECK(s.count(s.db) == 1);
    (void)s.db.template raw<copy, il::writes>("DROP TABLE keeper").run();
    CHECK(il::remove_from_both(s.db, review) == 0);  // repeated, it is done
    CHECK(s.count(s.db) == 0);
    // where the source refuses, nothing has happened
    s.db.insert(review = Review{0, 1, "kept"});
    CHECK(thrown<il::foreign_key_violation>([&] {
              il::remove_from_both(s.db, Author{1, {}});
          }).alias() == "reviews");
}

TEMPLATE_TEST_CASE("A scope that only reads reads where the session does", "", PAIRS) {
    shop<TestType> s;
    auto view = s.db.reading();
    s.db.insert(Review{0, 1, "good"});
    CHECK(s.count(view) == 0);
    CHECK(s.count(view.template on<typename TestType::source>()) == 1);
    view.template transaction<typename TestType::source>([&](auto& tx) { CHECK(s.count(tx) == 1); });
    CHECK(view.template raw<typename TestType::source, il::reads, std::int64_t>("SELECT count(*) FROM review")
              .one() == 1);
}
