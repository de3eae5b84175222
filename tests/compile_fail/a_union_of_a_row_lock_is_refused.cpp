// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a row lock where distinct(), groups, aggregates
// names: Gem
#include "atlas.hpp"

#ifndef INTERLOCK_FIXED
constexpr auto query = il::from<Gem>().for_update().union_all(il::from<Gem>());
#else
constexpr auto query = il::from<Gem>().union_all(il::from<Gem>());
#endif
constexpr auto text = il::sql<il::postgres>(query);
