// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a row lock outside a transaction
// names: Job
// needs: postgres
#include "engines.hpp"

#include <cstdint>

namespace il = interlock;

struct jobs : il::database<"jobs", il::postgres> {};

struct Job {
    std::int64_t id = 0;
    bool done = false;
};
template <>
struct interlock::model<Job> {
    using fields = il::fields<il::field<&Job::id, il::primary_key>, il::field<&Job::done>>;
};

using queue = il::service<il::databases<jobs>, il::models<Job>, il::routers<il::route_rest<jobs>>>;

void use(il::session<queue>& db) {
#ifndef INTERLOCK_FIXED
    const auto open = il::from<Job>().where(!il::col<&Job::done>).select(il::col<&Job::id>);
    (void)db.from<Job>().where(il::col<&Job::id>.in(open.for_update())).all();
#else
    // a write is a transaction itself
    const auto open = il::from<Job>().where(!il::col<&Job::done>).select(il::col<&Job::id>);
    (void)db.remove<Job>().where(il::col<&Job::id>.in(open.for_update().skip_locked())).run();
#endif
}
