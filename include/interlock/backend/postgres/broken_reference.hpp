// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/broken_reference.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace interlock::postgres_detail {

/// The name that the server gives a foreign key without one: table_column_column_fkey. Of more than 63 bytes the table's
/// part or that of the columns is cut, whichever is longer (its makeObjectName()).
inline std::string default_name(const detail::reference_info& r) {
    std::string columns, table(r.from->name);
    for (std::size_t i = 0; i < r.count; ++i) {
        if (i > 0) columns += '_';
        columns += detail::column_name(*r.from, r.members[i]);
    }
    constexpr std::size_t most = 63 - std::string_view("__fkey").size();
    while (table.size() + columns.size() > most) (table.size() > columns.size() ? table : columns).pop_back();
    return table + '_' + columns + "_fkey";
}

/// How well a constraint's name fits a reference: 2 where it is the server's own for it, with a number perhaps, 1 where
/// each of the columns is in it, as other tools name them.
inline int likeness(std::string_view constraint, const detail::reference_info& r) {
    const std::string own = default_name(r);
    if (constraint.starts_with(own) &&
        constraint.find_first_not_of("0123456789", own.size()) == std::string_view::npos)
        return 2;
    for (std::size_t i = 0; i < r.count; ++i)
        if (constraint.find(detail::column_name(*r.from, r.members[i])) == std::string_view::npos) return 0;
    return 1;
}

/// The references of the service's tables that a violated constraint may be: one, as a rule. The server names the table
/// that refers and the constraint; what it says of columns is translated, or quotes values.
inline detail::reference_set violated_references(const detail::table_list* tables, std::string_view table,
                                                 std::string_view constraint) {
    detail::reference_set found(tables);
    for (int least = 2; least > 0 && found.size() == 0; --least)
        for (std::size_t i = 0; i < found.most(); ++i)
            if (const detail::reference_info r = found.at(i); r.from->name == table)
                found.put(i, likeness(constraint, r) >= least);
    return found;
}

}  // namespace interlock::postgres_detail
