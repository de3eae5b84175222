// SPDX-License-Identifier: BSL-1.0
#pragma once

// What the source files of a program have together that include interlock/sqlite_extern.hpp: to be included by one.

#include <interlock/sqlite_extern.hpp>

namespace interlock::detail {

template class pool<sqlite_connection>;
template class lease<sqlite_connection>;
template class statement_cache<sqlite_statement>;
template class raw_cache<sqlite_statement>;

}  // namespace interlock::detail
