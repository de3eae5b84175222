// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/concept.hpp>
#include <interlock/backend/locate.hpp>
#include <interlock/backend/watch.hpp>
#include <interlock/model/refusal.hpp>
#include <interlock/session/lease.hpp>
#include <interlock/session/tenant_value.hpp>
#include <interlock/sql/raw_text.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

// A connection as one tenant uses it. It has what the session's operations need, and no way around the tenant's key: what
// they do not find here does not compile.

namespace interlock {

template <class Connection>
struct raw_text_of_a_tenant {
    static_assert(
        never<Connection>,
        "interlock: a raw text of a tenant, whose tables all tenants share: no condition can be put into it, and SQLite "
        "has nothing that keeps other tenants' rows from it; say it as a query, route the models to PostgreSQL, whose "
        "row-level security does, or run it over all tenants by db.on<il::all_tenants<database>>()");
};

namespace detail {

/// A statement whose first parameter is the tenant's key, where it has one; its values follow.
template <class Statement>
class statement_of_tenant {
public:
    statement_of_tenant() = default;
    statement_of_tenant(Statement& s, const tenant_value& key, bool own, value_kind kind) noexcept
        : statement_(&s), key_(&key), own_(own), kind_(kind) {}

    /// Whether a row's tenant key is not bound from the row. Throws wrong_tenant where the row says another one.
    template <class T>
    bool own(const column_info& c, const T& member) const {
        if (own_) require_own(*key_, c, member);
        return own_;
    }

    void bind_null(int i) { statement_->bind_null(i + own_); }
    template <class T>
    void bind(int i, const T& v) {
        statement_->bind(i + own_, v);
    }
    template <class T>
    void bind_copy(int i, const T& v) {
        statement_->bind_copy(i + own_, v);
    }
    template <class T>
    void bind_list(int i, const T& elements) {
        statement_->bind_list(i + own_, elements);
    }
    void bind_pattern(int i, pattern_kind kind, std::string_view v) {
        statement_->bind_pattern(i + own_, kind, v);
    }

    bool step() {
        if (!begun_) begin();
        return begun_ = statement_->step();
    }
    std::int64_t run() {
        begin();
        begun_ = false;
        return statement_->run();
    }
    decltype(auto) value(int i) const { return std::as_const(*statement_).value(i); }
    int column_count() const { return statement_->column_count(); }
    void stream_rows() { statement_->stream_rows(); }
    bool in_use() const { return statement_->in_use(); }
    std::size_t room_for(std::size_t rows) const { return statement_->room_for(rows); }
    void had_rows(std::size_t rows) noexcept { statement_->had_rows(rows); }
    void reset() noexcept {
        begun_ = false;
        statement_->reset();
    }
    void retire() noexcept { statement_->retire(); }

    /// The statement itself, with the key.
    Statement& with_key() {
        begin();
        return *statement_;
    }

private:
    void begin() {
        if (own_) key_->bind(*statement_, kind_);
        begun_ = true;
    }

    Statement* statement_ = nullptr;
    const tenant_value* key_ = nullptr;
    bool own_ = false;
    value_kind kind_ = value_kind::text;
    bool begun_ = false;
};

template <class Connection>
class connection_of_tenant {
public:
    using statement_type = statement_of_tenant<typename Connection::statement_type>;
    static constexpr bool can_break = Connection::can_break;

    struct canceller_type : Connection::canceller_type {
        explicit canceller_type(const connection_of_tenant& c) : Connection::canceller_type(*c.connection_) {}
    };

    connection_of_tenant(Connection& c, const tenant_of_connection& tenant) noexcept
        : watch(c.watch), connection_(&c), tenant_(&tenant) {}

    void bring_functions() {
        if constexpr (requires { connection_->bring_functions(); }) connection_->bring_functions();
    }
    bool decides_conflicts(std::string_view table) {
        if constexpr (requires { connection_->decides_conflicts(table); })
            return connection_->decides_conflicts(table);
        else return false;
    }
    template <class Text>
    statement_type& prepare(const Text& text) {
        return statement_ = statement_type(connection_->prepare(text), tenant_->key, text.of_tenant,
                                           text.of_tenant ? text.parameters[0] : value_kind::text);
    }
    template <class Signature>
    statement_type& prepare_raw(std::string_view text, const Signature& signature) {
        if constexpr (!requires { connection_->be_tenant(text); })
            (void)refuse<raw_text_of_a_tenant<Connection>>();
        else if (!tenant_->covered->load()) require_covered();
        return statement_ = statement_type(connection_->prepare_raw(text, signature), tenant_->key, false,
                                           value_kind::text);
    }
    std::int64_t run_raw(statement_type& s) { return connection_->run_raw(s.with_key()); }
    std::string read_plan(statement_type& s) { return connection_->read_plan(s.with_key()); }
    std::int64_t last_insert_id() const { return connection_->last_insert_id(); }
    /// Of the library's own texts, which name no rows.
    void execute(const std::string& script) { connection_->execute(script); }

    /// Throws wrong_tenant where a row says that it is another tenant's.
    template <class M>
    void require_own(const M& row) const {
        constexpr std::size_t key = table_of<M>().index_of_tenant_key();
        if constexpr (key != table_info::npos)
            detail::require_own(tenant_->key, table_of<M>().columns[key],
                                row.*field_at<key, fields_of<M>>::type::member);
    }

    void begin() { connection_->begin(); }
    void commit() { connection_->commit(); }
    void rollback() noexcept { connection_->rollback(); }
    void begin_part() { connection_->begin_part(); }
    void commit_part() { connection_->commit_part(); }
    void rollback_part() noexcept { connection_->rollback_part(); }
    bool in_transaction() const noexcept { return connection_->in_transaction(); }
    std::string_view alias() const noexcept { return connection_->alias(); }

    statement_watch* watch;

private:
    /// Where row-level security does not hold a raw text would meet the rows of all.
    void require_covered() {
        auto& statement = connection_->prepare(*tenant_->uncovered);
        const reset_at_exit reset(statement);
        if (statement.step())
            throw configuration_error(
                "a raw text of a tenant needs row-level security, which does not hold for the role that the "
                "connection has: it is a superuser or may bypass it, or the tables were not made by "
                "create_tables()");
        tenant_->covered->set(true);
    }

    Connection* connection_;
    const tenant_of_connection* tenant_;
    statement_type statement_;
};

/// A lease of one.
template <class Connection>
class lease_of_tenant {
public:
    lease_of_tenant(lease<Connection>&& leased, const tenant_of_connection& tenant) noexcept
        : leased_(std::move(leased)), connection_(*leased_, tenant) {}

    connection_of_tenant<Connection>& operator*() const noexcept { return connection_; }
    bool enter() noexcept { return leased_.enter(); }
    void leave() noexcept { leased_.leave(); }
    void give_back() noexcept { leased_.give_back(); }

private:
    lease<Connection> leased_;
    mutable connection_of_tenant<Connection> connection_;
};

}  // namespace detail

}  // namespace interlock
