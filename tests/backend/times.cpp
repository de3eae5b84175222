// SPDX-License-Identifier: BSL-1.0
#include "support/catch.hpp"

#include <interlock/model/time_text.hpp>

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

using interlock::stored_date;
using interlock::stored_timestamp;
using interlock::detail::read_date;
using interlock::detail::read_timestamp;

static std::string date(std::int32_t days) {
    char text[10];
    return interlock::detail::write_date({days}, text) ? std::string(text, 10) : "none";
}
static std::string moment(std::int64_t microseconds) {
    char text[26];
    return interlock::detail::write_timestamp({microseconds}, text) ? std::string(text, 26) : "none";
}
static std::int64_t days(std::string_view text) {
    stored_date d;
    REQUIRE(read_date(text, d));
    return d.days;
}
static std::int64_t microseconds(std::string_view text) {
    stored_timestamp t;
    REQUIRE(read_timestamp(text, t));
    return t.microseconds;
}

TEST_CASE("Dates are counted from 1970, before it too") {
    CHECK(date(0) == "1970-01-01");
    CHECK(date(-1) == "1969-12-31");
    CHECK(date(19782) == "2024-02-29");
    CHECK(date(-25509) == "1900-02-28");
    CHECK(date(-25508) == "1900-03-01");
    CHECK(date(11016) == "2000-02-29");
    CHECK(date(-719528) == "0000-01-01");
    CHECK(date(-719529) == "none");
    CHECK(date(2932896) == "9999-12-31");
    CHECK(date(2932897) == "none");
}

TEST_CASE("Every day of the years 0 to 9999 comes back, after the one before it") {
    std::string before;
    bool same = true, sorted = true;
    for (std::int32_t d = -719528; d <= 2932896; d += 13) {
        const std::string text = date(d);
        stored_date back;
        same = same && read_date(text, back) && back.days == d;
        sorted = sorted && before < text;
        before = text;
    }
    CHECK(same);
    CHECK(sorted);
}

TEST_CASE("A day that is too far away has no text") {
    for (const std::int32_t far : {std::numeric_limits<std::int32_t>::max(),
                                   std::numeric_limits<std::int32_t>::min(), 2932897, -719529})
        CHECK(date(far) == "none");
    CHECK(date(2932896) == "9999-12-31");
    CHECK(date(-719528) == "0000-01-01");
}

TEST_CASE("Times before 1970 have fractions that count forward") {
    CHECK(moment(0) == "1970-01-01 00:00:00.000000");
    CHECK(moment(-1) == "1969-12-31 23:59:59.999999");
    CHECK(moment(-86400000001) == "1969-12-30 23:59:59.999999");
    CHECK(moment(253402300799999999) == "9999-12-31 23:59:59.999999");
    CHECK(moment(253402300800000000) == "none");
    CHECK(moment(-62167219200000000) == "0000-01-01 00:00:00.000000");
    CHECK(moment(-62167219200000001) == "none");
    CHECK(moment(std::numeric_limits<std::int64_t>::max()) == "none");
    CHECK(moment(std::numeric_limits<std::int64_t>::min()) == "none");
    for (const std::int64_t t : {std::int64_t{1}, std::int64_t{-1}, std::int64_t{1700000000123456},
                                 std::int64_t{-62167219200000000}})
        CHECK(microseconds(moment(t)) == t);
}

TEST_CASE("Times are read with and without a fraction and in UTC alone") {
    CHECK(microseconds("1970-01-01 00:00:01") == 1000000);
    CHECK(microseconds("1970-01-01T00:00:01Z") == 1000000);
    CHECK(microseconds("1970-01-01 00:00:01.5") == 1500000);
    CHECK(microseconds("1970-01-01 00:00:01.000001+00") == 1000001);
    CHECK(microseconds("1970-01-01 00:00:01.123+00:00") == 1123000);
    CHECK(days("0004-02-29") == -718008);
}

TEST_CASE("What is no date and no time is refused") {
    for (const char* text :
         {"", "2023-02-29", "1900-02-29", "2023-13-01", "2023-00-01", "2023-01-00", "2023-04-31", "2023-1-1",
          "23-01-01", "2023/01/01", "2023-01-01 ", " 2023-01-01", "-2023-01-0", "2023-01-0a", "+023-01-01"}) {
        INFO(text);
        stored_date d;
        CHECK_FALSE(read_date(text, d));
    }
    for (const char* text : {"", "2023-01-01", "2023-01-01 24:00:00", "2023-01-01 00:60:00",
                             "2023-01-01 00:00:60", "2023-01-01 00:00:00.1234567", "2023-01-01 00:00:00+01",
                             "2023-01-01 00:00:00 ", "2023-01-01x00:00:00", "2023-01-01 00:00",
                             "2023-02-30 00:00:00", "2023-01-01 00:00:00.", "2023-01-01 00:00:00z"}) {
        INFO(text);
        stored_timestamp t;
        CHECK_FALSE(read_timestamp(text, t));
    }
}
