// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/routing/resolve.hpp>
#include <interlock/session/on_database.hpp>
#include <interlock/session/session.hpp>
#include <interlock/session/transaction.hpp>

namespace interlock {

namespace detail {

/// Runs a function with a transaction on the database of a model: one of its own, or within the one that there is.
template <class M, class Service, class Function>
void within_transaction(session<Service>& db, Function f) {
    if constexpr (is_in_several<Service, M>)
        (void)refuse<model_in_several_databases<placed_as<M>, Service>>();
    else db.template transaction<write_database<Service, M>>(f);
}
template <class M, class Service, class Db, class How, class Function>
void within_transaction(open_transaction<Service, Db, How>& tx, Function f) {
    tx.transaction(f);
}
template <class M, class Service, class Db, class Function>
void within_transaction(const on_database<Service, Db>& db, Function f) {
    run_within(transaction<Service, Db>(db.executor_of()), f);
}

}  // namespace detail

}  // namespace interlock
