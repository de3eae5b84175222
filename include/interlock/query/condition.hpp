// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/logic.hpp>
#include <interlock/query/source.hpp>

#include <utility>

namespace interlock {

/// A where clause that is not there.
struct no_condition {
    static constexpr unsigned optional_count = 0;
    static constexpr bool bound = false;

    template <class Source>
    static constexpr bool known() {
        return true;
    }
    template <class Visitor>
    constexpr void values(Visitor&) const {}
};

/// Conditions of which some are there or not as it turns out when the query is built: those before, and one more.
template <class Before, class Condition, bool Optional>
struct restriction {
    static constexpr unsigned optional_count = Before::optional_count + Optional;
    static constexpr bool bound = Before::bound || Condition::bound;

    Before before;
    Condition condition;
    bool wanted = true;

    template <class Source>
    static constexpr bool known() {
        return Before::template known<Source>() && Condition::template known<Source>();
    }
    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        before.values(visit);
        if (wanted) condition.values(visit);
    }
    /// The optional conditions that are there, one bit for each.
    constexpr unsigned variant() const {
        unsigned bits = 0;
        if constexpr (Before::optional_count != 0) bits = before.variant();
        return Optional && wanted ? bits | 1u << Before::optional_count : bits;
    }
};

/// A condition before optional ones.
template <class Condition>
struct fixed_condition : Condition {
    static constexpr unsigned optional_count = 0;
};

template <class Where>
struct too_many_optional_conditions {
    static_assert(
        never<Where>,
        "interlock: more than six optional conditions: each of their 64 choices is a text of its own; "
        "use a dynamic filter");
};

template <class Where>
struct optional_condition_in_a_part {
    static_assert(
        never<Where>,
        "interlock: where_if() in a subquery: its text would have to vary within that of the query around "
        "it; use an ordinary where(), or where_if() on the outer query");
};

namespace detail {

template <class Where>
inline constexpr unsigned optional_count = 0;
template <class Before, class Condition, bool Optional>
inline constexpr unsigned optional_count<restriction<Before, Condition, Optional>> =
    restriction<Before, Condition, Optional>::optional_count;

template <class Where>
struct as_restriction {
    using type = fixed_condition<Where>;
};
template <>
struct as_restriction<no_condition> {
    using type = no_condition;
};
template <class Before, class Condition, bool Optional>
struct as_restriction<restriction<Before, Condition, Optional>> {
    using type = restriction<Before, Condition, Optional>;
};

/// Adds a condition that is wanted or not.
template <class Source, class Old, class New>
constexpr auto perhaps(Old old, bool wanted, New condition) {
    using before = typename as_restriction<Old>::type;
    if constexpr (!require_condition<New>()) return old;
    else if constexpr (!New::template known<Source>()) return old;
    else if constexpr (optional_count<Old> == 6) {
        (void)refuse<too_many_optional_conditions<Old>>();
        return old;
    } else return restriction<before, New, true>{before{std::move(old)}, std::move(condition), wanted};
}

/// Adds a condition on the tables of Source to what is there already.
template <class Source, class Old, class New>
constexpr auto both(Old old, New condition) {
    if constexpr (!require_condition<New>()) return old;
    else if constexpr (!New::template known<Source>()) return old;
    else if constexpr (__is_same(Old, no_condition)) return condition;
    else if constexpr (optional_count<Old> != 0)
        return restriction<Old, New, false>{std::move(old), std::move(condition)};
    else return conjunction<Old, New>(std::move(old), std::move(condition));
}

}  // namespace detail

}  // namespace interlock
