// SPDX-License-Identifier: BSL-1.0
// expect: interlock: tenant keys of two types in one database
// names: Vote
// names: polls
#include "shared_tables.hpp"

struct Vote {
    std::int64_t id = 0;
#ifndef INTERLOCK_FIXED
    std::int64_t tenant = 0;
#else
    std::string tenant;
#endif
};
template <>
struct interlock::model<Vote> {
    using fields =
        il::fields<il::field<&Vote::id, il::primary_key>, il::field<&Vote::tenant, il::tenant_key>>;
};

void use(il::session<shared<polls, Poll, Vote>>& db) { (void)db.tenant("thor"); }
