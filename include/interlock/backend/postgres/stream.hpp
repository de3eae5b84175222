// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/postgres/errors.hpp>
#include <interlock/backend/postgres/link.hpp>

#include <libpq-fe.h>

#include <new>
#include <utility>

namespace interlock::postgres_detail {

/// Whether a result is a part of a stream, and neither its end nor an error.
inline bool has_streamed_rows(const PGresult* result) noexcept {
    const ExecStatusType status = PQresultStatus(result);
#ifdef LIBPQ_HAS_CHUNK_MODE
    if (status == PGRES_TUPLES_CHUNK) return true;
#endif
    return status == PGRES_SINGLE_TUPLE;
}

/// The rows of a running query, as they come from the server. One stream of a connection can be on the
/// wire; before the connection sends another query, the rest of the rows is kept in memory.
class wire_stream {
public:
    explicit wire_stream(postgres_link& link) : link_(link) {}
    wire_stream(const wire_stream&) = delete;
    wire_stream& operator=(const wire_stream&) = delete;
    ~wire_stream() { abandon(); }

    /// Right after the query was sent.
    void start(bool in_transaction) noexcept {
#ifdef LIBPQ_HAS_CHUNK_MODE  // libpq 17: one result for many rows
        PQsetChunkedRowsMode(link_.handle, 256);
#else
        PQsetSingleRowMode(link_.handle);
#endif
        link_.stream = this;
        link_.transaction_around = in_transaction;
    }

    /// The next rows; after the last ones a result without rows, or the error that ended the query.
    result_handle next() {
        if (link_.stream == this) {
            result_handle result(PQgetResult(link_.handle));
            if (!has_streamed_rows(result.get())) {
                link_.stream = nullptr;
                link_.drain();
            }
            return result;
        }
        if (no_memory_) throw std::bad_alloc();
        if (kept_) return std::move(kept_);
        return std::move(end_);
    }

    /// Reads the rest into memory. What goes wrong is told by next(), to the reader of this stream.
    void keep_rest() noexcept {
        for (;;) {
            result_handle result(PQgetResult(link_.handle));
            if (!has_streamed_rows(result.get())) {
                end_ = std::move(result);
                break;
            }
            if (!no_memory_ && !keep(result.get())) no_memory_ = true;
        }
        link_.stream = nullptr;
        link_.drain();
    }

    /// The reader needs no more rows. Inside a transaction the query is left to itself until the connection
    /// is used again, because its cancellation would fail the transaction.
    void abandon() noexcept {
        if (link_.stream == this) {
            link_.stream = nullptr;
            if (link_.transaction_around) link_.leftover = true;
            else link_.cancel();
        }
        kept_.reset();
        end_.reset();
        no_memory_ = false;
    }

private:
    // a result takes 2 kB at least, so the rows are put together in one
    bool keep(const PGresult* rows) noexcept {
        if (!kept_) kept_.reset(PQcopyResult(rows, PG_COPYRES_ATTRS));
        if (!kept_) return false;
        const int columns = PQnfields(rows);
        for (int row = 0; row < PQntuples(rows); ++row) {
            const int at = PQntuples(kept_.get());
            for (int column = 0; column < columns; ++column) {
                const bool null = PQgetisnull(rows, row, column) != 0;
                char* value = null ? nullptr : PQgetvalue(rows, row, column);
                const int size = null ? -1 : PQgetlength(rows, row, column);
                if (PQsetvalue(kept_.get(), at, column, value, size) == 0) return false;
            }
        }
        return true;
    }

    postgres_link& link_;
    result_handle kept_;
    result_handle end_;
    bool no_memory_ = false;
};

inline void postgres_link::settle(const error_place& place) {
    if (copying)
        throw_at<usage_error>(place,
                              "a COPY is under way on this connection; finish it before another statement");
    if (pipelining)
        throw_at<usage_error>(place,
                              "a pipeline is open on this connection; end it before another statement");
    if (stream != nullptr) stream->keep_rest();
    else if (leftover) drain();
}

}  // namespace interlock::postgres_detail
