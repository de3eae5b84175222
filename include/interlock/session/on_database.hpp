// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/routing/refusals.hpp>
#include <interlock/routing/resolve.hpp>
#include <interlock/session/executor.hpp>
#include <interlock/session/open_pipeline.hpp>
#include <interlock/session/operations.hpp>
#include <interlock/session/raw.hpp>
#include <interlock/session/retry.hpp>
#include <interlock/session/transaction.hpp>

#include <string>
#include <string_view>
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

    /// Whether rows of a model may be written by it; else the refusal. For code that extends the library.
    template <class M>
    static constexpr bool may_write() {
        using place = typename detail::towards<Service, Db, M, true>::database;
        if constexpr (!detail::require_writable<M, Service, place>()) return false;
        else if constexpr (Executor::only_reads)
            return detail::refuse<write_in_a_reading_scope<M, Service>>();
        else if constexpr (Service::template lists_model<M>) return detail::require_no_copy<M, Db, Service>();
        else return true;
    }
    /// What il::session::transaction() does, on this database.
    template <auto... Options, class Function>
    auto transaction(Function&& function) const {
        return detail::run_within(begin<Options...>(), function);
    }
    template <auto... Options, class Function>
    auto transaction(const retry& policy, Function&& function) const {
        return detail::run_again(policy, [&](bool& committed) {
            auto tx = begin<Options...>();
            tx.tell(committed);
            return detail::run_within(std::move(tx), function);
        });
    }
    /// A transaction on it that lasts until commit(), rollback() or the end of its scope.
    template <auto... Options>
    auto begin() const {
        using how = detail::options_by<Executor, Options...>;
        if constexpr (!how::template sound<Db>()) return interlock::transaction<Service, Db>(executor_);
        else return open_transaction<Service, Db, how>(executor_);
    }
    /// What il::session::pipeline() does, on this database.
    auto pipeline() const { return detail::open_pipeline<Service, Db>(executor_); }

    /// What its queries run on; for code that extends the library.
    const Executor& executor_of() const { return executor_; }

private:
    friend class operations<on_database>;

    template <class M>
    auto reading_executor() {
        return to<M, false>();
    }
    template <class M>
    auto writing_executor() {
        (void)may_write<M>();
        return to<M, true>();
    }
    template <class M, bool Writes>
    auto to() {
        if constexpr (!Service::template lists_model<M>)
            (void)detail::refuse<model_not_in_service<M, Service>>();
        else if constexpr (Service::template lists_database<Db> && !may_exist_in<Service, Db, M>)
            (void)detail::refuse<model_may_not_live_there<M, Db, Service>>();
        return detail::towards<Service, Db, M, Writes>::from(executor_);
    }

    Executor executor_;
};

}  // namespace interlock
