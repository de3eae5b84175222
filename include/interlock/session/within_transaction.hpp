// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/routing/resolve.hpp>
#include <interlock/session/on_database.hpp>
#include <interlock/session/routed_operations.hpp>
#include <interlock/session/transaction.hpp>

namespace interlock {

namespace detail {

/// Runs a function that writes with a transaction on the database of a model: one of its own, or within the one that
/// there is.
template <class M, class Owner, class Service, class Function>
void within_transaction(routed_operations<Owner, Service>& db, Function f) {
    using place = write_database<Service, M>;
    if constexpr (require_writable<M, Service, place>()) db.template transaction<place>(f);
}
template <class M, class Service, class Db, class How, class Function>
void within_transaction(open_transaction<Service, Db, How>& tx, Function f) {
    if constexpr (require_write<M, Service, Db, How>()) tx.transaction(f);
}
template <class M, class Service, class Db, class Executor, class Function>
void within_transaction(const on_database<Service, Db, Executor>& db, Function f) {
    if constexpr (require_writable<M, Service, Db>())
        run_within(transaction<Service, Db>(db.executor_of()), f);
}

}  // namespace detail

}  // namespace interlock
