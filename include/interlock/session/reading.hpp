// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/routing/refusals.hpp>
#include <interlock/routing/resolve.hpp>
#include <interlock/session/executor.hpp>
#include <interlock/session/routed_operations.hpp>
#include <interlock/session/session.hpp>
#include <interlock/session/transaction.hpp>

namespace interlock {

/// A session in which nothing is written: `auto view = db.reading()`. Its queries run where the session's would, and a write
/// does not compile. It is to be given to code that has no business to write. The session outlives it.
template <class Service>
class reading_scope : public routed_operations<reading_scope<Service>, Service> {
public:
    explicit reading_scope(session<Service>& db) noexcept : session_(&db) {}

    /// What queries on a database run on; for code that extends the library.
    template <class Db>
    auto executor_of() {
        return detail::reading_only<executor<Service, Db>>(session_->template executor_of<Db>());
    }
    static constexpr bool names_tenant = false;

private:
    friend class operations<reading_scope>;
    friend class routed_operations<reading_scope, Service>;

    /// What stands for the refused write compiles.
    template <class M>
    auto writing_executor() {
        using place = write_database<Service, M>;
        if constexpr (Service::template lists_model<M> && !__is_same(place, detail::several_databases)) {
            (void)detail::refuse<write_in_a_reading_scope<M, Service>>();
            return session_->template executor_of<place>();
        } else return this->template executor_for<M, place>();
    }

    session<Service>* session_;
};

}  // namespace interlock
