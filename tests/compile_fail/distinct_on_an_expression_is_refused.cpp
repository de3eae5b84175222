// SPDX-License-Identifier: BSL-1.0
// expect: interlock: distinct_on() takes columns
// names: Gem
// names: name
#include "atlas.hpp"

void use() {
#ifndef INTERLOCK_FIXED
    (void)il::from<Gem>().distinct_on(il::lower(il::col<&Gem::name>));
#else
    (void)il::from<Gem>().distinct_on(il::col<&Gem::name>);
#endif
}
