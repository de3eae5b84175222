// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a tenant key that is generated, or a version
// names: Vote
#include "shared_tables.hpp"

struct Vote {
    std::int64_t id = 0;
};
template <>
struct interlock::model<Vote> {
#ifndef INTERLOCK_FIXED
    using fields = il::fields<il::field<&Vote::id, il::primary_key, il::generated, il::tenant_key>>;
#else
    using fields = il::fields<il::field<&Vote::id, il::primary_key, il::generated>>;
#endif
};

constexpr auto& table = il::table_of<Vote>();
