// SPDX-License-Identifier: BSL-1.0
#include "support/catch.hpp"

#include <interlock/model/chrono_codec.hpp>

#include <chrono>
#include <cstdint>
#include <limits>

namespace il = interlock;
using il::codec;
using namespace std::chrono;

using micros = sys_time<microseconds>;

static_assert(codec<sys_days>::kind == il::value_kind::date);
static_assert(codec<year_month_day>::kind == il::value_kind::date);
static_assert(codec<micros>::kind == il::value_kind::timestamp);
static_assert(codec<sys_seconds>::kind == il::value_kind::timestamp);
static_assert(codec<year_month_day>::encode(2024y / February / 29).days == 19782);
static_assert(codec<year_month_day>::decode({-1}) == 1969y / December / 31);
static_assert(codec<sys_seconds>::decode({-1'000'000}) == sys_seconds(seconds(-1)));

TEST_CASE("A stored time finer than its member is refused") {
    CHECK(codec<sys_seconds>::decode({5'000'000}) == sys_seconds(seconds(5)));
    CHECK_THROWS_AS(codec<sys_seconds>::decode({5'000'001}), il::value_out_of_range);
    CHECK_THROWS_AS(codec<sys_seconds>::decode({-1}), il::value_out_of_range);
    CHECK_THROWS_AS(codec<sys_seconds>::encode(sys_seconds::max()), il::value_out_of_range);
    CHECK_THROWS_AS(codec<sys_seconds>::encode(sys_seconds::min()), il::value_out_of_range);
}

TEST_CASE("A date that is not in the calendar is refused") {
    CHECK_THROWS_AS(codec<year_month_day>::encode(2023y / February / 29), il::value_out_of_range);
    CHECK_THROWS_AS(codec<year_month_day>::encode(2023y / 13 / 1), il::value_out_of_range);
}
