// SPDX-License-Identifier: BSL-1.0
#include "engines.hpp"

#include <optional>
#include <tuple>

namespace {

struct Sale {
    std::int64_t id = 0;
    std::string shop;
    std::int32_t amount = 0;
    bool paid = false;
};

}  // namespace

template <>
struct interlock::model<Sale> {
    using fields = il::fields<il::field<&Sale::id, il::primary_key>, il::field<&Sale::shop>,
                              il::field<&Sale::amount>, il::field<&Sale::paid>>;
};

using il::asc;
using il::col;
using il::desc;

namespace {

template <class Backend>
struct sales : engine<Backend, Sale> {
    explicit sales(place where) : engine<Backend, Sale>(where) {
        (**this).insert_many(std::vector<Sale>{
            {1, "a", 5, true}, {2, "a", 7, false}, {3, "b", 5, true}, {4, "b", 1, true}, {5, "b", 5, false}});
    }
    /// An expression for each row, in the order of the ids.
    template <class Expression>
    auto each(Expression e) {
        auto query = (**this).template from<Sale>().select(e).order_by(asc<&Sale::id>);
        std::vector<std::tuple_element_t<0, typename decltype(query)::row_type>> values;
        for (const auto& [value] : query.all()) values.push_back(value);
        return values;
    }
};
using ints = std::vector<std::int64_t>;
using maybe = std::vector<std::optional<std::int32_t>>;
using sums = std::vector<std::optional<std::int64_t>>;

}  // namespace

ENGINE_CASE("A window is the rows beside a row") {
    sales<TestType> db(EVERY_PLACE);
    const auto by_id = il::ordered_by(asc<&Sale::id>);
    const auto in_shop = il::partition_by(col<&Sale::shop>).order_by(desc<&Sale::amount>, asc<&Sale::id>);
    CHECK(db.each(il::row_number().over(by_id)) == ints{1, 2, 3, 4, 5});
    CHECK(db.each(il::row_number().over(in_shop)) == ints{2, 1, 1, 3, 2});
    CHECK(db.each(il::rank().over(il::ordered_by(desc<&Sale::amount>))) == ints{2, 1, 2, 5, 2});
    CHECK(db.each(il::dense_rank().over(il::ordered_by(desc<&Sale::amount>))) == ints{2, 1, 2, 3, 2});
    CHECK(db.each(il::ntile(2).over(by_id)) == ints{1, 1, 1, 2, 2});
    CHECK(db.each(il::percent_rank().over(il::ordered_by(asc<&Sale::amount>))) ==
          std::vector<double>{0.25, 1, 0.25, 0, 0.25});
    CHECK(db.each(il::cume_dist().over(il::ordered_by(asc<&Sale::amount>))) ==
          std::vector<double>{0.8, 1, 0.8, 0.2, 0.8});
    CHECK(db.each(il::lag(col<&Sale::amount>).over(by_id)) == maybe{std::nullopt, 5, 7, 5, 1});
    CHECK(db.each(il::lead(col<&Sale::amount>, 2).over(by_id)) == maybe{5, 1, 5, std::nullopt, std::nullopt});
    CHECK(db.each(il::first_value(col<&Sale::amount>).over(in_shop)) == maybe{7, 7, 5, 5, 5});
    CHECK(db.each(il::last_value(col<&Sale::amount>)
                      .over(in_shop.template rows<il::unbounded_preceding, il::unbounded_following>())) ==
          maybe{5, 5, 1, 1, 1});
    CHECK(db.each(il::nth_value(col<&Sale::amount>, 2)
                      .over(in_shop.template rows<il::unbounded_preceding, il::unbounded_following>())) ==
          maybe{5, 5, 5, 5, 5});
}

ENGINE_CASE("Aggregates run over windows") {
    sales<TestType> db(EVERY_PLACE);
    const auto by_id = il::ordered_by(asc<&Sale::id>);
    CHECK(db.each(il::sum(col<&Sale::amount>).over()) == sums{23, 23, 23, 23, 23});
    CHECK(db.each(il::sum(col<&Sale::amount>).over(by_id)) == sums{5, 12, 17, 18, 23});
    CHECK(db.each(il::sum(col<&Sale::amount>).over(il::partition_by(col<&Sale::shop>))) ==
          sums{12, 12, 11, 11, 11});
    CHECK(db.each(
              il::sum(col<&Sale::amount>).over(by_id.template rows<il::preceding<1>, il::following<1>>())) ==
          sums{12, 17, 13, 11, 6});
    CHECK(db.each(il::count().filter(col<&Sale::paid>).over(by_id)) == ints{1, 1, 2, 3, 3});
    using row = std::tuple<std::string, std::int64_t>;
    CHECK(db->template from<Sale>()
              .group_by(col<&Sale::shop>)
              .select(col<&Sale::shop>,
                      il::rank().over(il::ordered_by(il::descending(il::sum(col<&Sale::amount>)))))
              .order_by(asc<&Sale::shop>)
              .all() == std::vector<row>{{"a", 1}, {"b", 2}});
    CHECK(each(db->template from<Sale>()
                   .order_by(
                       il::descending(il::sum(col<&Sale::amount>).over(il::partition_by(col<&Sale::shop>))),
                       asc<&Sale::id>)
                   .all(),
               &Sale::id) == ints{1, 2, 3, 4, 5});
}

ENGINE_CASE("A condition may be there or not") {
    sales<TestType> db(EVERY_PLACE);
    const auto found = [&](bool a, bool b, bool c) {
        return each(db->template from<Sale>()
                        .where_if(a, col<&Sale::shop> == "b")
                        .where_if(b, col<&Sale::amount> == 7 || col<&Sale::amount> == 5)
                        .where_if(c, col<&Sale::paid>)
                        .order_by(asc<&Sale::id>)
                        .limit(9)
                        .all(),
                    &Sale::id);
    };
    CHECK(found(false, false, false) == ints{1, 2, 3, 4, 5});
    CHECK(found(true, false, false) == ints{3, 4, 5});
    CHECK(found(false, true, false) == ints{1, 2, 3, 5});
    CHECK(found(true, true, false) == ints{3, 5});
    CHECK(found(false, false, true) == ints{1, 3, 4});
    CHECK(found(true, false, true) == ints{3, 4});
    CHECK(found(false, true, true) == ints{1, 3});
    CHECK(found(true, true, true) == ints{3});

    const auto query = [&](bool wanted) {
        return db->template from<Sale>()
            .where(col<&Sale::id> > 1 && col<&Sale::id> < 9)
            .where_if(wanted, col<&Sale::amount> == 5)
            .where(col<&Sale::shop> == "b" || col<&Sale::shop> == "c");
    };
    CHECK(query(true).count() == 2);
    CHECK(query(false).count() == 3);
    CHECK(query(true).exists());
    CHECK(query(true).order_by(asc<&Sale::id>).first()->id == 3);
    std::int64_t streamed = 0;
    for (const Sale& s : query(true).stream()) streamed += s.id;
    CHECK(streamed == 8);
    CHECK(db->template from<Sale>()
              .where(col<&Sale::id> == 1 || col<&Sale::id> == 2)
              .where_if(true, col<&Sale::paid>)
              .one()
              .id == 1);
}
