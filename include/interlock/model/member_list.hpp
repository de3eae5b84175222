// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/member.hpp>

#include <cstddef>
#include <string_view>

namespace interlock::detail {

/// Members by their names, as plain data.
struct member_list {
    const std::string_view* names = nullptr;
    std::size_t count = 0;

    constexpr bool has(std::string_view member) const {
        for (std::size_t i = 0; i < count; ++i)
            if (names[i] == member) return true;
        return false;
    }
    constexpr bool has_one_twice() const {
        for (std::size_t i = 0; i < count; ++i)
            if (member_list{names, i}.has(names[i])) return true;
        return false;
    }
};

template <auto... Members>
struct member_names {
    static constexpr std::string_view names[]{kept_name<Members>::value..., {}};
    static constexpr member_list list{names, sizeof...(Members)};
};

}  // namespace interlock::detail
