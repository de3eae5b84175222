// SPDX-License-Identifier: BSL-1.0
#pragma once

// A refusal is a class template whose body asserts what never holds, with the message; its arguments name the
// parties, so that the compiler shows them. Completing it is the compile error. It stands in a class and not
// in the function that finds the fault, so that this function stays usable and no second error follows.

namespace interlock {

template <class T>
inline constexpr bool never = false;

namespace detail {

/// Completes a refusal, and is false.
template <class Refusal>
constexpr bool refuse() {
    constexpr bool complete = requires { sizeof(Refusal); };
    return complete && false;
}

}  // namespace detail

}  // namespace interlock
