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

ENGINE_CASE("A query of another session does not run inside one of this session") {
    shop<TestType> here(EVERY_PLACE), there(EVERY_PLACE);
    const auto all = [](auto& db) { return db->template from<Product>().select(col<&Product::id>); };
    const auto one = [](auto& db) {
        return db->template from<Product>().where(col<&Product::id> == 1).select(col<&Product::id>);
    };
    const auto rows = here->template from<Product>();
    const auto refused = [](auto run) {
        const auto e = thrown<il::wrong_origin>(run);
        CHECK(e.alias() == "store");
        CHECK(!e.model().empty());
        CHECK(!e.sql().empty());
    };
    refused([&] { (void)rows.where(col<&Product::id>.in(all(there))).all(); });
    refused([&] { (void)rows.where(!il::exists(all(there))).count(); });
    refused([&] { (void)rows.where(col<&Product::id> == il::scalar(one(there))).first(); });
    refused([&] { (void)rows.select(il::scalar(one(there))).one(); });
    refused([&] { (void)rows.where(col<&Product::id>.in(all(there))).stream(); });
    refused([&] { (void)rows.where(il::exists(il::from<Review>().where(il::exists(all(there))))).exists(); });
    refused([&] {
        (void)rows
            .where(col<&Product::id>.in(il::from<Review>().select(col<&Review::id>).union_all(all(there))))
            .all();
    });
    refused([&] { (void)all(here).union_all(all(there)).all(); });
    refused([&] { (void)all(here).except(all(there)).limit(1).count(); });
    refused([&] {
        (void)here->template update<Product>()
            .set(col<& Product::price> = 1.0)
            .where(col<&Product::id>.in(all(there)))
            .run();
    });
    refused([&] {
        (void)here->template update<Review>()
            .set(col<& Review::product_id> = il::coalesce(il::scalar(one(there)), std::int64_t{1}))
            .run();
    });
    refused([&] { (void)here->template remove<Review>().where(col<&Review::id>.in(all(there))).run(); });
    refused([&] {
        (void)here->template insert_from<Review, &Review::id, &Review::product_id, &Review::stars>(
            there->template from<Review>().select(col<&Review::id>, col<&Review::product_id>,
                                                  col<&Review::stars>));
    });
    refused([&] {
        here->template transaction<store<TestType>>([&](auto& tx) {
            (void)tx.template from<Product>().where(col<&Product::id>.in(all(there))).all();
        });
    });
    refused([&] { (void)rows.where(col<&Product::id>.in(all(there))).explain(); });
    CHECK(here->template from<Review>().count() == 4);
    CHECK(here.where(col<&Product::price> == 1.0).empty());

    // one without a session runs where it stands, and one of the same session too, also in its transaction
    CHECK(here.where(col<&Product::id>.in(all(here))) == ids{1, 2, 3, 4});
    CHECK(here.where(col<&Product::id>.in(il::from<Review>().select(col<&Review::product_id>))) ==
          ids{1, 3, 4});
    CHECK(all(here).union_distinct(all(here)).all().size() == 4);
    here->template transaction<store<TestType>>([&](auto& tx) {
        CHECK(tx.template from<Product>().where(col<&Product::id>.in(one(here))).count() == 1);
        CHECK(tx.template remove<Review>().where(!il::exists(one(here))).run() == 0);
    });
}
