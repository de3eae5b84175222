// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a row lock where distinct(), groups, aggregates
// names: Gem
// names: windowed_call
#include "atlas.hpp"

#ifndef INTERLOCK_FIXED
constexpr auto query = il::from<Gem>().for_update().order_by(il::ascending(il::row_number().over()));
#else
constexpr auto query = il::from<Gem>().for_update().order_by(il::asc<&Gem::id>);
#endif
constexpr auto text = il::sql<il::postgres>(query);
