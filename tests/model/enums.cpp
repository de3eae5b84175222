// SPDX-License-Identifier: BSL-1.0
#include "support/catch.hpp"

#include <interlock/enums.hpp>
#include <interlock/model/attributes.hpp>
#include <interlock/model/field.hpp>

namespace il = interlock;

namespace {
enum class Cut : std::int16_t { oval = -1, round, square = 700 };
enum Plain { zero, one = 5 };
enum class Grade { low, high };
struct Stone {
    Cut cut = Cut::oval;
    Cut named = Cut::oval;
};
}  // namespace

template <>
struct interlock::enum_names<Cut> : il::enumerators<Cut::oval, Cut::round, Cut::square> {};
template <>
struct interlock::enum_names<Plain> : il::enumerators<zero, one> {};
template <>
struct interlock::enum_names<Grade> {
    static constexpr il::enumerator list[]{{Grade::low, "so so"}, {Grade::high, "good"}};
};

static_assert(il::codec<Cut>::kind == il::value_kind::int16);
static_assert(il::codec<Cut>::encode(Cut::oval).name == "oval" &&
              il::codec<Cut>::encode(Cut::oval).number == -1);
static_assert(il::codec<Cut>::encode(Cut::square).name == "square");
static_assert(il::codec<Plain>::encode(one).name == "one" && il::codec<Plain>::encode(one).number == 5);
static_assert(il::codec<Grade>::encode(Grade::low).name == "so so");
static_assert(il::field<&Stone::cut>::describe().kind == il::value_kind::int16);
static_assert(il::field<&Stone::named, il::as_text>::describe().kind == il::value_kind::text);

TEST_CASE("A named enumerator is read from its name or its number, and from nothing else") {
    using codec = il::codec<Cut>;
    CHECK(codec::decode({0, "square", true}) == Cut::square);
    CHECK(codec::decode({700, {}, false}) == Cut::square);
    CHECK_THROWS_AS(codec::decode({0, "", true}), il::value_out_of_range);
    CHECK_THROWS_AS(codec::decode({0, "Square", true}), il::value_out_of_range);
    CHECK_THROWS_AS(codec::decode({1, "", false}), il::value_out_of_range);
    CHECK_THROWS_AS(codec::encode(static_cast<Cut>(1)), il::value_out_of_range);
    CHECK_THROWS_WITH(codec::decode({0, "rhombic", true}), Catch::Matchers::ContainsSubstring("rhombic"));
    CHECK_THROWS_WITH(codec::decode({4711, "", false}), Catch::Matchers::ContainsSubstring("4711"));
}
