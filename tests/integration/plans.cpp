// SPDX-License-Identifier: BSL-1.0
#include "engines.hpp"

namespace {

struct Ore {
    std::int32_t id = 0;
    std::string kind;
};

}  // namespace

template <>
struct interlock::model<Ore> {
    static constexpr auto table = "ores";
    using fields = il::fields<il::field<&Ore::id, il::primary_key>, il::field<&Ore::kind, il::indexed>>;
};

using Catch::Matchers::ContainsSubstring;
using il::col;

template <class Backend>
struct ore_store : engine<Backend, Ore> {
    explicit ore_store(place where) : engine<Backend, Ore>(where) { (**this).insert(Ore{1, "iron"}); }
    std::int64_t rows() { return (**this).template from<Ore>().count(); }
};

ENGINE_CASE("explain() gives the plan of a query and runs nothing") {
    ore_store<TestType> db(EVERY_PLACE);
    const auto found = db->template from<Ore>().where(col<&Ore::kind> == "iron").limit(3);
    const std::string plan = found.explain();
    INFO(plan);
    CHECK_THAT(plan, ContainsSubstring("ores"));
    CHECK(plan.back() == '\n');
    CHECK(found.explain() == plan);
    CHECK_THAT(db->template update<Ore>().set(col<& Ore::kind> = "tin").where(col<&Ore::id> == 1).explain(),
               ContainsSubstring("ores"));
    CHECK_THAT(db->template remove<Ore>().where(col<&Ore::id>.in({1, 2})).explain(),
               ContainsSubstring("ores"));
    CHECK(db.rows() == 1);
    CHECK(db->template from<Ore>().where(col<&Ore::kind> == "iron").count() == 1);
    if (db.is_postgres()) CHECK_THAT(plan, ContainsSubstring("Limit"));
    else CHECK(plan == "SEARCH ores USING COVERING INDEX ores_kind_idx (kind=?)\n");
    auto tx = db->template begin<store<TestType>>();
    CHECK(tx.template from<Ore>().where(col<&Ore::kind> == "iron").limit(3).explain() == plan);
}

ENGINE_CASE("A plan shows what is below what") {
    ore_store<TestType> db(EVERY_PLACE);
    const std::string plan =
        db->template from<Ore>().where(col<&Ore::id>.in({1, 2})).order_by(il::desc<&Ore::kind>).explain();
    INFO(plan);
    CHECK_THAT(plan, ContainsSubstring("\n  "));
}

ENGINE_CASE("A plan in JSON is PostgreSQL's alone") {
    ore_store<TestType> db(EVERY_PLACE);
    const auto found = db->template from<Ore>().where(col<&Ore::kind> == "iron");
    if (db.is_postgres()) {
        const std::string plan = found.explain(il::plan_format::json);
        CHECK(plan.front() == '[');
        CHECK_THAT(plan, ContainsSubstring("\"Plan\""));
        CHECK(found.explain().front() != '[');
    } else {
        const auto e = thrown<il::usage_error>([&] { (void)found.explain(il::plan_format::json); });
        CHECK(e.alias() == "store");
        CHECK(e.model() == "Ore");
        CHECK_THAT(e.message(), ContainsSubstring("JSON"));
    }
}

ENGINE_CASE("The plan of a query that cannot run is an error with alias and SQL") {
    ore_store<TestType> db(EVERY_PLACE);
    db.raw("DROP TABLE ores");
    const auto e = thrown<il::schema_mismatch>([&] { (void)db->template from<Ore>().explain(); });
    CHECK(e.alias() == "store");
    CHECK(e.model() == "Ore");
    CHECK(e.sql().starts_with("EXPLAIN"));
}
