// SPDX-License-Identifier: BSL-1.0
// expect: interlock: tenant_key applies to a text or an integer that is not std::optional
// names: Vote
#include "shared_tables.hpp"

#include <optional>

struct Vote {
    std::int64_t id = 0;
#ifndef INTERLOCK_FIXED
    std::optional<std::string> tenant;
#else
    std::string tenant;
#endif
};
template <>
struct interlock::model<Vote> {
    using fields =
        il::fields<il::field<&Vote::id, il::primary_key>, il::field<&Vote::tenant, il::tenant_key>>;
};

constexpr auto& table = il::table_of<Vote>();
