// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/type_name.hpp>

#include <cstddef>
#include <string_view>

namespace interlock::detail {

template <class Pointer>
struct member_pointer {
    static constexpr bool is_member = false;
};

template <class Owner, class Value>
struct member_pointer<Value Owner::*> {
    static constexpr bool is_member = true;
    using owner = Owner;
    using value = Value;
};

template <class Owner, class Value>
struct member_pointer<Value Owner::*const> : member_pointer<Value Owner::*> {};

/// The struct that a member pointer belongs to.
template <auto Member>
using owner_of = typename member_pointer<decltype(Member)>::owner;

/// The type of the member that it points to.
template <auto Member>
using value_of = typename member_pointer<decltype(Member)>::value;

template <auto Member>
constexpr const char* printed_member() {
    return __PRETTY_FUNCTION__;
}

/// The member's own name, read from what the compiler prints for the pointer: "[with auto Member = &Gem::id]".
template <auto Member>
constexpr std::string_view member_name() {
    const std::string_view text = printed_member<Member>();
    return last_identifier(text, argument_end(text));
}

/// The same where programs keep it: nothing else of the printed text is in them.
template <auto Member>
struct kept_name {
    static constexpr name_text<member_name<Member>().size()> text{member_name<Member>()};
    static constexpr std::string_view value = text.view();
};

/// True when both name the same member of the same struct.
template <auto A, auto B>
constexpr bool same_member() {
    if constexpr (__is_same(decltype(A), decltype(B))) return A == B;
    else return false;
}

}  // namespace interlock::detail
