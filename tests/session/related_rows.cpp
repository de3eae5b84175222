// SPDX-License-Identifier: BSL-1.0
#include <interlock/interlock.hpp>
#include <interlock/sqlite.hpp>

#include "support/catch.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
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
