// SPDX-License-Identifier: BSL-1.0
#pragma once

// PostgreSQL as a backend, for programs of several source files: what each of them would compile alike is compiled once.
// They include this in place of interlock/postgres.hpp, and one of them interlock/postgres_instances.hpp besides.

#include <interlock/postgres.hpp>
#include <interlock/session/lease.hpp>
#include <interlock/session/pool.hpp>

namespace interlock::detail {

extern template class pool<postgres_connection>;
extern template class lease<postgres_connection>;
extern template class statement_cache<postgres_statement>;
extern template class raw_cache<postgres_statement>;

}  // namespace interlock::detail
