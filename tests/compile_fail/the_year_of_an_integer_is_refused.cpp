// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a function of time is given a value that is no date or point in time
// names: long
#include "atlas.hpp"

#include <interlock/chrono.hpp>

#include <chrono>

using namespace std::chrono_literals;

struct Visit {
    std::int64_t id = 0;
    std::chrono::sys_days day;
    std::chrono::sys_time<std::chrono::microseconds> at;
};
template <>
struct interlock::model<Visit> {
    using fields =
        il::fields<il::field<&Visit::id, il::primary_key>, il::field<&Visit::day>, il::field<&Visit::at>>;
};

void use() {
#ifndef INTERLOCK_FIXED
    (void)il::from<Visit>().where(il::year(il::col<&Visit::id>) == 2024);
#else
    (void)il::from<Visit>().where(il::year(il::col<&Visit::day>) == 2024);
#endif
}
