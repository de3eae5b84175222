// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/postgres/replication.hpp>
#include <interlock/routing/database.hpp>
#include <interlock/session/run_statement.hpp>

#include <cstdint>
#include <utility>

// What sources and replicas are asked, as operations of a slot. Where an engine has no log to be asked about, as SQLite,
// a replica is never behind, and there are no positions.

namespace interlock::detail {

inline constexpr std::int64_t unknown_position = -1;

/// Whether what was written can be told by a position of the engine's log.
template <class Backend>
inline constexpr bool has_positions = __is_same(Backend, postgres);

struct ask_whether_positions {
    template <class Backend>
    static bool run() {
        return has_positions<Backend>;
    }
};

template <class Connection>
std::int64_t ask_number(Connection& c, const statement_text& text) {
    return run_statement(c, text, [](auto& statement) -> std::int64_t {
        if (!statement.step() || statement.value(0).is_null()) return unknown_position;
        return statement.value(0).integer();
    });
}

/// Of a source: where what was committed up to now ends.
struct ask_position {
    template <class Backend, class Connection>
    static std::int64_t run(Connection& c) {
        if constexpr (has_positions<Backend>) return ask_number(c, postgres_detail::replication::position);
        else return unknown_position;
    }
};

/// Of a replica: how many milliseconds it is behind; unknown_position where it cannot say.
struct ask_lag {
    template <class Backend, class Connection>
    static std::int64_t run(Connection& c) {
        if constexpr (has_positions<Backend>) return ask_number(c, postgres_detail::replication::lag);
        else return 0;
    }
};

/// What keeps a replica from an operation: it has not come to the position, or has none to compare.
struct behind_position {
    bool is_replica = true;
};

template <class Lease>
auto& connection_in(Lease& leased) {
    if constexpr (requires { leased.give_back(); }) return *leased;
    else return leased;
}

/// An operation on a replica that has come to a position, 0 for any. Throws behind_position. It is asked on the connection
/// that the operation runs on: a server that was started again in between may show less than before.
template <class Operation>
struct at_position {
    template <class Backend, class Connection, class... Args>
    static decltype(auto) run(Connection&& connection, std::int64_t position, Args&&... args) {
        if constexpr (has_positions<Backend>)
            if (position > 0) require(connection_in(connection), position);
        return Operation::template run<Backend>(std::forward<Connection>(connection),
                                                std::forward<Args>(args)...);
    }

private:
    template <class Connection>
    static void require(Connection& c, std::int64_t position) {
        const std::int64_t shown = ask_number(c, postgres_detail::replication::replayed);
        if (shown < position) throw behind_position{shown != unknown_position};
    }
};

}  // namespace interlock::detail
