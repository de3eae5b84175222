// SPDX-License-Identifier: BSL-1.0
#define ALSO_ON_EITHER
#include "shared_tables.hpp"

#include <interlock/relations.hpp>
#include <interlock/tracked.hpp>

#include <tuple>

// Rows that belong together, of tenants who share tables.

namespace {

struct Order {
    std::string tenant;
    std::int64_t id = 0;
    std::string text;
};
struct Line {
    std::string tenant;
    std::int64_t id = 0;
    std::int64_t order = 0;
};

}  // namespace

template <>
struct interlock::model<Order> {
    static constexpr auto table = "orders";
    using fields = il::fields<il::field<&Order::tenant, il::tenant_key, il::primary_key>,
                              il::field<&Order::id, il::primary_key>, il::field<&Order::text>>;
};
template <>
struct interlock::model<Line> {
    static constexpr auto table = "lines";
    using fields = il::fields<il::field<&Line::tenant, il::tenant_key, il::primary_key>,
                              il::field<&Line::id, il::primary_key>, il::field<&Line::order>>;
    using constraints = il::constraints<
        il::foreign_key<il::members<&Line::order, &Line::tenant>, il::members<&Order::id, &Order::tenant>,
                        il::on_delete::cascade, il::deferrable::initially_immediate>>;
};

using il::col;

template <class Backend>
using shop = shared_tables<Backend, Order, Line>;

ENGINE_CASE("A removal takes what refers to it with it, of its tenant alone") {
    shop<TestType> all(EVERY_PLACE);
    auto thor = all.tenant("thor"), potter = all.tenant("potter");
    for (auto* one : {&thor, &potter}) {
        for (std::int64_t id : {1, 2}) one->insert(Order{"", id, "x"});
        one->insert_many(std::vector<Line>{{"", 1, 1}, {"", 2, 1}, {"", 3, 2}});
    }
    const il::removal gone = il::remove_cascading<Order>(thor, col<&Order::id> == 1);
    CHECK(gone.rows == 1);
    CHECK(gone.along<&Line::order>() == 2);
    CHECK(thor.template remove<Order>().where(col<&Order::id> == 2).run() == 1);
    CHECK(thor.template from<Line>().count() == 0);
    CHECK(potter.template from<Order>().count() == 2);
    CHECK(potter.template from<Line>().count() == 3);
    CHECK_THROWS_AS(thor.insert(Line{"", 9, 1}), il::constraint_violation);  // which is potter's order
}

ENGINE_CASE("A row and those that refer to it are added to one tenant") {
    shop<TestType> all(EVERY_PLACE);
    auto thor = all.tenant("thor"), potter = all.tenant("potter");
    Order order{"", 1, "x"};
    std::vector<Line> lines{{"", 1, 0}, {"", 2, 0}};
    il::insert_with<&Line::order>(thor, order, lines);
    CHECK(thor.template from<Line>().template with<&Line::order>().all().size() == 2);
    CHECK(potter.template from<Line>().count() == 0);

    Order own{"thor", 2, "x"};
    std::vector<Line> own_lines{{"thor", 3, 0}, {"", 4, 0}};
    il::insert_with<&Line::order>(thor, own, own_lines);
    CHECK(thor.template from<Line>().where(col<&Line::order> == 2).count() == 2);

    Order next{"", 3, "x"};
    std::vector<Line> foreign{{"", 5, 0}, {"potter", 6, 0}};
    CHECK_THROWS_AS(il::insert_with<&Line::order>(thor, next, foreign), il::wrong_tenant);
    CHECK(foreign[1].tenant == "potter");
    CHECK(foreign[1].order == 0);
    CHECK(thor.template from<Order>().count() == 2);
    CHECK(thor.template from<Line>().count() == 4);
}

ENGINE_CASE("A copy stays with the tenant who makes it") {
    shop<TestType> all(EVERY_PLACE);
    using database = typename shop<TestType>::database;
    auto thor = all.tenant("thor"), potter = all.tenant("potter");
    for (auto* one : {&thor, &potter}) one->insert(Order{"", 1, "first"});
    il::copy_to<database>(thor, Order{"", 2, "second"}, il::keep_key);
    il::copy_to<database>(thor, Order{"thor", 1, "over"}, il::upsert_key);
    CHECK_THROWS_AS(il::copy_to<database>(thor, Order{"potter", 1, "over"}, il::upsert_key),
                    il::wrong_tenant);
    CHECK(thor.template get<Order>(1).text == "over");
    CHECK(potter.template get<Order>(1).text == "first");
    CHECK(potter.template from<Order>().count() == 1);
}

ENGINE_CASE("A tenant's transaction does what any does") {
    shop<TestType> all(EVERY_PLACE);
    using database = typename shop<TestType>::database;
    auto thor = all.tenant("thor"), potter = all.tenant("potter");
    {
        auto tx = thor.template begin<database>();
        tx.defer_constraints();
        tx.insert(Line{"", 1, 1});
        tx.insert(Order{"", 1, "late"});
        tx.commit();
    }
    bool told = false;
    auto stop = [&] {
        auto tx = thor.template begin<database>();
        auto handle = tx.canceller();
        {
            auto part = tx.begin();
            CHECK(part.template remove<Line>().run() == 1);
        }
        CHECK(tx.template from<Line>().count() == 1);
        if constexpr (std::is_same_v<TestType, il::postgres>) {
            tx.advisory_lock(7);
            CHECK(tx.template from<Order>().for_update().skip_locked().all().size() == 1);
        }
        tx.on_commit([&] { told = true; });
        tx.commit();
        return handle;
    }();
    CHECK(told);
    CHECK_FALSE(stop.cancel());
    {
        auto tx = potter.template begin<database, il::mode::read_only>();
        CHECK(tx.template from<Order>().count() == 0);
    }
    CHECK(thor.template transaction<database>(il::retry{.attempts = 2}, [](auto& tx) {
        tx.template update<Order>().set(col<& Order::text> = "again").run();
        return tx.template get<Order>(1).text;
    }) == "again");
}
