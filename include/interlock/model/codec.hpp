// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/error.hpp>
#include <interlock/model/integer_text.hpp>
#include <interlock/model/stored.hpp>
#include <interlock/model/value_kind.hpp>

#include <cfloat>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace interlock {

/// How a C++ type is stored. A user's type is added by a specialisation (docs/values.md):
///
///     template <> struct interlock::codec<celsius> {
///         using stored = double;
///         static constexpr value_kind kind = value_kind::real64;
///         static double encode(const celsius& t) { return t.degrees; }
///         static celsius decode(double stored) { return {stored}; }
///     };
///
/// `stored` is bool, std::int64_t, double, std::string_view or blob_view (of what the value itself holds),
/// std::string or std::vector<std::byte> (made by encode()), or a type of model/stored.hpp; `kind` says the same of
/// the column. decode() throws value_out_of_range where a stored value has no counterpart.
///
/// A codec may also have accept(v): another type that a column of T is compared with and set to, as a T.
template <class T>
struct codec;

template <class T>
concept storable = requires {
    typename codec<T>::stored;
};

/// What a member of a model can be: stored, and made again from what is stored.
template <class T>
concept restorable = requires(typename codec<T>::stored s) {
    codec<T>::decode(s);
};

namespace detail {

template <class T>
struct nullable_traits {
    static constexpr bool nullable = false;
    using type = T;
};
template <class T>
struct nullable_traits<std::optional<T>> {
    static constexpr bool nullable = true;
    using type = T;
};

template <class T>
inline constexpr bool is_nullable = nullable_traits<T>::nullable;
template <class T>
using without_null = typename nullable_traits<T>::type;

template <bool Nullable, class T>
struct maybe {
    using type = T;
};
template <class T>
struct maybe<true, T> {
    using type = std::optional<T>;
};
template <bool Nullable, class T>
using maybe_null = typename maybe<Nullable, T>::type;

/// The binary digits of an integer type. <limits> would cost every program a megabyte of the compiler's memory.
template <class T>
inline constexpr int digits_of = __is_same(T, bool)
                                     ? 1
                                     : static_cast<int>(sizeof(T)) * 8 - (std::is_signed_v<T> ? 1 : 0);

template <class T>
constexpr value_kind integer_kind() {
    constexpr int bits = digits_of<T>;
    return bits <= 15 ? value_kind::int16 : bits <= 31 ? value_kind::int32 : value_kind::int64;
}

[[noreturn, gnu::cold]] inline void throw_out_of_range(std::int64_t value, const char* type) {
    throw value_out_of_range(
        std::string("the value ").append(integer_text(value)).append(" does not fit ").append(type));
}

}  // namespace detail

template <>
struct codec<bool> {
    using stored = bool;
    static constexpr value_kind kind = value_kind::boolean;
    static constexpr bool encode(bool value) { return value; }
    static constexpr bool decode(bool stored) { return stored; }
};

template <class T>
    requires(std::is_integral_v<T>)
struct codec<T> {
    using stored = std::int64_t;
    static constexpr value_kind kind = detail::integer_kind<T>();

    static constexpr std::int64_t encode(T value) {
        if constexpr (std::is_unsigned_v<T> && sizeof(T) == sizeof(std::int64_t)) {
            if (value > static_cast<T>(INT64_MAX))
                throw value_out_of_range(
                    "an unsigned value above 2^63-1 cannot be stored as a 64-bit integer");
        }
        return static_cast<std::int64_t>(value);
    }
    static constexpr T decode(std::int64_t stored) {
        const T value = static_cast<T>(stored);
        if constexpr (std::is_unsigned_v<T>) {
            if (stored < 0 || static_cast<std::uint64_t>(value) != static_cast<std::uint64_t>(stored))
                detail::throw_out_of_range(stored, "the unsigned integer of the model");
        } else {
            if (static_cast<std::int64_t>(value) != stored)
                detail::throw_out_of_range(stored, "the integer of the model");
        }
        return value;
    }
};

template <>
struct codec<double> {
    using stored = double;
    static constexpr value_kind kind = value_kind::real64;
    static constexpr double encode(double value) { return value; }
    static constexpr double decode(double stored) { return stored; }
};

template <>
struct codec<float> {
    using stored = double;
    static constexpr value_kind kind = value_kind::real32;
    static constexpr double encode(float value) { return static_cast<double>(value); }
    /// The nearest float. Throws value_out_of_range where there is none.
    static constexpr float nearest(double stored) {
        constexpr double limit = static_cast<double>(FLT_MAX);
        const bool infinite = stored - stored != 0;  // infinities and NaN have counterparts
        if (!infinite && (stored > limit || stored < -limit))
            throw value_out_of_range("the number does not fit the float of the model");
        return static_cast<float>(stored);
    }
    static constexpr float decode(double stored) {
        const float value = nearest(stored);
        if (stored == stored && static_cast<double>(value) != stored)
            throw value_out_of_range(
                "the number has more digits than the float of the model; make it a double");
        return value;
    }
};

template <>
struct codec<std::string> {
    using stored = std::string_view;
    static constexpr value_kind kind = value_kind::text;
    static std::string_view encode(const std::string& value) { return value; }
    static std::string decode(std::string_view stored) { return std::string(stored); }
};

/// Writing only: a model's member cannot be a view.
template <>
struct codec<std::string_view> {
    using stored = std::string_view;
    static constexpr value_kind kind = value_kind::text;
    static constexpr std::string_view encode(std::string_view value) { return value; }
};

template <>
struct codec<std::vector<std::byte>> {
    using stored = blob_view;
    static constexpr value_kind kind = value_kind::blob;
    static blob_view encode(const std::vector<std::byte>& value) { return {value.data(), value.size()}; }
    static std::vector<std::byte> decode(blob_view stored) {
        return {stored.data, stored.data + stored.size};
    }
};

template <class T>
concept enumeration = std::is_enum_v<T>;

/// Enumerations are stored as their underlying integer. Those with names: interlock/enums.hpp.
template <enumeration T>
struct codec<T> {
    using underlying = codec<std::underlying_type_t<T>>;
    using stored = std::int64_t;
    static constexpr value_kind kind = underlying::kind;
    static constexpr std::int64_t encode(T value) {
        return underlying::encode(static_cast<std::underlying_type_t<T>>(value));
    }
    static constexpr T decode(std::int64_t stored) { return static_cast<T>(underlying::decode(stored)); }
};

}  // namespace interlock
