// SPDX-License-Identifier: BSL-1.0
// expect: interlock: hours, minutes and seconds of a date
// names: chrono
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
    (void)il::from<Visit>().where(il::hour(il::col<&Visit::day>) == 7);
#else
    (void)il::from<Visit>().where(il::hour(il::col<&Visit::at>) == 7);
#endif
}
