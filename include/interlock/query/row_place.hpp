// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/field_index.hpp>
#include <interlock/model/refusal.hpp>
#include <interlock/model/table.hpp>
#include <interlock/query/column.hpp>
#include <interlock/query/dynamic_order.hpp>
#include <interlock/query/dynamic_value.hpp>
#include <interlock/query/keyset.hpp>
#include <interlock/query/order.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The place of a row in the order of its query.

namespace interlock {

template <class Operand>
struct after_in_order_of_an_expression {
    static_assert(
        never<Operand>,
        "interlock: after() of a query in the order of an expression: the token holds columns of the last "
        "row; order by columns, il::asc<&M::x> and il::desc<&M::x>, or use page()");
};
namespace detail {

/// A term of a typed order, as one that is known at run time.
template <class M, class Term>
constexpr bool require_column_term() {
    using operand = typename Term::operand_type;
    if constexpr (__is_same(operand, dynamic_order<M>)) return true;
    else if constexpr (requires { operand::member; }) {
        if constexpr (__is_same(operand, column_reference<operand::member>))
            return field_index<M, operand::member> != table_info::npos;
        else return refuse<after_in_order_of_an_expression<operand>>();
    } else return refuse<after_in_order_of_an_expression<operand>>();
}
template <class M, class Term>
void add_order_term(order_list& list, const Term& term) {
    using operand = typename Term::operand_type;
    if constexpr (__is_same(operand, dynamic_order<M>))
        for (const order_step& s : term.operand.list.steps) list.add(*s.column, s.descending);
    else list.add(table_of<M>().columns[field_index<M, operand::member>], Term::descending);
}
template <class M, class Order>
struct term_order;
template <class M, class... Terms>
struct term_order<M, ordering<Terms...>> {
    static constexpr bool sound() { return (require_column_term<M, Terms>() && ...); }
    static order_list list(const ordering<Terms...>& order) {
        order_list all(table_of<M>());
        order.terms.each([&](const auto& term) { add_order_term<M>(all, term); });
        all.complete();
        return all;
    }
};

/// A member's value, as its column holds it.
template <class T>
std::optional<dynamic_value> column_value(const column_info& c, const T& member) {
    if constexpr (is_nullable<T>) {
        if (!member.has_value()) return std::nullopt;
        return column_value(c, *member);
    } else {
        using stored = typename codec<T>::stored;
        dynamic_value v;
        v.kind = widened(c.kind);
        if constexpr (__is_same(stored, stored_enum)) {
            const stored_enum e = codec<T>::encode(member);
            if (c.kind == value_kind::text) v.held = std::string(e.name);
            else v.held = e.number;
        } else if constexpr (__is_same(stored, std::string_view))
            v.held = std::string(codec<T>::encode(member));
        else if constexpr (__is_same(stored, blob_view)) {
            const blob_view bytes = codec<T>::encode(member);
            v.held = std::vector<std::byte>(bytes.data, bytes.data + bytes.size);
        } else if constexpr (requires { v.held = codec<T>::encode(member); })
            v.held = codec<T>::encode(member);
        // else a document or an array, by which nothing is ordered
        return v;
    }
}

template <class M, class Fields>
struct row_columns;
template <class M, class... Fields>
struct row_columns<M, fields<Fields...>> {
    static optional_values values(const order_list& order, const M& row) {
        optional_values all;
        for (const order_step& s : order.steps)
            (void)((s.column->member == member_name<Fields::member>() &&
                    (all.push_back(column_value(*s.column, row.*Fields::member)), true)) ||
                   ...);
        return all;
    }
};

}  // namespace detail

}  // namespace interlock
