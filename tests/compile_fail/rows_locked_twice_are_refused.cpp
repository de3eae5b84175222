// SPDX-License-Identifier: BSL-1.0
// expect: interlock: rows are locked twice by one query
// names: Gem
// names: row_lock
#include "atlas.hpp"

#ifndef INTERLOCK_FIXED
constexpr auto query = il::from<Gem>().for_update().for_share();
#else
constexpr auto query = il::from<Gem>().for_share();
#endif
constexpr auto text = il::sql<il::postgres>(query);
