// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a database of tenants without a tenant
// names: their_polls
// needs: postgres
#include "tenants.hpp"

#include <interlock/postgres.hpp>
#include <interlock/two_phase.hpp>

struct common : il::database<"common", il::postgres> {};
struct other : il::database<"other", il::postgres> {};
struct their_polls : il::database<"polls", il::postgres> {};
using server =
    il::service<il::databases<common, other, their_polls>, il::models<Poll, Choice, Page>,
                il::routers<il::route_app<"polls", il::tenanted<their_polls>>, il::route_rest<common>>>;

void use(il::session<server>& db) {
#ifndef INTERLOCK_FIXED
    il::two_phase<common, their_polls>(db, [](auto&, auto& in_polls) { in_polls.insert(Poll{1, "x"}); });
#else
    il::two_phase<common, other>(db, [](auto& in_common, auto&) { in_common.insert(Page{1, 1}); });
#endif
}
