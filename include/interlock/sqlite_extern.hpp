// SPDX-License-Identifier: BSL-1.0
#pragma once

// SQLite as a backend, for programs of several source files: what each of them would compile alike is compiled once.
// They include this in place of interlock/sqlite.hpp, and one of them interlock/sqlite_instances.hpp besides.

#include <interlock/session/lease.hpp>
#include <interlock/session/pool.hpp>
#include <interlock/sqlite.hpp>

namespace interlock::detail {

extern template class pool<sqlite_connection>;
extern template class lease<sqlite_connection>;
extern template class statement_cache<sqlite_statement>;
extern template class raw_cache<sqlite_statement>;

}  // namespace interlock::detail
