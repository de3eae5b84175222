// SPDX-License-Identifier: BSL-1.0
#include "engines.hpp"

#include <optional>
#include <tuple>

namespace {

struct Product {
    std::int64_t id = 0;
    std::string name;
    double price = 0;
    std::optional<std::int64_t> part_of;
};
struct Review {
    std::int64_t id = 0;
    std::int64_t product_id = 0;
    std::int32_t stars = 0;
};

}  // namespace

template <>
struct interlock::model<Product> {
    using fields = il::fields<il::field<&Product::id, il::primary_key>, il::field<&Product::name>,
                              il::field<&Product::price>, il::field<&Product::part_of>>;
};
template <>
struct interlock::model<Review> {
    using fields =
        il::fields<il::field<&Review::id, il::primary_key>,
                   il::field<&Review::product_id, il::references<&Product::id>>, il::field<&Review::stars>>;
};

using il::asc;
using il::col;
using il::outer;
using ids = std::vector<std::int64_t>;

namespace {

template <class Backend>
struct shop : engine<Backend, Product, Review> {
    explicit shop(place where) : engine<Backend, Product, Review>(where) {
        (**this).insert_many(std::vector<Product>{
            {1, "lamp", 10, {}}, {2, "bulb", 2, 1}, {3, "cable", 6, 1}, {4, "desk", 90, {}}});
        (**this).insert_many(std::vector<Review>{{1, 1, 5}, {2, 1, 4}, {3, 3, 1}, {4, 4, 5}});
    }
    template <class Condition>
    ids where(Condition condition) {
        return each((**this).template from<Product>().where(condition).order_by(asc<&Product::id>).all(),
                    &Product::id);
    }
};

auto reviews() { return il::from<Review>().where(col<&Review::product_id> == outer<&Product::id>); }

}  // namespace

ENGINE_CASE("A subquery looks at the row of the query around it") {
    shop<TestType> db(EVERY_PLACE);
    CHECK(db.where(il::exists(reviews())) == ids{1, 3, 4});
    CHECK(db.where(!il::exists(reviews())) == ids{2});
    CHECK(db.where(il::exists(reviews().where(col<&Review::stars> == 5))) == ids{1, 4});
    CHECK(db.where(il::exists(reviews().order_by(il::ascending(col<&Review::stars> + 1)).limit(1))) ==
          ids{1, 3, 4});
    CHECK(db.where(il::scalar(reviews().select(il::count())) > 1) == ids{1});
    CHECK(db.where(il::scalar(reviews().select(il::max(col<&Review::stars>))) == std::nullopt) == ids{2});

    using row = std::tuple<std::string, std::optional<double>>;
    CHECK(db->template from<Product>()
              .select(col<&Product::name>, il::scalar(reviews().select(il::avg(col<&Review::stars>))))
              .order_by(il::descending(il::scalar(reviews().select(il::count()))), asc<&Product::id>)
              .all() ==
          std::vector<row>{{"lamp", 4.5}, {"cable", 1.0}, {"desk", 5.0}, {"bulb", std::nullopt}});
}

ENGINE_CASE("A table may be in a query and in its subqueries") {
    shop<TestType> db(EVERY_PLACE);
    CHECK(db.where(col<&Product::price> >
                   il::scalar(il::from<Product>().select(il::avg(col<&Product::price>)))) == ids{4});
    // the products that nothing is a part of
    CHECK(db.where(!il::exists(il::from<Product>().where(col<&Product::part_of> == outer<&Product::id>))) ==
          ids{2, 3, 4});
    // those of which a part is cheaper than every other product that is not a part
    CHECK(db.where(il::exists(il::from<Product>().where(
              col<&Product::part_of> == outer<&Product::id> &&
              !il::exists(il::from<Product>().where(col<&Product::price> <= outer<&Product::price> &&
                                                    col<&Product::id> != outer<&Product::id>))))) == ids{1});
}

ENGINE_CASE("A value may be one of a subquery's") {
    shop<TestType> db(EVERY_PLACE);
    const auto rated = [](int stars) {
        return il::from<Review>().where(col<&Review::stars> >= stars).select(col<&Review::product_id>);
    };
    CHECK(db.where(col<&Product::id>.in(rated(5))) == ids{1, 4});
    CHECK(db.where(col<&Product::price> > 5.0 && !col<&Product::id>.in(rated(4)) &&
                   col<&Product::price> < 50.0) == ids{3});
    CHECK(db.where(col<&Product::id>.in(il::from<Review>()
                                            .group_by(col<&Review::product_id>)
                                            .having(il::count() > 1)
                                            .select(col<&Review::product_id>))) == ids{1});
}

ENGINE_CASE("Updates and removals have subqueries") {
    shop<TestType> db(EVERY_PLACE);
    CHECK(db->template update<Product>()
              .set(col<& Product::price> =
                       il::coalesce(il::scalar(reviews().select(il::avg(col<&Review::stars>))), 0.5))
              .where(col<&Product::id> < 3)
              .run() == 2);
    CHECK(db->template get<Product>(1).price == 4.5);
    CHECK(db->template get<Product>(2).price == 0.5);
    CHECK(db->template get<Product>(3).price == 6);
    CHECK(db->template remove<Review>()
              .where(col<&Review::product_id>.in(
                  il::from<Product>().where(col<&Product::name> == "lamp").select(col<&Product::id>)))
              .run() == 2);
    CHECK(db->template from<Review>().count() == 2);
}
