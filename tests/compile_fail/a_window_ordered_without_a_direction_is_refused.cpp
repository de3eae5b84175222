// SPDX-License-Identifier: BSL-1.0
// expect: interlock: order_by() takes what says its direction
// names: Gem
#include "atlas.hpp"

void use() {
#ifndef INTERLOCK_FIXED
    (void)il::partition_by(il::col<&Gem::name>).order_by(il::col<&Gem::id>);
#else
    (void)il::partition_by(il::col<&Gem::name>).order_by(il::asc<&Gem::id>);
#endif
}
