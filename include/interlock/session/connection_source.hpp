// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/concept.hpp>
#include <interlock/backend/connection_for.hpp>
#include <interlock/backend/sharing.hpp>
#include <interlock/backend/table_list.hpp>
#include <interlock/backend/url.hpp>
#include <interlock/backend/watch.hpp>
#include <interlock/session/lease.hpp>
#include <interlock/session/own_transaction.hpp>
#include <interlock/session/pool.hpp>
#include <interlock/session/pool_metrics.hpp>
#include <interlock/session/statement_report.hpp>

#include <cstdint>
#include <string_view>
#include <utility>

namespace interlock {

namespace detail {

/// Whether the header of a backend is included; where it is not, this is the compile error.
template <class Backend>
inline constexpr bool is_included = requires {
    typename connection_for<Backend>::type;
};
template <class... Backends>
inline constexpr bool is_included<either<Backends...>> = (is_included<Backends> && ...);

/// The connections to one database by one backend, and how an operation comes to one of them.
template <class Backend>
class connection_source {
public:
    using connection = typename connection_for<Backend>::type;
    using hold_type = transaction_hold;

    void place(std::string_view alias, url&& where) {
        connection::require_terms(where);
        pool_.configure(alias, std::move(where));
    }
    void describe(const table_list* tables) noexcept { pool_.describe(tables); }
    /// Who asks from time to time sees none that should be closed.
    pool_metrics metrics() noexcept {
        (void)pool_.close_idle();
        return pool_.metrics();
    }
    std::int64_t close_idle() noexcept { return pool_.close_idle(); }
    void close_unleased() noexcept { pool_.close_unleased(); }
    void give_up(bool is_given_up) noexcept { pool_.give_up(is_given_up); }
    std::int64_t query_count() const noexcept { return pool_.query_count(); }
    void watch(statement_hook* hook) noexcept { pool_.watch(hook); }
    void place_statements(const statement_place& where) noexcept { pool_.place_statements(where); }
    template <class Budget>
    void share(Budget& budget) {
        pool_.share(budget);
    }

    template <class Operation, class... Args>
    decltype(auto) run(const transaction_hold& held, access how, Args&&... args) {
        const lease<connection> leased(pool_, held, how);
        return Operation::template run<Backend>(*leased, std::forward<Args>(args)...);
    }
    template <class Operation, class... Args>
    decltype(auto) keep(const transaction_hold& held, access how, Args&&... args) {
        lease<connection> leased(pool_, held, how);
        leased.keep(pool_);
        return Operation::template run<Backend>(std::move(leased), std::forward<Args>(args)...);
    }
    template <class Operation, class... Args>
    static decltype(auto) ask(Args&&... args) {
        return Operation::template run<Backend>(std::forward<Args>(args)...);
    }

    template <class How, class... Before>
    void begin(transaction_hold& hold, const Before&... before) {
        auto& place = pool_.lease_for_transaction(How::access, hold.whom);
        place.watch.why = hold.why != nullptr ? hold.why : "transaction";
        try {
            constexpr const char* text = How::template text<Backend>();
            const alone_in use(*this, place);
            connection& c = *place.connection;
            (before(c), ...);
            reported(c, text == nullptr ? "BEGIN" : text, [&] {
                if constexpr (text == nullptr) c.begin();
                else c.begin(text);
            });
        } catch (...) {
            pool_.end_transaction(place);
            throw;
        }
        hold.hold(&place, place.turn.peek(), place.part);
    }
    void commit(const transaction_hold& held) {
        const end_of_transaction end(*this, held);
        const alone_in use(*this, end.place);
        reported(in(held), "COMMIT", [&] { in(held).commit(); });
    }
    void rollback(const transaction_hold& held) noexcept {
        const end_of_transaction end(*this, held);
        const alone_in use(*this, end.place);
        connection& c = in(held);
        if (c.in_transaction()) reported(c, "ROLLBACK", [&] { c.rollback(); });
        else c.rollback();  // nothing to be told of
    }

private:
    using place_type = typename pool<connection>::place;

    struct end_of_transaction {
        connection_source& source;
        place_type& place;
        end_of_transaction(connection_source& s, const transaction_hold& held)
            : source(s), place(static_cast<place_type&>(*held.place)) {}
        end_of_transaction(const end_of_transaction&) = delete;
        end_of_transaction& operator=(const end_of_transaction&) = delete;
        ~end_of_transaction() { source.pool_.end_transaction(place); }
    };
    /// A use without a lease: of the transaction itself.
    struct alone_in {
        place_type& place;
        bool shared;
        alone_in(connection_source& s, place_type& p) noexcept : place(p), shared(s.pool_.enter(p)) {}
        alone_in(const alone_in&) = delete;
        alone_in& operator=(const alone_in&) = delete;
        ~alone_in() {
            if (shared) place.using_now.unlock();
        }
    };
    static connection& in(const transaction_hold& held) noexcept {
        return *static_cast<place_type*>(held.place)->connection;
    }

    pool<connection> pool_;
};

/// Of a database that was refused: everything compiles, so that there is no second error.
struct refused_result {
    template <class T>
    operator T() const;  // NOLINT(google-explicit-constructor)
};
class refused_source {
public:
    using hold_type = transaction_hold;

    void describe(const table_list*) noexcept {}
    pool_metrics metrics() const noexcept { return {}; }
    std::int64_t close_idle() const noexcept { return 0; }
    std::int64_t query_count() const noexcept { return 0; }
    void watch(statement_hook*) noexcept {}
    void place_statements(const statement_place&) noexcept {}
    template <class Budget>
    void share(Budget&) {}
    template <class Operation, class... Args>
    refused_result run(Args&&...) {
        return {};
    }
    template <class Operation, class... Args>
    refused_result keep(Args&&...) {
        return {};
    }
    template <class Operation, class... Args>
    refused_result ask(Args&&...) const {
        return {};
    }
    template <class How, class... Before>
    void begin(transaction_hold&, const Before&...) {}
    void commit(const transaction_hold&) {}
    void rollback(const transaction_hold&) noexcept {}
};

}  // namespace detail

}  // namespace interlock
