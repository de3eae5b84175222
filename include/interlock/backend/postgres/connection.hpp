// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/concept.hpp>
#include <interlock/backend/connection_for.hpp>
#include <interlock/backend/postgres/adapter.hpp>
#include <interlock/backend/postgres/errors.hpp>
#include <interlock/backend/postgres/link.hpp>
#include <interlock/backend/postgres/open.hpp>
#include <interlock/backend/postgres/statement.hpp>
#include <interlock/backend/raw_cache.hpp>
#include <interlock/backend/server_url.hpp>
#include <interlock/backend/sharing.hpp>
#include <interlock/backend/statement_cache.hpp>
#include <interlock/backend/test_database.hpp>
#include <interlock/backend/url.hpp>
#include <interlock/backend/watch.hpp>
#include <interlock/sql/placeholders.hpp>
#include <interlock/sql/raw_checks.hpp>

#include <libpq-fe.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace interlock {

/// One connection to a PostgreSQL server, used by one thread at a time. libpqxx owns it; statements and
/// transactions work on its libpq handle: libpqxx's transactions know nothing of statements that do not go
/// through it, so that a failed one would go unnoticed by their commit().
class postgres_connection {
public:
    using statement_type = postgres_statement;
    static constexpr bool can_break = true;

    /// Takes a URL such as postgresql://user@host:5432/name?sslmode=require, with libpq's parameters, several hosts
    /// too, and the library's own:
    ///   prepared=off                        for a pooler that cannot keep prepared statements
    ///   statement_timeout=ms, lock_timeout=ms   settings of the connection, which a pooler does not pass on
    /// Where a service only reads the database, default_transaction_read_only is another such setting.
    /// Throws connection_failed, and configuration_error for a URL that cannot be read or is not on its terms.
    postgres_connection(std::string_view alias, const url& where, access = access::writes)
        : postgres_connection(alias, where, postgres_detail::postgres_options::read(alias, where)) {}
    postgres_connection(const postgres_connection&) = delete;
    postgres_connection& operator=(const postgres_connection&) = delete;
    ~postgres_connection() { link_.stream = nullptr; }  // nobody reads its rows any more

    static bool speaks(std::string_view scheme) noexcept { return postgres_detail::is_postgres(scheme); }

    static sharing sharing_of(const url&) noexcept { return sharing::many; }
    static void require_terms(const url& where) {
        if (!where.on_terms().only_for_tests) return;
        const std::string name = detail::database_in(where);
        if (!name.empty()) detail::require_test_name(name);
    }

    std::string_view alias() const noexcept { return link_.alias; }
    /// False once the connection is lost; it does not come back.
    bool is_open() const noexcept { return PQstatus(link_.handle) == CONNECTION_OK; }

    /// The statement of a text; a further one while that is in use. It stays until the connection ends. The
    /// server hears of it when it is first executed.
    postgres_statement& prepare(const statement_text& text) {
        if (postgres_statement* idle = statements_.find_idle(text)) return *idle;
        auto made = std::make_unique<postgres_statement>(link_, text);
        statements_.keep(text, made.get());
        return *made.release();
    }

    /// The statement of a dynamic query; kept, but not for ever.
    postgres_statement& prepare(const dynamic_text& text) {
        if (postgres_statement* idle = raw_statements_.find_idle(text)) return *idle;
        return raw_statements_.make(
            text, [&](const statement_text& t) { return new postgres_statement(link_, t); });
    }

    /// The statement of a text that the program brings itself; kept, but not for ever. Throws usage_error where its
    /// placeholders are not as the signature says; the rest of that shows when it is executed.
    postgres_statement& prepare_raw(std::string_view asked, const raw_signature& signature) {
        if (only_reads_) require_reading(asked);
        search_path_of = nullptr;
        tenant_.clear();
        if (detail::changes_session(asked)) changed_ = true;
        if (postgres_statement* idle = raw_statements_.find_idle(asked, signature)) return *idle;
        detail::check_raw_text(asked);
        detail::numbered_text numbered = detail::placeholder_scanner(asked).numbered(signature.portable);
        detail::check_placeholder_count(numbered.count, signature.parameter_count);
        return raw_statements_.make(
            asked, std::move(numbered.sql), signature,
            [&](const statement_text& text) { return new postgres_statement(link_, text); });
    }
    /// Executes what prepare_raw() gave. The number of rows that it changed, 0 for what changes none.
    std::int64_t run_raw(postgres_statement& statement) { return statement.run(); }

    /// The rows of an EXPLAIN, as lines.
    static std::string read_plan(postgres_statement& statement) {
        std::string plan;
        while (statement.step()) (plan += statement.value(0).printed()) += '\n';
        return plan;
    }

    /// Runs one or several statements that return nothing. Several are one transaction unless they say
    /// otherwise.
    void execute(const std::string& script) {
        const postgres_detail::error_place place{link_.alias, {}, script};
        if (script.find('\0') != std::string::npos)
            postgres_detail::throw_at<value_out_of_range>(place, "the SQL text holds a NUL byte");
        command(script.c_str(), place);
    }

    void begin() { begin("BEGIN"); }
    void begin(const char* how) {
        const postgres_detail::error_place place{link_.alias, {}, how};
        if (in_transaction()) postgres_detail::throw_at<usage_error>(place, "begin() inside a transaction");
        command(how, place);
    }

    /// Throws and leaves the transaction rolled back when it fails; but where it throws commit_in_doubt nobody
    /// knows whether the server had committed before.
    void commit() {
        const postgres_detail::error_place place{
            .alias = link_.alias, .model = {}, .sql = "COMMIT", .tables = link_.tables};
        link_.settle(place);
        if (is_open() && !in_transaction())
            postgres_detail::throw_at<usage_error>(place, "commit() without a transaction");
        const bool failed_before = PQtransactionStatus(link_.handle) == PQTRANS_INERROR;
        const postgres_detail::result_handle result(
            PQexec(link_.handle, failed_before ? "ROLLBACK" : "COMMIT"));
        if (!is_open()) {
            const std::string reason = postgres_detail::error_message(result.get(), link_.handle);
            const std::string code(postgres_detail::error_field(result.get(), PG_DIAG_SQLSTATE));
            if (failed_before)
                postgres_detail::throw_at<connection_lost>(
                    place, "the transaction had failed, and the connection is lost: " + reason, code);
            postgres_detail::throw_at<commit_in_doubt>(
                place,
                "the connection was lost during the commit; whether it took place is in doubt: " + reason,
                code);
        }
        if (PQresultStatus(result.get()) != PGRES_COMMAND_OK)
            postgres_detail::throw_error(result.get(), link_.handle, place);
        // to the COMMIT of a failed transaction the server answers ROLLBACK, and calls it no error
        if (std::string_view(PQcmdStatus(result.get())) != "COMMIT")
            postgres_detail::throw_at<transaction_failed>(
                place, "the transaction was rolled back, because a statement in it had failed", "25P02");
    }

    /// Does nothing without a transaction. What a stream has not read yet is lost to nobody: it is kept.
    void rollback() noexcept {
        if (make_free() && in_transaction()) PQclear(PQexec(link_.handle, "ROLLBACK"));
    }

    /// The first half of a commit in two phases: the transaction leaves the connection and stays on the server, under a
    /// name, until finish_prepared(). Throws where it cannot be kept, and leaves it rolled back; but where the
    /// connection is lost nobody knows whether it is there.
    void prepare_transaction(const std::string& name) {
        const std::string sql = "PREPARE TRANSACTION " + literal(name);
        const postgres_detail::error_place place{
            .alias = link_.alias, .model = {}, .sql = sql, .tables = link_.tables};
        link_.settle(place);
        if (is_open() && !in_transaction())
            postgres_detail::throw_at<usage_error>(place, "prepare_transaction() without a transaction");
        const postgres_detail::result_handle result(PQexec(link_.handle, sql.c_str()));
        const std::string code(postgres_detail::error_field(result.get(), PG_DIAG_SQLSTATE));
        if (code == "55000" || code == "53200")
            postgres_detail::throw_at<prepared_transactions_unavailable>(
                place,
                postgres_detail::error_message(result.get(), link_.handle) +
                    "; set max_prepared_transactions in the server's configuration to at least the number of "
                    "transactions that are committed in two phases at a time, and restart it",
                code);
        if (PQresultStatus(result.get()) != PGRES_COMMAND_OK)
            postgres_detail::throw_error(result.get(), link_.handle, place);
        // as with COMMIT, a failed transaction is rolled back without an error
        if (std::string_view(PQcmdStatus(result.get())) != "PREPARE TRANSACTION")
            postgres_detail::throw_at<transaction_failed>(
                place, "the transaction was rolled back, because a statement in it had failed", "25P02");
    }
    /// The second half, by any connection to the database that is not in a transaction. False where there is no
    /// transaction of that name. Throws busy where somebody else is about to finish it.
    bool finish_prepared(const std::string& name, bool commits) {
        const std::string sql = (commits ? "COMMIT PREPARED " : "ROLLBACK PREPARED ") + literal(name);
        const postgres_detail::error_place place{link_.alias, {}, sql};
        link_.settle(place);
        const postgres_detail::result_handle result(PQexec(link_.handle, sql.c_str()));
        if (PQresultStatus(result.get()) == PGRES_COMMAND_OK) return true;
        const std::string code(postgres_detail::error_field(result.get(), PG_DIAG_SQLSTATE));
        if (code == "42704") return false;
        if (code == "55000")
            postgres_detail::throw_at<busy>(place, postgres_detail::error_message(result.get(), link_.handle),
                                            code);
        postgres_detail::throw_error(result.get(), link_.handle, place);
    }

    /// A part of the transaction, of which the latest one that began ends first.
    void begin_part() { execute("SAVEPOINT interlock_part"); }
    void commit_part() { execute("RELEASE interlock_part"); }
    /// Does nothing where the whole transaction is gone, with the connection perhaps.
    void rollback_part() noexcept {
        if (make_free()) PQclear(PQexec(link_.handle, "ROLLBACK TO interlock_part; RELEASE interlock_part"));
    }

    /// From here to end_pipeline() statements are sent, and their answers taken, by enqueue() and receive() alone.
    void begin_pipeline() {
        link_.settle({link_.alias, {}, {}});
        if (PQenterPipelineMode(link_.handle) == 0)
            postgres_detail::throw_error(nullptr, link_.handle, {link_.alias, {}, {}});
        link_.pipelining = true;
    }
    /// After all answers were taken.
    void end_pipeline() noexcept {
        PQexitPipelineMode(link_.handle);
        link_.pipelining = false;
    }

    /// Whether it still stands: as far as this side knows, or asking the server.
    bool answers(bool thoroughly) noexcept {
        while (is_open() && postgres_detail::has_news(link_.handle))
            if (PQconsumeInput(link_.handle) == 0) return false;
        if (!is_open() || !thoroughly) return is_open();
        const postgres_detail::result_handle nothing(PQexec(link_.handle, ""));
        return PQresultStatus(nothing.get()) == PGRES_EMPTY_QUERY;
    }
    /// Makes it fit for its next user. False where it has to be closed instead.
    bool restore() noexcept {
        if (link_.copying) link_.abort_copy();
        if (link_.leftover) link_.cancel();
        if (in_transaction()) rollback();
        if (changed_ && is_open()) {
            const postgres_detail::result_handle result(
                PQexec(link_.handle, "CLOSE ALL; RESET SESSION AUTHORIZATION; RESET ALL; UNLISTEN *; "
                                     "SELECT pg_advisory_unlock_all(); DISCARD TEMP"));
            if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) return false;
            try {
                postgres_detail::set_session(link_.handle, {link_.alias, {}, {}});
            } catch (const error&) {
                return false;
            }
            changed_ = false;
            search_path_of = nullptr;
            tenant_.clear();
        }
        return is_open() && PQtransactionStatus(link_.handle) == PQTRANS_IDLE &&
               (!only_reads_ ||
                postgres_detail::says_that_it_reads(link_.handle) != postgres_detail::answer::no);
    }

    /// Whether row-level security lets the rows of a tenant pass (docs/routing/tenant_key.md), as be_tenant() said last; of
    /// a transaction that has failed, in which nothing can be said, it does not matter.
    bool is_tenant(std::string_view name) const noexcept {
        return tenant_ == name || PQtransactionStatus(link_.handle) == PQTRANS_INERROR;
    }
    /// Says whose rows it lets pass from now on, by a setting.
    void be_tenant(std::string_view name) {
        if (!link_.prepared)
            postgres_detail::throw_at<configuration_error>(
                {link_.alias, {}, {}},
                "tenants who share tables need connections that keep a setting, which those of a pooler "
                "(prepared=off) do not");
        tenant_.clear();
        execute("SET interlock.tenant = " + literal(std::string(name)));
        if (!in_transaction()) tenant_ = name;  // else it goes with a rollback
    }

    /// Also true for a transaction that a script began, and for one that has failed and awaits its rollback.
    bool in_transaction() const noexcept { return link_.in_transaction(); }

    /// Ends the running statement, from any thread, while the connection stands.
    class canceller_type {
    public:
        explicit canceller_type(const postgres_connection& c) : request_(c.native_handle()) {}
        void cancel() noexcept { request_.send(); }

    private:
        postgres_detail::cancel_request request_;
    };

    PGconn* native_handle() const noexcept { return link_.handle; }

    /// What is to be told of its statements, if anything.
    detail::statement_watch* watch = nullptr;
    /// Whose search_path was the last to be set, outside a transaction; nobody's once a raw text may have set another.
    const void* search_path_of = nullptr;
    /// The tables of the service that the database has, for its errors.
    void describe(const detail::table_list* tables) noexcept { link_.tables = tables; }

    /// libpqxx's connection, for what the library has no words for, such as notifications: call it anew each
    /// time, because it makes the wire free, and leave transactions and statements to the library.
    postgres_detail::pqxx_connection& libpqxx() {
        link_.settle({link_.alias, {}, {}});
        changed_ = true;
        search_path_of = nullptr;
        tenant_.clear();
        return owner_.libpqxx();
    }

private:
    friend class postgres_copy;

    postgres_connection(std::string_view alias, const url& where,
                        const postgres_detail::postgres_options& options)
        : owner_(postgres_detail::open_postgres(alias, where, options)) {
        link_.handle = owner_.handle();
        link_.alias = alias;
        link_.prepared = options.prepared;
        only_reads_ = where.on_terms().only_reads;
    }

    /// The server keeps what begins from writing, but by a setting, which a SELECT can change too.
    void require_reading(std::string_view asked) const {
        const bool sets =
            detail::holds_word(asked, "set_config") && detail::holds_word(asked, "transaction_read_only");
        if (sets || postgres_detail::says_that_it_reads(link_.handle) == postgres_detail::answer::no)
            postgres_detail::throw_at<read_only_database>(
                {link_.alias, {}, asked},
                "the service only reads this database: whether its connection may write is not for a text to say");
    }

    /// For the end of a transaction. False where the connection is lost.
    bool make_free() noexcept {
        if (link_.copying) link_.abort_copy();
        if (link_.stream != nullptr) link_.stream->keep_rest();
        else if (link_.leftover) link_.cancel();
        return is_open();
    }

    /// A text as a constant of SQL, whatever is in it.
    std::string literal(const std::string& text) const {
        char* const quoted = PQescapeLiteral(link_.handle, text.data(), text.size());
        if (quoted == nullptr)
            postgres_detail::throw_at<engine_error>({link_.alias, {}, {}}, PQerrorMessage(link_.handle));
        std::string copy(quoted);
        PQfreemem(quoted);
        return copy;
    }

    void command(const char* sql, const postgres_detail::error_place& place) {
        link_.settle(place);
        const postgres_detail::result_handle result(PQexec(link_.handle, sql));
        switch (PQresultStatus(result.get())) {
            case PGRES_COMMAND_OK:
            case PGRES_TUPLES_OK:
            case PGRES_EMPTY_QUERY: return;
            case PGRES_COPY_IN:
            case PGRES_COPY_OUT:
            case PGRES_COPY_BOTH:
                link_.drain();
                postgres_detail::throw_at<usage_error>(
                    place, "a COPY cannot be run by execute(); use postgres_copy");
            default: postgres_detail::throw_error(result.get(), link_.handle, place);
        }
    }

    // in this order: the statements end before the connection
    postgres_detail::adopted_connection owner_;
    postgres_detail::postgres_link link_;
    detail::statement_cache<postgres_statement> statements_;
    detail::raw_cache<postgres_statement> raw_statements_;
    bool changed_ = false;  // by a raw text, such as a SET
    std::string tenant_;    // whose rows pass, where that is known
    bool only_reads_ = false;
};

static_assert(backend_connection<postgres_connection>);

template <>
struct connection_for<postgres> {
    using type = postgres_connection;
};

}  // namespace interlock
