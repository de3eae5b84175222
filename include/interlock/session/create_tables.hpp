// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/routing/resolve.hpp>
#include <interlock/routing/verify.hpp>
#include <interlock/session/own_transaction.hpp>
#include <interlock/session/session.hpp>
#include <interlock/session/table_order.hpp>
#include <interlock/session/transaction.hpp>

#include <cstddef>
#include <string>

namespace interlock {

template <class Db>
struct tables_of_a_database_chosen_at_run_time {
    static_assert(
        never<Db>,
        "interlock: tables made in a database that is chosen at run time: which tables those are is known "
        "at compile time; begin the transaction on the database itself, db.transaction<Db>(...)");
};

namespace detail {

template <class Service, class Db, class Tables>
struct make_tables;

template <class Service, class Db, class... Tables>
struct make_tables<Service, Db, models<Tables...>> {
    template <class Backend, class Connection>
    static void run(Connection& c) {
        new_table tables[sizeof...(Tables) + 1];
        std::size_t count = 0;
        (add<Backend, Tables>(tables, count), ...);
        if (count == 0) return;
        own_transaction<Connection> transaction(c);
        if constexpr (!dialect_of<Backend>::value.since(feature::advisory_locks).is_never())
            c.execute("SELECT pg_advisory_xact_lock(7596571218866727779)");  // IF NOT EXISTS is no lock
        if constexpr (circles<Backend>.any()) c.execute(in_order_with_late_references(tables, count));
        else c.execute(in_order(tables, count));
        (add_after<Backend, Tables>(c), ...);
        transaction.commit();
    }

private:
    template <class Backend>
    static constexpr auto find_circles() {
        if constexpr (!dialect_of<Backend>::value.references_come_late) return table_circles<0>{};
        else {
            constexpr const table_info* tables[]{
                may_exist_in<Service, Db, Tables> ? &table_of<Tables>() : &no_table..., &no_table};
            return table_circles<sizeof...(Tables)>::among(tables);
        }
    }
    template <class Backend>
    static constexpr auto circles = find_circles<Backend>();

    template <class Backend, class M>
    static constexpr bool is_in_circle() {
        if constexpr (circles<Backend>.any()) return circles<Backend>.has[position<M, Tables...>()];
        else return false;
    }
    /// What else a table that a model brings needs, once all are there.
    template <class Backend, class M, class Connection>
    static void add_after(Connection& c) {
        if constexpr (may_exist_in<Service, Db, M> && requires { typename model<M>::after_tables; })
            c.execute(std::string(rendered<Backend, typename model<M>::after_tables>::text.sql));
    }
    template <class Backend, class M>
    static void add(new_table* tables, std::size_t& count) {
        if constexpr (!may_exist_in<Service, Db, M>) return;
        else if constexpr (is_in_circle<Backend, M>()) {
            const statement_text& text = rendered<Backend, create_without_references_shape<M>>::text;
            tables[count++] = {text.table, text.sql, rendered<Backend, add_references_shape<M>>::text.sql};
        } else {
            const statement_text& text = rendered<Backend, create_shape<M>>::text;
            tables[count++] = {text.table, text.sql};
        }
    }
};

template <class Service, class Db>
using make_tables_of = make_tables<Service, Db, tables_of_service<Service>>;

/// What keeps the tenants apart who share tables, where the engine has something that does (sql/row_security.hpp).
template <class Service, class Db, class Tables>
struct keep_tenants_apart;

/// Of what runs on all tenants of a database, who share its tables.
template <class Service, class Db, class Executor>
void create_shared_tables(const Executor& all) {
    all.template perform<make_tables_of<Service, all_tenants<Db>>>();
    all.template perform<keep_tenants_apart<Service, Db, tables_of_service<Service>>>();
}

/// Of a database that has no tenants, or tables that all of them share.
template <class Service, class Db, class Owner>
void create_tables_in(Owner& db) {
    if constexpr (!Service::template may_write<Db>) return;
    else if constexpr (shares_tables<Service, Db>)
        create_shared_tables<Service, Db>(db.template executor_of<all_tenants<Db>>());
    else if constexpr (!needs_tenant<Service, Db>)
        db.template executor_of<Db>().template perform<make_tables_of<Service, Db>>();
}

}  // namespace detail

/// Makes the tables and indexes that are missing, in each database those of the models that live there and
/// nothing else. A database gets all of its tables or none; one that the service only reads is not asked. Those of tenants
/// are made of each: create_tables(db.tenant(name)).
template <class... Dbs, class Models, class Routers, class Profile>
void create_tables(session<service<databases<Dbs...>, Models, Routers, Profile>>& db) {
    using S = service<databases<Dbs...>, Models, Routers, Profile>;
    (detail::create_tables_in<S, Dbs>(db), ...);
}

template <class Owner, class Service>
void create_tables(const routed_operations<Owner, Service>&) {
    (void)detail::refuse<part_in_place_of_a_session<Owner>>();
}

/// Makes the missing tables of one database inside a transaction, which takes them back if it is rolled back.
template <class Service, class Db, class How>
void create_tables(open_transaction<Service, Db, How>& tx) {
    if constexpr (detail::is_one_of<Db>) (void)detail::refuse<tables_of_a_database_chosen_at_run_time<Db>>();
    else if constexpr (detail::require_write<Service, Service, Db, How>())
        tx.executor_of().template perform<detail::make_tables_of<Service, Db>>();
}

}  // namespace interlock
