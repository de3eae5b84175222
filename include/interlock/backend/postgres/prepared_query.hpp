// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/postgres/column.hpp>
#include <interlock/backend/postgres/errors.hpp>
#include <interlock/backend/postgres/link.hpp>
#include <interlock/backend/postgres/parameters.hpp>
#include <interlock/backend/postgres/stream.hpp>
#include <interlock/sql/statement_text.hpp>

#include <libpq-fe.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace interlock::postgres_detail {

/// A text as the server knows it: prepared under a name at its first execution, and again where the server
/// has lost it or the columns of its table have changed.
class prepared_query {
public:
    prepared_query(postgres_link& link, const statement_text& text)
        : link_(link), text_(text), binary_(!reads_fast_as_text(text)) {}

    error_place place() const noexcept {
        return {.alias = link_.alias,
                .model = text_.table == nullptr ? std::string_view() : text_.table->model,
                .sql = text_.sql,
                .tables = link_.tables};
    }

    /// The whole result, or the first rows of a stream. Throws what the server has to say.
    result_handle execute(const postgres_parameters& parameters, wire_stream* stream) {
        link_.settle(place());
        for (bool again = true;; again = false) {
            if (link_.prepared && !ready_) prepare(parameters);
            else if (!link_.prepared && text_.raw != nullptr && text_.raw->reads) {
                // where nothing is kept, the text is looked at each time
                const result_handle seen(
                    PQprepare(link_.handle, "", text_.sql.data(), parameters.count(), parameters.types()));
                check(seen.get());
                require_read(parameters);
            }
            result_handle result(stream == nullptr ? send(parameters) : start(parameters, *stream));
            if (must_prepare_again(result.get())) {
                ready_ = false;
                binary_ = !reads_fast_as_text(text_);
                // nothing was executed: it can be repeated, unless the failure has failed a transaction
                if (again && !link_.in_transaction()) continue;
            }
            check(result.get());
            return result;
        }
    }

    /// Sends an execution in a pipeline, and says whether the statement's preparation goes before it.
    bool enqueue(const postgres_parameters& p) {
        const bool prepares = link_.prepared && !ready_;
        if (prepares) {
            choose_name();
            require_sent(PQsendPrepare(link_.handle, name_.c_str(), text_.sql.data(), p.count(), p.types()));
            ready_ = true;  // for what comes after it in the pipeline
        }
        require_sent(send_only(p));
        require_sent(PQpipelineSync(link_.handle));
        return prepares;
    }
    /// The answer to what enqueue() sent. Throws what the server has to say.
    result_handle receive(bool prepares) {
        require_standing();
        result_handle result(PQgetResult(link_.handle));
        result_handle refused;
        if (prepares) {
            if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) {
                ready_ = false;
                refused = std::move(result);
            }
            PQclear(PQgetResult(link_.handle));  // the end of one answer
            result.reset(PQgetResult(link_.handle));
        }
        for (;;) {  // up to the synchronisation
            const result_handle rest(PQgetResult(link_.handle));
            if (PQresultStatus(rest.get()) == PGRES_PIPELINE_SYNC) break;
            require_standing();
        }
        if (must_prepare_again(result.get())) ready_ = false;
        check(refused ? refused.get() : result.get());
        return result;
    }

    /// Throws where a result is an error.
    void check(const PGresult* result) {
        switch (PQresultStatus(result)) {
            case PGRES_TUPLES_OK:
            case PGRES_COMMAND_OK:
            case PGRES_EMPTY_QUERY: return;
            case PGRES_COPY_IN:
            case PGRES_COPY_OUT:
            case PGRES_COPY_BOTH:
                link_.drain();
                throw_at<usage_error>(place(), "a COPY cannot be run as a statement; use postgres_copy");
            default: break;
        }
        if (!has_streamed_rows(result)) throw_error(result, link_.handle, place());
    }

    /// The server may forget it.
    void retire() noexcept {
        if (ready_) link_.retired.push_back(std::move(name_));
        ready_ = false;
    }
    const statement_text& text() const noexcept { return text_; }

    /// The types of the columns allow the text format. While the statement is prepared, they do not change.
    void prefer_text() noexcept {
        if (link_.prepared) binary_ = false;
    }

private:
    /// The name holds a hash of the SQL: behind a pooler that hands out its servers without keeping prepared
    /// statements apart, a name that another client prepared must never stand for another statement.
    void choose_name() {
        std::uint64_t hash = 0xcbf29ce484222325u;  // FNV-1a
        for (const char c : text_.sql) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
        name_ = "il_" + std::to_string(++link_.statement_count) + "_";
        for (int shift = 60; shift >= 0; shift -= 4) name_ += "0123456789abcdef"[(hash >> shift) & 15];
    }

    void prepare(const postgres_parameters& p) {
        link_.forget_retired();
        choose_name();
        const result_handle result(
            PQprepare(link_.handle, name_.c_str(), text_.sql.data(), p.count(), p.types()));
        check(result.get());
        if (text_.raw != nullptr && text_.raw->reads) require_read(p);
        ready_ = true;
    }

    /// A cursor is made of what reads and of nothing else: no insert, update or delete, not within a WITH either,
    /// no SELECT INTO. The server says so when it reads the declaration, which is never executed.
    void require_read(const postgres_parameters& p) {
        const std::string declaration = "DECLARE interlock_read CURSOR FOR " + std::string(text_.sql);
        const result_handle result(PQprepare(link_.handle, "", declaration.c_str(), p.count(), p.types()));
        if (PQresultStatus(result.get()) == PGRES_COMMAND_OK) return;
        if (PQstatus(link_.handle) != CONNECTION_OK) check(result.get());
        throw_at<usage_error>(
            place(),
            "a text that is no SELECT, VALUES or TABLE, or that writes, was given as il::reads; "
            "give it as il::writes: " +
                error_message(result.get(), link_.handle),
            std::string(error_field(result.get(), PG_DIAG_SQLSTATE)));
    }

    static bool must_prepare_again(const PGresult* result) {
        if (PQresultStatus(result) != PGRES_FATAL_ERROR) return false;
        return is_stale_plan(result) || error_field(result, PG_DIAG_SQLSTATE) == "26000";
    }

    PGresult* send(const postgres_parameters& p) {
        const int format = binary_ ? 1 : 0;
        if (link_.prepared)
            return PQexecPrepared(link_.handle, name_.c_str(), p.count(), p.values(), p.lengths(),
                                  p.formats(), format);
        return PQexecParams(link_.handle, text_.sql.data(), p.count(), p.types(), p.values(), p.lengths(),
                            p.formats(), format);
    }

    /// As send(), leaving the rows on the wire.
    PGresult* start(const postgres_parameters& p, wire_stream& stream) {
        const bool in_transaction = link_.in_transaction();
        if (send_only(p) == 0) return nullptr;
        stream.start(in_transaction);
        return stream.next().release();
    }
    int send_only(const postgres_parameters& p) {
        const int format = binary_ ? 1 : 0;
        return link_.prepared ? PQsendQueryPrepared(link_.handle, name_.c_str(), p.count(), p.values(),
                                                    p.lengths(), p.formats(), format)
                              : PQsendQueryParams(link_.handle, text_.sql.data(), p.count(), p.types(),
                                                  p.values(), p.lengths(), p.formats(), format);
    }
    /// Of a pipeline whose connection is lost libpq has answers that are none.
    void require_standing() {
        if (PQstatus(link_.handle) != CONNECTION_OK)
            throw_at<connection_lost>(place(),
                                      "the connection was lost under a pipeline; which of its statements "
                                      "took place is unknown: " +
                                          error_message(nullptr, link_.handle));
    }
    void require_sent(int sent) {
        if (sent == 0) throw_error(nullptr, link_.handle, place());
    }

    postgres_link& link_;
    const statement_text& text_;
    std::string name_;
    bool ready_ = false;
    bool binary_;  // the format of the results
};

}  // namespace interlock::postgres_detail
