// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/codec.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace interlock {

namespace detail {

/// The kind of an array whose elements are of this kind.
constexpr value_kind array_of(value_kind element) {
    switch (element) {
        case value_kind::boolean: return value_kind::boolean_list;
        case value_kind::real32: return value_kind::real32_list;
        default: return list_of(element);
    }
}

template <class Stored>
inline constexpr bool is_element = __is_same(Stored, bool) || __is_same(Stored, std::int64_t) ||
                                   __is_same(Stored, double) || __is_same(Stored, std::string_view);

}  // namespace detail

/// What an array can hold: integers, numbers, bool and text, std::optional where elements may be NULL.
template <class T>
concept array_element = restorable<detail::without_null<T>> &&
    detail::is_element<typename codec<detail::without_null<T>>::stored> && !__is_same(T, std::byte);

/// An array of one dimension. Engines without arrays want the attribute as_json.
template <array_element T>
struct codec<std::vector<T>> {
    using stored = std::vector<T>;
    static constexpr value_kind kind = detail::array_of(codec<detail::without_null<T>>::kind);

    static const std::vector<T>& encode(const std::vector<T>& value) { return value; }
    static std::vector<T> decode(std::vector<T> stored) { return stored; }
};

}  // namespace interlock
