// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a time finer than a microsecond
// names: time_point
#include "atlas.hpp"

#include <chrono>
#include <interlock/chrono.hpp>

struct Visit {
    std::int64_t id = 0;
    std::chrono::sys_time<std::chrono::microseconds> at;
};
template <>
struct interlock::model<Visit> {
    using fields = il::fields<il::field<&Visit::id, il::primary_key>, il::field<&Visit::at>>;
};

void use() {
#ifndef INTERLOCK_FIXED
    (void)il::from<Visit>().where(il::col<&Visit::at> < std::chrono::sys_time<std::chrono::nanoseconds>());
#else
    (void)il::from<Visit>().where(
        il::col<&Visit::at> <
        std::chrono::floor<std::chrono::microseconds>(std::chrono::sys_time<std::chrono::nanoseconds>()));
#endif
}
