// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a row of views that would outlive what they look at
// names: Line
#include "atlas.hpp"

#include <string_view>

struct Line {
    std::string_view id;
    std::int32_t reactions;
};

void use(il::session<atlas>& db) {
    const auto query = db.from<Gem>().select(il::col<&Gem::id>, il::col<&Gem::reactions>);
#ifndef INTERLOCK_FIXED
    (void)query.as<Line>().all();
#else
    (void)query.views<Line>();
#endif
}
