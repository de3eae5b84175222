// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/error.hpp>
#include <interlock/routing/database.hpp>
#include <interlock/session/chosen_slot.hpp>
#include <interlock/session/common_backend.hpp>
#include <interlock/session/on_database.hpp>
#include <interlock/session/session.hpp>

#include <cstddef>
#include <string>
#include <string_view>

// A database chosen by its alias at run time: `db.in("maven")`, of all databases of the service but those of tenants;
// `db.in<maven, pypi>(alias)`, of these. What it gives is a value with the operations of `db.on<Db>()`, and belongs to nobody: each request, each
// thread, makes its own. For the compiler the database is an il::one_of; its tables are those of the models that may be in
// one at least, and whether a model may be in the one that was chosen is looked at when a query on it begins:
// model_in_another_database. What a query joins, and what its subqueries read, has to be wherever its model may be.

namespace interlock {

template <class... Dbs>
struct one_of {
    static constexpr std::string_view alias{};  // known at run time: executor::alias()
    using backend = detail::backend_of_all<typename Dbs::backend...>;
};

template <class Service>
struct no_database_to_choose_from {
    static_assert(
        never<Service>,
        "interlock: a database chosen by its alias, where all databases of the service are those of tenants: there is "
        "one for each of them, and none is assumed; name the tenant, db.tenant(name), and use what that gives");
};

namespace detail {

/// The aliases of databases, for messages.
template <class... Dbs>
std::string list_of_aliases() {
    std::string all;
    ((all.append(all.empty() ? "" : ", ").append(Dbs::alias)), ...);
    return all;
}

/// A name that may stand in a log: it came from outside.
inline std::string_view printable_name(std::string_view name) noexcept {
    for (const char c : name)
        if (c <= ' ' || c > '~') return {};
    return name.size() > 63 ? std::string_view() : name;
}

/// Some databases of a service.
template <class... Dbs>
struct some_databases {};
template <class... A, class... B>
constexpr some_databases<A..., B...> operator+(some_databases<A...>, some_databases<B...>) {
    return {};
}
template <bool If, class Db>
constexpr auto database_if() {
    if constexpr (If) return some_databases<Db>{};
    else return some_databases<>{};
}
template <class Service>
struct choices;
template <class... Dbs, class Models, class Routers, class Profile>
struct choices<service<databases<Dbs...>, Models, Routers, Profile>> {
    using S = service<databases<Dbs...>, Models, Routers, Profile>;
    using type = decltype((some_databases<>{} + ... + database_if<!needs_tenant<S, Dbs>, Dbs>()));
};

template <class Service, class Chosen>
struct choice_among;
template <class Service, class... Dbs>
struct choice_among<Service, some_databases<Dbs...>> {
    static constexpr std::string_view aliases[]{Dbs::alias...};

    static on_database<Service, one_of<Dbs...>> find(service_slots<Service>& slots, std::string_view alias) {
        std::size_t which = 0;
        while (which < sizeof...(Dbs) && aliases[which] != alias) ++which;
        if (which == sizeof...(Dbs)) refuse_alias(alias);
        const executor<Service, one_of<Dbs...>> chosen(chosen_slots<Service, Dbs...>::in(slots).at(which));
        return on_database<Service, one_of<Dbs...>>(chosen.because("database chosen by its alias"));
    }

private:
    [[noreturn, gnu::cold]] static void refuse_alias(std::string_view alias) {
        unknown_database e("no database that may be chosen has this alias; there are " +
                           list_of_aliases<Dbs...>());
        e.at_statement(printable_name(alias), {}, {});
        throw e;
    }
};

/// Whether a database is one of a session; else the refusal.
template <class Service, class Db>
constexpr bool require_choice() {
    if constexpr (!require_listed<Db, Service>()) return false;
    else if constexpr (needs_tenant<Service, Db>)
        return refuse<tenant_database_without_tenant<Db, Service>>();
    else return true;
}

template <class Service, class... Some>
struct chosen_by_alias {
    static auto find(service_slots<Service>& slots, std::string_view alias) {
        using all = typename choices<Service>::type;
        using refused = decltype(refused_executor<Service>());
        if constexpr (sizeof...(Some) > 0 && (require_choice<Service, Some>() && ...))
            return choice_among<Service, some_databases<Some...>>::find(slots, alias);
        else if constexpr (!__is_same(all, some_databases<>))
            return choice_among<Service, all>::find(slots, alias);
        else {
            if constexpr (sizeof...(Some) == 0) (void)refuse<no_database_to_choose_from<Service>>();
            return on_database<Service, typename refused::database>(refused_executor<Service>());
        }
    }
};

/// Whether a model may be in a database, and be written there.
template <class Service, class M, class Db, bool Writes>
constexpr bool may_be_there() {
    if constexpr (!may_exist_in<Service, Db, M>) return false;
    else if constexpr (!Writes || is_in_several<Service, M>) return true;
    else return !Service::template has_copies<Db, M>;
}

template <class Service, class... All, class M, bool Writes>
struct towards<Service, one_of<All...>, M, Writes> {
    template <class... Homes>
    static constexpr auto tag_of(some_databases<Homes...>) {
        if constexpr (sizeof...(Homes) == 0) return use_t<one_of<All...>>{};  // refused
        else if constexpr (sizeof...(Homes) == 1) return use_t<Homes...>{};
        else return use_t<one_of<Homes...>>{};
    }
    using homes =
        decltype((some_databases<>{} + ... + database_if<may_be_there<Service, M, All, Writes>(), All>()));
    using database = typename decltype(tag_of(homes{}))::database;

    template <bool InTransaction>
    static executor<Service, database, InTransaction>
    from(const executor<Service, one_of<All...>, InTransaction>& e) {
        return narrowed(e, homes{});
    }

private:
    template <bool InTransaction, class... Homes>
    static auto narrowed(const executor<Service, one_of<All...>, InTransaction>& e,
                         some_databases<Homes...>) {
        if constexpr (sizeof...(Homes) == 0) {
            if constexpr (Service::template lists_model<M>)
                (void)refuse<model_may_not_live_there<M, one_of<All...>, Service>>();
            return e;
        } else if constexpr (__is_same(database, one_of<All...>)) {
            if constexpr (Writes) e.slot().require(access::writes, table_of<M>().model);
            return e;
        } else {
            constexpr bool is_home[]{may_be_there<Service, M, All, Writes>()...};
            const std::size_t which = e.slot().which();
            if (!is_home[which]) refuse_place(e.alias(), list_of_aliases<Homes...>());
            if constexpr (Writes) e.slot().require(access::writes, table_of<M>().model);
            service_slots<Service>& slots = e.slot().session_slots();
            using narrow = executor<Service, database, InTransaction>;
            if constexpr (sizeof...(Homes) == 1)
                return narrow(slot_in<Service, database>(slots),
                              held_as<typename narrow::hold_type>(e.hold()));
            else {
                std::size_t at = 0;
                for (std::size_t i = 0; i < which; ++i) at += is_home[i];
                return narrow(chosen_slots<Service, Homes...>::in(slots).at(at), e.hold());
            }
        }
    }
    [[noreturn, gnu::cold]] static void refuse_place(std::string_view alias, const std::string& homes) {
        model_in_another_database e(
            std::string(Writes ? "the model is not written in this database, but in "
                               : "the model's table may not be in this database; it is in ") +
            homes);
        e.at_statement(alias, table_of<M>().model, {});
        throw e;
    }
};

}  // namespace detail

}  // namespace interlock
