// SPDX-License-Identifier: BSL-1.0
// expect: interlock: what is done with databases as a whole
// names: reading_scope
// needs: postgres
#include "tenants.hpp"

#include <interlock/postgres.hpp>
#include <interlock/replicas.hpp>
#include <interlock/two_phase.hpp>

struct common : il::database<"common", il::postgres> {};
struct other : il::database<"other", il::postgres> {};
using server =
    il::service<il::databases<common, other>, il::models<Page>, il::routers<il::route_rest<common>>>;

void use(il::session<server>& db) {
    const auto work = [](auto& in_common, auto&) { in_common.insert(Page{1, 1}); };
#ifndef INTERLOCK_FIXED
    auto view = db.reading();
    il::two_phase<common, other>(view, work);
#else
    il::two_phase<common, other>(db, work);
    il::two_phase<common, other>(db, il::retry{}, work);
#endif
}
