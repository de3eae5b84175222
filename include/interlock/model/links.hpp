// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/fixed_string.hpp>
#include <interlock/model/model.hpp>

namespace interlock {

/// A row of the join table of two models that are linked many to many: `il::link<Playlist, Track>`. The model that begins
/// it says so, `using links = il::links<il::link<Playlist, Track>>;` in its il::model, and the table lives where that
/// model does: it is listed in no service and no router. A name tells two links of the same models apart.
template <class From, class To, fixed_string Name = "">
struct link;

/// The many-to-many relations that a model begins.
template <class... Links>
struct links {};

namespace detail {

/// The model whose place in a service a model has: its own, or that of the one that brings it.
template <class M>
struct placement {
    using type = M;
};
template <class From, class To, fixed_string Name>
struct placement<link<From, To, Name>> {
    using type = From;
};
template <class M>
using placed_as = typename placement<M>::type;
/// Whether it is where rows of that model are written, and not where they are copied to.
template <class M>
inline constexpr bool placed_by_writes = requires {
    requires placement<M>::by_writes;
};

template <class M>
constexpr auto find_links() {
    if constexpr (requires { typename model<M>::links; }) return typename model<M>::links{};
    else return links<>{};
}
template <class M>
using links_of = decltype(find_links<M>());

template <class L, class... Links>
constexpr bool is_among(links<Links...>) {
    return (__is_same(L, Links) || ...);
}

}  // namespace detail

}  // namespace interlock
