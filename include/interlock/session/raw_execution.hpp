// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/bind.hpp>
#include <interlock/backend/locate.hpp>
#include <interlock/model/integer_text.hpp>
#include <interlock/query/pack.hpp>
#include <interlock/query/value.hpp>
#include <interlock/session/lease.hpp>
#include <interlock/session/raw_rows.hpp>
#include <interlock/session/statement_report.hpp>
#include <interlock/session/stream.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

// How a raw text is run: bound, executed, and read.

namespace interlock {

namespace detail {

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
                                             .columns = columns::count != 0 ? columns::list : nullptr,
                                             .column_count = columns::count,
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
    else if (column >= 0) e.at_field({}, (binding ? "value " : "column ") + integer_text(column + 1));
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
    static typename Take::result run(Connection& connection, const Call& call) {
        typename Take::result result{};
        raw_execution<Call, Connection> execution(connection, call);
        statement_report report(connection, Call::signature.table->model, call.text);
        try {
            execution.template run<false>([&](auto& statement) {
                const reset_at_exit reset(statement);
                Take::template take<Backend>(connection, statement, execution.column, result);
                if (report.is_wanted()) report.end(rows_taken<Take>(result));
            });
        } catch (const error& e) {
            report.end(0, &e);
            throw;
        }
        return result;
    }
};

struct take_changed {
    using result = std::int64_t;
    static constexpr bool gives_number_of_rows = true;
    template <class Backend, class Connection, class Statement>
    static void take(Connection& c, Statement& s, int&, std::int64_t& rows) {
        rows = c.run_raw(s);
    }
};

template <class Lease, class Call>
class raw_source final : public row_source<typename Call::result::type> {
public:
    raw_source(Lease&& leased, const Call& call)
        : leased_(std::move(leased))
        , call_(call)
        , execution_(*leased_, call_)
        , report_(*leased_, Call::signature.table->model, call_.text) {
        try {
            statement_ = execution_.template run<true>(
                [](auto& s) { return &s; });  // of the copy: texts are bound where they stay
        } catch (const error& e) {
            report_.end(0, &e);
            throw;
        }
        leased_.leave();
    }
    ~raw_source() override { finish(); }

    bool next(typename Call::result::type& row) override {
        if (statement_ == nullptr) return false;
        const use_of<Lease> use(leased_);
        try {
            const bool some = execution_.located([&] {
                execution_.column = -1;
                if (!statement_->step()) return false;
                row_reader<typename Call::result>::read(*statement_, row, execution_.column);
                ++rows_;
                return true;
            });
            if (!some) finish();
            return some;
        } catch (const error& e) {
            report_.end(rows_, &e);
            finish();
            throw;
        }
    }

private:
    using connection = plain_t<decltype(*std::declval<const Lease&>())>;

    void finish() noexcept {
        if (statement_ != nullptr) {
            (void)leased_.enter();
            std::exchange(statement_, nullptr)->reset();
        }
        report_.end(rows_);
        leased_.give_back();
    }

    Lease leased_;
    const Call call_;
    raw_execution<Call, connection> execution_;
    statement_report report_;
    std::int64_t rows_ = 0;
    typename connection::statement_type* statement_ = nullptr;
};

struct open_raw_stream {
    template <class Backend, class Lease, class Call>
    static row_source<typename Call::result::type>* run(Lease leased, const Call& call) {
        return new raw_source<Lease, Call>(std::move(leased), call);
    }
};

}  // namespace detail

}  // namespace interlock
