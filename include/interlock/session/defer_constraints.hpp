// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/nth.hpp>
#include <interlock/model/reference_info.hpp>
#include <interlock/model/refusal.hpp>
#include <interlock/model/table.hpp>
#include <interlock/routing/resolve.hpp>
#include <interlock/routing/service.hpp>
#include <interlock/session/statement_report.hpp>
#include <interlock/session/transaction_options.hpp>
#include <interlock/sql/dialect.hpp>

#include <cstddef>

namespace interlock {

template <class Model, class Db>
struct deferring_what_is_not_deferrable {
    static_assert(
        never<Model>,
        "interlock: defer_constraints() where a model has a reference that cannot be deferred: SQLite would defer it all "
        "the same, and PostgreSQL would not; declare it il::deferrable::initially_immediate, and with another action "
        "than on_delete::restrict, which waits for nothing");
};

namespace detail {

constexpr bool is_deferrable(const table_info& t) {
    for (std::size_t i = 0; const reference_info r = reference_at(t, i); ++i)
        if (r.when_checked == deferrable::no || r.when_removed == on_delete::restrict) return false;
    return true;
}

/// Whether deferring the constraints of a database means the same on every engine that it may have.
template <class Service, class Db, class... Tables>
constexpr bool require_deferrable(models<Tables...>) {
    constexpr std::size_t first = [] {
        constexpr bool waits[]{!may_exist_in<Service, Db, Tables> || is_deferrable(table_of<Tables>())...,
                               false};
        std::size_t i = 0;
        while (waits[i]) ++i;
        return i;
    }();
    if constexpr (first == sizeof...(Tables)) return true;
    else return refuse<deferring_what_is_not_deferrable<nth<first, Tables...>, Db>>();
}
template <class Service, class Db>
constexpr bool may_defer() {
    if constexpr (!speaks_sqlite<typename Db::backend>) return true;
    else return require_deferrable<Service, Db>(tables_of_service<Service>{});
}

/// https://www.postgresql.org/docs/current/sql-set-constraints.html,
/// https://www.sqlite.org/pragma.html#pragma_defer_foreign_keys: both until the transaction ends.
struct defer_constraints {
    template <class Backend, class Connection>
    static void run(Connection& c) {
        constexpr const char* text = dialect_of<Backend>::value.defer_constraints;
        reported(c, text, [&] { c.execute(text); });
    }
};

}  // namespace detail

}  // namespace interlock
