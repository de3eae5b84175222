// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/arithmetic.hpp>
#include <interlock/query/function.hpp>
#include <interlock/query/logic.hpp>

#include <cstdint>
#include <string>
#include <utility>

// What is made of all rows of a group, or of all rows where there are no groups. Of no rows a count is 0 and
// everything else NULL. NULLs are left out.

namespace interlock {

struct no_filter : expression {
    template <class>
    static constexpr bool known() {
        return true;
    }
    template <class Visitor>
    constexpr void values(Visitor&) const {}
};

template <class Filter>
struct aggregate_is_filtered_already {
    static_assert(never<Filter>, "interlock: an aggregate is filtered twice; join the conditions with &&");
};

template <class Aggregate>
struct distinct_over_a_window {
    static_assert(
        never<Aggregate>,
        "interlock: count_distinct() or sum_distinct() over a window: no engine has it; group the rows in a "
        "common table first, or write it as a subquery with il::outer");
};

struct usual_frame;
template <class... Terms>
struct ordering;
template <class Frame, class Order, class... Keys>
struct window;
template <function_id Function, class T, class Filter, class Window, class... Arguments>
struct windowed_call;

template <function_id Function, class T, class Filter, class... Arguments>
struct aggregate_call : expression_methods<aggregate_call<Function, T, Filter, Arguments...>> {
    using type = T;
    static constexpr bool aggregate = true;
    static constexpr bool bound = (Arguments::bound || ... || Filter::bound);

    detail::pack<Arguments...> arguments;
    Filter condition;

    constexpr aggregate_call(detail::pack<Arguments...> a, Filter f)
        : arguments(std::move(a)), condition(std::move(f)) {}

    /// Of the rows for which the condition is true.
    template <class Condition>
    constexpr auto filter(Condition c) const {
        if constexpr (!__is_same(Filter, no_filter))
            (void)detail::refuse<aggregate_is_filtered_already<Filter>>();
        (void)detail::require_condition<Condition>();
        return aggregate_call<Function, T, Condition, Arguments...>(arguments, std::move(c));
    }

    /// Over the rows of a window, for each row: `il::sum(c).over(il::partition_by(d))`.
    template <class Window = window<usual_frame, ordering<>>>
    constexpr auto over(Window w = {}) const {
        if constexpr (Function == function_id::count_distinct || Function == function_id::sum_distinct)
            (void)detail::refuse<distinct_over_a_window<aggregate_call>>();
        return windowed_call<Function, T, Filter, Window, Arguments...>(arguments, condition, std::move(w));
    }

    template <class Source>
    static constexpr bool known() {
        if constexpr (!made_of<typename Source::rows>()) return false;
        else return Source::template aggregates<aggregate_call>();
    }
    /// Whether what it is made of may stand there.
    template <class Source>
    static constexpr bool made_of() {
        return (Arguments::template known<Source>() && ...) && Filter::template known<Source>();
    }
    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        arguments.each([&](const auto& a) { a.values(visit); });
        condition.values(visit);
    }
};

template <class T>
struct extreme_of_what_has_no_order {
    static_assert(
        never<T>,
        "interlock: the least or greatest of values without an order: numbers, text and times have one; "
        "count the rows with il::count().filter(...) instead");
};

namespace detail {

/// PostgreSQL compares more than it has max() for.
constexpr bool has_order(value_kind kind) {
    return is_comparable(kind) && kind != value_kind::boolean && kind != value_kind::blob &&
           kind != value_kind::uuid;
}

template <function_id Function, class T, class... Arguments>
constexpr auto make_aggregate(Arguments... a) {
    return aggregate_call<Function, T, no_filter, Arguments...>({{std::move(a)}...}, {});
}

template <function_id Function, class T>
constexpr auto sum_of(T&& v) {
    using node = argument_t<T>;
    if constexpr (!require_number<node>()) return refused_value{};
    else
        return make_aggregate<Function, maybe_null<true, decltype(number_of<node>())>>(
            argument(std::forward<T>(v)));
}

template <function_id Function, class T>
constexpr auto extreme_of(T&& v) {
    using node = argument_t<T>;
    if constexpr (!has_order(node_kind<node>()))
        (void)refuse<extreme_of_what_has_no_order<typename node::type>>();
    return make_aggregate<Function, maybe_null<true, without_null<read_type<node>>>>(
        argument(std::forward<T>(v)));
}

}  // namespace detail

/// The number of rows.
constexpr auto count() { return detail::make_aggregate<function_id::count_rows, std::int64_t>(); }
/// The number of values that are not NULL.
template <class T>
constexpr auto count(T&& v) {
    return detail::make_aggregate<function_id::count, std::int64_t>(detail::argument(std::forward<T>(v)));
}
/// The number of different values that are not NULL.
template <class T>
constexpr auto count_distinct(T&& v) {
    return detail::make_aggregate<function_id::count_distinct, std::int64_t>(
        detail::argument(std::forward<T>(v)));
}
/// The sum: of integers a 64-bit integer (one that does not fit is an error), of numbers a double.
template <class T>
constexpr auto sum(T&& v) {
    return detail::sum_of<function_id::sum>(std::forward<T>(v));
}
/// The sum of the different values.
template <class T>
constexpr auto sum_distinct(T&& v) {
    return detail::sum_of<function_id::sum_distinct>(std::forward<T>(v));
}
/// The mean, a double.
template <class T>
constexpr auto avg(T&& v) {
    using node = detail::argument_t<T>;
    if constexpr (!detail::require_number<node>()) return detail::refused_value{};
    else
        return detail::make_aggregate<function_id::average, std::optional<double>>(
            detail::argument(std::forward<T>(v)));
}
template <class T>
constexpr auto min(T&& v) {
    return detail::extreme_of<function_id::minimum>(std::forward<T>(v));
}
template <class T>
constexpr auto max(T&& v) {
    return detail::extreme_of<function_id::maximum>(std::forward<T>(v));
}
/// The texts of the group, with a separator between them, in no particular order.
template <class T, class Separator>
constexpr auto string_agg(T&& v, Separator&& separator) {
    using node = detail::argument_t<T>;
    if constexpr (!detail::require_text<node>()) return detail::refused_value{};
    else
        return detail::make_aggregate<function_id::text_list, std::optional<std::string>>(
            detail::argument(std::forward<T>(v)), detail::argument(std::forward<Separator>(separator)));
}
/// string_agg() under the name that others know it by, with a comma where nothing is said.
template <class T, class Separator = const char (&)[2]>
constexpr auto group_concat(T&& v, Separator&& separator = ",") {
    return string_agg(std::forward<T>(v), std::forward<Separator>(separator));
}

}  // namespace interlock
