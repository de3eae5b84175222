// SPDX-License-Identifier: BSL-1.0
// expect: interlock: two tenant keys
// names: Vote
#include "shared_tables.hpp"

struct Vote {
    std::string tenant, owner;
};
template <>
struct interlock::model<Vote> {
#ifndef INTERLOCK_FIXED
    using fields =
        il::fields<il::field<&Vote::tenant, il::tenant_key>, il::field<&Vote::owner, il::tenant_key>>;
#else
    using fields = il::fields<il::field<&Vote::tenant, il::tenant_key>, il::field<&Vote::owner>>;
#endif
};

constexpr auto& table = il::table_of<Vote>();
