// SPDX-License-Identifier: BSL-1.0
// expect: interlock: nowait() or skip_locked() of a query that locks no rows
// names: Gem
#include "atlas.hpp"

#ifndef INTERLOCK_FIXED
constexpr auto query = il::from<Gem>().skip_locked().for_update();
#else
constexpr auto query = il::from<Gem>().for_update().skip_locked();
#endif
constexpr auto text = il::sql<il::postgres>(query);
