// SPDX-License-Identifier: BSL-1.0
// expect: interlock: distinct rows are ordered by what is not selected
// names: Gem
// names: reactions
#include "atlas.hpp"

void use() {
#ifndef INTERLOCK_FIXED
    const auto query =
        il::from<Gem>().select(il::col<&Gem::name>).distinct().order_by(il::asc<&Gem::reactions>);
    (void)il::portable<decltype(query), il::sqlite_at<3, 40>>;
#else
    const auto query = il::from<Gem>().select(il::col<&Gem::name>).distinct().order_by(il::asc<&Gem::name>);
    (void)il::portable<decltype(query), il::sqlite_at<3, 40>>;
#endif
}
