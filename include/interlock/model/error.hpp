// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <exception>
#include <string>
#include <string_view>

namespace interlock {

/// The base of everything this library throws. It carries the alias of the database, the model and field,
/// the SQL text (never a value of it) and the engine's own code, each empty where it does not apply. What the engine
/// says of the values of rows is in detail() alone.
///
/// The parts are added on the way up: the reader of a value knows the column, the statement knows the SQL,
/// the connection knows its alias.
class error : public std::exception {
public:
    explicit error(std::string_view message, std::string_view code = {}) : message_(message), code_(code) {
        compose();
    }
    /// The same, for less code where it is thrown.
    explicit error(const char* message) : error(std::string_view(message)) {}

    const char* what() const noexcept override { return what_.c_str(); }

    /// The message alone, without the parts that surround it in what().
    const std::string& message() const noexcept { return message_; }
    const std::string& alias() const noexcept { return alias_; }
    const std::string& model() const noexcept { return model_; }
    const std::string& field() const noexcept { return field_; }
    const std::string& sql() const noexcept { return sql_; }
    /// SQLSTATE on PostgreSQL ("23505"), the extended result code on SQLite ("2067").
    const std::string& code() const noexcept { return code_; }

    /// What the engine said in full, where that is more than the message: it quotes values, such as the key that
    /// stands twice. Not for logs (docs/security.md).
    const std::string& detail() const noexcept { return detail_; }

    /// The position of the column or parameter that it is about, -1 for none; becomes field() further up.
    int column() const noexcept { return column_; }

    error& at_column(int column) {
        column_ = column;
        return *this;
    }
    error& with_detail(std::string_view detail) {
        detail_ = detail;
        return *this;
    }
    error& at_field(std::string_view model, std::string_view field) {
        if (model_.empty()) model_ = model;
        if (field_.empty()) field_ = field;
        compose();
        return *this;
    }
    error& at_statement(std::string_view alias, std::string_view model, std::string_view sql) {
        if (alias_.empty()) alias_ = alias;
        if (model_.empty()) model_ = model;
        if (sql_.empty()) sql_ = sql;
        compose();
        return *this;
    }
    /// Whose database it was, where many have one of this alias.
    error& at_tenant(std::string_view name) {
        message_.insert(0, std::string("tenant '").append(name).append("': "));
        compose();
        return *this;
    }

private:
    void compose() {
        what_ = "interlock: ";
        add("database '", alias_, "': ");
        add("model ", model_, field_.empty() ? ": " : ", field ");
        add("", field_, ": ");
        what_ += message_;
        add(" [code ", code_, "]");
        add(" [SQL: ", sql_, "]");
    }
    /// To what(), unless it is empty.
    void add(const char* before, const std::string& part, const char* after) {
        if (!part.empty()) what_.append(before).append(part).append(after);
    }

    std::string message_, code_, detail_, alias_, model_, field_, sql_, what_;
    int column_ = -1;
};

/// The settings do not fit the service: a missing or unknown alias, a URL that cannot be read.
struct configuration_error : error {
    using error::error;
};

/// No connection could be made.
struct connection_failed : error {
    using error::error;
};

/// The server did not answer in time.
struct connect_timeout : connection_failed {
    using connection_failed::connection_failed;
};

/// The server, or the disk, has no database of that name; or that database no such schema.
struct no_such_database : connection_failed {
    using connection_failed::connection_failed;
};

/// The server has as many connections as it takes.
struct too_many_connections : connection_failed {
    using connection_failed::connection_failed;
};

/// A connection that stood has broken. What the last statement did is unknown.
struct connection_lost : error {
    using error::error;
};

/// The connection was lost while a transaction was committed. Whether it took place is unknown: look before
/// repeating what it did.
struct commit_in_doubt : connection_lost {
    using connection_lost::connection_lost;
};

/// A commit in two phases is decided and stands, but not every database could be told yet: there its rows stay locked
/// and unseen until il::recover() is run. Nothing of it is to be repeated.
struct commit_unfinished : error {
    using error::error;
};

/// The server keeps no prepared transactions, or has as many as it takes: its max_prepared_transactions.
struct prepared_transactions_unavailable : error {
    using error::error;
};

/// All connections that the session may have are in use, and none became free in time.
struct pool_timeout : error {
    using error::error;
};

/// A tenant that there is not, or none where one has to be named.
struct unknown_tenant : error {
    using error::error;
};

/// get() or one() found no row.
struct not_found : error {
    using error::error;
};

/// The row of a tracked row has another version than the one that was loaded: somebody has changed it since.
struct stale_row : error {
    using error::error;
};

/// one() found more than one row.
struct multiple_rows : error {
    using error::error;
};

/// A value does not fit: too long, too large, or not expressible where it should go.
struct value_out_of_range : error {
    using error::error;
};

/// A stored value is not of the type that the model declares.
struct type_mismatch : error {
    using error::error;
};

/// The database refused a row. The kinds are classes of their own.
struct constraint_violation : error {
    using error::error;
};
struct unique_violation : constraint_violation {
    using constraint_violation::constraint_violation;
};
/// A row would refer to one that is not there, or one that is referred to would go.
class foreign_key_violation : public constraint_violation {
public:
    using constraint_violation::constraint_violation;

    /// The relation that would not hold, by its names in the database and the same on every engine:
    /// "review.product_id -> product.id", "part (order_id, line) -> line (order_id, no)". Empty where it is not known: on
    /// SQLite, or of a constraint that no model declares.
    const std::string& relation() const noexcept { return relation_; }
    foreign_key_violation& of(std::string relation) {
        relation_ = std::move(relation);
        return *this;
    }

private:
    std::string relation_;
};
struct not_null_violation : constraint_violation {
    using constraint_violation::constraint_violation;
};
struct check_violation : constraint_violation {
    using constraint_violation::constraint_violation;
};
/// Row-level security lets the row not pass, or not the stored one that it would change.
struct policy_violation : constraint_violation {
    using constraint_violation::constraint_violation;
};

/// Another connection holds a lock for longer than the busy timeout.
struct busy : error {
    using error::error;
};

/// A lock was waited for longer than the server's lock_timeout.
struct lock_timeout : busy {
    using busy::busy;
};

/// The statement was ended from outside: by a canceller, or by somebody at the server.
struct statement_cancelled : error {
    using error::error;
};

/// The statement took longer than the URL's statement_timeout, or the server's.
struct statement_timeout : statement_cancelled {
    using statement_cancelled::statement_cancelled;
};

/// The transaction lost against a concurrent one (serialization failure, deadlock); it may be repeated.
struct transaction_conflict : error {
    using error::error;
};

/// A statement of the transaction has failed before: nothing more can be done in it, and it is rolled back.
struct transaction_failed : error {
    using error::error;
};

/// A write on a database that is open for reading only.
struct read_only_database : error {
    using error::error;
};

/// A table or column of the statement does not exist in the database: migrations may be pending.
struct schema_mismatch : error {
    using error::error;
};

/// There is no room left where the database is.
struct disk_full : error {
    using error::error;
};

/// What is stored cannot be right: the file is damaged.
struct corrupt_database : error {
    using error::error;
};

/// A call that the state of the session does not allow, such as commit() after rollback().
struct usage_error : error {
    using error::error;
};

/// A tracked row is saved where it does not come from: by another session, or by another transaction. Or a query of another
/// session, database or tenant stands inside a query.
struct wrong_origin : usage_error {
    using usage_error::usage_error;
};

/// A database named at run time that the service does not have.
struct unknown_database : usage_error {
    using usage_error::usage_error;
};

/// A query on a model, in a database named at run time where the model's table may not be.
struct model_in_another_database : usage_error {
    using usage_error::usage_error;
};

/// Any other refusal of the engine.
struct engine_error : error {
    using error::error;
};

}  // namespace interlock
