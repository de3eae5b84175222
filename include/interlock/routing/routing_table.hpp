// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/model.hpp>
#include <interlock/model/reference_info.hpp>
#include <interlock/model/table.hpp>
#include <interlock/model/type_name.hpp>
#include <interlock/routing/resolve.hpp>
#include <interlock/routing/router_name.hpp>
#include <interlock/routing/routing_map.hpp>
#include <interlock/routing/verify.hpp>

#include <cstddef>
#include <string_view>

namespace interlock {

namespace detail {

template <class Backend>
struct backend_names {
    static constexpr std::string_view all[]{type_name<Backend>()};
};
template <class... Backends>
struct backend_names<either<Backends...>> {
    static constexpr std::string_view all[]{type_name<Backends>()...};
};
template <class Db>
constexpr entries<std::string_view> backends_of() {
    using names = backend_names<typename Db::backend>;
    return {names::all, std::size(names::all)};
}

template <class Service, class Arrangement>
constexpr arrangement_info info_of() {
    if constexpr (requires { Arrangement::info; }) return Arrangement::info;
    else if constexpr (requires { Arrangement::template behind<Service>(); })
        return info_of<Service, decltype(Arrangement::template behind<Service>())>();
    else return {};
}

/// What a field refers to without a constraint; no_table where it does not.
template <class Attribute>
constexpr const table_info* soft_target() {
    if constexpr (!requires { Attribute::soft_target; }) return &no_table;
    else if constexpr (!declared_model<owner_of<Attribute::soft_target>>) return &no_table;
    else return &table_of<owner_of<Attribute::soft_target>>();
}
template <class Field>
inline constexpr const table_info* soft_target_of_field = &no_table;
template <auto Member, class... Attributes>
inline constexpr const table_info* soft_target_of_field<field<Member, Attributes...>> = [] {
    const table_info* found = &no_table;
    for (const table_info* t : {&no_table, soft_target<Attributes>()...})
        if (t->column_count != 0) found = t;
    return found;
}();

/// As many of one type as were counted.
template <class T, std::size_t Size>
struct counted {
    T all[Size];
};

template <class M, class Fields = fields_of<M>>
struct soft_targets;
template <class M, class... Fields>
struct soft_targets<M, fields<Fields...>> {
    static constexpr const table_info* of_column[sizeof...(Fields) + 1]{soft_target_of_field<Fields>...,
                                                                        &no_table};
};

/// Calls a function with each reference of a model, as an entry.
template <class M, class Function>
constexpr void each_relation(const Function& f) {
    constexpr const table_info& t = table_of<M>();
    each_reference(t, [&](const reference_info& r) {
        f(relation_entry{&t, r.to, {r.members, r.count}, false});
        return true;
    });
    for (std::size_t i = 0; i < t.column_count; ++i)
        if (const table_info* to = soft_targets<M>::of_column[i]; to->column_count != 0)
            f(relation_entry{&t, to, {&t.columns[i].member, 1}, true});
}

template <class Service, class Tables>
struct routes_of;

template <class... Dbs, class... Models, class... Routers, class Profile, class... Tables>
struct routes_of<service<databases<Dbs...>, models<Models...>, routers<Routers...>, Profile>,
                 models<Tables...>> {
    using S = service<databases<Dbs...>, models<Models...>, routers<Routers...>, Profile>;

    // an array of none is no array: each has one entry more than there are
    static constexpr database_entry all_databases[sizeof...(Dbs) + 1]{
        {Dbs::alias, backends_of<Dbs>(), !S::template may_write<Dbs>,
         info_of<S, typename S::template arrangement<Dbs>>()}...,
        {}};
    static constexpr std::string_view all_routers[sizeof...(Routers) + 1]{router_name<Routers>::value..., {}};

    template <class M>
    static constexpr std::size_t home_count = (std::size_t{0} + ... + may_exist_in<S, Dbs, M>);
    template <class M>
    static constexpr auto homes = [] {
        counted<std::string_view, home_count<M> + 1> found;
        std::size_t n = 0;
        ((may_exist_in<S, Dbs, M> ? void(found.all[n++] = Dbs::alias) : void()), ...);
        return found;
    }();

    template <class Db>
    static constexpr std::string_view alias_of() {
        if constexpr (database_tag<Db>) return Db::alias;
        else return {};
    }
    /// The first router that has an opinion.
    static constexpr std::size_t first(const bool* passes) {
        for (std::size_t i = 0; i < sizeof...(Routers); ++i)
            if (!passes[i]) return i;
        return route::npos;
    }
    template <class M>
    static constexpr route route_of() {
        using placed = placed_as<M>;
        using read = read_database<S, M>;
        constexpr bool read_passes[]{__is_same(decltype(ask_read<Routers, placed>()), pass_t)..., true};
        constexpr bool write_passes[]{__is_same(decltype(ask_write<Routers, placed>()), pass_t)..., true};
        route r;
        r.table = &table_of<M>();
        r.read = alias_of<read>();
        r.write = alias_of<write_database<S, M>>();
        r.reads_replicas = !__is_same(listed_as<read>, read);
        r.read_router = first(read_passes);
        r.write_router = first(write_passes);
        r.homes = {homes<M>.all, home_count<M>};
        r.home_count = home_count<M>;
        r.brought = !(__is_same(M, Models) || ...);
        return r;
    }
    static constexpr route all_routes[sizeof...(Tables) + 1]{route_of<Tables>()..., {}};

    static constexpr std::size_t relation_count = [] {
        [[maybe_unused]] std::size_t n = 0;
        (each_relation<Tables>([&](const relation_entry&) { ++n; }), ...);
        return n;
    }();
    static constexpr auto all_relations = [] {
        counted<relation_entry, relation_count + 1> found;
        [[maybe_unused]] std::size_t n = 0;
        (each_relation<Tables>([&](const relation_entry& r) { found.all[n++] = r; }), ...);
        return found;
    }();

    static constexpr routing_map map{type_name<Profile>(),
                                     {all_databases, sizeof...(Dbs)},
                                     {all_routers, sizeof...(Routers)},
                                     {all_routes, sizeof...(Tables)},
                                     {all_relations.all, relation_count}};
};

inline constexpr routing_map no_routes;

}  // namespace detail

/// What a service says of its routes, as data: its databases, the route of each model and the router that decided it, and
/// how the models refer to each other. A constant; nothing is opened.
template <class Service>
constexpr const routing_map& routing_table() {
    if constexpr (detail::verification<Service>::holds())
        return detail::routes_of<Service, detail::tables_of_service<Service>>::map;
    else return detail::no_routes;  // refused
}

}  // namespace interlock
