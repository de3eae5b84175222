// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/aggregate.hpp>
#include <interlock/query/grouping.hpp>
#include <interlock/query/order.hpp>
#include <interlock/query/pack.hpp>

#include <cstdint>
#include <utility>

// Window functions: what a row makes of the rows beside it.
//
//     il::row_number().over(il::partition_by(il::col<&Gem::organism>).order_by(il::desc<&Gem::reactions>))

namespace interlock {

/// Where a window begins or ends, in rows from the current one; far away is unbounded.
struct window_edge {
    std::int64_t rows = 0;
    bool unbounded = false;
    bool before = false;
};

/// No more is said than the order: up to the current row and its equals, or everything without an order.
struct usual_frame {};
/// `rows<il::preceding<3>, il::current_row>()`
template <window_edge Begin, window_edge End>
struct row_frame {};

inline constexpr window_edge unbounded_preceding{0, true, true};
inline constexpr window_edge unbounded_following{0, true, false};
inline constexpr window_edge current_row{};
template <std::int64_t Rows>
inline constexpr window_edge preceding{Rows, false, true};
template <std::int64_t Rows>
inline constexpr window_edge following{Rows, false, false};

template <class Frame, class Order, class... Keys>
struct window {
    static constexpr bool aggregate = (Keys::aggregate || ... || Order::aggregate);

    detail::pack<Keys...> keys;
    Order order;

    /// The order within the window. Later calls add less significant terms.
    template <class... Operands, bool... Descending>
    constexpr auto order_by(order_term<Operands, Descending>... terms) const {
        auto all = detail::then(order, std::move(terms)...);
        return window<Frame, decltype(all), Keys...>{keys, std::move(all)};
    }
    template <class... Others>
        requires(!(detail::is_order_term<Others> && ...))
    constexpr window order_by(const Others&...) const {
        (void)(detail::require_order_term<Others>() && ...);
        return *this;
    }
    /// The rows of the window, counted from the current one.
    template <window_edge Begin, window_edge End>
    constexpr auto rows() const {
        return window<row_frame<Begin, End>, Order, Keys...>{keys, order};
    }

    template <class Source>
    static constexpr bool known() {
        return (Source::template selects<Keys>() && ...) && Order::template known<Source>();
    }
    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        keys.each([&](const auto& k) { k.values(visit); });
        order.values(visit);
    }
};

/// A window for each different combination of the keys.
template <class... Keys>
constexpr auto partition_by(Keys... keys) {
    return window<usual_frame, ordering<>, Keys...>{{{std::move(keys)}...}, {}};
}
/// One window over all rows, in this order.
template <class... Operands, bool... Descending>
constexpr auto ordered_by(order_term<Operands, Descending>... terms) {
    return partition_by().order_by(std::move(terms)...);
}
template <class... Others>
    requires(!(detail::is_order_term<Others> && ...))
constexpr auto ordered_by(const Others&... terms) { return partition_by().order_by(terms...); }

/// A function over a window.
template <function_id Function, class T, class Filter, class Window, class... Arguments>
struct windowed_call : expression_methods<windowed_call<Function, T, Filter, Window, Arguments...>> {
    using type = T;
    static constexpr bool aggregate = (Arguments::aggregate || ... || Window::aggregate);
    static constexpr bool bound = true;

    detail::pack<Arguments...> arguments;
    Filter condition;
    Window over;

    constexpr windowed_call(detail::pack<Arguments...> a, Filter f, Window w)
        : arguments(std::move(a)), condition(std::move(f)), over(std::move(w)) {}

    template <class Source>
    static constexpr bool known() {
        using within = detail::within_window<Source>;
        if constexpr (!Source::template windows<windowed_call>()) return false;
        else
            return (Arguments::template known<within>() && ...) && Filter::template known<within>() &&
                   Window::template known<within>();
    }
    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        arguments.each([&](const auto& a) { a.values(visit); });
        condition.values(visit);
        over.values(visit);
    }
};

/// A function that is one only over a window.
template <function_id Function, class T, class... Arguments>
struct window_function {
    using lacks_over = void;
    detail::pack<Arguments...> arguments;

    template <class Window = window<usual_frame, ordering<>>>
    constexpr auto over(Window w = {}) const {
        return windowed_call<Function, T, no_filter, Window, Arguments...>(arguments, {}, std::move(w));
    }
};

constexpr window_function<function_id::row_number, std::int64_t> row_number() { return {}; }
constexpr window_function<function_id::rank, std::int64_t> rank() { return {}; }
constexpr window_function<function_id::dense_rank, std::int64_t> dense_rank() { return {}; }
constexpr window_function<function_id::percent_rank, double> percent_rank() { return {}; }
constexpr window_function<function_id::cume_dist, double> cume_dist() { return {}; }

namespace detail {

template <function_id Function, class T>
constexpr auto neighbour(T&& v, std::int64_t rows) {
    using node = argument_t<T>;
    using number = decltype(make_value(rows));
    return window_function<Function, maybe_null<true, without_null<read_type<node>>>, node, number>{
        {{argument(std::forward<T>(v))}, {make_value(rows)}}};
}
template <function_id Function, class T>
constexpr auto end_of_window(T&& v) {
    using node = argument_t<T>;
    return window_function<Function, maybe_null<true, without_null<read_type<node>>>, node>{
        {{argument(std::forward<T>(v))}}};
}

}  // namespace detail

/// The number of the row's part, where the window is cut into so many parts.
constexpr auto ntile(std::int64_t parts) {
    using number = decltype(detail::make_value(parts));
    return window_function<function_id::ntile, std::int64_t, number>{{{detail::make_value(parts)}}};
}
/// The value some rows before; NULL where there is no such row.
template <class T>
constexpr auto lag(T&& v, std::int64_t rows = 1) {
    return detail::neighbour<function_id::lag>(std::forward<T>(v), rows);
}
/// The value some rows after.
template <class T>
constexpr auto lead(T&& v, std::int64_t rows = 1) {
    return detail::neighbour<function_id::lead>(std::forward<T>(v), rows);
}
template <class T>
constexpr auto first_value(T&& v) {
    return detail::end_of_window<function_id::first_value>(std::forward<T>(v));
}
template <class T>
constexpr auto last_value(T&& v) {
    return detail::end_of_window<function_id::last_value>(std::forward<T>(v));
}
/// The value in the n-th row of the window, from 1 on.
template <class T>
constexpr auto nth_value(T&& v, std::int64_t n) {
    return detail::neighbour<function_id::nth_value>(std::forward<T>(v), n);
}

}  // namespace interlock
