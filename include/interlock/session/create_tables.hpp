// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/routing/resolve.hpp>
#include <interlock/session/own_transaction.hpp>
#include <interlock/session/session.hpp>
#include <interlock/session/transaction.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace interlock {

namespace detail {

/// A table that is to be made, and its text in one dialect.
struct new_table {
    const table_info* table;
    std::string_view text;
};

constexpr bool refers_to(const table_info& t, const table_info& other) {
    for (const column_info& c : t)
        if (c.refers && c.references().is(other)) return true;
    return false;
}

/// The texts in an order in which a table comes after those that it refers to.
inline std::string in_order(new_table* tables, std::size_t count) {
    std::string script;
    for (std::size_t done = 0; done < count;) {
        const std::size_t before = done;
        for (std::size_t i = done; i < count; ++i) {
            bool ready = true;
            for (std::size_t j = done; j < count; ++j)
                if (j != i && refers_to(*tables[i].table, *tables[j].table)) ready = false;
            if (!ready) continue;
            script.append(tables[i].text).append(";\n");
            std::swap(tables[i], tables[done++]);
        }
        if (done == before)  // a cycle: as they come
            for (; done < count; ++done) script.append(tables[done].text).append(";\n");
    }
    return script;
}

template <class Service, class Db>
struct make_tables;

template <class Databases, class... Models, class Routers, class Db>
struct make_tables<service<Databases, models<Models...>, Routers>, Db> {
    using S = service<Databases, models<Models...>, Routers>;

    template <class Backend, class Connection>
    static void run(Connection& c) {
        make<Backend>(c, tables_of<Models...>{});
    }

private:
    template <class Backend, class Connection, class... Tables>
    static void make(Connection& c, models<Tables...>) {
        new_table tables[sizeof...(Tables) + 1];
        std::size_t count = 0;
        (add<Backend, Tables>(tables, count), ...);
        if (count == 0) return;
        own_transaction<Connection> transaction(c);
        c.execute(in_order(tables, count));
        transaction.commit();
    }
    template <class Backend, class M>
    static void add(new_table* tables, std::size_t& count) {
        if constexpr (may_exist_in<S, Db, M>) {
            const statement_text& text = rendered<Backend, create_shape<M>>::text;
            tables[count++] = {text.table, text.sql};
        }
    }
};

}  // namespace detail

/// Makes the tables and indexes that are missing, in each database those of the models that live there and
/// nothing else. A database gets all of its tables or none.
template <class... Dbs, class Models, class Routers>
void create_tables(session<service<databases<Dbs...>, Models, Routers>>& db) {
    using S = service<databases<Dbs...>, Models, Routers>;
    (db.template executor_of<Dbs>().template perform<detail::make_tables<S, Dbs>>(), ...);
}

/// Makes the missing tables of one database inside a transaction, which takes them back if it is rolled back.
template <class Service, class Db, class How>
void create_tables(open_transaction<Service, Db, How>& tx) {
    if constexpr (How::reads) (void)detail::refuse<write_in_a_read_only_transaction<Service, Db>>();
    tx.executor_of().template perform<detail::make_tables<Service, Db>>();
}

}  // namespace interlock
