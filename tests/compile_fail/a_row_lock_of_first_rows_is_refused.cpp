// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a row lock where distinct(), groups, aggregates
// names: Gem
// names: distinct_on_columns
#include "atlas.hpp"

#ifndef INTERLOCK_FIXED
constexpr auto query = il::from<Gem>().for_share().distinct_on(il::col<&Gem::name>);
#else
constexpr auto query = il::from<Gem>().distinct_on(il::col<&Gem::name>);
#endif
constexpr auto text = il::sql<il::postgres>(query);
