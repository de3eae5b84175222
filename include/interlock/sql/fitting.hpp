// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/field_index.hpp>
#include <interlock/model/integer_range.hpp>
#include <interlock/model/table.hpp>
#include <interlock/query/arithmetic.hpp>
#include <interlock/query/assignment.hpp>
#include <interlock/query/value.hpp>
#include <interlock/sql/writer.hpp>

#include <cstdint>

// A value that the database computes goes past the checks of the binding, into a column that may be wider than its
// member: then the expression is put between what the dialect has for it. What is bound was looked at before.

namespace interlock::detail {

/// What is known of a computed value.
struct computed {
    value_kind kind = value_kind::int64;
    integer_range integers{};
    std::uint32_t longest = 0;  // in characters, 0 for no limit
};

template <auto Member>
constexpr std::uint32_t longest_in() {
    using owner = owner_of<Member>;
    if constexpr (declared_model<owner>)
        if constexpr (field_index<owner, Member> != table_info::npos)
            return table_of<owner>().columns[field_index<owner, Member>].max_length;
    return 0;
}

template <class Node>
constexpr computed computed_by() {
    computed c{node_kind<Node>(), integers_of<without_null<typename Node::type>>(), 0};
    if constexpr (requires { Node::member; }) c.longest = longest_in<Node::member>();
    return c;
}

/// Around such a value in this column; empty where it always fits.
constexpr function_text fitting(const dialect& d, const column_info& column, integer_range member,
                                const computed& given) {
    if (is_integer(column.kind))
        return member.holds(given.integers) ? function_text{} : d.integer_check(member);
    if (column.kind == value_kind::real32 && given.kind != value_kind::real32) return d.float_check;
    if (column.max_length != 0 && (given.longest == 0 || given.longest > column.max_length))
        return d.length_check;
    return {};
}

constexpr void write_fitting_end(writer& w, const column_info& column, const function_text& check) {
    w.add(check.separator);
    if (!check.separator.empty()) w.number(column.max_length);
    w.add(check.end);
}

template <class Value>
inline constexpr bool was_looked_at = is_bound<Value> || is_optional_value<Value>;
template <value_kind Kind>
inline constexpr bool was_looked_at<null_value<Kind>> = true;

}  // namespace interlock::detail
