// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/postgres/connection.hpp>
#include <interlock/backend/postgres/copy_buffer.hpp>
#include <interlock/backend/postgres/encoded_binds.hpp>
#include <interlock/backend/postgres/errors.hpp>
#include <interlock/backend/postgres/link.hpp>
#include <interlock/backend/postgres/wire.hpp>
#include <interlock/model/column_info.hpp>
#include <interlock/sql/statement_text.hpp>

#include <libpq-fe.h>

#include <charconv>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace interlock {

/// Writes many rows with COPY in its binary format. The text is
/// `COPY "t" ("a", "b") FROM STDIN (FORMAT binary)` with all columns of text.table but generated ones, in
/// their order. Until finish() the connection takes no other statement.
///
/// A row is one bind() for each column, in order, and end_row(). An unfinished copy stores nothing.
class postgres_copy : public postgres_detail::encoded_binds<postgres_copy> {
public:
    postgres_copy(postgres_connection& connection, const statement_text& text)
        : link_(&connection.link_), text_(&text), buffer_(link_->handle, place()) {
        for (const column_info& column : *text.table)
            if (!column.generated) columns_.push_back(&column);
        link_->settle(place());
        link_->transaction_around = link_->in_transaction();
        const postgres_detail::result_handle result(PQexec(link_->handle, text.sql.data()));
        if (PQresultStatus(result.get()) != PGRES_COPY_IN)
            postgres_detail::throw_error(result.get(), link_->handle, place());
        link_->copying = true;
        buffer_.put("PGCOPY\n\377\r\n\0", 11);
        buffer_.put_integer<std::int32_t>(0);  // flags
        buffer_.put_integer<std::int32_t>(0);  // length of the header's extension
    }
    postgres_copy(const postgres_copy&) = delete;
    postgres_copy& operator=(const postgres_copy&) = delete;
    ~postgres_copy() {
        if (under_way()) link_->abort_copy();
    }

    // As in postgres_statement. Each throws value_out_of_range, naming the column, for a value that the
    // column cannot hold; the copy can only be abandoned then.

    void bind_null(int i) {
        begin_field(i);
        buffer_.put_integer<std::int32_t>(-1);
    }
    using encoded_binds::bind;
    void bind(int i, std::string_view value) {
        at(i, [&](value_kind kind) {
            postgres_detail::check_text(kind, value);
            field(value.data(), value.size());
        });
    }
    void bind(int i, blob_view value) {
        at(i, [&](value_kind kind) {
            postgres_detail::check_blob(kind);
            field(reinterpret_cast<const char*>(value.data), value.size);
        });
    }
    void bind_copy(int i, std::string_view value) { bind(i, value); }
    void bind_copy(int i, blob_view value) { bind(i, value); }

    void end_row() {
        if (column_ != columns_.size())
            postgres_detail::throw_at<usage_error>(place(), "a row of a COPY ended before its last column");
        column_ = 0;
    }

    /// Ends the copy. The number of rows; throws what the server has to say about any of them.
    std::int64_t finish() {
        if (!under_way()) postgres_detail::throw_at<usage_error>(place(), "the COPY has ended");
        if (column_ != 0)
            postgres_detail::throw_at<usage_error>(place(), "a COPY was finished in the middle of a row");
        buffer_.put_integer<std::int16_t>(-1);
        buffer_.flush();
        finished_ = true;
        link_->copying = false;
        if (PQputCopyEnd(link_->handle, nullptr) != 1)
            postgres_detail::throw_error(nullptr, link_->handle, place());
        const postgres_detail::result_handle result(PQgetResult(link_->handle));
        link_->drain();
        if (PQresultStatus(result.get()) != PGRES_COMMAND_OK)
            postgres_detail::throw_error(result.get(), link_->handle, place());
        const char* count = PQcmdTuples(result.get());
        std::int64_t rows = 0;
        std::from_chars(count, count + std::strlen(count), rows);
        return rows;
    }

private:
    friend postgres_detail::encoded_binds<postgres_copy>;

    // a rollback ends it too
    bool under_way() const noexcept { return !finished_ && link_->copying; }

    postgres_detail::error_place place() const noexcept {
        return {
            .alias = link_->alias, .model = text_->table->model, .sql = text_->sql, .tables = link_->tables};
    }

    void begin_field(int i) {
        if (static_cast<std::size_t>(i) != column_ || column_ >= columns_.size() || !under_way())
            refuse_order();
        if (column_ == 0) buffer_.put_integer(static_cast<std::int16_t>(columns_.size()));
        ++column_;
    }
    [[noreturn, gnu::cold]] void refuse_order() const {
        postgres_detail::throw_at<usage_error>(
            place(), under_way() ? "the values of a COPY are bound in the order of its columns"
                                 : "the COPY has ended");
    }

    template <class Function>
    void at(int i, Function write) {
        begin_field(i);
        const column_info& column = *columns_[static_cast<std::size_t>(i)];
        try {
            write(column.kind);
        } catch (error& e) {
            e.at_column(i).at_field(text_->table->model, column.member);
            e.at_statement(link_->alias, text_->table->model, text_->sql);
            throw;
        }
    }
    template <class Encode>
    void number(int i, Encode encode) {
        at(i, [&](value_kind kind) {
            char* const to = buffer_.room(4 + postgres_detail::largest_encoded);
            const std::size_t size = encode(kind, to + 4);
            postgres_detail::store_integer(to, static_cast<std::int32_t>(size));
            buffer_.filled(4 + size);
        });
    }
    template <class Write>
    void made(int i, Write write) {
        at(i, [&](value_kind kind) {
            write(kind, made_);
            field(made_.data(), made_.size());
        });
    }
    void field(const char* data, std::size_t size) {
        buffer_.put_integer<std::int32_t>(postgres_detail::wire_length(size));
        buffer_.put(data, size);
    }

    postgres_detail::postgres_link* link_;
    const statement_text* text_;
    std::vector<const column_info*> columns_;
    std::size_t column_ = 0;  // the next one of the row
    postgres_detail::copy_buffer buffer_;
    std::string made_;
    bool finished_ = false;
};

}  // namespace interlock
