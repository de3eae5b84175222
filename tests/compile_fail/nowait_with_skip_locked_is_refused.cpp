// SPDX-License-Identifier: BSL-1.0
// expect: interlock: nowait() and skip_locked() in one query
// names: Gem
// names: skip_locked
#include "atlas.hpp"

#ifndef INTERLOCK_FIXED
constexpr auto query = il::from<Gem>().for_update().skip_locked().nowait();
#else
constexpr auto query = il::from<Gem>().for_update().skip_locked();
#endif
constexpr auto text = il::sql<il::postgres>(query);
