// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/refusal.hpp>
#include <interlock/routing/database.hpp>

namespace interlock {

/// The connection type of a backend tag; specialised by the header of each backend.
template <class Backend>
struct connection_for {
    static_assert(never<Backend>,
                  "interlock: a database whose backend is not included: its connection comes with "
                  "<interlock/sqlite.hpp> or <interlock/postgres.hpp>; include the one it needs");
};

}  // namespace interlock
