// SPDX-License-Identifier: BSL-1.0
// expect: interlock: an advisory lock in a transaction that only reads
// names: jobs
// needs: postgres
// needs: sqlite
#include <interlock/interlock.hpp>
#include <interlock/postgres.hpp>
#include <interlock/sqlite.hpp>

#include <cstdint>

namespace il = interlock;

struct jobs : il::database<"jobs", il::either<il::postgres, il::sqlite>> {};

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
    auto tx = db.begin<jobs, il::mode::read_only>();
    tx.advisory_lock(7);
#else
    auto tx = db.begin<jobs>();
    tx.advisory_lock(7);
#endif
}
