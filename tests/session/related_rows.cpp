// SPDX-License-Identifier: BSL-1.0
#include <interlock/interlock.hpp>
#include <interlock/relations.hpp>
#include <interlock/sqlite.hpp>

#include "support/catch.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <vector>

// Related rows in another database: products here, what is said of them there.

namespace il = interlock;

namespace {

struct goods : il::database<"goods", il::sqlite> {};
struct opinions : il::database<"opinions", il::sqlite> {};

struct Product {
    std::int64_t id = 0;
    std::string name;
};
struct Review {
    std::int64_t id = 0;
    std::int64_t product_id = 0;
    std::int32_t stars = 0;
};
struct Photo {
    std::int64_t id = 0;
    std::int64_t review_id = 0;
    std::string path;
};

}  // namespace

template <>
struct interlock::model<Product> {
    using fields =
        il::fields<il::field<&Product::id, il::primary_key, il::generated>, il::field<&Product::name>>;
};
template <>
struct interlock::model<Review> {
    static constexpr auto app_label = "reviews";
    using fields = il::fields<il::field<&Review::id, il::primary_key, il::generated>,
                              il::field<&Review::product_id, il::soft_references<&Product::id>, il::indexed>,
                              il::field<&Review::stars>>;
};
template <>
struct interlock::model<Photo> {
    static constexpr auto app_label = "reviews";
    using fields =
        il::fields<il::field<&Photo::id, il::primary_key, il::generated>,
                   il::field<&Photo::review_id, il::references<&Review::id>>, il::field<&Photo::path>>;
};

namespace {

using shop = il::service<il::databases<goods, opinions>, il::models<Product, Review, Photo>,
                         il::routers<il::route_app<"reviews", opinions>, il::route_rest<goods>>>;

struct open_shop {
    il::session<shop> db{il::settings{{"goods", "sqlite::memory:"}, {"opinions", "sqlite::memory:"}}};

    explicit open_shop(std::int64_t products) {
        il::create_tables(db);
        std::vector<Product> all;
        std::vector<Review> reviews;
        std::vector<Photo> photos;
        for (std::int64_t i = 1; i <= products; ++i) {
            all.push_back({i, "product " + std::to_string(i)});
            for (std::int64_t n = 0; n < i % 4; ++n) {
                reviews.push_back({0, i, static_cast<std::int32_t>(1 + (i + n) % 5)});
                if (n == 1) photos.push_back({0, static_cast<std::int64_t>(reviews.size()), "p"});
            }
        }
        reviews.push_back({0, products + 7, 1});  // of a product that is not there
        db.insert_many(all);
        db.insert_many(reviews);
        db.insert_many(photos);
    }
    std::tuple<std::int64_t, std::int64_t> queries() {
        return {db.query_count<goods>(), db.query_count<opinions>()};
    }
};

}  // namespace

TEST_CASE("Rows of another database are loaded by one query there, whatever their number") {
    for (const std::int64_t products : {1, 10, 1000}) {
        open_shop shop(products);
        const auto [goods_before, opinions_before] = shop.queries();
        const auto rows = shop.db.from<Product>().prefetch<&Review::product_id>().all();
        CHECK(shop.queries() == std::tuple(goods_before + 1, opinions_before + 1));
        REQUIRE(rows.size() == static_cast<std::size_t>(products));
        for (const auto& [product, reviews] : rows) {
            CHECK(reviews.size() == static_cast<std::size_t>(product.id % 4));
            for (const Review& r : reviews) CHECK(r.product_id == product.id);
        }
    }
}

TEST_CASE("A depth of two takes three queries over two databases") {
    open_shop shop(40);
    const auto [goods_before, opinions_before] = shop.queries();
    const auto rows = shop.db.from<Product>()
                          .prefetch<&Review::product_id>(
                              il::from<Review>().order_by(il::asc<&Review::id>).prefetch<&Photo::review_id>())
                          .all();
    CHECK(shop.queries() == std::tuple(goods_before + 1, opinions_before + 2));
    std::size_t photos = 0;
    for (const auto& [product, reviews] : rows)
        for (const auto& [review, its] : reviews) photos += its.size();
    CHECK(photos == static_cast<std::size_t>(shop.db.from<Photo>().count()));
}

TEST_CASE("Clauses of the rows may come after what is loaded from another database") {
    open_shop shop(9);
    const auto [goods_before, opinions_before] = shop.queries();
    const auto rows = shop.db.from<Product>()
                          .prefetch<&Review::product_id>()
                          .where(il::col<&Product::id> > 2)
                          .order_by(il::desc<&Product::id>)
                          .limit(3)
                          .all();
    REQUIRE(rows.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) {
        const auto& [product, reviews] = rows[i];
        CHECK(product.id == 9 - static_cast<std::int64_t>(i));
        CHECK(reviews.size() == static_cast<std::size_t>(product.id % 4));
    }
    const auto some =
        shop.db.from<Product>().prefetch<&Review::product_id>().where(il::col<&Product::id> > 6);
    CHECK(some.count() == 3);
    CHECK(some.exists());
    CHECK(shop.queries() == std::tuple(goods_before + 3, opinions_before + 1));
}

TEST_CASE("A row that refers to nothing that is there has an empty place beside it") {
    open_shop shop(12);
    const auto rows =
        shop.db.from<Review>().order_by(il::asc<&Review::id>).prefetch<&Review::product_id>().all();
    REQUIRE_FALSE(rows.empty());
    for (const auto& [review, product] : rows) {
        CHECK(product.has_value() == (review.product_id <= 12));
        if (product) CHECK(product->id == review.product_id);
    }
    CHECK_FALSE(std::get<1>(rows.back()).has_value());
}

TEST_CASE("What is loaded from another database is limited for each row too") {
    open_shop shop(12);
    const auto rows =
        shop.db.from<Product>()
            .order_by(il::asc<&Product::id>)
            .prefetch<&Review::product_id>(
                il::from<Review>().order_by(il::desc<&Review::stars>, il::asc<&Review::id>).limit(1))
            .all();
    for (const auto& [product, best] : rows) {
        const auto expected = shop.db.from<Review>()
                                  .where(il::col<&Review::product_id> == product.id)
                                  .order_by(il::desc<&Review::stars>, il::asc<&Review::id>)
                                  .first();
        REQUIRE(best.size() == (expected ? 1u : 0u));
        if (expected) CHECK(best[0].id == expected->id);
    }
}

namespace {

// both tables may be in both databases, but each is read in its own
struct everywhere {
    template <class M>
    static constexpr auto db_for_read() {
        if constexpr (std::is_same_v<M, Product>) return il::use<goods>;
        else return il::use<opinions>;
    }
    template <class M>
    static constexpr auto db_for_write() {
        return db_for_read<M>();
    }
    template <class, class>
    static constexpr il::verdict allow_migrate() {
        return il::verdict::allow;
    }
};
using copied_shop =
    il::service<il::databases<goods, opinions>, il::models<Product, Review>, il::routers<everywhere>>;

}  // namespace

TEST_CASE("Related rows are looked for where they are read, though their table is here too") {
    il::session<copied_shop> db(il::settings{{"goods", "sqlite::memory:"}, {"opinions", "sqlite::memory:"}});
    il::create_tables(db);
    Product lamp{0, "lamp"};
    db.insert(lamp);
    db.insert_many(std::vector<Review>{{0, lamp.id, 4}, {0, lamp.id, 5}});
    CHECK(std::get<1>(db.from<Product>().prefetch<&Review::product_id>().one()).size() == 2);
    for (const auto& [review, product] : db.from<Review>().prefetch<&Review::product_id>().all())
        CHECK(product.has_value());
}

TEST_CASE("A limit as large as can be is no limit") {
    open_shop shop(8);
    const auto all = shop.db.from<Product>()
                         .prefetch<&Review::product_id>(il::from<Review>()
                                                            .order_by(il::asc<&Review::id>)
                                                            .limit(std::numeric_limits<std::int64_t>::max())
                                                            .offset(1))
                         .all();
    for (const auto& [product, reviews] : all)
        CHECK(reviews.size() == static_cast<std::size_t>(product.id % 4 > 1 ? product.id % 4 - 1 : 0));
}

TEST_CASE("In a transaction related rows of its database are part of it") {
    open_shop shop(4);
    shop.db.transaction<opinions>([](auto& tx) {
        Review r{0, 1, 5};
        tx.insert(r);
        Photo p{0, r.id, "new"};
        tx.insert(p);
        const auto row = tx.template from<Review>()
                             .where(il::col<&Review::id> == r.id)
                             .template prefetch<&Photo::review_id>()
                             .one();
        CHECK(std::get<1>(row).size() == 1);
    });
}

TEST_CASE("An orphan report names each value that leads nowhere, and how many rows have it") {
    open_shop shop(10);
    shop.db.insert_many(std::vector<Review>{{0, 500, 1}, {0, 500, 2}, {0, -3, 3}});
    for (const std::int64_t batch : {1, 2, 3, 1000}) {
        const auto found = il::orphans<&Review::product_id>(shop.db, batch);
        STATIC_REQUIRE(std::is_same_v<decltype(found), const std::vector<il::orphan<std::int64_t>>>);
        REQUIRE(found.size() == 3);
        CHECK((found[0].key == -3 && found[0].rows == 1));
        CHECK((found[1].key == 17 && found[1].rows == 1));
        CHECK((found[2].key == 500 && found[2].rows == 2));
    }
    CHECK(il::orphans<&Photo::review_id>(shop.db).empty());
    CHECK_THROWS_AS(il::orphans<&Review::product_id>(shop.db, 0), il::value_out_of_range);
    const auto [goods_before, opinions_before] = shop.queries();
    (void)il::orphans<&Review::product_id>(shop.db);
    CHECK(shop.queries() == std::tuple(goods_before + 1, opinions_before + 2));
    CHECK(il::refers_to_a_row<&Review::product_id>(shop.db, Review{0, 1, 1}));
    CHECK_FALSE(il::refers_to_a_row<&Review::product_id>(shop.db, Review{0, 17, 1}));
}

TEST_CASE("A row is inserted with those that refer to it, all of them or none") {
    open_shop shop(3);
    Review review{0, 2, 4};
    std::vector<Photo> photos{{0, 0, "a"}, {0, 0, "b"}};
    il::insert_with<&Photo::review_id>(shop.db, review, photos);
    CHECK(review.id != 0);
    for (const Photo& p : photos) {
        CHECK(p.review_id == review.id);
        CHECK(shop.db.get<Photo>(p.id).path == p.path);
    }
    const auto before = std::tuple(shop.db.from<Review>().count(), shop.db.from<Photo>().count());
    Review other{0, 2, 4};
    std::vector<Photo> broken{{0, 0, "c"}, {0, 0, "\xff"}};
    CHECK_THROWS_AS(il::insert_with<&Photo::review_id>(shop.db, other, broken), il::value_out_of_range);
    CHECK(std::tuple(shop.db.from<Review>().count(), shop.db.from<Photo>().count()) == before);
    shop.db.transaction<opinions>([&](auto& tx) {
        std::vector<Photo> more{{0, 0, "d"}};
        il::insert_with<&Photo::review_id>(tx, other, more);
        CHECK(tx.template from<Photo>().where(il::col<&Photo::review_id> == other.id).count() == 1);
    });
    CHECK(shop.db.from<Photo>().where(il::col<&Photo::review_id> == other.id).count() == 1);
}

TEST_CASE("Rows that could not be inserted together hold what they held before") {
    open_shop shop(3);
    const auto as_before = [](const Review& r, const std::vector<Photo>& photos) {
        CHECK(r.id == 0);
        CHECK((photos[0].id == 0 && photos[0].review_id == 0));
        CHECK((photos[1].id == 41 && photos[1].review_id == 7));
        CHECK((photos[2].id == 0 && photos[2].review_id == 8));
    };
    Review review{0, 2, 4};
    std::vector<Photo> photos{{0, 0, "a"}, {41, 7, "b"}, {0, 8, "\xff"}};
    CHECK_THROWS_AS(il::insert_with<&Photo::review_id>(shop.db, review, photos), il::value_out_of_range);
    as_before(review, photos);

    // within a transaction, which goes on
    const auto stored = shop.db.from<Review>().count();
    shop.db.transaction<opinions>([&](auto& tx) {
        Review first{0, 1, 5};
        tx.insert(first);
        CHECK_THROWS_AS(il::insert_with<&Photo::review_id>(tx, review, photos), il::value_out_of_range);
        as_before(review, photos);
        photos.pop_back();
        il::insert_with<&Photo::review_id>(tx, review, photos);
    });
    CHECK(shop.db.from<Review>().count() == stored + 2);
    CHECK(shop.db.get<Review>(review.id).stars == 4);
    for (const Photo& p : photos) CHECK(shop.db.get<Photo>(p.id).review_id == review.id);

    // refused by the database, when the keys were given
    Review none{0, 1, 1};
    shop.db
        .raw<opinions, il::writes>(
            "CREATE TRIGGER no_ones BEFORE INSERT ON \"reviews_photo\" WHEN NEW.path = 'no' "
            "BEGIN SELECT RAISE(ABORT, 'no'); END")
        .run();
    std::vector<Photo> refused{{0, 3, "yes"}, {0, 4, "no"}};
    CHECK_THROWS_AS(il::insert_with<&Photo::review_id>(shop.db, none, refused), il::error);
    CHECK(none.id == 0);
    CHECK((refused[0].id == 0 && refused[0].review_id == 3));
    CHECK((refused[1].id == 0 && refused[1].review_id == 4));
}
