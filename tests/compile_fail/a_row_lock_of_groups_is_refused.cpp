// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a row lock where distinct(), groups, aggregates
// names: Gem
#include "atlas.hpp"

#ifndef INTERLOCK_FIXED
constexpr auto query = il::from<Gem>()
                           .for_update()
                           .group_by(il::col<&Gem::name>)
                           .having(il::count() > 1)
                           .select(il::col<&Gem::name>);
#else
constexpr auto query =
    il::from<Gem>().group_by(il::col<&Gem::name>).having(il::count() > 1).select(il::col<&Gem::name>);
#endif
constexpr auto text = il::sql<il::postgres>(query);
