// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/session/session.hpp>

namespace interlock::detail {

/// In the place of one that was refused.
template <class Db, class... Dbs, class Models, class Routers, class Profile>
auto any_executor(session<service<databases<Db, Dbs...>, Models, Routers, Profile>>& db) {
    return db.template executor_of<Db>();
}

}  // namespace interlock::detail
