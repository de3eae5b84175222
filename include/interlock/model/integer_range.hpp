// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/codec.hpp>

#include <type_traits>

namespace interlock {

/// The integers that a member can hold: of so many binary digits, and those below zero or not. Columns are often wider.
struct integer_range {
    int digits = 63;
    bool negative = true;

    constexpr bool holds(integer_range other) const {
        return digits >= other.digits && (negative || !other.negative);
    }
};

namespace detail {

template <class T>
constexpr integer_range integers_of() {
    if constexpr (std::is_enum_v<T>) return integers_of<__underlying_type(T)>();
    else if constexpr (std::is_integral_v<T>) {
        constexpr int digits = digits_of<T>;
        return {digits < 63 ? digits : 63, std::is_signed_v<T>};
    } else if constexpr (storable<T>) {
        if constexpr (codec<T>::kind == value_kind::int16) return {15, true};
        else if constexpr (codec<T>::kind == value_kind::int32) return {31, true};
        else return {};
    } else return {};
}

}  // namespace detail

}  // namespace interlock
