// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a row lock of a table of which an outer join may find no row
// names: Task
// needs: postgres
#include "engines.hpp"

#include <cstdint>

namespace il = interlock;

struct jobs : il::database<"jobs", il::postgres> {};

struct Job {
    std::int64_t id = 0;
};
struct Task {
    std::int64_t id = 0;
    std::int64_t job_id = 0;
};
template <>
struct interlock::model<Job> {
    using fields = il::fields<il::field<&Job::id, il::primary_key>>;
};
template <>
struct interlock::model<Task> {
    using fields =
        il::fields<il::field<&Task::id, il::primary_key>, il::field<&Task::job_id, il::references<&Job::id>>>;
};

using queue = il::service<il::databases<jobs>, il::models<Job, Task>, il::routers<il::route_rest<jobs>>>;

void use(il::session<queue>& db) {
    db.transaction<jobs>([](auto& tx) {
        const auto found = tx.template from<Job>().template left_join<&Task::job_id>();
#ifndef INTERLOCK_FIXED
        (void)found.for_update().all();
#else
        (void)found.template for_update<Job>().all();
#endif
    });
}
