// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/refusal.hpp>
#include <interlock/routing/resolve.hpp>
#include <interlock/session/on_database.hpp>
#include <interlock/session/session.hpp>
#include <interlock/session/transaction.hpp>

// What the compiler knows of where a tracked row came from, and of who saves it.

namespace interlock {

template <class M, class Origin, class Db>
struct saved_to_another_database {
    static_assert(
        never<M>,
        "interlock: a tracked row saved to another database than the one it came from: there it would be written over "
        "whatever has its key; save it where it came from, or copy it on purpose with copy_to<Db>(il::keep_key)");
};
template <class M, class Origin, class Service>
struct saved_by_another_service {
    static_assert(
        never<M>,
        "interlock: a tracked row saved by another service than the one that loaded it: the two have "
        "databases of their own; save it by the session that loaded it");
};
template <class M, class Db>
struct saved_outside_its_transaction {
    static_assert(never<M>,
                  "interlock: a row that was loaded in a transaction, saved outside of it: it belongs to the "
                  "transaction, which may be rolled back yet; save it there, or load it by the session");
};
template <class M, auto Member>
struct change_of_what_is_no_field {
    static_assert(
        never<M>,
        "interlock: changed() of what is no field of the row's model: nobody stores it; name a member "
        "that il::fields lists");
};

namespace detail {

/// Where what has operations writes a model's rows: a session by its routes.
template <class Owner, class M>
struct row_writer {
    using service_type = typename Owner::service_type;
    using database = write_database<service_type, M>;
    static constexpr bool in_transaction = false;
};
template <class Service, class Db, class Executor, class M>
struct row_writer<on_database<Service, Db, Executor>, M> {
    using service_type = Service;
    using database = typename towards<Service, Db, M, true>::database;
    static constexpr bool in_transaction = false;
};
template <class Service, class Db, class How, class M>
struct row_writer<open_transaction<Service, Db, How>, M> {
    using service_type = Service;
    using database = typename towards<Service, Db, M, true>::database;
    static constexpr bool in_transaction = true;
};

template <class Owner, class Service, class Db, class M, bool InTransaction>
constexpr bool require_writer() {
    using place = row_writer<Owner, M>;
    if constexpr (!__is_same(typename place::service_type, Service))
        return refuse<saved_by_another_service<M, Service, typename place::service_type>>();
    else if constexpr (__is_same(typename place::database, several_databases))
        return refuse<model_in_several_databases<M, Service>>();
    else if constexpr (!__is_same(typename place::database, Db))
        return refuse<saved_to_another_database<M, Db, typename place::database>>();
    else if constexpr (InTransaction && !place::in_transaction)
        return refuse<saved_outside_its_transaction<M, Db>>();
    else return true;
}

}  // namespace detail

}  // namespace interlock
