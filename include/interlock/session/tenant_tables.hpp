// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/codec.hpp>
#include <interlock/model/links.hpp>
#include <interlock/model/reference_info.hpp>
#include <interlock/model/refusal.hpp>
#include <interlock/model/table.hpp>
#include <interlock/routing/resolve.hpp>
#include <interlock/routing/service.hpp>
#include <interlock/routing/tenanted.hpp>
#include <interlock/routing/verify.hpp>
#include <interlock/session/create_tables.hpp>
#include <interlock/sql/row_security.hpp>

#include <cstddef>
#include <cstdint>

// The tables that all tenants of a database share, and whether they can be told apart in them.

namespace interlock {

template <class Db, class Service>
struct tenants_without_a_tenant_key {
    static_assert(
        never<Db>,
        "interlock: tenants in the same tables, and no model of the database has an il::tenant_key: their "
        "rows could not be told apart; give each model whose rows belong to a tenant a field with it");
};
template <class Model, class Db>
struct tenant_keys_of_two_types {
    static_assert(
        never<Model>,
        "interlock: tenant keys of two types in one database, a text and an integer: a tenant has one key; give all "
        "models the same");
};
template <class Model, class Db>
struct reference_that_leaves_the_tenant {
    static_assert(
        never<Model>,
        "interlock: a reference between two models of tenants that does not hold the tenant key: a row could refer to "
        "another tenant's, and be removed with that; refer to both, il::foreign_key<il::members<&From::to, "
        "&From::tenant>, il::members<&To::id, &To::tenant>>, or use il::soft_references");
};
template <class Table, class Model, class Db>
struct table_without_a_tenant_key_beside_one {
    static_assert(
        never<Table>,
        "interlock: links or an outbox of a model with a tenant key: their table has none, so that the rows of all "
        "tenants would be in it; declare the join table as a model of its own with an il::tenant_key, or carry the "
        "removal yourself");
};

namespace detail {

constexpr bool is_of_tenant(const table_info& t) { return t.index_of_tenant_key() != table_info::npos; }

/// Whether the two tenant keys are a pair of what refers.
constexpr bool holds_tenant_key(const reference_info& r) {
    for (std::size_t i = 0; i < r.count; ++i)
        if (r.members[i] == r.from->columns[r.from->index_of_tenant_key()].member &&
            r.referenced[i] == r.to->columns[r.to->index_of_tenant_key()].member)
            return true;
    return false;
}
constexpr bool leaves_tenant(const table_info& t) {
    return is_of_tenant(t) && !each_reference(t, [](const reference_info& r) {
               return !is_of_tenant(*r.to) || holds_tenant_key(r);
           });
}
constexpr bool refers_to_tenant(const table_info& t) {
    return !each_reference(t, [](const reference_info& r) { return !is_of_tenant(*r.to); });
}

template <class Service, class Db, class Tables>
struct shared_tables;
template <class Service, class Db, class... Tables>
struct shared_tables<Service, Db, models<Tables...>> {
    static constexpr const table_info* all[]{
        may_exist_in<Service, Db, Tables> ? &table_of<Tables>() : &no_table..., &no_table};
    static constexpr std::size_t count = sizeof...(Tables);

    static constexpr std::size_t first(bool (*wrong)(const table_info&)) {
        for (std::size_t i = 0; i < count; ++i)
            if (wrong(*all[i])) return i;
        return nowhere;
    }
    /// Of the keys: a text, or an integer.
    static constexpr value_kind kind = [] {
        const std::size_t i = first(is_of_tenant);
        if (i == nowhere) return value_kind::text;
        return widened(all[i]->columns[all[i]->index_of_tenant_key()].kind);
    }();
    static constexpr bool is_of_other_kind(const table_info& t) {
        return is_of_tenant(t) && widened(t.columns[t.index_of_tenant_key()].kind) != kind;
    }

    /// Whether every key, as its member, can be this number.
    static bool hold_number(std::int64_t number) {
        try {
            (require_number<Tables>(number), ...);
            return true;
        } catch (const value_out_of_range&) {
            return false;
        }
    }
    template <class Table>
    static void require_number(std::int64_t number) {
        if constexpr (may_exist_in<Service, Db, Table> && is_of_tenant(table_of<Table>())) {
            constexpr std::size_t key = table_of<Table>().index_of_tenant_key();
            if constexpr (is_integer(table_of<Table>().columns[key].kind))
                (void)codec<typename field_at<key, fields_of<Table>>::type::type>::decode(number);
        }
    }

    /// A table that a model brings, of rows that belong to nobody.
    template <class Table>
    static constexpr bool is_beside() {
        return !__is_same(placed_as<Table>, Table) && may_exist_in<Service, Db, Table> &&
               (is_of_tenant(table_of<placed_as<Table>>()) || refers_to_tenant(table_of<Table>()));
    }
    static constexpr std::size_t beside = [] {
        constexpr bool is[]{is_beside<Tables>()..., false};
        for (std::size_t i = 0; i < count; ++i)
            if (is[i]) return i;
        return nowhere;
    }();

    /// One whose fields are refused has none.
    static constexpr bool is_refused(const table_info& t) { return t.column_count == 0 && !t.name.empty(); }

    static constexpr bool hold() {
        if constexpr (first(is_refused) != nowhere) return true;
        else if constexpr (first(is_of_tenant) == nowhere)
            return !refuse<tenants_without_a_tenant_key<Db, Service>>();
        else return told_apart();
    }
    static constexpr bool told_apart() {
        constexpr std::size_t other = first(is_of_other_kind), leaving = first(leaves_tenant);
        if constexpr (other != nowhere) (void)refuse<tenant_keys_of_two_types<nth<other, Tables...>, Db>>();
        else if constexpr (leaving != nowhere)
            (void)refuse<reference_that_leaves_the_tenant<nth<leaving, Tables...>, Db>>();
        else if constexpr (beside != nowhere) {
            using table = nth<beside, Tables...>;
            (void)refuse<table_without_a_tenant_key_beside_one<table, placed_as<table>, Db>>();
        }
        return true;
    }

    static constexpr std::size_t uncovered_size = [] {
        writer w(dialect_of<postgres>::value);
        write_uncovered(w, all, count);
        return w.size();
    }();
    struct storage {
        char text[uncovered_size + 1]{};
    };
    static constexpr storage uncovered_text = [] {
        storage s;
        writer w(dialect_of<postgres>::value, s.text, nullptr);
        write_uncovered(w, all, count);
        return s;
    }();
    /// For PostgreSQL: gives a row where row-level security does not hold of all of them.
    static constexpr statement_text uncovered{{uncovered_text.text, uncovered_size}, nullptr, 0, &no_table};
};
template <class Service, class Db>
using tenant_tables = shared_tables<Service, Db, tables_of_service<Service>>;

template <class Service, class Db, class... Tables>
struct keep_tenants_apart<Service, Db, models<Tables...>> {
    template <class Backend, class Connection>
    static void run(Connection& c) {
        if constexpr (requires { c.be_tenant(c.alias()); }) {
            own_transaction<Connection> transaction(c);
            (keep<Backend, Tables>(c), ...);
            transaction.commit();
        }
    }

private:
    template <class Backend, class M, class Connection>
    static void keep(Connection& c) {
        if constexpr (may_exist_in<Service, Db, M>)
            if constexpr (is_of_tenant(table_of<M>()))
                c.execute(std::string(rendered<Backend, row_security_shape<M>>::text.sql));
    }
};

}  // namespace detail

}  // namespace interlock
