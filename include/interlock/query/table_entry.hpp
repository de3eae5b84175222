// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/field_index.hpp>
#include <interlock/model/fixed_string.hpp>

#include <cstddef>
#include <string_view>

// A table as it stands in a query: as its model, or as il::as<"name", M>.

namespace interlock {

template <fixed_string Name, class M>
struct as;

namespace detail {

template <class Entry>
struct table_entry {
    using model = Entry;
    static constexpr std::string_view alias{};
};
template <fixed_string Name, class M>
struct table_entry<as<Name, M>> {
    using model = M;
    static constexpr std::string_view alias = Name.view();
};
template <class Entry>
using model_of_entry = typename table_entry<Entry>::model;

/// What the table is called in the query.
template <class Entry>
constexpr std::string_view name_in_query() {
    return table_entry<Entry>::alias.empty() ? table_of<model_of_entry<Entry>>().name
                                             : table_entry<Entry>::alias;
}

/// Names of tables as SQLite compares them: without regard to the case of ASCII letters.
constexpr bool same_name(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    for (std::size_t i = 0; i < a.size(); ++i)
        if (lower(a[i]) != lower(b[i])) return false;
    return true;
}

/// Whether a column, of the table under a name or of one without, is one of this table.
template <auto Member, class Name, class Entry>
inline constexpr bool is_column_of = false;
template <auto Member, class Entry>
inline constexpr bool is_column_of<Member, void, Entry> = field_index<Entry, Member> != table_info::npos;
template <auto Member, fixed_string Name, class M>
inline constexpr bool is_column_of<Member, void, as<Name, M>> = false;
template <auto Member, fixed_string Name, class M>
inline constexpr bool is_column_of<Member, as<Name, M>, as<Name, M>> =
    field_index<M, Member> != table_info::npos;

}  // namespace detail

}  // namespace interlock
