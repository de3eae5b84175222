// SPDX-License-Identifier: BSL-1.0
#include "support/catch.hpp"

#include <interlock/query/column.hpp>
#include <interlock/query/remove.hpp>
#include <interlock/query/select.hpp>
#include <interlock/query/update.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <list>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace il = interlock;
using il::col;

struct Gem {
    std::string id;
    std::optional<std::string> name;
    std::int32_t reactions = 0;
    double weight = 0;
    bool curated = false;
};
template <>
struct interlock::model<Gem> {
    using fields = il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::name>,
                              il::field<&Gem::reactions>, il::field<&Gem::weight>, il::field<&Gem::curated>>;
};

/// Collects what a backend would bind, as text.
struct collector {
    std::vector<std::string> seen;

    void add(bool v) { seen.emplace_back(v ? "true" : "false"); }
    void add(std::int64_t v) { seen.push_back(std::to_string(v)); }
    void add(double v) { seen.push_back(std::to_string(v).substr(0, 4)); }
    void add(std::string_view v) { seen.push_back("'" + std::string(v) + "'"); }
    template <class T>
    void add(const std::optional<T>& v) {
        if (v) add(*v);
        else seen.emplace_back("NULL");
    }
    template <class Stored, il::value_kind Kind>
    void operator()(const il::value<Stored, Kind>& v) {
        add(v.stored);
    }
    template <il::pattern_kind Pattern, class Text>
    void operator()(const il::pattern<Pattern, Text>& p) {
        add(std::string_view(p.text));
    }
    template <class Element, il::value_kind Kind>
    void operator()(const il::value_list<Element, Kind>& list) {
        seen.emplace_back("[");
        for (const Element& e : list.elements) add(e);
        seen.emplace_back("]");
    }
    void number(std::int64_t n) { add(n); }
    template <std::size_t Column, class Assignment>
    void assigned(const Assignment& a) {
        seen.push_back("column " + std::to_string(Column));
        a.values(*this);
    }
};
template <class Query>
std::vector<std::string> values_of(const Query& query) {
    collector c;
    query.values(c);
    return c.seen;
}
using texts = std::vector<std::string>;

TEST_CASE("Values are given in the order of the placeholders") {
    const auto query =
        il::from<Gem>()
            .limit(20)
            .where(col<&Gem::reactions> > 1 && (col<&Gem::id> == "a" || 2 < col<&Gem::reactions>))
            .offset(30)
            .where(col<&Gem::reactions>.between(3, 4) && col<&Gem::name>.like("b"))
            .where(!col<&Gem::reactions>.in({5, 6}) && col<&Gem::curated> == false);
    CHECK(values_of(query) ==
          texts{"1", "'a'", "2", "3", "4", "'b'", "[", "5", "6", "]", "false", "20", "30"});
}

TEST_CASE("What an update sets comes before its conditions, whichever is said first") {
    const auto query = il::update<Gem>()
                           .where(col<&Gem::id> == "a")
                           .set(col<& Gem::name> = "b", col<& Gem::weight> = 0.5, col<& Gem::curated> = true);
    CHECK(values_of(query) == texts{"column 1", "'b'", "column 3", "0.50", "column 4", "true", "'a'"});
}

TEST_CASE("A query owns the strings that it is given, so that it outlives them") {
    auto text = std::make_unique<std::string>("a text too long for the small string optimisation");
    auto maybe = std::make_unique<std::optional<std::string>>("another text too long for the small string");
    std::vector<std::string> several{"a third text, also too long to be stored in place", ""};
    const auto query =
        il::from<Gem>().where(col<&Gem::id> == *text && col<&Gem::name> == *maybe &&
                              col<&Gem::id>.in(several) && col<&Gem::id>.starts_with(*text) &&
                              col<&Gem::id> == std::string("a temporary text, too long for its place") &&
                              col<&Gem::id>.between(*text, *text + "!"));
    const texts before = values_of(query);
    *text = "changed, and of a length that is different from before, so it moves";
    maybe->emplace("changed as well, and of another length than it was before");
    several[0].assign(several[0].size(), 'x');
    text.reset();
    maybe.reset();
    several.clear();
    CHECK(values_of(query) == before);
    CHECK(before[4] == "''");
    CHECK(before[7] == "'a temporary text, too long for its place'");
}

TEST_CASE("A copied query has values of its own, and each clause leaves the query before it as it was") {
    const auto base = il::from<Gem>().where(col<&Gem::id> == std::string("a"));
    const auto one = base.where(col<&Gem::reactions> == 1);
    const auto two = base.limit(2);
    const auto ordered = base.order_by(il::asc<&Gem::id>);
    CHECK(values_of(base) == texts{"'a'"});
    CHECK(values_of(one) == texts{"'a'", "1"});
    CHECK(values_of(two) == texts{"'a'", "2"});
    CHECK(values_of(ordered) == texts{"'a'"});
    auto copy = std::make_unique<decltype(one)>(one);
    const auto again = *copy;
    copy.reset();
    CHECK(values_of(again) == texts{"'a'", "1"});
}

TEST_CASE("A limit and an offset that are set again replace the ones before") {
    CHECK(values_of(il::from<Gem>().limit(3).limit(4)) == texts{"4"});
    CHECK(values_of(il::from<Gem>().offset(3).limit(4).offset(5)) == texts{"4", "5"});
    CHECK(values_of(il::from<Gem>().limit(std::numeric_limits<std::int64_t>::max())) ==
          texts{"9223372036854775807"});
}

TEST_CASE("A negative limit or offset is refused") {
    CHECK_THROWS_AS(il::from<Gem>().limit(-1), il::value_out_of_range);
    CHECK_THROWS_AS(il::from<Gem>().offset(-1), il::value_out_of_range);
    CHECK_THROWS_AS(il::from<Gem>().limit(std::numeric_limits<std::int64_t>::min()), il::value_out_of_range);
}

TEST_CASE("Lists come from any range") {
    const std::set<int> ordered{3, 1, 2};
    const std::list<std::string_view> views{"b", "a"};
    const std::array<std::string, 1> strings{"c"};
    const std::int16_t plain[]{7, 8};
    CHECK(values_of(il::from<Gem>().where(col<&Gem::reactions>.in(ordered))) ==
          texts{"[", "1", "2", "3", "]"});
    CHECK(values_of(il::from<Gem>().where(col<&Gem::id>.in(views))) == texts{"[", "'b'", "'a'", "]"});
    CHECK(values_of(il::from<Gem>().where(col<&Gem::id>.in(strings))) == texts{"[", "'c'", "]"});
    CHECK(values_of(il::from<Gem>().where(col<&Gem::reactions>.in(plain))) == texts{"[", "7", "8", "]"});
    CHECK(values_of(il::from<Gem>().where(col<&Gem::id>.in({"d", "e"}))) == texts{"[", "'d'", "'e'", "]"});
    CHECK(values_of(il::from<Gem>().where(col<&Gem::weight>.in({0.5, 1.5}))) ==
          texts{"[", "0.50", "1.50", "]"});
    CHECK(values_of(il::from<Gem>().where(col<&Gem::reactions>.in(std::vector<int>{}))) == texts{"[", "]"});
}

TEST_CASE("A value that may be null is one or NULL") {
    const std::optional<std::string> some("x"), none;
    CHECK(values_of(il::from<Gem>().where(col<&Gem::name> == some && col<&Gem::name> != none)) ==
          texts{"'x'", "NULL"});
    CHECK(values_of(il::update<Gem>().set(col<& Gem::name> = none)) == texts{"column 1", "NULL"});
}

TEST_CASE("Numbers of one family are one instantiation") {
    const auto a = col<&Gem::reactions> == 7;
    const auto b = col<&Gem::reactions> == std::uint8_t{7};
    const auto c = col<&Gem::reactions> == 7LL;
    static_assert(std::is_same_v<decltype(a), decltype(b)> && std::is_same_v<decltype(a), decltype(c)>);
    const auto d = col<&Gem::weight> == 7.0;
    const auto e = col<&Gem::weight> == 7.0f;
    static_assert(std::is_same_v<decltype(d), decltype(e)>);
    CHECK(values_of(a) == values_of(b));
}

TEST_CASE("An unsigned value that no database holds is refused where the query is built") {
    CHECK_THROWS_AS((void)(col<&Gem::reactions> == std::numeric_limits<std::uint64_t>::max()),
                    il::value_out_of_range);
}

/// How far the last value of a condition reaches into it, or past it.
template <class Condition>
bool holds_its_parts(const Condition& condition) {
    const auto* begin = reinterpret_cast<const char*>(&condition);
    const auto* end = reinterpret_cast<const char*>(&condition.right.right.stored + 1);
    return end - begin <= static_cast<std::ptrdiff_t>(sizeof condition);
}

TEST_CASE("A condition is as large as its parts") {
    const std::optional<bool> maybe = true;
    const auto curated = col<&Gem::curated> == true;
    CHECK(holds_its_parts(col<&Gem::reactions> == 5 && curated && col<&Gem::curated> == true));
    CHECK(holds_its_parts(col<&Gem::reactions> == 5 && curated && col<&Gem::curated> == maybe));
    CHECK(holds_its_parts(curated && col<&Gem::reactions> == 5 && col<&Gem::curated> == maybe));
    CHECK(holds_its_parts(col<&Gem::weight> == 5 && curated && curated && col<&Gem::id> == "7"));
}
