// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a tenant's row lock in a right or full join
// names: row_lock_on_rows_that_are_kept_apart
// needs: postgres
#include "shared_tables.hpp"

#include <interlock/postgres.hpp>

struct server : il::database<"server", il::postgres> {};
struct Vote {
    std::string tenant;
    std::int64_t id = 0;
    std::int64_t poll = 0;
};
template <>
struct interlock::model<Vote> {
    using fields = il::fields<il::field<&Vote::tenant, il::tenant_key, il::primary_key>,
                              il::field<&Vote::id, il::primary_key>, il::field<&Vote::poll>>;
};

void use(il::session<shared<server, Poll, Vote>>& db) {
    auto tx = db.tenant("thor").begin<server>();
    const auto on = il::col<&Vote::poll> == il::col<&Poll::id>;
#ifndef INTERLOCK_FIXED
    (void)tx.from<Poll>().right_join<Vote>(on).for_update<Vote>().all();
#else
    (void)tx.from<Vote>().left_join<Poll>(on).for_update<Vote>().all();
#endif
}
