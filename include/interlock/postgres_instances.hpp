// SPDX-License-Identifier: BSL-1.0
#pragma once

// What the source files of a program have together that include interlock/postgres_extern.hpp: to be included by one.

#include <interlock/postgres_extern.hpp>

namespace interlock::detail {

template class pool<postgres_connection>;
template class lease<postgres_connection>;
template class statement_cache<postgres_statement>;
template class raw_cache<postgres_statement>;

}  // namespace interlock::detail
