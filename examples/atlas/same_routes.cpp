// SPDX-License-Identifier: BSL-1.0
// The compiler's proof that the hand-written routers and the ready-made ones give the same routes.

#include "routers.hpp"

#include <interlock/routing_diagram.hpp>

#include <algorithm>

namespace {

template <class S, class T, class M, class... Dbs>
constexpr bool same_places(il::databases<Dbs...>) {
    return std::same_as<il::read_database<S, M>, il::read_database<T, M>> &&
           std::same_as<il::write_database<S, M>, il::write_database<T, M>> &&
           ((il::may_exist_in<S, M, Dbs> == il::may_exist_in<T, M, Dbs>)&&...);
}

template <class S, class T, class M, class... Others>
constexpr bool same_relations(il::models<Others...>) {
    return ((il::may_relate<S, M, Others> == il::may_relate<T, M, Others>)&&...);
}

template <class S, class T, class... Ms>
constexpr bool same_routes(il::models<Ms...>) {
    return (same_places<S, T, Ms>(all_databases{}) && ...) && (same_relations<S, T, Ms>(all_models{}) && ...);
}

template <class S, class T>
constexpr bool same_table() {
    const auto &a = il::routing_table<S>().routes, &b = il::routing_table<T>().routes;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (a[i].table != b[i].table || a[i].read != b[i].read || a[i].write != b[i].write ||
            !std::equal(a[i].homes.begin(), a[i].homes.end(), b[i].homes.begin(), b[i].homes.end()))
            return false;
    return a.size() == b.size();
}

}  // namespace

static_assert(same_routes<atlas, atlas_by_hand>(all_models{}));
static_assert(same_table<atlas, atlas_by_hand>());
