// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/routing/refusals.hpp>
#include <interlock/routing/resolve.hpp>
#include <interlock/routing/tenanted.hpp>
#include <interlock/session/executor.hpp>
#include <interlock/session/on_database.hpp>
#include <interlock/session/open_pipeline.hpp>
#include <interlock/session/operations.hpp>
#include <interlock/session/raw.hpp>
#include <interlock/session/retry.hpp>
#include <interlock/session/transaction.hpp>

#include <string>
#include <utility>

namespace interlock {

/// What a session does by the routes of its service, and whatever is used as one, such as the session of a tenant. The
/// owner gives `executor_of<Db>()`, and says whether it names a tenant.
template <class Owner, class Service>
class routed_operations : public operations<Owner> {
public:
    using service_type = Service;

    /// An explicit database.
    template <class Db>
    auto on() {
        return on_database<Service, Db, decltype(named<Db>())>(named<Db>());
    }

    /// Runs a function with a transaction on one database: `db.transaction<gems>([&](auto& tx) {...})`. Commits when
    /// it returns, rolls back when it throws; gives what the function gives. How the transaction begins follows the
    /// database: `db.transaction<gems, il::isolation::serializable, il::mode::read_only>(f)`.
    template <class Db, auto... Options, class Function>
    auto transaction(Function&& function) {
        return placed<Db>().template transaction<Options...>(std::forward<Function>(function));
    }
    /// Runs the function again, in a new transaction, where the one before lost against others:
    /// `db.transaction<gems>(il::retry{.attempts = 5}, f)`. What the function does elsewhere it does again too.
    template <class Db, auto... Options, class Function>
    auto transaction(const retry& policy, Function&& function) {
        return placed<Db>().template transaction<Options...>(policy, std::forward<Function>(function));
    }

    /// A transaction on one database that lasts until commit(), rollback() or the end of its scope. On a database that
    /// the service only reads, it only reads.
    template <class Db, auto... Options>
    auto begin() {
        return placed<Db>().template begin<Options...>();
    }

    /// Many small statements on one database in one round trip (session/pipeline.hpp). Needs <interlock/pipeline.hpp>.
    template <class Db>
    auto pipeline() {
        return detail::open_pipeline<Service, Db>(named<Db>());
    }

    /// SQL that the program brings itself, on one database (session/raw.hpp):
    /// `db.raw<gems, il::reads, row>(text, values...)`, `db.raw<gems, il::writes>(text, values...).run()`.
    template <class Db, class... What, class... Args>
    auto raw(std::string text, Args&&... args) {
        if constexpr (!detail::database_tag<Db>) {
            (void)detail::refuse<raw_says_not_enough<Db, What...>>();
            return detail::refused_raw{};
        } else
            return detail::raw_request<What...>::make(named<Db>(), std::move(text),
                                                      std::forward<Args>(args)...);
    }

protected:
    friend class operations<Owner>;

    Owner& owner() noexcept { return static_cast<Owner&>(*this); }
    template <class Db>
    auto placed() {
        auto e = owner().template executor_of<Db>();
        return on_database<Service, Db, decltype(e)>(e);
    }
    /// What queries run on that name their database.
    template <class Db>
    auto named() {
        return owner().template executor_of<Db>().because("explicit database");
    }

    template <class M>
    auto reading_executor() {
        return executor_for<M, read_database<Service, M>>();
    }
    template <class M>
    auto writing_executor() {
        using place = write_database<Service, M>;
        if constexpr (Service::template lists_model<M> && !__is_same(place, detail::several_databases))
            (void)detail::require_writable<M, Service, place>();
        return executor_for<M, place>();
    }
    template <class M, class Db>
    auto executor_for() {
        if constexpr (!Service::template lists_model<M>) {
            (void)detail::refuse<model_not_in_service<M, Service>>();
            return detail::refused_executor<Service>();
        } else if constexpr (__is_same(Db, detail::several_databases)) {
            (void)detail::refuse<model_in_several_databases<M, Service>>();
            return detail::refused_executor<Service>();
        } else if constexpr (detail::needs_tenant<Service, Db> && !Owner::names_tenant) {
            (void)detail::refuse<tenant_model_without_tenant<M, Db, Service>>();
            return executor<Service, Db>(detail::no_slot<Service, Db>());
        } else return owner().template executor_of<Db>();
    }
};

}  // namespace interlock
