// SPDX-License-Identifier: BSL-1.0
#include "engines.hpp"

#include <limits>
#include <optional>
#include <tuple>

// Queries of which the engines make different things, unless they are said in the one way that both take.

namespace {

struct Product {
    std::int64_t id = 0;
    std::string name;
    std::optional<std::string> category;
    double price = 0;
    std::int64_t part_of = 0;
};
struct Review {
    std::int64_t id = 0;
    std::int64_t product_id = 0;
    std::int64_t stars = 0;
};
struct Vote {
    std::int64_t id = 0;
    std::int64_t review_id = 0;
};
// of no table
struct Within {
    std::int64_t id = 0;
    std::string path;
};

}  // namespace

template <>
struct interlock::model<Product> {
    using fields =
        il::fields<il::field<&Product::id, il::primary_key>, il::field<&Product::name, il::max_length<10>>,
                   il::field<&Product::category>, il::field<&Product::price>, il::field<&Product::part_of>>;
};
template <>
struct interlock::model<Review> {
    using fields = il::fields<il::field<&Review::id, il::primary_key>, il::field<&Review::product_id>,
                              il::field<&Review::stars>>;
};
template <>
struct interlock::model<Vote> {
    using fields = il::fields<il::field<&Vote::id, il::primary_key>, il::field<&Vote::review_id>>;
};
template <>
struct interlock::model<Within> {
    using fields = il::fields<il::field<&Within::id>, il::field<&Within::path>>;
};

using il::asc;
using il::col;
using il::outer;
using ids = std::vector<std::int64_t>;
using texts = std::vector<std::string>;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

template <class Backend>
struct shop : engine<Backend, Product, Review, Vote> {
    explicit shop(place where) : engine<Backend, Product, Review, Vote>(where) {
        (**this).insert_many(std::vector<Product>{{1, "lamp", "light", 10, 0},
                                                  {2, "bulb", "light", 2, 1},
                                                  {3, "filament", {}, infinity, 2},
                                                  {4, "desk", {}, -infinity, 0}});
        (**this).insert_many(std::vector<Review>{{1, 1, 5}, {2, 1, 4}, {3, 3, 1}});
        (**this).insert_many(std::vector<Vote>{{1, 1}, {2, 3}});
    }
    auto products() { return (**this).template from<Product>(); }
    template <class Condition>
    ids where(Condition condition) {
        return each(products().where(condition).order_by(asc<&Product::id>).all(), &Product::id);
    }
};

auto reviews() { return il::from<Review>().where(col<&Review::product_id> == outer<&Product::id>); }

}  // namespace

ENGINE_CASE("A subquery takes the keys of a group, and what they determine, from the query around it") {
    shop<TestType> db(EVERY_PLACE);
    const auto same =
        il::from<Product>().where(col<&Product::category>.is_not_distinct_from(outer<&Product::category>));
    using row = std::tuple<std::optional<std::string>, std::optional<std::int64_t>>;
    const auto groups = db.products().group_by(col<&Product::category>);
    CHECK(groups.select(col<&Product::category>, il::scalar(same.select(il::count())))
              .order_by(asc<&Product::category>)
              .all() == std::vector<row>{{"light", 2}, {std::nullopt, 2}});
    CHECK(groups.having(il::exists(same.where(col<&Product::id> == 3)))
              .select(il::count())
              .template as<std::int64_t>()
              .all() == ids{2});
    CHECK(db.products()
              .group_by(col<&Product::id>)
              .having(il::exists(il::from<Review>().where(col<&Review::stars> < outer<&Product::price>)))
              .select(col<&Product::id>)
              .order_by(asc<&Product::id>)
              .template as<std::int64_t>()
              .all() == ids{1, 2, 3});
    // an aggregate of both is one of the inner rows
    CHECK(db.where(il::scalar(reviews().select(il::sum(col<&Review::stars> + outer<&Product::id>))) > 4) ==
          ids{1});
}

ENGINE_CASE("A subquery of a subquery takes columns of the outermost query") {
    shop<TestType> db(EVERY_PLACE);
    const auto votes = il::from<Vote>().where(col<&Vote::review_id> == outer<&Review::id> &&
                                              col<&Vote::id> < outer<&Product::id>);
    CHECK(db.where(il::exists(reviews().where(il::exists(votes)))) == ids{3});
    CHECK(db.where(il::scalar(reviews().where(il::exists(votes)).select(il::count())) == 0) == ids{1, 2, 4});
}

ENGINE_CASE("Distinct rows are ordered by what is selected, or by its position") {
    shop<TestType> db(EVERY_PLACE);
    const auto label = il::coalesce(col<&Product::category>, "other");
    const auto labels = db.products().select(label).distinct();
    CHECK(labels.order_by(il::ascending(il::selected<0>)).template as<std::string>().all() ==
          texts{"light", "other"});
    CHECK(labels.order_by(il::descending(il::selected<0>)).template as<std::string>().all() ==
          texts{"other", "light"});
    using row = std::tuple<std::string, std::optional<std::string>>;
    CHECK(db.products()
              .where(col<&Product::id> > 1)
              .select(il::upper(col<&Product::name>), col<&Product::category>)
              .order_by(il::descending(il::selected<1>), il::ascending(il::selected<0>))
              .all() ==
          std::vector<row>{{"DESK", std::nullopt}, {"FILAMENT", std::nullopt}, {"BULB", "light"}});
    CHECK(each(db.products().distinct().order_by(asc<&Product::name>).all(), &Product::id) ==
          ids{2, 4, 3, 1});
    const auto loud = il::named<"loud">(il::upper(col<&Product::name>));
    CHECK(db.products().select(loud).distinct().order_by(il::ascending(loud)).limit(1).one() ==
          std::tuple<std::string>("BULB"));
}

ENGINE_CASE("A recursive table may begin with a text of limited length") {
    shop<TestType> db(EVERY_PLACE);
    const auto tree = [&](auto begin) {
        return db
            ->template with_recursive<Within>(begin.union_all(
                il::from<Product>()
                    .join<Within>(col<&Product::part_of> == col<&Within::id>)
                    .select(col<&Product::id>, il::concat(col<&Within::path>, "/", col<&Product::name>))))
            .template from<Within>()
            .order_by(asc<&Within::id>)
            .all();
    };
    const auto tops = il::from<Product>().where(col<&Product::part_of> == 0);
    const texts paths{"lamp", "lamp/bulb", "lamp/bulb/filament", "desk"};
    CHECK(each(tree(tops.select(col<&Product::id>, col<&Product::name>)), &Within::path) == paths);
    CHECK(each(tree(tops.select(col<&Product::id>, il::coalesce(col<&Product::name>, col<&Product::name>))),
               &Within::path) == paths);
    const auto lamp = il::from<Product>().where(col<&Product::id> == 1);
    const auto desk = il::from<Product>().where(col<&Product::id> == 4);
    CHECK(each(tree(lamp.select(col<&Product::id>, col<&Product::name>)
                        .union_all(desk.select(col<&Product::id>, col<&Product::name>))),
               &Within::path) == paths);
}

ENGINE_CASE("A scalar subquery of several rows is its first one") {
    shop<TestType> db(EVERY_PLACE);
    const auto stars = il::from<Review>().order_by(il::desc<&Review::stars>).select(col<&Review::stars>);
    CHECK(db.where(col<&Product::id> == il::scalar(stars) - 1) == ids{4});
    CHECK(db.where(col<&Product::id> == il::scalar(stars.limit(3)) - 1) == ids{4});
    CHECK(db.where(col<&Product::id> == il::scalar(stars.limit(3).offset(1)) - 1) == ids{3});
    CHECK(db.where(col<&Product::id> == il::scalar(stars.offset(2))) == ids{1});
    CHECK(db.where(il::scalar(stars.limit(0)) == std::nullopt) == ids{1, 2, 3, 4});
    CHECK(db.where(il::scalar(stars.offset(3)) == std::nullopt) == ids{1, 2, 3, 4});
    CHECK(db.where(il::scalar(il::from<Review>()
                                  .group_by(col<&Review::product_id>)
                                  .select(il::count())
                                  .order_by(il::descending(il::count()))) == col<&Product::id>) == ids{2});
    CHECK(db.where(col<&Product::id> == il::scalar(il::from<Review>()
                                                       .select(col<&Review::stars>)
                                                       .union_all(il::from<Vote>().select(col<&Vote::id>))
                                                       .order_by(il::ascending(il::selected<0>)))) == ids{1});
}

ENGINE_CASE("An infinity in a list is found as one that is compared") {
    shop<TestType> db(EVERY_PLACE);
    CHECK(db.where(col<&Product::price> == infinity) == ids{3});
    CHECK(db.where(col<&Product::price>.in({10.0, infinity})) == ids{1, 3});
    CHECK(db.where(col<&Product::price>.in({-infinity})) == ids{4});
    CHECK(db.where(!col<&Product::price>.in(std::vector<double>{infinity, -infinity})) == ids{1, 2});
}

ENGINE_CASE("A union is read by the names of its first side") {
    shop<TestType> db(EVERY_PLACE);
    const auto rows = db.products()
                          .where(col<&Product::id> == 2)
                          .select(col<&Product::id>, il::named<"label">(il::upper(col<&Product::name>)))
                          .union_all(il::from<Product>()
                                         .where(col<&Product::id> == 3)
                                         .select(col<&Product::id>, col<&Product::category>))
                          .order_by(il::ascending(il::selected<0>))
                          .template as<il::row>()
                          .all();
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].template get<"id">() == 2);
    CHECK(rows[0].template get<"label">() == "BULB");
    CHECK(rows[1].template get<"label">() == std::nullopt);
}

#if INTERLOCK_TEST_WITH_POSTGRES
TEST_CASE("distinct_on of groups, and with its columns in the order's own sequence") {
    shop<il::postgres> db(place::server);
    CHECK(each(db.products()
                   .distinct_on(col<&Product::category>, col<&Product::part_of>)
                   .order_by(il::desc<&Product::part_of>, asc<&Product::category>, asc<&Product::id>)
                   .all(),
               &Product::id) == ids{3, 2, 1, 4});
    CHECK(db.products()
              .select(col<&Product::category>, il::upper(col<&Product::name>))
              .distinct_on(col<&Product::category>)
              .order_by(il::ascending(il::selected<0>), il::descending(il::selected<1>))
              .all() == std::vector<std::tuple<std::optional<std::string>, std::string>>{
                            {"light", "LAMP"}, {std::nullopt, "FILAMENT"}});
    using row = std::tuple<std::optional<std::string>, std::int64_t>;
    CHECK(db.products()
              .group_by(col<&Product::category>, col<&Product::part_of>)
              .select(col<&Product::category>, il::count())
              .distinct_on(col<&Product::category>)
              .order_by(asc<&Product::category>)
              .all() == std::vector<row>{{"light", 1}, {std::nullopt, 1}});
}
#endif
