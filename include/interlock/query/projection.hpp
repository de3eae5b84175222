// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/column.hpp>
#include <interlock/query/function.hpp>
#include <interlock/query/missing.hpp>
#include <interlock/query/named_table.hpp>
#include <interlock/query/pack.hpp>
#include <interlock/query/result.hpp>
#include <interlock/query/result_columns.hpp>

#include <cstddef>
#include <string_view>
#include <utility>

namespace interlock {

namespace detail {

/// An expression without the name that it may have.
template <class Expression>
struct without_name {
    using type = Expression;
};

/// Whether a selected expression is this one, each with a name or without.
template <class Expression, class Selected>
inline constexpr bool is_column = __is_same(typename without_name<Expression>::type,
                                            typename without_name<Selected>::type);

}  // namespace detail

/// Nothing is said of the columns: those of the tables.
struct all_columns {
    static constexpr bool aggregate = false;
    static constexpr bool bound = false;

    template <class From>
    using result = typename From::result;
    template <class From>
    using kinds = typename From::kinds;
    /// The position of an expression among the columns; npos where it is none of them.
    template <class Expression, class From>
    static constexpr std::size_t position() {
        if constexpr (requires { Expression::member; }) return From::template position<Expression::member>();
        else if constexpr (requires { Expression::member_of_table; })
            return From::template position<Expression::member_of_table, typename Expression::table>();
        else return table_info::npos;
    }

    template <class Source>
    static constexpr bool known() {
        return Source::whole_rows();
    }
    template <class Visitor>
    constexpr void values(Visitor&) const {}
};

/// `select(il::col<&Gem::organism>, il::count())`
template <class... Expressions>
struct projection {
    static constexpr bool aggregate = (Expressions::aggregate || ...);
    static constexpr bool bound = (Expressions::bound || ...);

    template <class From>
    using result = tuple_row<detail::read_type_from<Expressions, From>...>;
    template <class From>
    using kinds = detail::kind_list<detail::node_kind<Expressions>()...>;
    template <class Expression, class From>
    static constexpr std::size_t position() {
        if constexpr (!Expression::bound) {
            constexpr bool same[]{detail::is_column<Expression, Expressions>..., true};
            for (std::size_t i = 0; i < sizeof...(Expressions); ++i)
                if (same[i]) return i;
        }
        return table_info::npos;
    }

    detail::pack<Expressions...> expressions;

    template <class Source>
    static constexpr bool known() {
        return (Source::template selects<Expressions>() && ...);
    }
    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        expressions.each([&](const auto& e) { e.values(visit); });
    }
};

/// A projection that is read into something else than a tuple.
template <class Projection, class Result>
struct projection_into : Projection {
    template <class From>
    using result = Result;
};

namespace detail {
template <class Columns>
inline constexpr bool is_read_as = false;
template <class Projection, class Result>
inline constexpr bool is_read_as<projection_into<Projection, Result>> = true;
}  // namespace detail

/// An expression with a name for il::row: `il::named<"gems">(il::count())`.
template <fixed_string Name, class Expression>
struct named_expression : expression_methods<named_expression<Name, Expression>> {
    using type = typename Expression::type;
    using unnamed = Expression;
    static constexpr std::string_view name = Name.view();
    static constexpr value_kind kind = detail::node_kind<Expression>();
    static constexpr bool infix = Expression::infix;
    static constexpr bool aggregate = Expression::aggregate;
    static constexpr bool bound = Expression::bound;

    Expression operand;

    constexpr explicit named_expression(Expression e) : operand(std::move(e)) {}

    template <class Source>
    static constexpr bool known() {
        return Source::template selects<Expression>();
    }
    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        operand.values(visit);
    }
};

namespace detail {

template <fixed_string Name, class Expression, class From>
inline constexpr bool stays_known<named_expression<Name, Expression>, From> = stays_known<Expression, From>;

template <fixed_string Name, class Expression>
struct without_name<named_expression<Name, Expression>> {
    using type = Expression;
};

}  // namespace detail

template <fixed_string Name, class T>
constexpr auto named(T&& v) {
    return named_expression<Name, detail::argument_t<T>>(detail::argument(std::forward<T>(v)));
}

template <class Tables>
struct nothing_selected {
    static_assert(
        never<Tables>,
        "interlock: select() of nothing: it names the columns and expressions of the result; leave it "
        "out for whole rows, and take exists() or count() where only their presence matters");
};

template <class T, class... Columns>
struct columns_do_not_make_the_type {
    static_assert(
        never<T>,
        "interlock: the selected columns do not make this type: it takes one value for each column, in "
        "their order and of their types, std::optional where a column may be NULL; select other columns, "
        "or change the type");
};

template <class T>
struct views_that_would_dangle {
    static_assert(
        never<T>,
        "interlock: a row of views that would outlive what they look at: a type with std::string_view for text is "
        "read with views<T>(), each row valid until the next; for rows that stay give it std::string");
};

template <class... Columns>
struct two_columns_of_one_name {
    static_assert(
        never<two_columns_of_one_name>,
        "interlock: two columns of an il::row have one name, so that it would find neither; give one of "
        "them another with il::named<\"name\">(column)");
};

template <class Columns>
struct row_of_whole_tables {
    static_assert(
        never<Columns>,
        "interlock: as<il::row>() without select(): it takes the names of what is selected; select the "
        "columns, or read the model");
};

template <class Expression>
struct column_without_a_name {
    static_assert(never<Expression>,
                  "interlock: an expression of an il::row has no name to be found by; give it one with "
                  "il::named<\"name\">(expression)");
};

namespace detail {

struct anything {
    template <class T>
    operator T() const;  // NOLINT(google-explicit-constructor)
};

/// A value of this type alone: a std::string that is about to go makes no std::string_view.
template <class T>
struct exactly {
    operator T() const;  // NOLINT(google-explicit-constructor)
};

template <class T, class... Ts>
concept makes = requires {
    T{exactly<Ts>{}...};
}
&&!requires { T{exactly<Ts>{}..., anything{}}; };

/// A member's name as a template argument.
template <auto Member>
constexpr auto fixed_name() {
    constexpr std::string_view name = member_name<Member>();
    char text[name.size() + 1]{};
    for (std::size_t i = 0; i < name.size(); ++i) text[i] = name[i];
    return fixed_string<name.size() + 1>(text);
}

template <class Expression>
constexpr auto unnamed_column() {
    (void)refuse<column_without_a_name<Expression>>();
    return row_column<"", read_type<Expression>>();
}

template <class Expression>
struct column_of_row {
    using type = decltype(unnamed_column<Expression>());
};
template <auto Member>
struct column_of_row<column_reference<Member>> {
    using type = row_column<fixed_name<Member>(), value_of<Member>>;
};
template <class Table, auto Member>
struct column_of_row<named_column<Table, Member>> : column_of_row<column_reference<Member>> {};
template <fixed_string Name, class Expression>
struct column_of_row<named_expression<Name, Expression>> {
    using type = row_column<Name, read_type<Expression>>;
};

/// What refers to a value where it stands, in the place of what owns a copy.
template <class T>
struct view_type {
    using type = T;
};
template <>
struct view_type<std::string> {
    using type = std::string_view;
};
template <>
struct view_type<std::vector<std::byte>> {
    using type = blob_view;
};
template <class T>
struct view_type<std::optional<T>> {
    using type = std::optional<typename view_type<T>::type>;
};
template <class T>
using view_t = typename view_type<T>::type;

/// What columns are read into with as<T>().
template <class T, class... Columns>
constexpr auto result_into(type_list<Columns...>) {
    if constexpr (sizeof...(Columns) == 1 && (__is_same(T, Columns) && ...)) return value_row<T>{};
    else if constexpr (makes<T, Columns...>) return aggregate_row<T, Columns...>{};
    else {
        if constexpr (makes<T, view_t<Columns>...>) (void)refuse<views_that_would_dangle<T>>();
        else (void)refuse<columns_do_not_make_the_type<T, Columns...>>();
        return aggregate_row<T>{};
    }
}
/// Whether names differ, apart from the empty ones of what was refused.
template <class... Columns>
constexpr bool names_differ() {
    constexpr std::string_view names[]{Columns::name..., {}};
    for (std::size_t i = 0; i < sizeof...(Columns); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (!names[i].empty() && names[i] == names[j]) return false;
    return true;
}
template <class... Columns>
constexpr auto make_named_row(named_row<Columns...>) {
    if constexpr (names_differ<Columns...>()) return named_row<Columns...>{};
    else {
        (void)refuse<two_columns_of_one_name<Columns...>>();
        return named_row<>{};
    }
}
template <class... Expressions>
constexpr auto named_result(const projection<Expressions...>*) {
    return make_named_row(named_row<typename column_of_row<Expressions>::type...>{});
}

/// The columns of a result with other types.
template <class... Columns, class... Ts>
constexpr auto named_as(named_row<Columns...>, type_list<Ts...>) {
    if constexpr (sizeof...(Columns) == sizeof...(Ts)) return named_row<row_column<Columns::fixed, Ts>...>{};
    else return named_row<>{};  // refused
}
/// What is read by the names of what was selected; whole rows have none.
template <class Columns>
constexpr auto named_by() {
    if constexpr (requires { named_result(static_cast<const Columns*>(nullptr)); })
        return named_result(static_cast<const Columns*>(nullptr));
    else {
        (void)refuse<row_of_whole_tables<Columns>>();
        return named_row<>{};
    }
}

}  // namespace detail

}  // namespace interlock
