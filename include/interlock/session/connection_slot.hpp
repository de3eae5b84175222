// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/concept.hpp>
#include <interlock/backend/connection_for.hpp>
#include <interlock/backend/url.hpp>
#include <interlock/sql/dialect.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
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

/// The place of one database in a session: its URL, and its connection from the first use on.
/// `run<Operation>(args...)` calls Operation::template run<Backend>(connection, args...).
template <class Db, class Backend = typename Db::backend, bool Included = is_included<Backend>>
class connection_slot {
public:
    using connection = typename connection_for<Backend>::type;

    static bool speaks(std::string_view scheme) noexcept { return connection::speaks(scheme); }
    static std::string schemes() { return std::string(dialect_of<Backend>::value.scheme); }

    void place(url where) { where_ = std::move(where); }

    template <class Operation, class... Args>
    decltype(auto) run(Args&&... args) {
        if (!connection_) connection_.emplace(Db::alias, where_);
        return Operation::template run<Backend>(*connection_, std::forward<Args>(args)...);
    }

    /// The same without the connection, which is not opened: Operation::template run<Backend>(args...).
    template <class Operation, class... Args>
    decltype(auto) ask(Args&&... args) const {
        return Operation::template run<Backend>(std::forward<Args>(args)...);
    }

private:
    url where_;
    std::optional<connection> connection_;
};

/// Of a database that was refused: everything compiles, so that there is no second error.
struct refused_result {
    template <class T>
    operator T() const;  // NOLINT(google-explicit-constructor)
};
template <class Db, class Backend>
class connection_slot<Db, Backend, false> {
public:
    static bool speaks(std::string_view) noexcept { return true; }
    static std::string schemes() { return {}; }
    void place(const url&) {}

    template <class Operation, class... Args>
    refused_result run(Args&&...) {
        return {};
    }
    template <class Operation, class... Args>
    refused_result ask(Args&&...) const {
        return {};
    }
};

/// Of a database with several backends: the scheme of the URL chooses one.
template <class Db, class... Backends>
class connection_slot<Db, either<Backends...>, true> {
public:
    static bool speaks(std::string_view scheme) noexcept {
        return (connection_for<Backends>::type::speaks(scheme) || ...);
    }
    static std::string schemes() {
        std::string all;
        ((all += (all.empty() ? "" : ", "), all += dialect_of<Backends>::value.scheme), ...);
        return all;
    }

    void place(url where) {
        where_ = std::move(where);
        chosen_ = 0;
        (void)((connection_for<Backends>::type::speaks(where_.scheme()) || (++chosen_, false)) || ...);
    }

    template <class Operation, class... Args>
    decltype(auto) run(Args&&... args) {
        return run_from<Operation, 0>(std::forward<Args>(args)...);
    }
    template <class Operation, class... Args>
    decltype(auto) ask(Args&&... args) const {
        return ask_from<Operation, 0>(std::forward<Args>(args)...);
    }

private:
    template <class Operation, std::size_t I, class... Args>
    decltype(auto) run_from(Args&&... args) {
        if constexpr (I + 1 < sizeof...(Backends))
            if (chosen_ != I) return run_from<Operation, I + 1>(std::forward<Args>(args)...);
        auto& connection = std::get<I>(connections_);
        if (!connection) connection.emplace(Db::alias, where_);
        using backend = std::tuple_element_t<I, std::tuple<Backends...>>;
        return Operation::template run<backend>(*connection, std::forward<Args>(args)...);
    }
    template <class Operation, std::size_t I, class... Args>
    decltype(auto) ask_from(Args&&... args) const {
        if constexpr (I + 1 < sizeof...(Backends))
            if (chosen_ != I) return ask_from<Operation, I + 1>(std::forward<Args>(args)...);
        return Operation::template run<std::tuple_element_t<I, std::tuple<Backends...>>>(
            std::forward<Args>(args)...);
    }

    url where_;
    std::size_t chosen_ = 0;
    std::tuple<std::optional<typename connection_for<Backends>::type>...> connections_;
};

}  // namespace detail

}  // namespace interlock
