// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/fixed_string.hpp>
#include <interlock/query/column.hpp>
#include <interlock/query/table_entry.hpp>

#include <string_view>

namespace interlock {

/// A column of a table that stands in the query under a name of its own.
template <class Table, auto Member>
struct named_column : expression_methods<named_column<Table, Member>> {
    using type = detail::value_of<Member>;
    using table = Table;
    static constexpr auto member_of_table = Member;
    static constexpr value_kind kind = detail::column_kind<Member>();

    template <class Source>
    static constexpr bool known() {
        return Source::template holds<Member, Table>();
    }
    template <class Visitor>
    constexpr void values(Visitor&) const {}
};

/// A relation that begins at a table under a name.
template <class Start, auto Member>
struct relation_from {
    using start = Start;
    static constexpr auto member = Member;
};

/// A model's table under another name, so that it may stand in a query twice:
///
///     using manager = il::as<"manager", Employee>;
///     db.from<Employee>().left_join<&Employee::manager_id, manager>().where(manager::col<&Employee::name> == "Ann")
template <fixed_string Name, class M>
struct as {
    using model = M;
    static constexpr std::string_view name = Name.view();

    template <auto Member>
    static constexpr named_column<as, Member> col{};
    /// From this table along a relation, for joins and with(): `.join<manager::to<&Employee::department_id>>()`.
    template <auto Member>
    static constexpr relation_from<as, Member> to{};
};

namespace detail {

/// The column of a member in the table under a name, or in the one without.
template <class Entry, auto Member>
constexpr auto column_in() {
    if constexpr (__is_same(Entry, model_of_entry<Entry>)) return column_reference<Member>{};
    else return named_column<Entry, Member>{};
}

}  // namespace detail

}  // namespace interlock
