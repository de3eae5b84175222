// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/column_info.hpp>

#include <cstddef>
#include <string_view>

namespace interlock::detail {

/// One reference of a table, over one column or several, as plain data.
struct reference_info {
    const table_info* from = nullptr;
    const table_info* to = nullptr;
    const std::string_view* members = nullptr;     // of `from`
    const std::string_view* referenced = nullptr;  // of `to`
    std::size_t count = 0;
    on_delete when_removed = on_delete::no_action;
    deferrable when_checked = deferrable::no;
    std::size_t column = table_info::npos;      // of `from`, which says so,
    std::size_t constraint = table_info::npos;  // or the constraint

    constexpr explicit operator bool() const { return count != 0; }
    constexpr bool refers_to_itself() const { return to->is(*from); }
};

constexpr reference_info reference_of_column(const table_info& t, std::size_t column) {
    const column_info& c = t.columns[column];
    return {&t,     &c.references(), &c.member, &c.referenced_member, 1, c.when_removed, c.when_checked,
            column, table_info::npos};
}
constexpr reference_info reference_of_constraint(const table_info& t, std::size_t constraint) {
    const constraint_info& c = t.constraints[constraint];
    return {&t,        &c.key->references(), c.members,           c.key->members,
            c.count,   c.key->when_removed,  c.key->when_checked, table_info::npos,
            constraint};
}

/// The references of a table by number, those of single columns first; none behind the last:
/// `for (std::size_t i = 0; const reference_info r = reference_at(t, i); ++i)`.
constexpr reference_info reference_at(const table_info& t, std::size_t number) {
    for (std::size_t i = 0; i < t.column_count; ++i)
        if (t.columns[i].refers && number-- == 0) return reference_of_column(t, i);
    for (std::size_t i = 0; i < t.constraint_count; ++i)
        if (t.constraints[i].kind == constraint_info::type::foreign_key && number-- == 0)
            return reference_of_constraint(t, i);
    return {};
}
/// Calls a function with each reference of a table until it is false; whether it was true for all of them.
template <class Function>
constexpr bool each_reference(const table_info& t, const Function& function) {
    for (std::size_t i = 0; const reference_info r = reference_at(t, i); ++i)
        if (!function(r)) return false;
    return true;
}

constexpr bool has_references(const table_info& t) {
    for (const column_info& c : t)
        if (c.refers) return true;
    for (std::size_t i = 0; i < t.constraint_count; ++i)
        if (t.constraints[i].kind == constraint_info::type::foreign_key) return true;
    return false;
}

}  // namespace interlock::detail
