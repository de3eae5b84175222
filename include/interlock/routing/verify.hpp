// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/carried.hpp>
#include <interlock/model/nth.hpp>
#include <interlock/model/reference_info.hpp>
#include <interlock/model/references.hpp>
#include <interlock/model/table.hpp>
#include <interlock/model/unique_columns.hpp>
#include <interlock/routing/arrangement.hpp>
#include <interlock/routing/database.hpp>
#include <interlock/routing/refusals.hpp>
#include <interlock/routing/resolve.hpp>
#include <interlock/routing/router_checks.hpp>

#include <cstddef>
#include <cstdint>

namespace interlock {

namespace detail {

/// The first pair of equal texts; empty ones equal nothing.
constexpr pair_found equal_pair(const std::string_view* texts, std::size_t count) {
    for (std::size_t j = 1; j < count; ++j)
        for (std::size_t i = 0; i < j; ++i)
            if (!texts[i].empty() && texts[i] == texts[j]) return {i, j};
    return {};
}

/// Whether two aliases are one in the name of a variable, where they are told apart last.
constexpr bool same_variable(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (variable_character(a[i]) != variable_character(b[i])) return false;
    return true;
}

constexpr pair_found confused_aliases(const std::string_view* aliases, std::size_t count) {
    for (std::size_t j = 1; j < count; ++j)
        for (std::size_t i = 0; i < j; ++i)
            if (same_variable(aliases[i], aliases[j])) return {i, j};
    return {};
}

/// Whether an alias is that of one of a database's replicas, in the name of a variable: that one's with ".replica0".
constexpr bool names_a_replica(std::string_view alias, std::string_view source, std::int64_t replicas) {
    constexpr std::string_view mark = ".replica";
    if (alias.size() < source.size() + mark.size() + 1) return false;
    const std::string_view number = alias.substr(source.size() + mark.size());
    if (!same_variable(alias.substr(0, source.size()), source)) return false;
    if (!same_variable(alias.substr(source.size(), mark.size()), mark)) return false;
    std::int64_t n = 0;
    for (const char c : number) {
        if (c < '0' || c > '9' || n >= replicas) return false;
        n = 10 * n + (c - '0');
    }
    return n < replicas && (number[0] != '0' || number.size() == 1);
}
/// A database, and the one of which it has the alias of a replica.
constexpr pair_found confused_replicas(const std::string_view* aliases, const std::int64_t* replicas,
                                       std::size_t count) {
    for (std::size_t j = 0; j < count; ++j)
        for (std::size_t i = 0; i < count; ++i)
            if (names_a_replica(aliases[i], aliases[j], replicas[j])) return {i, j};
    return {};
}

/// The position of a database in a service's list.
template <class Db, class... Dbs>
constexpr std::size_t position() {
    constexpr bool is[]{__is_same(Db, Dbs)..., false};
    for (std::size_t i = 0; i < sizeof...(Dbs); ++i)
        if (is[i]) return i;
    return nowhere;
}

/// One model as the service sees it.
struct placed_model {
    const table_info* table = nullptr;
    std::size_t database = nowhere;  // that it is written to
    std::size_t read = nowhere;
    const bool* in = nullptr;  // of one in several, whether it is in each
    std::size_t size = 0;      // of `in`

    /// Told by the size, which is a constant for a sanitizer too.
    constexpr bool is_in_several() const { return size != 0; }
    constexpr bool is_in(std::size_t db) const {
        return is_in_several() ? in[db] : db == database || db == read;
    }
    constexpr bool meets(const placed_model& other) const {
        if (!is_in_several()) return other.is_in(database) || other.is_in(read);
        if (!other.is_in_several()) return other.meets(*this);
        for (std::size_t i = 0; i < size; ++i)
            if (in[i] && other.in[i]) return true;
        return false;
    }
    /// Whether its rows are wherever those of another are written.
    constexpr bool is_beside(const placed_model& other) const {
        if (!other.is_in_several()) return is_in_several() ? in[other.database] : database == other.database;
        for (std::size_t i = 0; i < other.size; ++i)
            if (other.in[i] && (is_in_several() ? !in[i] : i != database)) return false;
        return true;
    }
};

/// A reference of a model: the model's position, and that of the column or of the constraint.
struct reference_found {
    std::size_t model = nowhere, column = nowhere, constraint = nowhere;
    constexpr explicit operator bool() const { return model != nowhere; }
};

/// Whether a reference from one model cannot be kept to another one: that is not wherever the first one's rows are.
constexpr bool is_stray(const placed_model& from, const table_info& to, const placed_model* models,
                        std::size_t count) {
    for (std::size_t i = 0; i < count; ++i)
        if (models[i].table->is(to))
            return !models[i].is_beside(from) || (!from.is_in_several() && !models[i].is_in(from.read));
    return true;
}

/// The first reference from a model to one in another database (or to an unlisted one).
constexpr reference_found stray_reference(const placed_model* models, std::size_t count) {
    for (std::size_t m = 0; m < count; ++m)
        for (std::size_t i = 0; const reference_info r = reference_at(*models[m].table, i); ++i)
            if (is_stray(models[m], *r.to, models, count)) return {m, r.column, r.constraint};
    return {};
}
/// The first reference to columns that may be the same in several rows.
constexpr reference_found vague_reference(const placed_model* models, std::size_t count) {
    for (std::size_t m = 0; m < count; ++m)
        for (std::size_t i = 0; const reference_info r = reference_at(*models[m].table, i); ++i)
            if (!are_unique(*r.to, {r.referenced, r.count})) return {m, r.column, r.constraint};
    return {};
}

constexpr pair_found same_table(const placed_model* models, std::size_t count) {
    for (std::size_t j = 1; j < count; ++j)
        for (std::size_t i = 0; i < j; ++i)
            if (models[i].table->is(*models[j].table)) return {i, j};
    return {};
}

/// Two models that would be one table in one database.
constexpr pair_found shared_name(const placed_model* models, std::size_t count) {
    for (std::size_t j = 1; j < count; ++j)
        for (std::size_t i = 0; i < j; ++i)
            if (models[i].meets(models[j]) && models[i].table->name == models[j].table->name) return {i, j};
    return {};
}

/// The model that a field refers to, the target of its il::references, or a constraint; pass_t where there is none.
template <class Constraint>
struct referenced_model {
    using type = pass_t;
};
template <class From, class To, on_delete Action, deferrable Checked>
struct referenced_model<foreign_key<From, To, Action, Checked>> {
    using type = typename foreign_key<From, To, Action, Checked>::target_model;
};
template <auto Member, class... Attributes>
struct referenced_model<field<Member, Attributes...>> {
    template <class Attribute>
    static constexpr auto target() {
        if constexpr (requires { Attribute::target; }) return opinion<owner_of<Attribute::target>>{};
        else return opinion<pass_t>{};
    }
    using type = typename decltype((opinion<pass_t>{} || ... || target<Attributes>()))::type;
};

/// The first of a model's references that a router denies, as the model that it points to; else pass_t.
template <class Service, class M, template <class...> class List, class... References>
constexpr auto denied_relation(List<References...>) {
    return (opinion<pass_t>{} || ... || [] {
        using to = typename referenced_model<References>::type;
        if constexpr (__is_same(to, pass_t)) return opinion<pass_t>{};
        else if constexpr (may_relate<Service, M, to>) return opinion<pass_t>{};
        else return opinion<to>{};
    }());
}

template <std::size_t I, class... Constraints>
nth<I, Constraints...>* constraint_at(constraints<Constraints...>);

/// The field or the constraint that says a reference.
template <class M, std::size_t Column, std::size_t Constraint>
constexpr auto find_reference() {
    if constexpr (Column != nowhere)
        return static_cast<typename field_at<Column, fields_of<M>>::type*>(nullptr);
    else return decltype(constraint_at<Constraint>(typename model<M>::constraints{})){};
}
template <class M, std::size_t Column, std::size_t Constraint>
using declared_reference = std::remove_pointer_t<decltype(find_reference<M, Column, Constraint>())>;

template <class M>
constexpr auto constraints_of() {
    if constexpr (requires { typename model<M>::constraints; }) return typename model<M>::constraints{};
    else return constraints<>{};
}

enum class model_fault : unsigned char {
    none,
    no_route,
    no_home,
    read_unlisted,
    write_unlisted,
    no_table_to_read,
    no_table_to_write
};

template <class Service, class M>
constexpr model_fault fault_of() {
    using read = read_database<Service, M>;
    using write = write_database<Service, M>;
    if constexpr (__is_same(read, no_database) || __is_same(write, no_database)) return model_fault::no_route;
    else if constexpr (__is_same(read, several_databases) || __is_same(write, several_databases))
        return homes<Service, M>::count() == 0 ? model_fault::no_home : model_fault::none;
    else if constexpr (!Service::template lists_database<read>) return model_fault::read_unlisted;
    else if constexpr (!Service::template lists_database<write>) return model_fault::write_unlisted;
    else if constexpr (!may_exist_in<Service, read, M>) return model_fault::no_table_to_read;
    else if constexpr (!may_exist_in<Service, write, M>) return model_fault::no_table_to_write;
    else return model_fault::none;
}

// The functions below are true where all is well. Elsewhere they complete a refusal, which is the compile
// error, and are false, so that what builds upon them is not looked at: one fault, one error.

template <class Service, class M>
constexpr bool refuse_model() {
    using read = read_database<Service, M>;
    using write = write_database<Service, M>;
    constexpr model_fault fault = fault_of<Service, M>();
    if constexpr (fault == model_fault::no_route) return refuse<model_without_route<M, Service>>();
    else if constexpr (fault == model_fault::no_home)
        return refuse<shared_model_without_a_database<M, Service>>();
    else if constexpr (fault == model_fault::read_unlisted)
        return require_listed<read, Service, route_to_unlisted_database<M, read, Service>>();
    else if constexpr (fault == model_fault::write_unlisted)
        return require_listed<write, Service, route_to_unlisted_database<M, write, Service>>();
    else if constexpr (fault == model_fault::no_table_to_read)
        return refuse<route_to_a_place_without_table<M, read, Service>>();
    else return refuse<route_to_a_place_without_table<M, write, Service>>();
}

/// What is wrong with a reference, which a join table has on behalf of its model.
template <class Service, class M, class Reference>
constexpr bool refuse_reference() {
    using from = placed_as<M>;
    using to = typename referenced_model<Reference>::type;
    if constexpr (!declared_model<to>) return refuse<not_a_model<to>>();
    else if constexpr (!Service::template lists_model<to>)
        return refuse<reference_to_unlisted_model<from, to, Service>>();
    else if constexpr (!__is_same(from, M))
        return refuse<many_to_many_across_databases<from, write_database<Service, from>, to,
                                                    write_database<Service, to>>>();
    else if constexpr (same_database<Service, from, to>)
        return refuse<
            crosses_databases<from, read_database<Service, from>, to, read_database<Service, to>>>();
    else
        return refuse<
            crosses_databases<from, write_database<Service, from>, to, write_database<Service, to>>>();
}

template <class Service>
struct verification;

template <class... Dbs, class... Models, class... Routers, class Profile>
struct verification<service<databases<Dbs...>, models<Models...>, routers<Routers...>, Profile>> {
    using S = service<databases<Dbs...>, models<Models...>, routers<Routers...>, Profile>;

    static constexpr bool databases_hold() {
        constexpr std::string_view aliases[]{Dbs::alias..., {}};
        constexpr pair_found twice = equal_pair(aliases, sizeof...(Dbs));
        constexpr pair_found confused = confused_aliases(aliases, sizeof...(Dbs));
        if constexpr (twice)
            return refuse<
                two_databases_with_one_alias<nth<twice.first, Dbs...>, nth<twice.second, Dbs...>>>();
        else if constexpr (confused)
            return refuse<
                aliases_with_one_variable<nth<confused.first, Dbs...>, nth<confused.second, Dbs...>>>();
        else {
            constexpr std::int64_t replicas[]{router_checks<S>::template replica_count<Dbs>()..., 0};
            constexpr pair_found one = confused_replicas(aliases, replicas, sizeof...(Dbs));
            if constexpr (one)
                return refuse<alias_of_a_replica<nth<one.first, Dbs...>, nth<one.second, Dbs...>>>();
            else return true;
        }
    }

    static constexpr bool routes_hold() {
        constexpr model_fault faults[]{fault_of<S, Models>()..., model_fault::none};
        constexpr std::size_t first = [&] {
            for (std::size_t i = 0; i < sizeof...(Models); ++i)
                if (faults[i] != model_fault::none) return i;
            return nowhere;
        }();
        if constexpr (first != nowhere) return refuse_model<S, nth<first, Models...>>();
        else return true;
    }

    template <class M>
    static constexpr const bool* places_of() {
        if constexpr (is_in_several<S, M>) return homes<S, placed_as<M>>::in;
        else return nullptr;
    }
    template <class... Tables>
    static constexpr bool tables_hold(models<Tables...>) {
        constexpr placed_model placed[]{
            {&table_of<Tables>(), position<listed_as<write_database<S, Tables>>, Dbs...>(),
             position<listed_as<read_database<S, Tables>>, Dbs...>(), places_of<Tables>(),
             is_in_several<S, Tables> ? sizeof...(Dbs) : 0}...,
            {}};
        constexpr pair_found twice = same_table(placed, sizeof...(Tables));
        constexpr pair_found shared = shared_name(placed, sizeof...(Tables));
        constexpr reference_found stray = stray_reference(placed, sizeof...(Tables));
        if constexpr (twice) return refuse<model_listed_twice<nth<twice.first, Tables...>>>();
        else if constexpr (shared)
            return refuse<
                models_with_one_table<nth<shared.first, Tables...>, nth<shared.second, Tables...>>>();
        else if constexpr (stray) {
            using from = nth<stray.model, Tables...>;
            return refuse_reference<S, from, declared_reference<from, stray.column, stray.constraint>>();
        } else {
            constexpr reference_found vague = vague_reference(placed, sizeof...(Tables));
            if constexpr (!vague) return true;
            else {
                using from = nth<vague.model, Tables...>;
                using reference = declared_reference<from, vague.column, vague.constraint>;
                return refuse<reference_to_what_is_not_unique<
                    from, typename referenced_model<reference>::type, reference>>();
            }
        }
    }

    template <class M>
    static constexpr bool relation_holds() {
        if constexpr (!has_references(table_of<M>())) return true;
        else {
            using denied = typename decltype(denied_relation<S, M>(fields_of<M>{}) ||
                                             denied_relation<S, M>(constraints_of<M>()))::type;
            if constexpr (__is_same(denied, pass_t)) return true;
            else return refuse<relation_denied_by_router<placed_as<M>, denied, S>>();
        }
    }
    /// Whether removals are carried to a database, and not to one of many.
    template <class M>
    static constexpr bool is_carried_to_one() {
        if constexpr (!is_box<M>) return true;
        else if constexpr (is_in_several<S, M>) return true;  // refused by who delivers
        else {
            using db = write_database<S, M>;
            using arrangement = typename S::template arrangement<db>;
            if constexpr (!requires { requires arrangement::info.kind == arrangement_kind::tenanted; })
                return true;
            else return refuse<removals_carried_to_or_from_tenants<M, db, S>>();
        }
    }
    template <class... Tables>
    static constexpr bool relations_hold(models<Tables...>) {
        return ((relation_holds<Tables>() && is_carried_to_one<Tables>()) && ...);
    }

    static constexpr bool holds() {
        if constexpr (!databases_hold()) return false;
        else if constexpr (!router_checks<S>::routers_hold()) return false;
        else if constexpr (!routes_hold()) return false;
        else if constexpr (!router_checks<S>::databases_are_listed()) return false;
        else if constexpr (!tables_hold(tables_of<Models...>{})) return false;
        else return relations_hold(tables_of<Models...>{});
    }
};

}  // namespace detail

/// Runs every check of the interlocking on a service; each failure is a compile error that names the parties.
/// True, so that it can stand in a static_assert.
template <class Service>
constexpr bool verify() {
    (void)detail::verification<Service>::holds();  // where it does not, the compile error has been given
    return true;
}

}  // namespace interlock
