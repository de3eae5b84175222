// SPDX-License-Identifier: BSL-1.0
#include <interlock/chrono.hpp>
#include <interlock/interlock.hpp>
#include <interlock/sqlite.hpp>
#include <interlock/tracked.hpp>

#include "support/catch.hpp"
#include "support/scratch.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

// Rows that are copied into another database on purpose, and that do not get there otherwise.

namespace il = interlock;

namespace {

struct shop : il::database<"shop", il::sqlite> {};
struct archive : il::database<"archive", il::sqlite> {};
struct other : il::database<"other", il::sqlite> {};

using moment = std::chrono::sys_time<std::chrono::microseconds>;

struct Review {
    std::int64_t id = 0;
    std::string text;
    std::int32_t stars = 0;
    std::int32_t version = 1;
    moment made, changed;

    bool operator==(const Review&) const = default;
};
struct Tag {
    std::string app, word;

    bool operator==(const Tag&) const = default;
};

}  // namespace

template <>
struct interlock::model<Review> {
    using fields =
        il::fields<il::field<&Review::id, il::primary_key, il::generated>,
                   il::field<&Review::text, il::unique>, il::field<&Review::stars>,
                   il::field<&Review::version, il::version>, il::field<&Review::made, il::now_on_insert>,
                   il::field<&Review::changed, il::now_on_update>>;
};
template <>
struct interlock::model<Tag> {
    using fields = il::fields<il::field<&Tag::app, il::primary_key>, il::field<&Tag::word, il::primary_key>>;
};

namespace {

/// Reviews and tags live in the shop, and may be in the archive too.
struct kept_twice {
    template <class>
    static constexpr auto db_for_read() {
        return il::use<shop>;
    }
    template <class>
    static constexpr auto db_for_write() {
        return il::use<shop>;
    }
    template <class Db, class>
    static constexpr il::verdict allow_migrate() {
        return std::is_same_v<Db, other> ? il::verdict::deny : il::verdict::allow;
    }
};
using books =
    il::service<il::databases<shop, archive, other>, il::models<Review, Tag>, il::routers<kept_twice>>;

struct open_books {
    scratch folder;
    il::session<books> db{il::settings{{"shop", folder.url("shop.db")},
                                       {"archive", folder.url("archive.db")},
                                       {"other", "sqlite::memory:"}}};
    Review first{0, "good", 4, 1, {}, {}};

    open_books() {
        il::create_tables(db);
        db.insert(first);
    }
    auto archived() { return db.on<archive>().from<Review>().order_by(il::asc<&Review::id>).all(); }
    Review stored(std::int64_t id = 1) { return db.get<Review>(id); }
};

}  // namespace

TEST_CASE("A copy with the row's key is the row, with its times and its version, and is made once") {
    open_books all;
    auto review = all.db.load<Review>(1);
    review->stars = 5;
    CHECK(review.save());
    review.copy_to<archive>(il::keep_key);
    CHECK(all.archived() == std::vector{all.stored()});
    CHECK(all.archived()[0].version == 2);

    // the key is taken: what has it stays as it was
    review->stars = 1;
    CHECK(review.save());
    const auto before = all.archived();
    const auto e = thrown<il::unique_violation>([&] { review.copy_to<archive>(il::keep_key); });
    CHECK(e.alias() == "archive");
    CHECK(e.model() == "Review");
    CHECK(all.archived() == before);
    CHECK(all.stored().stars == 1);
}

TEST_CASE("A copy over the row of the same key updates it, however often it is made") {
    open_books all;
    auto review = all.db.load<Review>(1);
    review.copy_to<archive>(il::upsert_key);
    review.copy_to<archive>(il::upsert_key);
    CHECK(all.archived() == std::vector{all.stored()});
    review->stars = 2;
    CHECK(review.save());
    review.copy_to<archive>(il::upsert_key);
    CHECK(all.archived() == std::vector{all.stored()});
    all.db.on<archive>()
        .update<Review>()
        .set(il::col<& Review::text> = "worse", il::col<& Review::made> = moment{})
        .run();
    review.copy_to<archive>(il::upsert_key);
    CHECK(all.archived() == std::vector{all.stored()});
    CHECK_FALSE(review.save());  // a copy saves nothing here
}

TEST_CASE("A copy with a new key is another row, of the key that the database gives") {
    open_books all;
    auto review = all.db.load<Review>(1);
    for (std::int64_t n = 1; n <= 3; ++n) {
        review->text = "copy " + std::to_string(n);  // not saved: what the row holds now is copied
        const auto key = review.copy_to<archive>(il::new_key);
        static_assert(std::is_same_v<decltype(key), const std::int64_t>);
        CHECK(key == n);
    }
    CHECK(all.archived().size() == 3);
    CHECK(all.archived()[2].text == "copy 3");
    CHECK(all.archived()[2].made == all.stored().made);
    CHECK(all.stored().text == "good");
    // and of another constraint it is told
    CHECK_THROWS_AS(review.copy_to<archive>(il::new_key), il::unique_violation);
    // a key that was kept is passed by those that are generated
    *review = Review{70, "seventy", 1, 1, {}, {}};
    review.copy_to<archive>(il::keep_key);
    review->text = "after";
    CHECK(review.copy_to<archive>(il::new_key) == 71);
    CHECK(review.copy_to<shop>(il::new_key) == 2);  // within its own database
    CHECK(all.stored(2).text == "after");
}

TEST_CASE("Plain rows are copied by a session, and inside a transaction on their new place") {
    open_books all;
    const Tag tag{"shop", "new"};
    il::copy_to<archive>(all.db, tag, il::keep_key);
    il::copy_to<archive>(all.db, tag, il::upsert_key);  // nothing but a key
    CHECK_THROWS_AS(il::copy_to<archive>(all.db, tag, il::keep_key), il::unique_violation);
    CHECK(all.db.on<archive>().from<Tag>().all() == std::vector{tag});
    CHECK(all.db.from<Tag>().count() == 0);
    {
        auto tx = all.db.begin<archive>();
        il::copy_to<archive>(tx, all.first, il::keep_key);
        CHECK(il::copy_to<archive>(tx, Review{0, "b", 1, 1, {}, {}}, il::new_key) == 2);
        il::copy_to<archive>(tx, all.first, il::upsert_key);
        tx.rollback();
    }
    CHECK(all.archived().empty());
    all.db.transaction<archive>([&](auto& tx) { il::copy_to<archive>(tx, all.first, il::keep_key); });
    CHECK(all.archived().size() == 1);
    all.db.transaction<shop>([&](auto& tx) {
        auto review = tx.template load<Review>(1);
        review->text = "within";
        CHECK(review.template copy_to<shop>(il::new_key) == 2);
    });
    CHECK(all.stored(2).text == "within");
}

TEST_CASE("A row of one file does not get into another one's by a save") {
    // two tenants of one service: the same databases, models and keys, in files of their own
    open_books thor, potter;
    auto review = thor.db.load<Review>(1);
    review->text = "thor's";
    CHECK_THROWS_AS(potter.db.save(review), il::wrong_origin);
    potter.db.transaction<shop>([&](auto& tx) { CHECK_THROWS_AS(tx.save(review), il::wrong_origin); });
    CHECK(potter.stored().text == "good");
    CHECK(thor.stored().text == "good");
    CHECK(thor.db.save(review));
    CHECK(thor.stored().text == "thor's");
    CHECK(potter.stored().text == "good");
}
