// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/connection_for.hpp>
#include <interlock/backend/url.hpp>
#include <interlock/session/connection_source.hpp>
#include <interlock/sql/dialect.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

namespace interlock {

namespace detail {

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

}  // namespace detail

}  // namespace interlock
