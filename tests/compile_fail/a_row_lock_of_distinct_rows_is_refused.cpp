// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a row lock where distinct(), groups, aggregates
// names: Gem
// names: distinct_rows
#include "atlas.hpp"

#ifndef INTERLOCK_FIXED
constexpr auto query = il::from<Gem>().select(il::col<&Gem::reactions>).distinct().for_update();
#else
constexpr auto query = il::from<Gem>().select(il::col<&Gem::reactions>).for_update();
#endif
constexpr auto text = il::sql<il::postgres>(query);
