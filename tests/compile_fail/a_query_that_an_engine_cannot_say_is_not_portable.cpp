// SPDX-License-Identifier: BSL-1.0
// expect: interlock: the query uses what this version of the engine does not have
// names: sqlite_at
// names: distinct_on
#include "atlas.hpp"

#include <interlock/sql/portable.hpp>

#ifndef INTERLOCK_FIXED
constexpr auto firsts = il::from<Gem>().distinct_on(il::col<&Gem::name>);
#else
constexpr auto firsts = il::from<Gem>().distinct();
#endif
static_assert(il::require_portable<il::sqlite_at<3, 40>, il::postgres_at<15>>(firsts));
