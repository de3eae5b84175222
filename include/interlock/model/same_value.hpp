// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/codec.hpp>
#include <interlock/model/error.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

// Whether two values are stored alike. That is asked of what is stored, not of the types' operator==: a NaN is the same
// as itself, and -0.0 is not 0.0.

namespace interlock::detail {

constexpr bool same_stored(bool a, bool b) { return a == b; }
constexpr bool same_stored(std::int64_t a, std::int64_t b) { return a == b; }
constexpr bool same_stored(double a, double b) {
    return __builtin_bit_cast(std::uint64_t, a) == __builtin_bit_cast(std::uint64_t, b);
}
constexpr bool same_stored(std::string_view a, std::string_view b) { return a == b; }
inline bool same_stored(blob_view a, blob_view b) {
    return a.size == b.size && (a.size == 0 || std::memcmp(a.data, b.data, a.size) == 0);
}
inline bool same_stored(const std::vector<std::byte>& a, const std::vector<std::byte>& b) { return a == b; }
constexpr bool same_stored(stored_date a, stored_date b) { return a.days == b.days; }
constexpr bool same_stored(stored_timestamp a, stored_timestamp b) {
    return a.microseconds == b.microseconds;
}
inline bool same_stored(const stored_uuid& a, const stored_uuid& b) {
    return std::memcmp(a.bytes, b.bytes, sizeof a.bytes) == 0;
}
constexpr bool same_stored(const stored_decimal& a, const stored_decimal& b) {
    return a.digits == b.digits && a.scale == b.scale;
}
inline bool same_stored(const stored_json& a, const stored_json& b) { return a.text == b.text; }
constexpr bool same_stored(const stored_enum& a, const stored_enum& b) { return a.number == b.number; }

template <class T>
bool same_value(const T& a, const T& b);

/// An array.
template <class Element>
bool same_stored(const std::vector<Element>& a, const std::vector<Element>& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (!same_value<Element>(a[i], b[i])) return false;
    return true;
}

template <class T>
bool same_value(const T& a, const T& b) {
    if constexpr (is_nullable<T>)
        return a.has_value() == b.has_value() && (!a.has_value() || same_value(*a, *b));
    else try {
            const typename codec<T>::stored& stored_a = codec<T>::encode(a);
            const typename codec<T>::stored& stored_b = codec<T>::encode(b);
            return same_stored(stored_a, stored_b);
        } catch (const value_out_of_range&) {  // what cannot be stored is none of the stored values
            return false;
        }
}

}  // namespace interlock::detail
