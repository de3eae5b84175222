// SPDX-License-Identifier: BSL-1.0
// expect: interlock: the selected columns do not make this type
// names: Counted
#include "atlas.hpp"

struct Counted {
    std::string id;
    std::int32_t reactions = 0;
};

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().select(il::col<&Gem::id>).as<Counted>().all();
#else
    (void)db.from<Gem>().select(il::col<&Gem::id>, il::col<&Gem::reactions>).as<Counted>().all();
#endif
}
