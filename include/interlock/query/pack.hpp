// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <utility>

namespace interlock::detail {

template <std::size_t Index, class T>
struct pack_element {
    T value;
};

template <class Indices, class... Ts>
struct indexed_pack;

template <std::size_t... Indices, class... Ts>
struct indexed_pack<std::index_sequence<Indices...>, Ts...> : pack_element<Indices, Ts>... {
    /// Calls the function with each value, in order.
    template <class Function>
    constexpr void each([[maybe_unused]] Function function) const {
        (function(static_cast<const pack_element<Indices, Ts>&>(*this).value), ...);
    }
};

/// A few values side by side: `pack<A, B>{{a}, {b}}`. A std::tuple would do, at several times the compile time.
template <class... Ts>
using pack = indexed_pack<std::index_sequence_for<Ts...>, Ts...>;

/// A pack and some values more.
template <std::size_t... Indices, class... Ts, class... More>
constexpr pack<Ts..., More...> joined(const indexed_pack<std::index_sequence<Indices...>, Ts...>& some,
                                      More... more) {
    return {{static_cast<const pack_element<Indices, Ts>&>(some).value}..., {std::move(more)}...};
}

}  // namespace interlock::detail
