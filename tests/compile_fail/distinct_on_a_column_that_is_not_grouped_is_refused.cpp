// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a column that is neither grouped nor aggregated
// names: Gem
// names: year
#include "atlas.hpp"

void use() {
#ifndef INTERLOCK_FIXED
    const auto query = il::from<Gem>()
                           .group_by(il::col<&Gem::name>)
                           .select(il::col<&Gem::name>, il::count())
                           .distinct_on(il::col<&Gem::year>);
    (void)query.is_sound();
#else
    const auto query = il::from<Gem>()
                           .group_by(il::col<&Gem::name>, il::col<&Gem::year>)
                           .select(il::col<&Gem::name>, il::count())
                           .distinct_on(il::col<&Gem::year>);
    (void)query.is_sound();
#endif
}
