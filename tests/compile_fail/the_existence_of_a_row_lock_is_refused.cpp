// SPDX-License-Identifier: BSL-1.0
// expect: interlock: count(), exists() or page() of a query that locks rows
// names: Gem
#include "atlas.hpp"

#ifndef INTERLOCK_FIXED
constexpr auto query = il::from<Remark>().where(il::exists(il::from<Gem>().for_update()));
#else
constexpr auto query = il::from<Remark>().where(il::exists(il::from<Gem>()));
#endif
constexpr auto text = il::sql<il::postgres>(query);
