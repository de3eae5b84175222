// SPDX-License-Identifier: BSL-1.0
#include "support/catch.hpp"

#include <interlock/model/codec.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace il = interlock;
using il::codec;
using il::value_kind;

namespace {
enum class Grade : std::uint8_t { low = 1, high = 200 };
enum Plain { zero, one };
struct Unknown {};
}  // namespace

// every integer goes into the smallest column that holds all of its values
static_assert(codec<std::int8_t>::kind == value_kind::int16);
static_assert(codec<std::uint8_t>::kind == value_kind::int16);
static_assert(codec<std::int16_t>::kind == value_kind::int16);
static_assert(codec<std::uint16_t>::kind == value_kind::int32);
static_assert(codec<std::int32_t>::kind == value_kind::int32);
static_assert(codec<std::uint32_t>::kind == value_kind::int64);
static_assert(codec<std::int64_t>::kind == value_kind::int64);
static_assert(codec<std::uint64_t>::kind == value_kind::int64);
static_assert(codec<long long>::kind == value_kind::int64 && codec<long>::kind == value_kind::int64);
static_assert(codec<bool>::kind == value_kind::boolean);
static_assert(codec<float>::kind == value_kind::real32 && codec<double>::kind == value_kind::real64);
static_assert(codec<std::string>::kind == value_kind::text);
static_assert(codec<std::vector<std::byte>>::kind == value_kind::blob);
static_assert(codec<Grade>::kind == value_kind::int16);

static_assert(il::storable<std::string_view> && !il::restorable<std::string_view>);
static_assert(!il::storable<Unknown> && !il::storable<std::optional<int>> && !il::storable<const char*>);
static_assert(!il::storable<std::vector<int>> && !il::storable<long double>);

static_assert(codec<Grade>::encode(Grade::high) == 200 && codec<Grade>::decode(200) == Grade::high);
static_assert(codec<std::int8_t>::decode(-128) == -128 && codec<std::uint8_t>::decode(255) == 255);

template <class T>
void ends_of_range() {
    using limits = std::numeric_limits<T>;
    const auto low = static_cast<std::int64_t>(limits::min()),
               high = static_cast<std::int64_t>(limits::max());
    CHECK(codec<T>::decode(low) == limits::min());
    CHECK(codec<T>::decode(high) == limits::max());
    CHECK(codec<T>::encode(limits::min()) == low);
    CHECK(codec<T>::encode(limits::max()) == high);
    CHECK_THROWS_AS(codec<T>::decode(high + 1), il::value_out_of_range);
    CHECK_THROWS_AS(codec<T>::decode(low - 1), il::value_out_of_range);
    CHECK_THROWS_AS(codec<T>::decode(std::numeric_limits<std::int64_t>::max()), il::value_out_of_range);
    CHECK_THROWS_AS(codec<T>::decode(std::numeric_limits<std::int64_t>::min()), il::value_out_of_range);
}

TEST_CASE("An integer that does not fit its member is refused, never wrapped") {
    ends_of_range<std::int8_t>();
    ends_of_range<std::int16_t>();
    ends_of_range<std::int32_t>();
    ends_of_range<std::uint8_t>();
    ends_of_range<std::uint16_t>();
    ends_of_range<std::uint32_t>();
    CHECK(codec<std::int64_t>::decode(std::numeric_limits<std::int64_t>::min()) ==
          std::numeric_limits<std::int64_t>::min());
    CHECK_THROWS_AS(codec<std::uint64_t>::decode(-1), il::value_out_of_range);
}

TEST_CASE("An unsigned value beyond the largest integer of a database is refused") {
    constexpr std::uint64_t largest = std::numeric_limits<std::int64_t>::max();
    CHECK(codec<std::uint64_t>::encode(largest) == std::numeric_limits<std::int64_t>::max());
    CHECK_THROWS_AS(codec<std::uint64_t>::encode(largest + 1), il::value_out_of_range);
}

TEST_CASE("A stored value out of the range of an enumeration's type is refused") {
    CHECK_THROWS_AS(codec<Grade>::decode(256), il::value_out_of_range);
    CHECK_THROWS_AS(codec<Grade>::decode(-1), il::value_out_of_range);
    CHECK(codec<Plain>::decode(codec<Plain>::encode(one)) == one);
}

TEST_CASE("The message of a value that does not fit tells the value") {
    CHECK_THROWS_WITH(codec<std::int8_t>::decode(4711), Catch::Matchers::ContainsSubstring("4711"));
}

TEST_CASE("A number beyond the range or the digits of a float is refused; infinities are not") {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    CHECK(codec<float>::decode(0.5) == 0.5f);
    CHECK(codec<float>::decode(static_cast<double>(std::numeric_limits<float>::max())) ==
          std::numeric_limits<float>::max());
    CHECK(codec<float>::decode(infinity) == std::numeric_limits<float>::infinity());
    CHECK(codec<float>::decode(-infinity) == -std::numeric_limits<float>::infinity());
    CHECK(codec<float>::decode(std::numeric_limits<double>::quiet_NaN()) != 0);
    CHECK_THROWS_AS(codec<float>::decode(1e39), il::value_out_of_range);
    CHECK_THROWS_AS(codec<float>::decode(-1e39), il::value_out_of_range);
    CHECK_THROWS_AS(codec<float>::decode(0.1), il::value_out_of_range);
    CHECK(codec<float>::nearest(0.1) == 0.1f);
    CHECK_THROWS_AS(codec<float>::nearest(1e39), il::value_out_of_range);
}

TEST_CASE("Text and bytes come back with every byte") {
    const std::string text("a\0b", 3);
    CHECK(codec<std::string>::decode(codec<std::string>::encode(text)) == text);
    const std::vector<std::byte> bytes{std::byte{0}, std::byte{255}};
    CHECK(codec<std::vector<std::byte>>::decode(codec<std::vector<std::byte>>::encode(bytes)) == bytes);
    CHECK(codec<std::vector<std::byte>>::decode({nullptr, 0}).empty());
}
