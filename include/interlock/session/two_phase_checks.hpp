// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/refusal.hpp>
#include <interlock/routing/database.hpp>
#include <interlock/routing/refusals.hpp>

// Which databases can be committed together.

namespace interlock {

template <class... Dbs>
struct two_phases_of_one_database {
    static_assert(
        never<two_phases_of_one_database>,
        "interlock: a commit in two phases of fewer than two databases: there is nothing to agree on; "
        "name all databases, or use db.transaction<Db>(...)");
};
template <class Service>
struct recovery_of_no_database {
    static_assert(never<Service>,
                  "interlock: a recovery of no database; name all that take part in commits in two phases: "
                  "il::recover<gems, tiles>(db)");
};
template <class Db>
struct database_twice_in_two_phases {
    static_assert(
        never<Db>,
        "interlock: a database is named twice in a commit in two phases: it takes part once, with one "
        "transaction; name it once");
};
template <class Db, class Backend>
struct two_phases_without_postgres {
    static_assert(
        never<Db>,
        "interlock: a commit in two phases with a database that is not PostgreSQL, or need not be: "
        "SQLite cannot prepare a transaction and keep it over a crash; write to one database and, "
        "with it, to an outbox there that is worked off later, or use two transactions of which the "
        "second one may fail; else declare the database with il::postgres alone");
};

/// In the refusal of a database that is only read.
struct prepared_transactions;

namespace detail {

template <class Db>
constexpr bool prepares_transactions() {
    if constexpr (__is_same(typename Db::backend, postgres)) return true;
    else return refuse<two_phases_without_postgres<Db, typename Db::backend>>();
}
template <class Db, class... Dbs>
constexpr bool named_once() {
    if constexpr ((0 + ... + int{__is_same(Db, Dbs)}) == 1) return true;
    else return refuse<database_twice_in_two_phases<Db>>();
}
template <class Service, class... Dbs>
constexpr bool may_commit_together() {
    if constexpr (sizeof...(Dbs) < 2) return refuse<two_phases_of_one_database<Dbs...>>();
    else
        return (named_once<Dbs, Dbs...>() && ...) && (prepares_transactions<Dbs>() && ...) &&
               (require_writable<prepared_transactions, Service, Dbs>() && ...);
}
template <class Service, class... Dbs>
constexpr bool can_recover() {
    if constexpr (sizeof...(Dbs) == 0) return refuse<recovery_of_no_database<Service>>();
    else
        return (named_once<Dbs, Dbs...>() && ...) && (prepares_transactions<Dbs>() && ...) &&
               (require_writable<prepared_transactions, Service, Dbs>() && ...);
}

/// Of a transaction that was refused: what follows it compiles, so that there is no second error.
template <class T>
T& stands_for();

}  // namespace detail

}  // namespace interlock
