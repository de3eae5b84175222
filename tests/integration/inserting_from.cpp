// SPDX-License-Identifier: BSL-1.0
#include "engines.hpp"

#include <optional>

namespace {

struct Sale {
    std::int32_t id = 0;
    std::string product;
    std::int64_t amount = 0;
    std::optional<std::string> note;
};
struct Summary {
    std::int32_t id = 0;
    std::string product;
    std::int32_t sold = 0;
    std::optional<double> average;
    std::string state;
    std::chrono::sys_time<std::chrono::microseconds> made;
};
struct Kept {
    std::int32_t id = 0;
    std::string product;
    std::int64_t amount = 0;
    std::optional<std::string> note;
};

}  // namespace

template <>
struct interlock::model<Sale> {
    using fields = il::fields<il::field<&Sale::id, il::primary_key>, il::field<&Sale::product>,
                              il::field<&Sale::amount>, il::field<&Sale::note>>;
};
template <>
struct interlock::model<Summary> {
    using fields = il::fields<il::field<&Summary::id, il::primary_key, il::generated>,
                              il::field<&Summary::product, il::unique>, il::field<&Summary::sold>,
                              il::field<&Summary::average>, il::field<&Summary::state, il::db_default<"new">>,
                              il::field<&Summary::made, il::now_on_insert>>;
};
template <>
struct interlock::model<Kept> {
    using fields = il::fields<il::field<&Kept::id, il::primary_key>, il::field<&Kept::product>,
                              il::field<&Kept::amount>, il::field<&Kept::note>>;
};

using il::col;

template <class Backend>
struct sales : engine<Backend, Sale, Summary, Kept> {
    explicit sales(place where) : engine<Backend, Sale, Summary, Kept>(where) {
        (*this)->insert_many(std::vector<Sale>{{1, "a", 10, {}}, {2, "a", 20, "x"}, {3, "b", 5, {}}});
    }
};

ENGINE_CASE("The rows of a query are added to a table") {
    sales<TestType> db(EVERY_PLACE);
    const auto large = il::from<Sale>().where(col<&Sale::amount> >= 10);
    CHECK(db->template insert_from<Kept, &Kept::id, &Kept::product, &Kept::amount, &Kept::note>(large) == 2);
    CHECK(db->template get<Kept>(2).note == "x");
    CHECK_FALSE(db->template get<Kept>(1).note);
    CHECK(db->template insert_from<Kept, &Kept::product, &Kept::amount, &Kept::id>(
              il::from<Sale>()
                  .select(il::upper(col<&Sale::product>), col<&Sale::amount> * 2, col<&Sale::id> + 10)
                  .where(col<&Sale::id> != 2)
                  .order_by(il::asc<&Sale::id>)
                  .limit(1)) == 1);
    CHECK(db->template get<Kept>(11).product == "A");
    CHECK(db->template get<Kept>(11).amount == 20);
    CHECK(db->template insert_from<Kept, &Kept::id, &Kept::product, &Kept::amount>(
              db->template from<Kept>()
                  .where(col<&Kept::id> == 1)
                  .select(col<&Kept::id> + 100, col<&Kept::product>, col<&Kept::amount>)) == 1);
    CHECK(db->template from<Kept>().count() == 4);
    CHECK_THROWS_AS(
        (db->template insert_from<Kept, &Kept::id, &Kept::product, &Kept::amount, &Kept::note>(large)),
        il::unique_violation);
    CHECK(db->template from<Kept>().count() == 4);
}

ENGINE_CASE("What an insert from a query leaves out is generated, stamped, or its default") {
    sales<TestType> db(EVERY_PLACE);
    const auto before = std::chrono::system_clock::now() - std::chrono::minutes(1);
    CHECK(db->template insert_from<Summary, &Summary::product, &Summary::sold, &Summary::average>(
              il::from<Sale>()
                  .where(col<&Sale::amount> > 0)
                  .group_by(col<&Sale::product>)
                  .select(col<&Sale::product>, il::count(), il::avg(col<&Sale::amount>))) == 2);
    const Summary a = db->template from<Summary>().where(col<&Summary::product> == "a").one();
    CHECK(a.id > 0);
    CHECK(a.sold == 2);
    CHECK(a.average == 15.0);
    CHECK(a.state == "new");
    CHECK(a.made > before);
}

ENGINE_CASE("An integer that does not fit is not added from a query") {
    sales<TestType> db(EVERY_PLACE);
    db->insert(Sale{4, "c", 3'000'000'000, {}});
    const auto add = [&](std::int32_t id) {
        return db->template insert_from<Summary, &Summary::product, &Summary::sold>(
            il::from<Sale>().where(col<&Sale::id> == id).select(col<&Sale::product>, col<&Sale::amount>));
    };
    CHECK(add(1) == 1);
    CHECK_THROWS_AS(add(4), il::value_out_of_range);
    CHECK(db->template from<Summary>().count() == 1);
}
