// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/table_list.hpp>
#include <interlock/routing/verify.hpp>
#include <interlock/session/executor.hpp>
#include <interlock/session/open_pipeline.hpp>
#include <interlock/session/routed_operations.hpp>
#include <interlock/session/settings.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace interlock {

template <class Service>
class tenant_handle;
template <class Service>
struct tenants_are_not_included {
    static_assert(
        never<Service>,
        "interlock: a tenant of a service that has none: none of its databases is arranged by tenants; "
        "route the models to an il::tenanted<Db>, and include <interlock/tenants.hpp>");
};
template <class Service>
struct choice_is_not_included {
    static_assert(never<Service>,
                  "interlock: a database chosen by its alias, whose header is not included: it is no part of "
                  "interlock.hpp; include <interlock/in.hpp>");
};
template <class Service>
class reading_scope;
template <class Service>
class following_scope;
template <class Service, class Source>
class replica_list;

namespace detail {

/// Finds one of some databases by its alias (session/in.hpp).
template <class Service, class... Some>
struct chosen_by_alias;

/// What comes of a session by a header of its own.
template <class Handle, class Service, class... Args>
auto open_handle(Args&... args) {
    if constexpr (!is_complete<Handle>) (void)refuse<replicas_are_not_included<Handle, Service>>();
    else return Handle(args...);
}

template <class Slot>
void put_url(void* slot, url&& where) {
    static_cast<Slot*>(slot)->place(std::move(where));
}

/// Gives a database its URL; what is wrong with that is added to the problems.
inline void place_database(const settings& from, std::string_view alias, const terms& asked,
                           bool (*speaks)(std::string_view), std::string (*schemes)(),
                           void (*put)(void* slot, url&& where), void* slot, std::string& problems) {
    const settings::entry* const entry = from.find(alias);
    std::string wrong;
    try {
        if (entry == nullptr) wrong.append(" has no setting: set ").append(from.name_of(alias));
        else if (url where = url::parse(entry->location); speaks(where.scheme())) {
            where.ask(entry->asked);
            where.open_on(asked);
            put(slot, std::move(where));
            return;
        } else wrong.append(" takes URLs of ").append(schemes()).append(", not of ").append(where.scheme());
    } catch (const configuration_error& e) {
        wrong.append(": ").append(e.message());
    }
    problems.append("; database '").append(alias).append("'").append(wrong);
}

/// The tables of a database, for its errors.
template <class Service, class Db, class Tables>
struct described_tables;
template <class Service, class Db, class... Tables>
struct described_tables<Service, Db, models<Tables...>> {
    template <class M>
    static constexpr bool has = __is_same(write_database<Service, M>, Db) ||
                                __is_same(read_database<Service, M>, Db) ||
                                (is_in_several<Service, M> && may_exist_in<Service, Db, M>);

    static constexpr const table_info* all[]{(has<Tables> ? &table_of<Tables>() : &no_table)..., &no_table};
    static constexpr table_list list{all, sizeof...(Tables)};
    static constexpr bool have_references = ((has<Tables> && has_references(table_of<Tables>())) || ...);
};
}  // namespace detail

/// The run-time side of a service: the connections to its databases, which are opened when they are needed. Any
/// number of threads may use it at a time; each of its queries has a connection of its own while it runs.
template <class Service>
class session;

template <class... Dbs, class Models, class Routers, class Profile>
class session<service<databases<Dbs...>, Models, Routers, Profile>>
    : public routed_operations<session<service<databases<Dbs...>, Models, Routers, Profile>>,
                               service<databases<Dbs...>, Models, Routers, Profile>> {
public:
    using service_type = service<databases<Dbs...>, Models, Routers, Profile>;

    /// Takes the URL of each database from the settings. Throws configuration_error that names every alias
    /// without a setting, every setting without an alias, and every URL that its database cannot use.
    explicit session(const settings& from) {
        static_assert(verify<service_type>());
        std::string problems;
        (place<Dbs>(from, problems), ...);
        for (const settings::entry& e : from.entries())
            if (!(is_taken<Dbs>(e) || ...))
                problems.append("; the service has no database for the setting ").append(settings::shown(e));
        if (!problems.empty()) throw configuration_error(problems.substr(2));
    }
    session(const session&) = delete;
    session& operator=(const session&) = delete;

    /// One of the databases, or of those that are named, by its alias: `db.in("maven").from<Task>()`, for models that are in
    /// several (session/in.hpp). Throws unknown_database. Needs <interlock/in.hpp>.
    template <class... Some>
    auto in(std::string_view alias) {
        using choice = detail::chosen_by_alias<service_type, Some...>;
        if constexpr (detail::is_complete<choice>) return choice::find(slots_, alias);
        else {
            (void)detail::refuse<choice_is_not_included<service_type>>();
            return this->template on<detail::nth<0, Dbs...>>();
        }
    }

    /// The connections to a database: how many there are, and how many wait for one. Does what close_idle() does.
    template <class Db>
    pool_metrics metrics() {
        return connections_of<Db>().metrics();
    }
    /// Closes the connections to servers that nobody has used for the URL's pool_idle, but for pool_min, of all databases
    /// or of those that are named; gives their number. Connections that come back see to that too: this is for a
    /// program that falls silent, to be called by a timer of its own.
    template <class... Closed>
    std::int64_t close_idle() {
        if constexpr (sizeof...(Closed) == 0) return (connections_of<Dbs>().close_idle() + ...);
        else return (connections_of<Closed>().close_idle() + ...);
    }

    /// Calls a function with an il::statement_event when a statement begins and when it has ended, of all databases or of
    /// those that are named, instead of the function before; nullptr ends that. The function is called by the thread that
    /// runs the statement, by several at once where several do. What it throws is forgotten.
    template <class... Watched, class Function>
    void on_statement(Function f) {
        detail::statement_hook* hook = nullptr;
        if constexpr (!__is_same(Function, decltype(nullptr))) hook = hooks_.add(std::move(f));
        if constexpr (sizeof...(Watched) == 0) (connections_of<Dbs>().watch(hook), ...);
        else (connections_of<Watched>().watch(hook), ...);
    }
    /// The number of queries that were sent to a database: not what begins and ends transactions, and one for a
    /// bulk write.
    template <class Db>
    std::int64_t query_count() {
        return connections_of<Db>().query_count();
    }

    /// The session as a tenant has it: `db.tenant("thor").from<Poll>()` (session/tenant_handle.hpp). Without a name it is
    /// the one that the thread is in, by an il::tenant_scope. Throws unknown_tenant. Needs <interlock/tenants.hpp>.
    template <class... Name>
    decltype(auto) tenant(const Name&... name) {
        if constexpr (detail::is_complete<tenant_handle<service_type>>)
            return tenant_handle<service_type>(slots_, name...);
        else {
            if constexpr ((__is_same(typename service_type::template arrangement<Dbs>, pass_t) && ...))
                (void)detail::refuse<tenants_are_not_included<service_type>>();
            return (*this);
        }
    }
    /// A scope in which nothing is written: writes by what it gives do not compile. Needs <interlock/replicas.hpp>.
    template <class S = service_type>
    auto reading() {
        return detail::open_handle<reading_scope<S>, S>(*this);
    }
    /// What somebody writes by what it gives, he sees by what it gives, also where the model is read from a copy:
    /// `auto me = db.following(mine)` (session/following.hpp). Needs <interlock/replicas.hpp>.
    template <class OwnWrites, class S = service_type>
    auto following(const OwnWrites& own) {
        return detail::open_handle<following_scope<S>, S>(*this, own);
    }
    /// The replicas of a database, which come and go: session/replica_list.hpp. Needs <interlock/replicas.hpp>.
    template <class Source>
    auto replicas() {
        return detail::open_handle<replica_list<service_type, Source>, service_type>(*this);
    }

    /// What queries on a database run on; for code that extends the library.
    template <class Db>
    executor<service_type, Db> executor_of() {
        if constexpr (!detail::require_listed<Db, service_type>())
            return executor<service_type, Db>(detail::no_slot<service_type, Db>());
        else return executor<service_type, Db>(detail::slot_in<service_type, Db>(slots_));
    }
    /// All connections to a database, of all tenants where it has several; for code that extends the library.
    template <class Db>
    auto& connections_of() {
        if constexpr (detail::needs_tenant<service_type, Db>)
            return static_cast<detail::session_slot_of<service_type, Db>&>(slots_);
        else return executor_of<Db>().slot();
    }
    static constexpr bool names_tenant = false;

private:
    /// Whether a setting is about a database, or a part of it.
    template <class Db>
    static bool is_taken(const settings::entry& e) {
        using slot = detail::slot_of<service_type, Db>;
        if constexpr (requires { slot::takes(e); })
            if (slot::takes(e)) return true;
        return settings::matches(e, Db::alias);
    }
    template <class Db>
    void place(const settings& from, std::string& problems) {
        using slot = detail::session_slot_of<service_type, Db>;
        detail::place_database(from, Db::alias, detail::terms_of<service_type, Db>, &slot::speaks,
                               &slot::schemes, &detail::put_url<slot>, static_cast<slot*>(&slots_), problems);
        using tables = detail::described_tables<service_type, Db, detail::tables_of_service<service_type>>;
        if constexpr (tables::have_references) static_cast<slot&>(slots_).describe(&tables::list);
        if constexpr (requires(slot & s) { s.place_parts(from, problems); })
            static_cast<slot&>(slots_).place_parts(from, problems);
    }

    detail::hook_list hooks_;
    detail::service_slots<service_type> slots_;
};

}  // namespace interlock
