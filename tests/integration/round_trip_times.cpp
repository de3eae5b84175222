// SPDX-License-Identifier: BSL-1.0
#include "round_trips.hpp"

#include <chrono>

namespace {

using std::chrono::days;
using std::chrono::microseconds;
using std::chrono::sys_days;
using moment = std::chrono::sys_time<microseconds>;

struct Times {
    std::int64_t id = 0;
    sys_days day;
    std::chrono::year_month_day date;
    moment time;
    std::chrono::sys_seconds second;
    std::optional<moment> perhaps;

    bool operator==(const Times&) const = default;
};

// 0001-01-01 and 9999-12-31
constexpr std::int64_t first = -719162, last = 2932896, day_length = 86'400'000'000;

sys_days day(draws& random) {
    return random.mostly<sys_days>(
        {sys_days(days(first)), sys_days(days(last)), sys_days(days(0)), sys_days(days(-1)),
         sys_days(days(106751)), sys_days(days(106752)), sys_days(days(11016))},  // 2262-04-11, 2000-02-29
        [&] {
            return sys_days(days(
                static_cast<std::int64_t>(random.below(static_cast<std::size_t>(last - first))) + first));
        });
}
moment time(draws& random) {
    return moment(day(random)) +
           microseconds(random.mostly<std::int64_t>({0, 1, day_length - 1, 999'999, 1'000'000}, [&] {
               return static_cast<std::int64_t>(random.below(static_cast<std::size_t>(day_length)));
           }));
}

std::vector<Times> times() {
    draws random(3);
    std::vector<Times> rows;
    for (int i = 0; i < 160; ++i)
        rows.push_back({0, day(random), day(random), time(random),
                        std::chrono::floor<std::chrono::seconds>(time(random)),
                        random.perhaps(time(random))});
    return rows;
}

}  // namespace

template <>
struct interlock::model<Times> {
    using fields = il::fields<il::field<&Times::id, il::primary_key, il::generated>, il::field<&Times::day>,
                              il::field<&Times::date>, il::field<&Times::time>, il::field<&Times::second>,
                              il::field<&Times::perhaps>>;
};

ENGINE_CASE("Every day and every microsecond from year 1 to 9999 comes back, and is found and sorted") {
    engine<TestType, Times> db(EVERY_PLACE);
    std::vector<Times> rows = times();
    check_round_trip(db, rows);
    check_order<&Times::day>(db, rows);
    check_order<&Times::date>(db, rows);
    check_order<&Times::time>(db, rows);
    check_order<&Times::second>(db, rows);
    check_equality<&Times::perhaps>(db, rows);
}
