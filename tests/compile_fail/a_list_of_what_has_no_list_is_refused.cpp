// SPDX-License-Identifier: BSL-1.0
// expect: interlock: in() takes integers, numbers and text that are not null
// names: elements_cannot_be_listed
// names: bool
#include "atlas.hpp"

#ifndef INTERLOCK_FIXED
constexpr auto text = il::sql<il::postgres>(il::from<Gem>().where(il::col<&Gem::curated>.in(il::arg)));
#else
constexpr auto text = il::sql<il::postgres>(il::from<Gem>().where(il::col<&Gem::reactions>.in(il::arg)));
#endif
static_assert(!text.empty());
