// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a member that is a time finer than a microsecond
// names: Visit
// names: at
#include "use_model.hpp"

#include <chrono>
#include <interlock/chrono.hpp>

#ifndef INTERLOCK_FIXED
using unit = std::chrono::nanoseconds;
#else
using unit = std::chrono::microseconds;
#endif

struct Visit {
    std::int64_t id = 0;
    std::chrono::sys_time<unit> at;
};
template <>
struct interlock::model<Visit> {
    using fields = il::fields<il::field<&Visit::id, il::primary_key>, il::field<&Visit::at>>;
};

int main() { use<Visit>({{"default", "sqlite::memory:"}}); }
