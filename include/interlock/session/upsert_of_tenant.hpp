// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/error.hpp>
#include <interlock/query/conflict.hpp>
#include <interlock/query/returning.hpp>
#include <interlock/session/execute.hpp>

#include <string>

// An upsert of a tenant, where the row in its way is another tenant's: nothing is written. The condition of the statement
// says so; but where row-level security holds, PostgreSQL (15.20, and the releases of that time) refuses the row that it
// does not let pass before it looks at the condition.

namespace interlock::detail {

/// Whether a row of another tenant may be in the way: the columns that tell the row do not hold the key.
template <class M, class By>
constexpr bool others_in_the_way() {
    constexpr const table_info& t = table_of<M>();
    constexpr std::size_t key = t.index_of_tenant_key();
    if constexpr (key == table_info::npos) return false;
    else if constexpr (By::is_key) return !t.columns[key].primary_key;
    else {
        for (std::size_t i = 0; i < By::list.count; ++i)
            if (By::list.names[i] == t.columns[key].member) return false;
        return true;
    }
}

template <class Operation>
inline constexpr bool may_meet_others = false;
template <class M, class By, class Updating, class Where, class Take>
inline constexpr bool
    may_meet_others<execute<upsert_shape<M, By, Updating, Where>, Take>> = others_in_the_way<M, By>();
template <class Write, class Columns, class Take>
inline constexpr bool may_meet_others<execute<returning_shape<Write, Columns>, Take>> =
    may_meet_others<execute<Write, Take>>;

/// Runs it; what it gives for no row, where the row is refused as another tenant's. A transaction stands after that.
template <class Connection, class Run>
auto unless_of_others(Connection& c, const Run& run) -> decltype(run()) {
    const bool in_part = c.in_transaction();
    if (in_part) c.begin_part();
    try {
        auto result = run();
        if (in_part) c.commit_part();
        return result;
    } catch (const policy_violation& e) {
        // of a stored row it says USING, in every language
        if (e.message().find("USING") == std::string::npos) throw;
        if (in_part) c.rollback_part();
        return {};
    }
}

}  // namespace interlock::detail
