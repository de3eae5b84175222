// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/table_list.hpp>
#include <interlock/routing/verify.hpp>
#include <interlock/session/executor.hpp>
#include <interlock/session/on_database.hpp>
#include <interlock/session/operations.hpp>
#include <interlock/session/raw.hpp>
#include <interlock/session/retry.hpp>
#include <interlock/session/settings.hpp>
#include <interlock/session/transaction.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace interlock {

namespace detail {

template <class Slot>
void put_url(void* slot, url&& where) {
    static_cast<Slot*>(slot)->place(std::move(where));
}

/// Gives a database its URL; what is wrong with that is added to the problems.
inline void place_database(const settings& from, std::string_view alias, bool (*speaks)(std::string_view),
                           std::string (*schemes)(), void (*put)(void* slot, url&& where), void* slot,
                           std::string& problems) {
    const settings::entry* const entry = from.find(alias);
    const std::string name = "; database '" + std::string(alias) + "'";
    try {
        if (entry == nullptr) problems += name + " has no setting: set " + from.name_of(alias);
        else if (url where = url::parse(entry->location); speaks(where.scheme())) {
            where.ask(entry->asked);
            put(slot, std::move(where));
        } else problems += name + " takes URLs of " + schemes() + ", not of " + where.scheme();
    } catch (const configuration_error& e) {
        problems += name + ": " + e.message();
    }
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
    : public operations<session<service<databases<Dbs...>, Models, Routers, Profile>>> {
public:
    using service_type = service<databases<Dbs...>, Models, Routers, Profile>;

    /// Takes the URL of each database from the settings. Throws configuration_error that names every alias
    /// without a setting, every setting without an alias, and every URL that its database cannot use.
    explicit session(const settings& from) {
        static_assert(verify<service_type>());
        std::string problems;
        (place<Dbs>(from, problems), ...);
        for (const settings::entry& e : from.entries())
            if (!(settings::matches(e, Dbs::alias) || ...))
                problems += "; the service has no database for the setting " +
                            (e.origin.empty() ? "'" + e.alias + "'" : e.origin);
        if (!problems.empty()) throw configuration_error(problems.substr(2));
    }
    session(const session&) = delete;
    session& operator=(const session&) = delete;

    /// An explicit database.
    template <class Db>
    on_database<service_type, Db> on() {
        return on_database<service_type, Db>(executor_of<Db>());
    }

    /// One of the databases, or of those that are named, by its alias: `db.in("gems").from<Gem>()`, for models that are in
    /// several (session/in.hpp). Throws unknown_database. Needs <interlock/in.hpp>.
    template <class... Some>
    auto in(std::string_view alias) {
        if constexpr (sizeof...(Some) == 0) return detail::choose<service_type, Dbs...>(slots_, alias);
        else return detail::choose<service_type, Some...>(slots_, alias);
    }

    /// Runs a function with a transaction on one database: `db.transaction<gems>([&](auto& tx) {...})`. Commits when
    /// it returns, rolls back when it throws; gives what the function gives. How the transaction begins follows the
    /// database: `db.transaction<gems, il::isolation::serializable, il::mode::read_only>(f)`.
    template <class Db, auto... Options, class Function>
    auto transaction(Function&& function) {
        return detail::run_within(begin<Db, Options...>(), function);
    }
    /// Runs the function again, in a new transaction, where the one before lost against others:
    /// `db.transaction<gems>(il::retry{.attempts = 5}, f)`. What the function does elsewhere it does again too.
    template <class Db, auto... Options, class Function>
    auto transaction(const retry& policy, Function&& function) {
        return detail::run_again(policy, [&](bool& committed) {
            auto tx = begin<Db, Options...>();
            tx.tell(committed);
            return detail::run_within(std::move(tx), function);
        });
    }

    /// A transaction on one database that lasts until commit(), rollback() or the end of its scope.
    template <class Db, auto... Options>
    auto begin() {
        using how = detail::transaction_options<Options...>;
        if constexpr (!how::template sound<Db>())
            return interlock::transaction<service_type, Db>(executor_of<Db>());
        else return interlock::transaction<service_type, Db, how>(executor_of<Db>());
    }

    /// Many small statements on one database in one round trip (session/pipeline.hpp). Needs <interlock/pipeline.hpp>.
    template <class Db>
    auto pipeline() {
        return detail::open_pipeline<service_type, Db>(executor_of<Db>());
    }

    /// The connections to a database: how many there are, and how many wait for one. Does what close_idle() does.
    template <class Db>
    pool_metrics metrics() {
        return executor_of<Db>().metrics();
    }
    /// Closes the connections to servers that nobody has used for the URL's pool_idle, but for pool_min, of all databases
    /// or of those that are named; gives their number. Connections that come back see to that too: this is for a
    /// program that falls silent, to be called by a timer of its own.
    template <class... Closed>
    std::int64_t close_idle() {
        if constexpr (sizeof...(Closed) == 0) return (executor_of<Dbs>().close_idle() + ...);
        else return (executor_of<Closed>().close_idle() + ...);
    }

    /// Calls a function with an il::statement_event when a statement begins and when it has ended, of all databases or of
    /// those that are named, instead of the function before; nullptr ends that. The function is called by the thread that
    /// runs the statement, by several at once where several do. What it throws is forgotten.
    template <class... Watched, class Function>
    void on_statement(Function f) {
        detail::statement_hook* hook = nullptr;
        if constexpr (!__is_same(Function, decltype(nullptr))) hook = hooks_.add(std::move(f));
        if constexpr (sizeof...(Watched) == 0) (executor_of<Dbs>().watch(hook), ...);
        else (executor_of<Watched>().watch(hook), ...);
    }
    /// The number of queries that were sent to a database: not what begins and ends transactions, and one for a
    /// bulk write.
    template <class Db>
    std::int64_t query_count() {
        return executor_of<Db>().query_count();
    }

    /// SQL that the program brings itself, on one database (session/raw.hpp):
    /// `db.raw<gems, il::reads, row>(text, values...)`, `db.raw<gems, il::writes>(text, values...).run()`.
    template <class Db, class... What, class... Args>
    auto raw(std::string text, Args&&... args) {
        if constexpr (!detail::database_tag<Db>) {
            (void)detail::refuse<raw_says_not_enough<Db, What...>>();
            return detail::refused_raw{};
        } else
            return detail::raw_request<What...>::make(executor_of<Db>(), std::move(text),
                                                      std::forward<Args>(args)...);
    }

    /// What queries on a database run on; for code that extends the library.
    template <class Db>
    executor<service_type, Db> executor_of() {
        if constexpr (service_type::template lists_database<Db>)
            return executor<service_type, Db>(detail::slot_in<service_type, Db>(slots_));
        else {
            (void)detail::refuse<database_not_in_service<Db, service_type>>();
            static detail::slot_of<service_type, Db> none;
            return executor<service_type, Db>(none);
        }
    }

private:
    friend class operations<session>;

    /// The database that a query on M goes to, which one of its two routes says.
    template <class M, template <class, class> class Route>
    static constexpr auto place_of() {
        if constexpr (!service_type::template lists_model<M>) {
            (void)detail::refuse<model_not_in_service<M, service_type>>();
            return use<detail::nth<0, Dbs...>>;
        } else if constexpr (__is_same(Route<service_type, M>, detail::several_databases)) {
            (void)detail::refuse<model_in_several_databases<M, service_type>>();
            return use<typename detail::homes<service_type, detail::placed_as<M>>::any>;
        } else return use<Route<service_type, M>>;
    }
    template <class M>
    auto reading_executor() {
        return executor_of<typename decltype(place_of<M, read_database>())::database>();
    }
    template <class M>
    auto writing_executor() {
        using place = typename decltype(place_of<M, write_database>())::database;
        if constexpr (service_type::template lists_model<M> && !service_type::template may_write<place>)
            (void)detail::refuse<write_to_a_read_only_database<M, place, service_type>>();
        return executor_of<place>();
    }
    template <class Db>
    void place(const settings& from, std::string& problems) {
        using slot = detail::slot_of<service_type, Db>;
        detail::place_database(from, Db::alias, &slot::speaks, &slot::schemes, &detail::put_url<slot>,
                               static_cast<slot*>(&slots_), problems);
        using tables = detail::described_tables<service_type, Db, detail::tables_of_service<service_type>>;
        if constexpr (tables::have_references) static_cast<slot&>(slots_).describe(&tables::list);
    }

    detail::hook_list hooks_;
    detail::service_slots<service_type> slots_;
};

}  // namespace interlock
