// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/bind.hpp>
#include <interlock/backend/locate.hpp>
#include <interlock/query/pack.hpp>
#include <interlock/query/value.hpp>
#include <interlock/routing/refusals.hpp>
#include <interlock/session/connection_slot.hpp>
#include <interlock/session/raw_rows.hpp>
#include <interlock/session/stream.hpp>
#include <interlock/session/take.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

// SQL that the program brings itself. It names its database, whether it reads or writes, and what its rows are
// read into:
//
//     db.raw<gems, il::reads, std::tuple<std::string, int>>("SELECT tissue, count(*) ... WHERE id > ?", v).all()
//     db.raw<gems, il::writes>("UPDATE gems SET tissue = ? WHERE id = ?", "liver", "7").run()
//
// Each value has a `?` and is bound, never spliced into the text. On PostgreSQL the `?` are numbered; an operator of
// PostgreSQL with a `?` in its name is written with `??` there, and a text may have `$1` in place of `?`, in which
// it is left as it is. On a database that is either<...> only `?` serves. A value has the type that a column of its
// C++ type would have: where PostgreSQL wants another one, cast it, `?::uuid`.
//
// A text of il::reads has to be a read. SQLite says so of the prepared statement (sqlite3_stmt_readonly); on
// PostgreSQL it is what a cursor can be declared for, which the server says when the text is first prepared. It is
// the statement that is looked at: a function that it calls might write all the same.
//
// The number of the result's columns is checked before a row is read, on PostgreSQL their types too; SQLite knows
// types of values only, and each is checked when it is read. What does not fit is a type_mismatch that names the
// column.

namespace interlock {

/// Of raw(): the text reads.
struct reads {};
/// Of raw(): the text writes, and gives the number of rows.
struct writes {};

template <class... What>
struct raw_says_not_enough {
    static_assert(
        never<raw_says_not_enough>,
        "interlock: a raw text of which not enough is said; write db.raw<database, il::reads, row>(...) or "
        "db.raw<database, il::writes>(...), on a transaction or on<database>() without the database");
};
template <class Db>
struct raw_read_without_a_row {
    static_assert(
        never<Db>,
        "interlock: a raw read that does not say what its rows are read into; name a std::tuple, a model "
        "or a single value after il::reads");
};
template <class Row>
struct raw_write_with_a_row {
    static_assert(
        never<Row>,
        "interlock: a raw write that reads rows: it gives their number alone, by run(); leave the type "
        "away, and read by a text of il::reads");
};
template <class Named, class Db>
struct raw_on_another_database {
    static_assert(
        never<Named>,
        "interlock: a raw text for another database than that of its transaction or on<Db>(); leave the "
        "database away here, or run the text on the session");
};

namespace detail {

template <class Backend>
inline constexpr bool is_either = false;
template <class... Backends>
inline constexpr bool is_either<either<Backends...>> = true;

/// A raw text with its values.
template <bool Reads, bool Portable, class Row, class... Values>
struct raw_call {
    std::string text;
    pack<Values...> parts;

    using result_of = raw_result<Row>;
    using columns = typename result_of::template columns<Row>;
    using result = raw_row<typename result_of::row, columns::count>;

    static constexpr value_kind kinds[]{Values::kind..., value_kind::text};
    static constexpr raw_signature signature{.parameters = kinds,
                                             .parameter_count = sizeof...(Values),
                                             .columns = Reads ? columns::list : nullptr,
                                             .column_count = Reads ? columns::count : 0,
                                             .table = &result_of::table(),
                                             .reads = Reads,
                                             .portable = Portable};

    template <class Visitor>
    void values(Visitor& visit) const {
        parts.each([&](const auto& part) { part.values(visit); });
    }
};

/// Adds to an error where it happened: the field, or which column or value counted from 1.
inline void locate_raw(error& e, std::string_view alias, std::string_view sql, const table_info& table,
                       bool binding, int column) {
    if (column < 0) column = e.column();
    const auto i = static_cast<std::size_t>(column);
    if (column >= 0 && !binding && i < table.column_count) e.at_field(table.model, table.columns[i].member);
    else if (column >= 0) e.at_field({}, (binding ? "value " : "column ") + std::to_string(column + 1));
    e.at_statement(alias, table.model, sql);
}

template <class Call, class Connection>
class raw_execution {
public:
    using statement_type = typename Connection::statement_type;

    raw_execution(Connection& connection, const Call& call) : connection_(connection), call_(call) {}

    /// Runs `use(statement)` with the values bound.
    template <bool Streams, class Use>
    decltype(auto) run(Use use) {
        return located([&]() -> decltype(auto) {
            binding_ = true;
            statement_type& statement = connection_.prepare_raw(call_.text, Call::signature);
            if constexpr (Streams) statement.stream_rows();
            try {
                binder<statement_type> bind{statement, no_table, column};
                call_.values(bind);
            } catch (...) {
                statement.reset();
                throw;
            }
            binding_ = false;
            return use(statement);
        });
    }
    template <class Function>
    decltype(auto) located(Function f) {
        try {
            return f();
        } catch (error& e) {
            locate_raw(e, connection_.alias(), call_.text, *Call::signature.table, binding_, column);
            throw;
        }
    }

    int column = -1;

private:
    Connection& connection_;
    const Call& call_;
    bool binding_ = false;
};

template <class Take>
struct run_raw {
    template <class Backend, class Connection, class Call>
    static auto run(Connection& connection, const Call& call) {
        raw_execution<Call, Connection> execution(connection, call);
        return execution.template run<false>([&](auto& statement) {
            const reset_at_exit reset(statement);
            return Take::template take<Backend>(connection, statement, execution.column);
        });
    }
};

struct take_changed {
    template <class Backend, class Connection, class Statement>
    static std::int64_t take(Connection& c, Statement& s, int&) {
        return c.run_raw(s);
    }
};

template <class Connection, class Call>
class raw_source final : public row_source<typename Call::result::type> {
public:
    raw_source(Connection& connection, const Call& call) : call_(call), execution_(connection, call_) {
        statement_ = execution_.template run<true>(
            [](auto& s) { return &s; });  // of the copy: texts are bound where they stay
    }
    ~raw_source() override { finish(); }

    bool next(typename Call::result::type& row) override {
        if (statement_ == nullptr) return false;
        try {
            const bool some = execution_.located([&] {
                execution_.column = -1;
                if (!statement_->step()) return false;
                row_reader<typename Call::result>::read(*statement_, row, execution_.column);
                return true;
            });
            if (!some) finish();
            return some;
        } catch (...) {
            finish();
            throw;
        }
    }

private:
    void finish() noexcept {
        if (statement_ != nullptr) statement_->reset();
        statement_ = nullptr;
    }

    const Call call_;
    raw_execution<Call, Connection> execution_;
    typename Connection::statement_type* statement_ = nullptr;
};

struct open_raw_stream {
    template <class Backend, class Connection, class Call>
    static row_source<typename Call::result::type>* run(Connection& c, const Call& call) {
        return new raw_source<Connection, Call>(c, call);
    }
};

}  // namespace detail

/// A raw text that reads, with its values. Each call runs it.
///
/// All throw usage_error where the text is no single read or its placeholders are not as many as the values, and
/// type_mismatch or value_out_of_range where a column is not of the type that it is read into.
template <class Executor, class Call>
class raw_read {
public:
    using row_type = typename Call::result::type;

    raw_read(Executor executor, Call call) : executor_(executor), call_(std::move(call)) {}

    /// All rows.
    std::vector<row_type> all() const { return take<detail::take_all<typename Call::result>>(); }
    /// The first row, if there is one.
    std::optional<row_type> first() const { return take<detail::take_first<typename Call::result>>(); }
    /// The only row. Throws not_found where there is none and multiple_rows where there are more.
    row_type one() const { return take<detail::take_one<typename Call::result>>(); }
    /// The rows one by one, in constant memory.
    row_stream<row_type> stream() const {
        return row_stream<row_type>(executor_.template perform<detail::open_raw_stream>(call_));
    }

private:
    template <class Take>
    auto take() const {
        return executor_.template perform<detail::run_raw<Take>>(call_);
    }

    Executor executor_;
    Call call_;
};

/// A raw text that writes, with its values. Each call runs it.
template <class Executor, class Call>
class raw_write {
public:
    raw_write(Executor executor, Call call) : executor_(executor), call_(std::move(call)) {}

    /// Runs it and gives the number of rows that it inserted, changed or removed; 0 for other statements. Throws
    /// usage_error where the text is no single statement, begins or ends a transaction, or has not as many
    /// placeholders as there are values.
    std::int64_t run() const {
        return executor_.template perform<detail::run_raw<detail::take_changed>>(call_);
    }

private:
    Executor executor_;
    Call call_;
};

namespace detail {

/// What stands for a raw text that was refused: it has everything, so that no second error follows.
struct refused_raw {
    refused_result all() const { return {}; }
    refused_result first() const { return {}; }
    refused_result one() const { return {}; }
    refused_result stream() const { return {}; }
    std::int64_t run() const { return 0; }
};

struct no_row {};

/// il::reads or il::writes, and what follows it.
template <class... What>
struct raw_request {
    template <class Executor, class... Args>
    static auto make(Executor, const std::string&, Args&&...) {
        (void)refuse<raw_says_not_enough<What...>>();
        return refused_raw{};
    }
};
template <class Row>
struct raw_request<reads, Row> {
    template <class Executor, class... Args>
    static auto make(Executor e, std::string text, Args&&... args) {
        if constexpr (!raw_result<Row>::readable) {
            (void)refuse<raw_row_cannot_be_read<Row>>();
            return refused_raw{};
        } else {
            using call = raw_call<true, is_either<typename Executor::database::backend>, Row,
                                  decltype(make_value(std::forward<Args>(args)))...>;
            return raw_read<Executor, call>(
                e, call{std::move(text), {{make_value(std::forward<Args>(args))}...}});
        }
    }
};
template <>
struct raw_request<writes> {
    template <class Executor, class... Args>
    static auto make(Executor e, std::string text, Args&&... args) {
        using call = raw_call<false, is_either<typename Executor::database::backend>, std::int64_t,
                              decltype(make_value(std::forward<Args>(args)))...>;
        return raw_write<Executor, call>(e,
                                         call{std::move(text), {{make_value(std::forward<Args>(args))}...}});
    }
};
template <>
struct raw_request<reads> {
    template <class Executor, class... Args>
    static auto make(Executor, const std::string&, Args&&...) {
        (void)refuse<raw_read_without_a_row<typename Executor::database>>();
        return refused_raw{};
    }
};
template <class Row>
struct raw_request<writes, Row> {
    template <class Executor, class... Args>
    static auto make(Executor, const std::string&, Args&&...) {
        (void)refuse<raw_write_with_a_row<Row>>();
        return refused_raw{};
    }
};

/// On a transaction or an explicit database, which is named again or not.
template <class First, class... More>
struct raw_request_on {
    template <class Executor, class... Args>
    static auto make(Executor e, std::string text, Args&&... args) {
        if constexpr (!database_tag<First>)
            return raw_request<First, More...>::make(e, std::move(text), std::forward<Args>(args)...);
        else {
            if constexpr (!__is_same(First, typename Executor::database))
                (void)refuse<raw_on_another_database<First, typename Executor::database>>();
            return raw_request<More...>::make(e, std::move(text), std::forward<Args>(args)...);
        }
    }
};

}  // namespace detail

}  // namespace interlock
