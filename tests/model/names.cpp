// SPDX-License-Identifier: BSL-1.0
#include "support/catch.hpp"

#include <interlock/model/constraints.hpp>
#include <interlock/model/references.hpp>
#include <interlock/model/table.hpp>

#include <cstdint>
#include <map>
#include <string>

namespace il = interlock;
using il::detail::last_identifier;
using il::detail::member_name;
using il::detail::type_name;

struct Signal {
    std::int64_t id = 0;
    std::string Name_2;
    int _x = 0;
};
namespace outer::inner {
struct Deep {
    int value = 0;
    struct Nested {
        int value = 0;
    };
};
template <class A, int N>
struct Box {
    A value{};
    int size = N;
};
namespace {
struct Hidden {
    int value = 0;
};
}  // namespace
}  // namespace outer::inner
struct Base {
    int inherited = 0;
};
struct Derived : Base {
    int own = 0;
};
struct Functional {
    void (*callback)(int) = nullptr;
    std::map<std::string, std::map<int, int>> nested;
    int array[3]{};
};

template <>
struct interlock::model<Signal> {
    using fields = il::fields<il::field<&Signal::id, il::primary_key>, il::field<&Signal::Name_2>>;
};
template <>
struct interlock::model<outer::inner::Deep> {
    static constexpr auto app_label = "rail";
    using fields = il::fields<il::field<&outer::inner::Deep::value>>;
};
template <>
struct interlock::model<outer::inner::Deep::Nested> {
    static constexpr auto app_label = "Rail";
    using fields = il::fields<il::field<&outer::inner::Deep::Nested::value>>;
};
template <>
struct interlock::model<outer::inner::Hidden> {
    static constexpr auto table = "anything at all";
    static constexpr auto app_label = "rail";
    using fields = il::fields<il::field<&outer::inner::Hidden::value>>;
};
template <class A, int N>
struct interlock::model<outer::inner::Box<A, N>> {
    using fields =
        il::fields<il::field<&outer::inner::Box<A, N>::value>, il::field<&outer::inner::Box<A, N>::size>>;
};
template <>
struct interlock::model<Derived> {
    using fields = il::fields<il::field<&Base::inherited, il::primary_key>, il::field<&Derived::own>>;
};

// a column has the name of its member, as it is written
static_assert(member_name<&Signal::id>() == "id");
static_assert(member_name<&Signal::Name_2>() == "Name_2");
static_assert(member_name<&Signal::_x>() == "_x");
static_assert(member_name<&outer::inner::Deep::value>() == "value");
static_assert(member_name<&outer::inner::Deep::Nested::value>() == "value");
static_assert(member_name<&outer::inner::Hidden::value>() == "value");
static_assert(member_name<&outer::inner::Box<std::map<std::string, int>, 3>::size>() == "size");
static_assert(member_name<&Functional::callback>() == "callback");
static_assert(member_name<&Functional::nested>() == "nested");
static_assert(member_name<&Functional::array>() == "array");
static_assert(member_name<&Derived::inherited>() == "inherited");

// a type is named without its namespaces
static_assert(type_name<Signal>() == "Signal");
static_assert(type_name<outer::inner::Deep>() == "Deep");
static_assert(type_name<outer::inner::Deep::Nested>() == "Nested");
static_assert(type_name<outer::inner::Hidden>() == "Hidden");
static_assert(type_name<outer::inner::Box<int, 3>>() == "Box<int, 3>");
static_assert(type_name<outer::inner::Box<unsigned long, -1>>().substr(0, 4) == "Box<");

// app_label + "_" + name in lower case; the app's label is taken as it is
static_assert(il::table_of<Signal>().name == "signal");
static_assert(il::table_of<Signal>().app_label.empty());
static_assert(il::table_of<outer::inner::Deep>().name == "rail_deep");
static_assert(il::table_of<outer::inner::Deep>().app_label == "rail");
static_assert(il::table_of<outer::inner::Deep>().model == "Deep");
static_assert(il::table_of<outer::inner::Deep::Nested>().name == "Rail_nested");
static_assert(il::table_of<outer::inner::Hidden>().name == "anything at all");
static_assert(il::table_of<outer::inner::Box<int, 3>>().name == "box<int, 3>");
static_assert(il::table_of<outer::inner::Box<int, 3>>().columns[1].name == "size");

// a member of a base is a member of the model
static_assert(il::table_of<Derived>().columns[0].name == "inherited");
static_assert(il::table_of<Derived>().key_count == 1);

TEST_CASE("A struct within a function has a name and a table") {
    struct Local {
        int number = 0;
    };
    CHECK(type_name<Local>() == "Local");
    CHECK(member_name<&Local::number>() == "number");
}

TEST_CASE("An identifier ends where the compiler begins another one") {
    const auto last = [](std::string_view text) { return last_identifier(text, text.size()); };
    CHECK(last("&Gem::id") == "id");
    CHECK(last("T = a::b::Gem") == "Gem");
    CHECK(last("&(anonymous namespace)::Gem::id") == "id");
    CHECK(last("Box<a::b, c d>") == "Box<a::b, c d>");
    CHECK(last("a::Box<x<y>, z>::Inner") == "Inner");
    CHECK(last("Gem") == "Gem");
    CHECK(last("").empty());
}

TEST_CASE("A description of a table is the same object wherever it is asked for") {
    CHECK(&il::table_of<Signal>() == &il::table_of<Signal>());
    CHECK(&il::table_of<Signal>() != &il::table_of<Derived>());
    CHECK(il::table_of<Signal>().columns == il::table_of<Signal>().begin());
    CHECK(il::table_of<Signal>().end() - il::table_of<Signal>().begin() == 2);
}
