// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/concept.hpp>
#include <interlock/backend/postgres/column.hpp>
#include <interlock/backend/postgres/encoded_binds.hpp>
#include <interlock/backend/postgres/errors.hpp>
#include <interlock/backend/postgres/link.hpp>
#include <interlock/backend/postgres/parameters.hpp>
#include <interlock/backend/postgres/prepared_query.hpp>
#include <interlock/backend/postgres/stream.hpp>
#include <interlock/backend/postgres/value.hpp>
#include <interlock/sql/pattern.hpp>
#include <interlock/sql/statement_text.hpp>

#include <libpq-fe.h>

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace interlock {

/// A statement of one connection, prepared on the server when it is first executed. It is in use from its
/// execution, or from stream_rows(), until reset(); in the meantime the connection hands out another one for
/// the same text.
class postgres_statement : public postgres_detail::encoded_binds<postgres_statement> {
public:
    postgres_statement(postgres_detail::postgres_link& link, const statement_text& text)
        : query_(link, text), parameters_(text), stream_(link) {}
    postgres_statement(const postgres_statement&) = delete;
    postgres_statement& operator=(const postgres_statement&) = delete;

    bool in_use() const noexcept { return state_ != state::idle || streaming_; }
    /// Before it goes while its connection stays: the server is told to forget it.
    void retire() noexcept { query_.retire(); }

    // Parameters count from 0. Texts and blobs are not copied: they stay where they are until reset().
    // Throws value_out_of_range for what PostgreSQL cannot hold, before anything is sent.

    void bind_null(int i) noexcept { parameters_.set_null(i); }
    using encoded_binds::bind;
    void bind(int i, std::string_view value) {
        at(i, [&] {
            postgres_detail::check_text(parameters_.kind(i), value);
            parameters_.set(i, value.data(), value.size());
        });
    }
    void bind(int i, blob_view value) {
        at(i, [&] {
            postgres_detail::check_blob(parameters_.kind(i));
            parameters_.set(i, reinterpret_cast<const char*>(value.data), value.size);
        });
    }
    void bind_copy(int i, std::string_view value) {
        made(i, [&](value_kind kind, std::string& out) {
            postgres_detail::check_text(kind, value);
            out = value;
        });
    }
    void bind_copy(int i, blob_view value) {
        made(i, [&](value_kind kind, std::string& out) {
            postgres_detail::check_blob(kind);
            out.assign(reinterpret_cast<const char*>(value.data), value.size);
        });
    }
    void bind_pattern(int i, pattern_kind kind, std::string_view value) {
        at(i, [&] {
            postgres_detail::check_text(parameters_.kind(i), value);
            parameters_.set_buffer(i, [&](std::string& out) { detail::like_pattern(out, kind, value); });
        });
    }

    /// The next execution reads its rows as they come, in constant memory. Called before the first step.
    /// Another statement on the connection first reads the rest of them into memory.
    void stream_rows() noexcept { streaming_ = true; }

    /// The next row; the first call executes. False after the last one.
    bool step() {
        if (++row_ < row_count_) return true;
        return next_rows();
    }

    /// Of the current row.
    postgres_value value(int i) const noexcept {
        return {result_.get(), row_, i, columns_[static_cast<std::size_t>(i)]};
    }
    /// For the rows before the current one, and those that are here already.
    std::size_t room_for(std::size_t rows) const noexcept {
        return rows + static_cast<std::size_t>(row_count_ - row_);
    }
    void had_rows(std::size_t) noexcept {}
    int column_count() const noexcept { return static_cast<int>(columns_.size()); }

    /// Executes without reading rows. The number of rows that were inserted, changed or removed.
    std::int64_t run() {
        postgres_detail::result_handle result;
        try {
            result = state_ == state::reading ? std::move(result_) : query_.execute(parameters_, nullptr);
        } catch (...) {
            reset();
            throw;
        }
        const char* count = PQcmdTuples(result.get());
        std::int64_t rows = 0;
        // a raw text that only reads changes nothing; our own say SELECT after a WITH that writes
        const bool only_read = query_.text().raw != nullptr &&
                               PQresultStatus(result.get()) == PGRES_TUPLES_OK &&
                               std::string_view(PQcmdStatus(result.get())).starts_with("SELECT");
        if (!only_read) std::from_chars(count, count + std::string_view(count).size(), rows);
        reset();
        return rows;
    }

    /// In a pipeline: sends an execution with what is bound, and takes the answer, in their order. The answer is then
    /// what step() and run() give, instead of an execution.
    bool enqueue() { return query_.enqueue(parameters_); }
    void receive(bool prepares) {
        result_ = query_.receive(prepares);
        state_ = state::reading;
        look_at_columns();
        row_count_ = PQntuples(result_.get());
    }

    /// Frees the rows and keeps the statement. A stream that was not read to its end is ended.
    void reset() noexcept {
        stream_.abandon();
        result_.reset();
        state_ = state::idle;
        streaming_ = false;
        row_ = -1;
        row_count_ = 0;
    }

private:
    friend postgres_detail::encoded_binds<postgres_statement>;

    enum class state : std::uint8_t { idle, reading, at_end };

    template <class Function>
    void at(int i, Function bind_it) {
        try {
            bind_it();
        } catch (error& e) {
            const postgres_detail::error_place place = query_.place();
            e.at_column(i).at_statement(place.alias, place.model, place.sql);
            throw;
        }
    }
    template <class Encode>
    void number(int i, Encode encode) {
        at(i, [&] { parameters_.set_number(i, encode); });
    }
    template <class Write>
    void made(int i, Write write) {
        at(i, [&] { parameters_.set_buffer(i, [&](std::string& out) { write(parameters_.kind(i), out); }); });
    }

    bool next_rows() {
        try {
            switch (state_) {
                case state::idle:
                    result_ = query_.execute(parameters_, streaming_ ? &stream_ : nullptr);
                    state_ = state::reading;
                    look_at_columns();
                    break;
                case state::reading:
                    if (streaming_) {
                        result_ = stream_.next();
                        if (!postgres_detail::has_streamed_rows(result_.get())) query_.check(result_.get());
                    } else result_.reset();
                    break;
                case state::at_end: break;
            }
        } catch (...) {
            reset();
            throw;
        }
        row_ = 0;
        row_count_ = PQntuples(result_.get());
        if (row_count_ > 0) return true;
        state_ = state::at_end;
        result_.reset();
        return false;
    }

    void look_at_columns() {
        if (query_.text().raw != nullptr) check_columns(*query_.text().raw);
        bool fast_as_text = true;
        columns_.resize(static_cast<std::size_t>(PQnfields(result_.get())));
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            const Oid type = PQftype(result_.get(), static_cast<int>(i));
            columns_[i] = postgres_detail::representation_of(type, PQbinaryTuples(result_.get()) != 0);
            fast_as_text = fast_as_text && postgres_detail::reads_fast_as_text(type);
        }
        if (fast_as_text) query_.prefer_text();
    }

    /// The columns of a raw text, before a row is handed out.
    void check_columns(const raw_signature& wanted) const {
        if (wanted.columns == nullptr) return;
        const auto count = static_cast<std::size_t>(PQnfields(result_.get()));
        if (count != wanted.column_count)
            postgres_detail::throw_at<type_mismatch>(
                query_.place(), "the text gives " + std::to_string(count) + " columns where " +
                                    std::to_string(wanted.column_count) + " are read");
        for (std::size_t i = 0; i < count; ++i) {
            const Oid type = PQftype(result_.get(), static_cast<int>(i));
            if (!wanted.columns[i].checked || postgres_detail::reads_as(type, wanted.columns[i].kind))
                continue;
            type_mismatch e("the text gives " + postgres_detail::postgres_type_name(type) + " where " +
                            detail::wanted_by(wanted.columns[i].kind) + " is read");
            e.at_column(static_cast<int>(i));
            throw e;
        }
    }

    postgres_detail::prepared_query query_;
    postgres_detail::postgres_parameters parameters_;
    postgres_detail::wire_stream stream_;
    postgres_detail::result_handle result_;
    std::vector<postgres_detail::representation> columns_;
    int row_ = -1;
    int row_count_ = 0;
    state state_ = state::idle;
    bool streaming_ = false;
};

static_assert(backend_value<postgres_value>);
static_assert(backend_statement<postgres_statement>);

}  // namespace interlock
