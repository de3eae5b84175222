// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/concept.hpp>
#include <interlock/backend/connection_for.hpp>
#include <interlock/backend/sharing.hpp>
#include <interlock/backend/url.hpp>
#include <interlock/routing/router.hpp>
#include <interlock/session/lease.hpp>
#include <interlock/session/own_transaction.hpp>
#include <interlock/session/pool.hpp>
#include <interlock/session/pool_metrics.hpp>
#include <interlock/session/statement_report.hpp>
#include <interlock/sql/dialect.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

namespace interlock {

template <class Arrangement>
struct arrangement_that_is_not_included {
    static_assert(
        never<Arrangement>,
        "interlock: a router that arranges its database by a header that is not included: it is no part of "
        "interlock.hpp; il::replicated and il::read_write need <interlock/replicas.hpp>, il::tenanted "
        "<interlock/tenants.hpp>");
};

namespace detail {

/// On what terms a service opens a database.
template <class Service, class Db>
inline constexpr terms terms_of{!Service::template may_write<Db>, Service::only_test_databases};

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

/// The place of one database in a session: its connections, by the backend that its URL speaks of.
template <class Db, class Backend = typename Db::backend, bool Included = is_included<Backend>>
class connection_slot : public connection_source<Backend> {
public:
    static bool speaks(std::string_view scheme) noexcept {
        return connection_for<Backend>::type::speaks(scheme);
    }
    static std::string schemes() { return std::string(dialect_of<Backend>::value.scheme); }
    void place(url&& where) { connection_source<Backend>::place(Db::alias, std::move(where)); }
};

template <class Db, class Backend>
class connection_slot<Db, Backend, false> : public refused_source {
public:
    static bool speaks(std::string_view) noexcept { return true; }
    static std::string schemes() { return {}; }
    void place(url&&) {}
};

/// Of a database with several backends: the scheme of the URL chooses one.
template <class Db, class... Backends>
class connection_slot<Db, either<Backends...>, true> {
public:
    using hold_type = transaction_hold;

    static bool speaks(std::string_view scheme) noexcept {
        return (connection_for<Backends>::type::speaks(scheme) || ...);
    }
    static std::string schemes() {
        std::string all;
        ((all += (all.empty() ? "" : ", "), all += dialect_of<Backends>::value.scheme), ...);
        return all;
    }

    void place(url&& where) {
        chosen_ = 0;
        (void)((connection_for<Backends>::type::speaks(where.scheme()) || (++chosen_, false)) || ...);
        on_chosen([&](auto& source) { source.place(Db::alias, std::move(where)); });
    }
    void describe(const table_list* tables) noexcept {
        (std::get<connection_source<Backends>>(sources_).describe(tables), ...);
    }
    pool_metrics metrics() {
        return on_chosen([](auto& source) { return source.metrics(); });
    }
    std::int64_t close_idle() {
        return on_chosen([](auto& source) { return source.close_idle(); });
    }
    void close_unleased() noexcept {
        on_chosen([](auto& source) { source.close_unleased(); });
    }
    void give_up(bool is_given_up) noexcept {
        on_chosen([=](auto& source) { source.give_up(is_given_up); });
    }
    std::int64_t query_count() {
        return on_chosen([](auto& source) { return source.query_count(); });
    }
    void watch(statement_hook* hook) noexcept {
        on_chosen([&](auto& source) { source.watch(hook); });
    }
    void place_statements(const statement_place& where) noexcept {
        (std::get<connection_source<Backends>>(sources_).place_statements(where), ...);
    }
    template <class Budget>
    void share(Budget& budget) {
        on_chosen([&](auto& source) { source.share(budget); });
    }

    template <class Operation, class... Args>
    decltype(auto) run(const transaction_hold& held, access how, Args&&... args) {
        return on_chosen([&](auto& source) -> decltype(auto) {
            return source.template run<Operation>(held, how, std::forward<Args>(args)...);
        });
    }
    template <class Operation, class... Args>
    decltype(auto) keep(const transaction_hold& held, access how, Args&&... args) {
        return on_chosen([&](auto& source) -> decltype(auto) {
            return source.template keep<Operation>(held, how, std::forward<Args>(args)...);
        });
    }
    template <class Operation, class... Args>
    decltype(auto) ask(Args&&... args) {
        return on_chosen([&](auto& source) -> decltype(auto) {
            return source.template ask<Operation>(std::forward<Args>(args)...);
        });
    }

    template <class How, class... Before>
    void begin(transaction_hold& hold, const Before&... before) {
        on_chosen([&](auto& source) { source.template begin<How>(hold, before...); });
    }
    void commit(const transaction_hold& held) {
        on_chosen([&](auto& source) { source.commit(held); });
    }
    void rollback(const transaction_hold& held) noexcept {
        on_chosen([&](auto& source) { source.rollback(held); });
    }

private:
    template <std::size_t I = 0, class Function>
    decltype(auto) on_chosen(const Function& f) {
        if constexpr (I + 1 < sizeof...(Backends))
            if (chosen_ != I) return on_chosen<I + 1>(f);
        return f(std::get<I>(sources_));
    }

    std::size_t chosen_ = 0;
    std::tuple<connection_source<Backends>...> sources_;
};

/// In the place of an arrangement that was refused.
template <class Db, bool Refused = false>
struct refused_slot : connection_slot<Db, typename Db::backend, false> {
    template <class Part>
    static auto& part() {
        static refused_slot<Part> none;
        return none;
    }
};

/// The place of a database in a session, as a service arranges it: a single one, unless a router says otherwise. Another
/// arrangement has a specialisation, whose `type` does what a connection_slot does. Where there are several of that, such
/// as one for each tenant, `in_session` is what has them.
template <class Arrangement, class Service, class Db>
struct arranged {
    using type = refused_slot<Db, refuse<arrangement_that_is_not_included<Arrangement>>()>;
};
template <class Service, class Db>
struct arranged<pass_t, Service, Db> {
    using type = connection_slot<Db>;
};
template <class Service, class Db>
using arranged_in = arranged<typename Service::template arrangement<Db>, Service, Db>;
template <class Service, class Db>
using slot_of = typename arranged_in<Service, Db>::type;

template <class Arranged>
struct kept_in_session {
    using type = typename Arranged::type;
};
template <class Arranged>
    requires requires { typename Arranged::in_session; }
struct kept_in_session<Arranged> {
    using type = typename Arranged::in_session;
};
template <class Service, class Db>
using session_slot_of = typename kept_in_session<arranged_in<Service, Db>>::type;

/// In the place of a slot that there is not, once that was refused: so that no second error follows.
template <class Service, class Db>
slot_of<Service, Db>& no_slot();

}  // namespace detail

}  // namespace interlock
