// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/codec.hpp>
#include <interlock/model/column_info.hpp>
#include <interlock/model/integer_text.hpp>
#include <interlock/model/member.hpp>
#include <interlock/model/refusal.hpp>
#include <interlock/model/type_name.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

namespace interlock {

/// The names of an enumeration's enumerators. Specialised for each enumeration that has some: with a list,
///
///     template <> struct interlock::enum_names<Colour> {
///         static constexpr il::enumerator list[]{{Colour::red, "red"}, {Colour::green, "green"}};
///     };
///
/// or by the names that the program gives them:
///
///     template <> struct interlock::enum_names<Colour> : il::enumerators<Colour::red, Colour::green> {};
///
/// It stands before the first model with such a member. A value without a name is refused, written or read.
template <class Enum>
struct enum_names;

template <auto Value>
struct enumerator_without_a_name {
    static_assert(
        never<enumerator_without_a_name>,
        "interlock: il::enumerators takes enumerators, and this value has none; leave it out, or give "
        "the enumeration a list of names");
};

namespace detail {

/// The enumerator's own name, as member_name().
template <auto Value>
constexpr std::string_view enumerator_name() {
    const std::string_view text = printed_member<Value>();
    const std::string_view name = last_identifier(text, argument_end(text));
    if (name.empty() || name[0] == '-' || (name[0] >= '0' && name[0] <= '9')) return {};
    return name;
}

template <auto Value>
constexpr enumerator named_enumerator() {
    constexpr std::string_view name = enumerator_name<Value>();
    if constexpr (name.empty()) (void)refuse<enumerator_without_a_name<Value>>();
    return {Value, name};
}

template <class List>
constexpr bool names_differ(const List& list) {
    for (const enumerator& a : list)
        for (const enumerator& b : list)
            if (&a != &b && (a.name == b.name || a.number == b.number)) return false;
    return true;
}

}  // namespace detail

/// Enumerators with the names that they have in the program.
template <auto... Values>
struct enumerators {
    static constexpr enumerator list[]{detail::named_enumerator<Values>()...};
};

template <class T>
concept named_enumeration = enumeration<T> && requires {
    enum_names<T>::list;
};

/// By number, or by name where the field says as_text. It is read from either, so that a column may change.
template <named_enumeration T>
struct codec<T> {
    using stored = stored_enum;
    static constexpr value_kind kind = codec<std::underlying_type_t<T>>::kind;
    static constexpr auto& names = enum_names<T>::list;
    static_assert(
        detail::names_differ(names),
        "interlock: il::enum_names lists a value or a name twice, so that reading would have to guess; "
        "remove one of the two");

    static constexpr stored_enum encode(T value) {
        for (const enumerator& e : names)
            if (e.number == static_cast<std::int64_t>(value)) return {e.number, e.name, true};
        throw value_out_of_range("the value " + detail::integer_text(static_cast<std::int64_t>(value)) +
                                 " is none of the enumeration's values");
    }
    static constexpr T decode(stored_enum stored) {
        for (const enumerator& e : names)
            if (stored.named ? e.name == stored.name : e.number == stored.number)
                return static_cast<T>(e.number);
        throw value_out_of_range(stored.named ? "the text '" + std::string(stored.name) +
                                                    "' names none of the enumeration's values"
                                              : "the value " + detail::integer_text(stored.number) +
                                                    " is none of the enumeration's values");
    }
};

}  // namespace interlock
