// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a declared SQL function is called with other arguments
// names: function_called_otherwise
#include "atlas.hpp"

inline constexpr il::sql_function<"soundex", std::string(std::string)> soundex{};

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().where(soundex(il::col<&Gem::id>, 3) == "H500").all();
#else
    (void)db.from<Gem>().where(soundex(il::col<&Gem::id>) == "H500").all();
#endif
}
