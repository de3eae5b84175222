// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/routing/refusals.hpp>
#include <interlock/routing/resolve.hpp>
#include <interlock/session/executor.hpp>
#include <interlock/session/operations.hpp>
#include <interlock/session/raw.hpp>

#include <string>
#include <utility>

namespace interlock {

/// Queries on an explicit database: `db.on<gems>().from<Gem>()`. A model that may not live there does not compile.
template <class Service, class Db, class Executor = executor<Service, Db>>
class on_database : public operations<on_database<Service, Db, Executor>> {
public:
    using database = Db;

    explicit on_database(Executor e) : executor_(e) {}

    /// SQL that the program brings itself (session/raw.hpp): `db.on<gems>().raw<il::reads, row>(text, values...)`.
    template <class... What, class... Args>
    auto raw(std::string text, Args&&... args) {
        return detail::raw_request_on<What...>::make(executor_, std::move(text), std::forward<Args>(args)...);
    }

    /// What its queries run on; for code that extends the library.
    const Executor& executor_of() const { return executor_; }

private:
    friend class operations<on_database>;

    template <class M>
    Executor reading_executor() {
        if constexpr (!Service::template lists_model<M>)
            (void)detail::refuse<model_not_in_service<M, Service>>();
        else if constexpr (Service::template lists_database<Db> && !may_exist_in<Service, Db, M>)
            (void)detail::refuse<model_may_not_live_there<M, Db, Service>>();
        return executor_;
    }
    template <class M>
    Executor writing_executor() {
        if constexpr (!detail::require_writable<M, Service, Db>()) return reading_executor<M>();
        else if constexpr (Executor::only_reads) (void)detail::refuse<write_in_a_reading_scope<M, Service>>();
        else if constexpr (Service::template lists_model<M>) (void)detail::require_no_copy<M, Db, Service>();
        return reading_executor<M>();
    }

    Executor executor_;
};

}  // namespace interlock
