// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/table.hpp>

#include <cstddef>

namespace interlock::detail {

template <class M, auto Member>
constexpr std::size_t find_field() {
    if constexpr (!__is_base_of(owner_of<Member>, M)) return table_info::npos;
    else return table_of<M>().index_of_member(member_name<Member>());
}

/// The position of a member among the fields of M, table_info::npos where it is none of them.
template <class M, auto Member>
inline constexpr std::size_t field_index = find_field<M, Member>();

}  // namespace interlock::detail
