// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/member_list.hpp>
#include <interlock/model/table.hpp>

#include <cstddef>

namespace interlock::detail {

constexpr bool are_the_key(const table_info& t, member_list members) {
    std::size_t found = 0;
    for (const column_info& c : t) found += c.primary_key && members.has(c.member);
    return found == t.key_count && found == members.count;
}

/// Whether at most one row can have given values in these columns.
constexpr bool are_unique(const table_info& t, member_list members) {
    if (members.count == 0 || members.has_one_twice()) return false;
    if (are_the_key(t, members)) return true;
    if (members.count == 1 && t.columns[t.index_of_member(members.names[0])].unique) return true;
    for (std::size_t i = 0; i < t.constraint_count; ++i) {
        const constraint_info& one = t.constraints[i];
        if (one.kind != constraint_info::type::unique || one.count != members.count) continue;
        if (std::size_t found = 0; true) {
            for (std::size_t j = 0; j < one.count; ++j) found += members.has(one.members[j]);
            if (found == one.count) return true;
        }
    }
    return false;
}

}  // namespace interlock::detail
