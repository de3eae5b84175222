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
    (void)db.on<jobs>().from<Job>().for_share().nowait().all();
#else
    (void)db.transaction<jobs>([](auto& tx) { return tx.template from<Job>().for_share().nowait().all(); });
#endif
}
