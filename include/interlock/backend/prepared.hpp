// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/sql/render.hpp>

namespace interlock::detail {

/// The statement of a query's text. Functions of the library's own that it calls are brought to the engine before, by
/// programs alone that have such a query.
template <class Backend, class Shape, class Connection, class Text>
auto& prepared(Connection& connection, const Text& text) {
    if constexpr (calls_own_functions<Backend, Shape> && requires { connection.bring_functions(); })
        connection.bring_functions();
    return connection.prepare(text);
}

}  // namespace interlock::detail
