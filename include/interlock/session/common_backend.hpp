// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/routing/database.hpp>

// The backend of what may be any of several databases: theirs, or either of them.

namespace interlock::detail {

template <class... Backends>
struct backend_list {};
template <class... Backends, class New>
constexpr auto operator+(backend_list<Backends...> list, backend_list<New>) {
    if constexpr ((__is_same(Backends, New) || ...)) return list;
    else return backend_list<Backends..., New>{};
}
template <class... Backends, class... New>
constexpr auto operator+(backend_list<Backends...> list, either<New...>*) {
    return (list + ... + backend_list<New>{});
}
template <class... Backends, class New>
constexpr auto operator+(backend_list<Backends...> list, New*) {
    return list + backend_list<New>{};
}
template <class... Backends>
struct common_backend;
template <class Backend>
struct common_backend<backend_list<Backend>> {
    using type = Backend;
};
template <class... Backends>
struct common_backend<backend_list<Backends...>> {
    using type = either<Backends...>;
};
template <class... Backends>
using backend_of_all =
    typename common_backend<decltype((backend_list<>{} + ... + static_cast<Backends*>(nullptr)))>::type;

}  // namespace interlock::detail
