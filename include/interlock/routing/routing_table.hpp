// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/table.hpp>
#include <interlock/routing/resolve.hpp>
#include <interlock/routing/verify.hpp>

#include <array>
#include <cstddef>
#include <string_view>

namespace interlock {

/// Where one model of a service lives.
template <std::size_t Databases>
struct route {
    const table_info* table = nullptr;
    std::string_view read;  // aliases
    std::string_view write;
    std::array<std::string_view, Databases> homes{};  // where its table may exist, in the service's order
    std::size_t home_count = 0;
};

namespace detail {

template <class Service>
struct routes_of;

template <class... Dbs, class... Models, class Routers, class Profile>
struct routes_of<service<databases<Dbs...>, models<Models...>, Routers, Profile>> {
    using S = service<databases<Dbs...>, models<Models...>, Routers, Profile>;

    template <class M>
    static constexpr auto one() {
        route<sizeof...(Dbs)> r;
        r.table = &table_of<M>();
        r.read = read_database<S, M>::alias;
        r.write = write_database<S, M>::alias;
        ((may_exist_in<S, Dbs, M> ? void(r.homes[r.home_count++] = Dbs::alias) : void()), ...);
        return r;
    }
    template <class... Tables>
    static constexpr std::array<route<sizeof...(Dbs)>, sizeof...(Tables)> all(models<Tables...>) {
        return {one<Tables>()...};
    }
    static constexpr auto all() { return all(tables_of<Models...>{}); }
};

}  // namespace detail

/// The routes of a service as data, one entry for each model in the service's order; then for the join tables that they
/// bring.
template <class Service>
constexpr auto routing_table() {
    if constexpr (detail::verification<Service>::holds()) return detail::routes_of<Service>::all();
    else return std::array<route<1>, 0>{};  // refused
}

}  // namespace interlock
