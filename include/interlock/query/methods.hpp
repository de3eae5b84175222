// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/between.hpp>
#include <interlock/query/comparison.hpp>
#include <interlock/query/in_list.hpp>
#include <interlock/query/match.hpp>

#include <initializer_list>
#include <utility>

namespace interlock {

/// What can be asked of a column, and of whatever else has a value: the base of such nodes.
template <class Node>
struct expression_methods : expression {
    constexpr auto is_null() const { return detail::make_null_test<true>(self()); }
    constexpr auto is_not_null() const { return detail::make_null_test<false>(self()); }

    /// Different, where NULL is the same as NULL and different from everything else.
    template <class V>
    constexpr auto is_distinct_from(V&& v) const {
        return detail::compare<comparison_operator::not_same>(self(), std::forward<V>(v));
    }
    template <class V>
    constexpr auto is_not_distinct_from(V&& v) const {
        return detail::compare<comparison_operator::same>(self(), std::forward<V>(v));
    }

    /// One of the values of a range; of none where it is empty.
    template <class Range>
    constexpr auto in(const Range& range) const {
        return detail::make_membership(self(), range);
    }
    template <class V>
    constexpr auto in(std::initializer_list<V> list) const {
        return detail::make_membership(self(), list);
    }
    /// Both bounds included.
    template <class L, class H>
    constexpr auto between(L&& low, H&& high) const {
        return detail::make_range_test(self(), std::forward<L>(low), std::forward<H>(high));
    }

    /// % stands for any text, _ for one character, \ takes the next one literally.
    template <class T>
    constexpr auto like(T&& text) const {
        return detail::make_match<pattern_kind::like>(self(), std::forward<T>(text));
    }
    template <class T>
    constexpr auto starts_with(T&& text) const {
        return detail::make_match<pattern_kind::prefix>(self(), std::forward<T>(text));
    }
    template <class T>
    constexpr auto ends_with(T&& text) const {
        return detail::make_match<pattern_kind::suffix>(self(), std::forward<T>(text));
    }
    template <class T>
    constexpr auto contains(T&& text) const {
        return detail::make_match<pattern_kind::anywhere>(self(), std::forward<T>(text));
    }

    // The same without regard to case, that of ASCII letters: on every engine alike, whatever its locale.
    template <class T>
    constexpr auto ilike(T&& text) const {
        return detail::make_match<pattern_kind::folded_like>(self(), std::forward<T>(text));
    }
    template <class T>
    constexpr auto istarts_with(T&& text) const {
        return detail::make_match<pattern_kind::folded_prefix>(self(), std::forward<T>(text));
    }
    template <class T>
    constexpr auto iends_with(T&& text) const {
        return detail::make_match<pattern_kind::folded_suffix>(self(), std::forward<T>(text));
    }
    template <class T>
    constexpr auto icontains(T&& text) const {
        return detail::make_match<pattern_kind::folded_anywhere>(self(), std::forward<T>(text));
    }
    template <class T>
    constexpr auto iequals(T&& text) const {
        return detail::make_match<pattern_kind::folded_whole>(self(), std::forward<T>(text));
    }

private:
    constexpr const Node& self() const { return static_cast<const Node&>(*this); }
};

}  // namespace interlock
