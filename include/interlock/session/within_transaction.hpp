// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/refusal.hpp>
#include <interlock/routing/resolve.hpp>
#include <interlock/session/on_database.hpp>
#include <interlock/session/session.hpp>
#include <interlock/session/transaction.hpp>

namespace interlock {

template <class Db>
struct several_statements_without_a_transaction {
    static_assert(
        never<Db>,
        "interlock: rows that are written as a whole, by db.on<Db>(): insert_with(), remove_cascading() and what links "
        "several rows are several statements, which take a transaction; pass the session, or db.begin<Db>()");
};

namespace detail {

/// Runs a function with a transaction on the database of a model: one of its own, or within the one that there is.
template <class M, class Service, class Function>
void within_transaction(session<Service>& db, Function f) {
    db.template transaction<write_database<Service, M>>(f);
}
template <class M, class Service, class Db, class How, class Function>
void within_transaction(open_transaction<Service, Db, How>& tx, Function f) {
    tx.transaction(f);
}
template <class M, class Service, class Db, class Function>
void within_transaction(const on_database<Service, Db>&, Function) {
    (void)refuse<several_statements_without_a_transaction<Db>>();
}

}  // namespace detail

}  // namespace interlock
