// SPDX-License-Identifier: BSL-1.0
#include "engines.hpp"

#include <optional>

namespace {

struct Tool {
    std::string code;
    std::int32_t weight = 0;
    std::optional<std::int32_t> rest;
};

}  // namespace

template <>
struct interlock::model<Tool> {
    using fields =
        il::fields<il::field<&Tool::code, il::primary_key>, il::field<&Tool::weight>, il::field<&Tool::rest>>;
};

using il::col;

namespace {

template <class Backend>
struct tools : engine<Backend, Tool> {
    explicit tools(place where) : engine<Backend, Tool>(where) {
        (*this)->insert_many(std::vector<Tool>{{"adze", 7, 7}, {"bit", -7, {}}, {"claw", 100, 3}});
    }
    auto update() { return (*this)->template update<Tool>(); }
    std::vector<std::int32_t> weights() {
        return each((*this)->template from<Tool>().order_by(il::asc<&Tool::code>).all(), &Tool::weight);
    }
};

}  // namespace

ENGINE_CASE("An update divides, and keeps remainders") {
    tools<TestType> db(EVERY_PLACE);
    db.update().set(col<& Tool::weight> /= 2, col<& Tool::rest> %= 4).run();
    CHECK(db.weights() == std::vector<std::int32_t>{3, -3, 50});
    CHECK(db->template get<Tool>("adze").rest == 3);
    CHECK_FALSE(db->template get<Tool>("bit").rest);
    db.update().set(col<& Tool::rest> /= col<&Tool::weight> - 50).run();
    CHECK_FALSE(db->template get<Tool>("claw").rest);
    CHECK_THROWS_AS(col<& Tool::weight> /= 0, il::value_out_of_range);
}

ENGINE_CASE("Conditions of an update and a removal are there where they are wanted") {
    tools<TestType> db(EVERY_PLACE);
    const auto set = [&](std::int32_t weight, bool light, bool coded) {
        return db.update()
            .set(col<&Tool::weight> = weight)
            .where_if(light, col<&Tool::weight> < 50 || col<&Tool::weight> > 1000)
            .where(col<&Tool::code> != "bit")
            .where_if(coded, col<&Tool::code>.starts_with("a"));
    };
    CHECK(set(1, true, true).run() == 1);
    CHECK(db.weights() == std::vector<std::int32_t>{1, -7, 100});
    CHECK(set(2, false, true).run() == 1);
    CHECK(set(3, true, false).returning(col<&Tool::code>).all().size() == 1);
    CHECK(db.weights() == std::vector<std::int32_t>{3, -7, 100});
    CHECK(set(4, false, false).returning().all().size() == 2);
    CHECK(db.weights() == std::vector<std::int32_t>{4, -7, 4});
    CHECK(set(4, true, false).args().size() == 4);
    CHECK(set(4, false, false).args().size() == 2);

    const auto remove = [&](bool light, bool coded) {
        return db->template remove<Tool>()
            .where_if(light, col<&Tool::weight> < 0)
            .where_if(coded, col<&Tool::code> == "claw");
    };
    CHECK(remove(true, true).run() == 0);
    CHECK(remove(true, false).run() == 1);
    CHECK(remove(false, true).returning(col<&Tool::code>).one() == std::tuple(std::string("claw")));
    CHECK(remove(false, false).run() == 1);
    CHECK(db.weights().empty());
}

ENGINE_CASE("A row is found or created by its primary key") {
    tools<TestType> db(EVERY_PLACE);
    const auto [found, created] = db->get_or_create(Tool{"bit", 1, 1});
    CHECK_FALSE(created);
    CHECK(found.weight == -7);
    CHECK(db->get_or_create(Tool{"drill", 1, 1}).created);
    const auto [changed, added] = db->update_or_create(Tool{"bit", 1, 1});
    CHECK_FALSE(added);
    CHECK(changed.weight == 1);
    CHECK(db->update_or_create(Tool{"file", 2, 1}).created);
    CHECK(db->template from<Tool>().count() == 5);
}

ENGINE_CASE("The rest of a text, and texts joined with a comma") {
    tools<TestType> db(EVERY_PLACE);
    const auto tails = db->template from<Tool>()
                           .order_by(il::asc<&Tool::code>)
                           .select(il::substr(col<&Tool::code>, 2))
                           .template as<std::string>()
                           .all();
    CHECK(tails == std::vector<std::string>{"dze", "it", "law"});
    CHECK_THROWS_AS(il::substr(col<&Tool::code>, 0), il::value_out_of_range);
    const auto joined = [&](auto expression) {
        const auto text = std::get<0>(db->template from<Tool>().select(expression).one());
        REQUIRE(text);
        return *text;
    };
    CHECK(joined(il::group_concat(col<&Tool::code>)).size() == 13);
    CHECK(joined(il::group_concat(col<&Tool::code>)).find(',') != std::string::npos);
    CHECK(joined(il::group_concat(col<&Tool::code>, " - ")).size() == 17);
}
