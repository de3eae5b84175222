// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/field_index.hpp>

namespace interlock {

/// The tables that the columns of a query may come from.
template <class... Models>
struct source {
    template <auto Member>
    static constexpr bool holds() {
        return ((detail::field_index<Models, Member> != table_info::npos) || ...);
    }
};

}  // namespace interlock
