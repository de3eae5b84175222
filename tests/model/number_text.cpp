// SPDX-License-Identifier: BSL-1.0
#include "support/catch.hpp"

#include <interlock/model/number_text.hpp>

#include <cstdlib>
#include <limits>
#include <string>

namespace in = interlock::detail;

TEST_CASE("A number as text reads back as the same one") {
    for (const double n : {0.0, 0.1, 1.0 / 3, 1e300, -2.5e-300, std::numeric_limits<double>::denorm_min(),
                           std::numeric_limits<double>::max(), 9007199254740993.0}) {
        CHECK(std::strtod(in::number_text(n).c_str(), nullptr) == n);
        CHECK(std::strtod(in::exact_text(n).c_str(), nullptr) == n);
    }
    CHECK(in::number_text(0.1) == "0.1");
    CHECK(in::number_text(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
}

TEST_CASE("A number as text has a point, whatever the locale has") {
    CHECK(in::with_point("-1,5e-07") == "-1.5e-07");
    CHECK(in::with_point("2\xd9\xab"
                         "5") == "2.5");
    CHECK(in::with_point("inf") == "inf");
}
