// SPDX-License-Identifier: BSL-1.0
#include "support/catch.hpp"
#include "support/scratch.hpp"

#include <interlock/array.hpp>
#include <interlock/chrono.hpp>
#include <interlock/decimal.hpp>
#include <interlock/enums.hpp>
#include <interlock/query/filters.hpp>
#include <interlock/query/page_token.hpp>
#include <interlock/query/query_string.hpp>

#include <cstdint>
#include <limits>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace il = interlock;
using Catch::Matchers::ContainsSubstring;
using std::string_literals::operator""s;

enum class Shade { red, green };
template <>
struct interlock::enum_names<Shade> : il::enumerators<Shade::red, Shade::green> {};

struct Bead {
    std::int64_t id = 0;
    std::string name;
    std::optional<std::int16_t> year;
    double weight = 0;
    float ratio = 0;
    bool whole = false;
    std::optional<std::chrono::sys_days> day;
    std::chrono::sys_time<std::chrono::microseconds> seen{};
    il::decimal<6, 2> price;
    Shade shade = Shade::red;
    Shade named = Shade::red;
    std::vector<std::byte> scan;
    std::vector<std::int32_t> sizes;
    std::int32_t secret__code = 0;
};
template <>
struct interlock::model<Bead> {
    using fields =
        il::fields<il::field<&Bead::id, il::primary_key>, il::field<&Bead::name>, il::field<&Bead::year>,
                   il::field<&Bead::weight>, il::field<&Bead::ratio>, il::field<&Bead::whole>,
                   il::field<&Bead::day>, il::field<&Bead::seen>, il::field<&Bead::price>,
                   il::field<&Bead::shade>, il::field<&Bead::named, il::as_text>, il::field<&Bead::scan>,
                   il::field<&Bead::sizes, il::as_json>, il::field<&Bead::secret__code>>;
};

static std::string refusal(const std::string& text) {
    return thrown<il::filter_error>([&] { (void)il::filter_text<Bead>(text); }).what();
}
static std::size_t filters_in(const std::string& text) { return il::filter_text<Bead>(text).size(); }

TEST_CASE("A query string is taken apart as browsers put it together") {
    CHECK(il::query_value("a=1&b=x+y&c=%41%2b", "b") == "x y");
    CHECK(il::query_value("?a=1&b=x+y&c=%41%2b", "c") == "A+");
    CHECK(il::query_value("a=1&a=2", "a") == "1");
    CHECK(il::query_value("%61=1", "a") == "1");
    CHECK(il::query_value("a", "a") == "");
    CHECK(il::query_value("a==b", "a") == "=b");
    CHECK(il::query_value("&&&", "a") == std::nullopt);
    CHECK(il::query_value("", "a") == std::nullopt);
    for (const char* bad : {"a=%", "a=%4", "a=%zz", "%=1", "a=1&b=%g0"})
        CHECK_THROWS_AS(il::query_value(bad, "a"), il::filter_error);
}

TEST_CASE("What a form left empty is no filter, and the program's own names are passed over") {
    CHECK(filters_in("") == 0);
    CHECK(filters_in("?") == 0);
    CHECK(filters_in("name=&year__gte=&order=&&") == 0);
    CHECK(filters_in("name__icontains=a&year__gte=1990&year__lt=2000") == 3);
    CHECK(il::filter_text<Bead>("name=a&page=3&csrf=%27", {"page", "csrf"}).size() == 1);
    CHECK_THAT(refusal("name=a&page=3"), ContainsSubstring("there is no such filter"));
}

TEST_CASE("A wrong name, lookup or value is an error that says what would do") {
    CHECK(
        refusal("nme=a") ==
        "interlock: model Bead, field nme: there is no such filter; there are id, name, year, weight, ratio, whole, "
        "day, seen, price, shade, named, scan, sizes, secret__code");
    CHECK(
        refusal("year__above=1") ==
        "interlock: model Bead, field year: there is no such lookup; the field takes exact, ne, lt, lte, gt, gte, "
        "in, range, isnull");
    CHECK(
        refusal("year__icontains=1") ==
        "interlock: model Bead, field year: the lookup 'icontains' means nothing for this field; it takes exact, "
        "ne, lt, lte, gt, gte, in, range, isnull");
    CHECK(refusal("year__gte=40000") ==
          "interlock: model Bead, field year: the value of 'gte' is not a whole number from -32768 to 32767");
    CHECK(refusal("order=-nme")
              .find("interlock: model Bead, field nme: there is no order by this; there are id, "
                    "name, year,") == 0);
    CHECK_THAT(refusal("order=sizes"), ContainsSubstring("there is no order by this"));
    CHECK_THAT(refusal("order=name,-name"), ContainsSubstring("the order names this field twice"));
    CHECK_THAT(refusal("order=name&order=id"), ContainsSubstring("the order is given twice"));
    CHECK_THAT(refusal("year=1&year=2"), ContainsSubstring("the filter is given twice"));
    CHECK_THAT(refusal("name__isnull=true"), ContainsSubstring("it takes exact, iexact"));
    CHECK_THAT(refusal("year__isnull=maybe"), ContainsSubstring("'isnull' is not true or false"));
    CHECK_THAT(refusal("year__range=1"), ContainsSubstring("two values with a comma"));
    CHECK_THAT(refusal("year__range=1,2,3"), ContainsSubstring("two values with a comma"));
    CHECK_THAT(refusal("scan=x"), ContainsSubstring("it takes none"));
    CHECK_THAT(refusal("sizes__in=1"), ContainsSubstring("it takes none"));
    CHECK_THAT(refusal("shade=blue"), ContainsSubstring("is not one of red, green"));
    CHECK_THAT(refusal("shade__gt=red"), ContainsSubstring("it takes exact, ne, in"));
    const auto e = thrown<il::filter_error>([] { (void)il::filter_text<Bead>("weight=heavy"); });
    CHECK(e.model() == "Bead");
    CHECK(e.field() == "weight");
    CHECK(e.sql().empty());
}

TEST_CASE("No value and no odd name gets into a message") {
    for (const std::string text :
         {"year=confidential", "year__in=1,confidential", "%27%3Bconfidential--=1", "confidential%00=1",
          "name=confidential%ff", "order=confidential%3B", "year=confidential&year=2"})
        CHECK_THAT(refusal(text), !ContainsSubstring("confidential"));
}

TEST_CASE("Names are fields of the model and nothing else") {
    for (const std::string text : {"__=1",           "__exact=1",     "name__=1",      "name__exact__exact=1",
                                   "NAME=1",         "%22name%22=1",  "name%20=1",     "bead.name=1",
                                   "rowid=1",        "id%20OR%201=1", "name__EXACT=1", "=1",
                                   "order=-",        "order=,",       "order=--name",  "order=name%20DESC",
                                   "order=random()", "order=1",       "order=name,",   "name%00=1"}) {
        INFO(text);
        if (text == "order=name,") CHECK(il::filter_text<Bead>(text).empty());
        else CHECK_THROWS_AS(il::filter_text<Bead>(text), il::filter_error);
    }
    CHECK(filters_in("secret__code=1&secret__code__gt=1") == 2);
}

TEST_CASE("A value has to be one of its field") {
    const auto good = [](const char* text) { return filters_in(text) == 1; };
    CHECK(good("year=-32768"));
    CHECK(good("id=9223372036854775807"));
    CHECK(good("id=-9223372036854775808"));
    CHECK(good("weight=1e308"));
    CHECK(good("weight=-0"));
    CHECK(good("ratio=0.1"));
    CHECK(good("whole=TRUE"));
    CHECK(good("whole=off"));
    CHECK(good("day=2024-02-29"));
    CHECK(good("seen=2024-02-29"));
    CHECK(good("seen=2024-02-29T23:59"));
    CHECK(good("seen=2024-02-29T23:59:59.123456Z"));
    CHECK(good("seen=2024-02-29T23:59:59%2B00:00"));
    CHECK(good("price=-9999.99"));
    CHECK(good("price=1.500"));
    CHECK(good("shade=green"));
    CHECK(good("shade=1"));
    CHECK(good("named=green"));
    CHECK(good("name=%F0%9F%9A%82"));
    CHECK(good("day__in=2024-02-29,2023-01-01"));
    for (const char* bad : {"year=32768",
                            "year=1.0",
                            "year=0x10",
                            "year=+1",
                            "year=1%20",
                            "year=%201",
                            "year=1e3",
                            "id=9223372036854775808",
                            "id=99999999999999999999999999999999999",
                            "weight=1e999",
                            "weight=nan",
                            "weight=inf",
                            "weight=1,5",
                            "weight=1e-999",
                            "ratio=1e300",
                            "whole=2",
                            "whole=truely",
                            "day=2023-02-29",
                            "day=2024-2-1",
                            "day=20240201",
                            "seen=2024-02-29T24:00:00",
                            "seen=2024-02-29T23:59:59.1234567",
                            "seen=2024-02-29T23:59:59+01:00",
                            "price=1.234",
                            "price=10000",
                            "price=1e2",
                            "price=.",
                            "shade=2",
                            "shade=RED",
                            "named=1",
                            "name=%ff",
                            "name=%c0%80",
                            "name=a%00b",
                            "name=%ed%a0%80",
                            "year__in=1,,2",
                            "year__in=,",
                            "day__in=2024-02-29,x"}) {
        INFO(bad);
        CHECK_THROWS_AS(il::filter_text<Bead>(bad), il::filter_error);
    }
}

TEST_CASE("The values of a list are told apart by commas, and a name that stands again adds to it") {
    const auto values = [](const std::string& text) {
        struct visitor {
            std::vector<std::string> seen;
            void operator()(const il::detail::dynamic_value::texts& list) { seen = list.elements; }
            void operator()(const il::expression&) {}
        } v;
        il::filter_text<Bead>(text).values(v);
        return v.seen;
    };
    using texts = std::vector<std::string>;
    CHECK(values("name__in=a") == texts{"a"});
    CHECK(values("name__in=a,b,") == texts{"a", "b", ""});
    CHECK(values("name__in=a%2Cb&name__in=&name__in=c") == texts{"a", "b", "c"});
    CHECK(values("name__in=a%5C,b,%5C%5C,c%5C") == texts{"a,b", "\\", "c\\"});
    CHECK(values("name__in=a%5C&name__in=b%5C%5C&name__in=c") == texts{"a\\", "b\\", "c"});
}

TEST_CASE("There is an end to the number of filters") {
    std::string text;
    il::filters<Bead> many;
    for (int i = 0; i < 100; ++i) many.add("year__gte", std::to_string(i));
    CHECK(many.size() == 100);
    CHECK_THROWS_AS(many.add("year__gte", "7"), il::filter_error);
    CHECK_THROWS_AS(many.read("year__gte=7"), il::filter_error);
    CHECK(many.read("order=-year").size() == 100);
    CHECK_THAT(refusal("name__contains=" + std::string(16'001, 'x')), ContainsSubstring("longer than 16000"));
    CHECK(filters_in("name__contains=" + std::string(16'000, 'x')) == 1);
    CHECK(filters_in("name=" + std::string(100'000, 'x')) == 1);
    for (int i = 0; i < 100'000; ++i) text += "year__gte=&";
    CHECK(filters_in(text) == 0);
    text.clear();
    for (int i = 0; i < 5000; ++i) text += (i == 0 ? "" : ",") + std::to_string(i);
    CHECK(filters_in("id__in=" + text) == 1);
    text = "day__in=2024-01-01";
    for (int i = 0; i < 100; ++i) text += ",2024-01-02";
    CHECK_THAT(refusal(text), ContainsSubstring("more than 100 values"));
}

TEST_CASE("A program may narrow what users ask for, and ask for the rest itself") {
    using narrow = il::filters<Bead, il::filterable<&Bead::name, &Bead::year>, il::orderable<&Bead::year>>;
    narrow f;
    f.add("name", "x").order("-year");
    CHECK(f.size() == 1);
    const auto e = thrown<il::filter_error>([&] { f.add("secret__code", "7"); });
    CHECK_THAT(e.what(), ContainsSubstring("there are name, year"));
    CHECK_THROWS_AS(f.order("name"), il::filter_error);
    CHECK_THROWS_AS((il::filter_text<Bead, il::filterable<>>("id=1")), il::filter_error);
    CHECK_THROWS_AS((il::filter_text<Bead, il::orderable<>>("order=id")), il::filter_error);
    CHECK((il::filter_text<Bead, il::orderable<>>("id=1").size()) == 1);
    f.add<&Bead::secret__code>(il::lookup::exact, "7").order<&Bead::name>(il::direction::descending);
    CHECK(f.size() == 2);
    CHECK_THROWS_AS(f.add<&Bead::year>(il::lookup::icontains, "7"), il::filter_error);
    CHECK(f.size() == 2);
}

// The token of a page

static il::detail::order_list order_of(std::initializer_list<const char*> names) {
    const il::table_info& t = il::table_of<Bead>();
    il::detail::order_list order(t);
    for (std::string name : names) {
        const bool descending = name[0] == '-';
        order.add(t.columns[t.index_of_member(descending ? name.substr(1) : name)], descending);
    }
    order.complete();
    return order;
}
static il::detail::optional_values row_of(std::string name, std::optional<std::int64_t> year,
                                          std::int64_t id) {
    using il::detail::dynamic_value;
    il::detail::optional_values row;
    row.push_back(dynamic_value{il::value_kind::text, std::move(name)});
    if (year) row.push_back(dynamic_value{il::value_kind::int64, *year});
    else row.push_back(std::nullopt);
    row.push_back(dynamic_value{il::value_kind::int64, id});
    return row;
}

TEST_CASE("A token gives back the row that it was made of, and stands in a URL as it is") {
    const auto order = order_of({"name", "-year"});
    for (const std::string& name : {""s, "a"s, "quartz"s, "\0\n'\""s, std::string(1000, '\xff')})
        for (const std::optional<std::int64_t> year :
             {std::optional<std::int64_t>(), std::optional<std::int64_t>(-7)}) {
            const std::string token = write_token(order, row_of(name, year, 77));
            CHECK(token.find_first_not_of(il::detail::base64url) == std::string::npos);
            const auto row = read_token(order, token);
            REQUIRE(row.size() == 3);
            CHECK(std::get<std::string>(row[0]->held) == name);
            CHECK(row[1].has_value() == year.has_value());
            if (year) CHECK(std::get<std::int64_t>(row[1]->held) == *year);
            CHECK(std::get<std::int64_t>(row[2]->held) == 77);
        }
}

TEST_CASE("A token that was changed in any place is refused") {
    const auto order = order_of({"name", "-year"});
    const std::string token = write_token(order, row_of("quartz", 1990, 77));
    for (std::size_t i = 0; i < token.size(); ++i)
        for (const char c : il::detail::base64url) {
            std::string other = token;
            other[i] = c;
            if (other != token) CHECK_THROWS_AS(read_token(order, other), il::token_error);
        }
    for (std::size_t i = 0; i < token.size(); ++i)
        CHECK_THROWS_AS(read_token(order, token.substr(0, i)), il::token_error);
    CHECK_THROWS_AS(read_token(order, token + "A"), il::token_error);
    CHECK_THROWS_AS(read_token(order, token + "="), il::token_error);
    CHECK_THROWS_AS(read_token(order, " " + token), il::token_error);
    for (const std::string& text :
         {"'; DROP TABLE bead; --"s, "\0"s, std::string(100'000, 'A'), "%41"s, "null"s})
        CHECK_THROWS_AS(read_token(order, text), il::token_error);
}

TEST_CASE("A token of another order is refused, also where the values would fit") {
    const std::string token = write_token(order_of({"name", "-year"}), row_of("quartz", 1990, 77));
    for (const auto& other :
         {order_of({"name", "year"}), order_of({"-name", "-year"}), order_of({"-year", "name"}),
          order_of({"name"}), order_of({}), order_of({"name", "secret__code"})}) {
        const auto e = thrown<il::token_error>([&] { (void)read_token(other, token); });
        CHECK_THAT(e.what(), ContainsSubstring("another order"));
    }
}

TEST_CASE("A token with a right checksum and wrong values is refused all the same") {
    using il::detail::dynamic_value;
    const auto order = order_of({"name", "-year"});
    auto row = row_of("quartz", 40'000, 77);  // no int16
    CHECK_THROWS_AS(read_token(order, write_token(order, row)), il::token_error);
    row = row_of("quartz", 1, 77);
    row[0].reset();  // NULL where there is none
    CHECK_THROWS_AS(read_token(order, write_token(order, row)), il::token_error);
    row = row_of("quartz", 1, 77);
    row.pop_back();
    CHECK_THROWS_AS(read_token(order, write_token(order, row)), il::token_error);
    const auto whole = order_of({"whole"});
    for (const int byte : {0, 1, 2, 255}) {
        std::string bytes(1, '\1');
        il::detail::put_number(bytes, il::detail::fingerprint_of(whole));
        il::detail::put_number(bytes, 1, 1);
        il::detail::put_number(bytes, static_cast<std::uint64_t>(byte), 1);
        il::detail::put_number(bytes, 1, 1);
        il::detail::put_number(bytes, 77);
        il::detail::put_number(bytes, il::detail::fnv(bytes));
        const std::string token = il::detail::encode_base64url(bytes);
        INFO(byte);
        if (byte <= 1) CHECK(write_token(whole, read_token(whole, token)) == token);
        else CHECK_THROWS_AS(read_token(whole, token), il::token_error);
    }
    row = row_of("quartz", 1, 77);
    row.push_back(row[2]);
    CHECK_THROWS_AS(read_token(order, write_token(order, row)), il::token_error);
    std::mt19937 random(5);
    for (int i = 0; i < 2000; ++i) {  // whatever the bytes are
        std::string bytes(1, '\1');
        il::detail::put_number(bytes, fingerprint_of(order));
        for (auto n = random() % 40; n > 0; --n)
            bytes += static_cast<char>(static_cast<unsigned char>(random() % (n % 2 == 0 ? 3u : 256u)));
        il::detail::put_number(bytes, il::detail::fnv(bytes));
        try {
            const auto values = read_token(order, il::detail::encode_base64url(bytes));
            CHECK(values.size() == 3);
        } catch (const il::token_error&) {
        }
    }
}
