// SPDX-License-Identifier: BSL-1.0
// expect: interlock: the order does not begin with the columns of distinct_on()
// names: Gem
// names: reactions
// names: name
#include "atlas.hpp"

void use() {
#ifndef INTERLOCK_FIXED
    const auto query = il::from<Gem>().distinct_on(il::col<&Gem::name>).order_by(il::asc<&Gem::reactions>);
    (void)query.is_sound();
#else
    const auto query = il::from<Gem>()
                           .distinct_on(il::col<&Gem::name>)
                           .order_by(il::asc<&Gem::name>, il::asc<&Gem::reactions>);
    (void)query.is_sound();
#endif
}
