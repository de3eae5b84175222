// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/postgres/errors.hpp>
#include <interlock/model/error.hpp>

#include <libpq-fe.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstdint>
#include <string>
#include <vector>

namespace interlock::postgres_detail {

/// Whether the server has said something, without being asked: of a connection that nobody uses that is its end, as a
/// rule. The server is not asked.
inline bool has_news(PGconn* handle) noexcept {
    char byte;
    const ssize_t size = recv(PQsocket(handle), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return size >= 0 || (errno != EAGAIN && errno != EWOULDBLOCK);
}

class wire_stream;

/// Asks the server, by a connection of its own, to end what another connection runs. It is made by the thread that has
/// the connection, and sent by any.
class cancel_request {
public:
#ifdef LIBPQ_HAS_ASYNC_CANCEL  // libpq 17; as safe as the connection, where the older form is never encrypted
    explicit cancel_request(PGconn* of) : request_(PQcancelCreate(of)) {}
    ~cancel_request() { PQcancelFinish(request_); }
    void send() noexcept {
        if (request_ == nullptr) return;
        PQcancelBlocking(request_);
        PQcancelReset(request_);
    }
#else
    explicit cancel_request(PGconn* of) : request_(PQgetCancel(of)) {}
    ~cancel_request() { PQfreeCancel(request_); }
    void send() noexcept {
        char message[256];
        if (request_ != nullptr) PQcancel(request_, message, sizeof message);
    }
#endif
    cancel_request(const cancel_request&) = delete;
    cancel_request& operator=(const cancel_request&) = delete;

private:
#ifdef LIBPQ_HAS_ASYNC_CANCEL
    PGcancelConn* request_;
#else
    PGcancel* request_;
#endif
};

/// What a connection, its statements, its streams and its COPY share. On one connection the results of one
/// query come after those of another, so whoever sends a query calls settle() first.
struct postgres_link {
    PGconn* handle = nullptr;
    std::string alias;
    bool prepared = true;                        // false: every execution sends the SQL again
    std::uint32_t statement_count = 0;           // for the names of prepared statements
    wire_stream* stream = nullptr;               // the one whose rows are still on the wire
    bool leftover = false;                       // rows of an abandoned stream are still on the wire
    std::vector<std::string> retired;            // prepared statements that nobody needs any more
    const detail::table_list* tables = nullptr;  // that there are, for errors
    bool copying = false;
    bool pipelining = false;          // answers are to come, in the order of the questions
    bool transaction_around = false;  // around a stream or a COPY: libpq cannot tell while one is under way

    bool in_transaction() const noexcept {
        switch (PQtransactionStatus(handle)) {
            case PQTRANS_INTRANS:
            case PQTRANS_INERROR: return true;
            case PQTRANS_ACTIVE: return transaction_around;
            default: return false;
        }
    }

    /// Makes the wire free for the next query: what a stream has not read yet is read into memory.
    void settle(const error_place& place);

    /// Lets the server forget the retired statements. Not inside a transaction, which a failure would fail: a
    /// pooler may have taken another server, which does not know them. Call with the wire free.
    void forget_retired() noexcept {
        if (retired.empty() || in_transaction()) return;
        for (const std::string& name : retired) PQclear(PQexec(handle, ("DEALLOCATE " + name).c_str()));
        retired.clear();
    }

    /// Reads all results of the running query and forgets them. A COPY that it began is refused.
    void drain() noexcept {
        while (PGresult* rest = PQgetResult(handle)) {
            const ExecStatusType status = PQresultStatus(rest);
            PQclear(rest);
            if (status == PGRES_COPY_IN) PQputCopyEnd(handle, "interlock: not expected here");
            char* row = nullptr;
            while (status == PGRES_COPY_OUT && PQgetCopyData(handle, &row, 0) > 0) PQfreemem(row);
        }
        leftover = false;
    }

    /// Ends a COPY without its rows. A transaction that it is part of fails.
    void abort_copy() noexcept {
        copying = false;
        PQputCopyEnd(handle, "interlock: not finished");
        drain();
    }

    /// Ends the running query. A transaction that it is part of fails.
    void cancel() noexcept {
        // short results are here already: no need for a cancellation, which opens another connection
        for (int attempt = 0; attempt < 4; ++attempt) {
            while (PQisBusy(handle) == 0) {
                PGresult* rest = PQgetResult(handle);
                if (rest == nullptr) {
                    leftover = false;
                    return;
                }
                PQclear(rest);
            }
            if (PQconsumeInput(handle) == 0) break;
        }
        cancel_request(handle).send();
        drain();
    }
};

}  // namespace interlock::postgres_detail
