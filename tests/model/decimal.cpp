// SPDX-License-Identifier: BSL-1.0
#include "support/catch.hpp"

#include <interlock/decimal.hpp>
#include <interlock/sql/sortable_decimal.hpp>

#include <limits>
#include <random>
#include <string>
#include <type_traits>

namespace il = interlock;
using price = il::decimal<10, 2>;
using whole = il::decimal<38, 0>;
using share = il::decimal<38, 38>;

static_assert(il::codec<price>::kind == il::value_kind::decimal);
static_assert(price("12.50").digits() == 1250 && price(3) + price("0.25") == price("3.25"));
static_assert(price(-1) < price("-0.99") && price("0.1") > price());
static_assert(std::is_same_v<decltype(price(2) * il::decimal<5, 3>(1)), il::decimal<15, 5>>);
static_assert(!std::is_convertible_v<double, price> && !std::is_convertible_v<std::string, price>);
static_assert(std::is_convertible_v<int, price> && !std::is_convertible_v<il::decimal<12, 2>, price>);

TEST_CASE("A decimal is made of text exactly, and told with all digits of its scale") {
    CHECK(price("12.50").to_string() == "12.50");
    CHECK(price("12.5").to_string() == "12.50");
    CHECK(price("-0.05").to_string() == "-0.05");
    CHECK(price("+7").to_string() == "7.00");
    CHECK(price(".5").to_string() == "0.50");
    CHECK(price("0001.10000000000000000000000000000000000000000000").to_string() == "1.10");
    CHECK(price("-0").to_string() == "0.00");
    CHECK(whole("99999999999999999999999999999999999999") == whole::max());
    CHECK(whole::min().to_string() == "-99999999999999999999999999999999999999");
    CHECK(share::max().to_string() == "0.99999999999999999999999999999999999999");
    CHECK(whole(std::numeric_limits<std::uint64_t>::max()).to_string() == "18446744073709551615");
    CHECK(whole(std::numeric_limits<std::int64_t>::min()).to_string() == "-9223372036854775808");
}

TEST_CASE("What is no decimal of these digits is refused, never rounded") {
    for (const char* text : {"", "-", ".", "1.", "1e3", " 1", "1 ", "0x1", "1,5", "--1", "1.2.3", "nan"}) {
        INFO(text);
        CHECK_THROWS_AS(price(text), il::value_out_of_range);
    }
    CHECK_THROWS_AS(price("1.001"), il::value_out_of_range);
    CHECK_THROWS_AS(price("100000000"), il::value_out_of_range);
    CHECK_THROWS_AS(price(100000000), il::value_out_of_range);
    CHECK_THROWS_AS(share(1), il::value_out_of_range);
    CHECK_THROWS_AS(whole("100000000000000000000000000000000000000"), il::value_out_of_range);
    CHECK_THROWS_AS(price(il::decimal<10, 4>("1.2345")), il::value_out_of_range);
    CHECK(price(il::decimal<10, 4>("1.2300")) == price("1.23"));
    CHECK_THROWS_WITH(price("1.001"), Catch::Matchers::ContainsSubstring("1.001"));
}

TEST_CASE("A text of a million zeros is read as quickly as it is long") {
    const std::string zeros(1'000'000, '0');
    il::stored_decimal d;
    CHECK(il::detail::read_decimal("0." + zeros + "1", d));
    CHECK(d.digits == 1);
    CHECK(d.scale == 1'000'001);
    CHECK(il::detail::read_decimal(zeros + "." + zeros, d));
    CHECK(d.digits == 0);
    CHECK_FALSE(il::detail::read_decimal("0." + zeros + "1.", d));
}

TEST_CASE("Sums and products are exact, or refused") {
    CHECK(price("0.10") + price("0.20") == price("0.30"));
    CHECK(price("0.10") - price("0.20") == price("-0.10"));
    CHECK((price("12.50") * il::decimal<5, 3>("1.190")).to_string() == "14.87500");
    CHECK(price("12.50") * 3 == price("37.50"));
    CHECK(-2 * price("12.50") == price(-25));
    CHECK(price("12.50") * 0 == price());
    CHECK_THROWS_AS(price::max() + price("0.01"), il::value_out_of_range);
    CHECK_THROWS_AS(price::min() - price("0.01"), il::value_out_of_range);
    CHECK_THROWS_AS(whole::max() + whole::max(), il::value_out_of_range);
    CHECK_THROWS_AS(whole::min() - whole::max(), il::value_out_of_range);
    CHECK_THROWS_AS(price::max() * 2, il::value_out_of_range);
    CHECK_THROWS_AS(whole::max() * whole(2), il::value_out_of_range);
    CHECK(whole::max() - whole::max() == whole());
    CHECK(whole::max() * whole(1) == whole::max());
    CHECK(-whole::max() == whole::min());
}

/// The sign and the digits of both, brought to one scale as text: what comparing decimals means.
static bool is_less(il::stored_decimal a, il::stored_decimal b) {
    const auto aligned = [](il::stored_decimal d) {
        std::string text =
            il::detail::decimal_text({il::detail::magnitude(d.digits), static_cast<int>(d.scale)});
        if (text.find('.') == std::string::npos) text += '.';
        text.insert(0, 50 - text.find('.'), '0');
        text.resize(100, '0');
        return text;
    };
    const bool negative = a.digits < 0;
    if (negative != (b.digits < 0)) return negative;
    return negative ? aligned(b) < aligned(a) : aligned(a) < aligned(b);
}

TEST_CASE("The sortable text of a decimal sorts as the number does, and is its only one") {
    using il::detail::sortable_decimal;
    CHECK(sortable_decimal(price("12.50").stored()).view() == "02:12.5");
    CHECK(sortable_decimal(price("-12.50").stored()).view() == "-97:87.4~");
    CHECK(sortable_decimal(price().stored()).view() == "00:0");
    CHECK(sortable_decimal(price("0.05").stored()).view() == "00:0.05");
    std::mt19937_64 random(7);
    std::vector<il::stored_decimal> all;
    for (int i = 0; i < 600; ++i) {
        il::stored_decimal d;
        for (auto n = random() % 39; n > 0; --n)
            d.digits = d.digits * 10 + static_cast<int>(random() % 3 == 0 ? 0 : random() % 10);
        if (random() % 2 == 0) d.digits = -d.digits;
        d.scale = static_cast<int>(random() % 39);
        all.push_back(d);
    }
    bool same = true, sorted = true;
    for (const il::stored_decimal& a : all) {
        il::stored_decimal back;
        const sortable_decimal text(a);
        const il::stored_decimal shortest = il::detail::shortest(a);
        same = same && il::detail::read_sortable(text.view(), back) && back.digits == shortest.digits &&
               back.scale == shortest.scale;
        for (const il::stored_decimal& b : all)
            sorted = sorted && (text.view() < sortable_decimal(b).view()) == is_less(a, b);
    }
    CHECK(same);
    CHECK(sorted);
    il::stored_decimal none;
    for (const char* text :
         {"", "12.5", "02:12.50", "03:12.5", "02:12.", "-97:87.4", "-99:9~", "2:12", "02:1x",
          "00:0.000000000000000000000000000000000000001", "-99:9.99999999999999999999999999999999999999998~"})
        CHECK_FALSE(il::detail::read_sortable(text, none));
}
