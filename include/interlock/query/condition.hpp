// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/logic.hpp>
#include <interlock/query/source.hpp>

#include <utility>

namespace interlock {

/// A where clause that is not there.
struct no_condition {
    template <class Source>
    static constexpr bool known() {
        return true;
    }
    template <class Visitor>
    constexpr void values(Visitor&) const {}
};

namespace detail {

/// Adds a condition on the tables of Source to what is there already.
template <class Source, class Old, class New>
constexpr auto both(Old old, New condition) {
    if constexpr (!require_condition<New>()) return old;
    else if constexpr (!New::template known<Source>()) return old;
    else if constexpr (__is_same(Old, no_condition)) return condition;
    else return conjunction<Old, New>(std::move(old), std::move(condition));
}

}  // namespace detail

}  // namespace interlock
