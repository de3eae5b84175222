// SPDX-License-Identifier: BSL-1.0
// expect: interlock: the name of a declared SQL function is no name
// names: sql_function
#include "atlas.hpp"

inline constexpr il::sql_function<"soundex", std::string(std::string)> soundex{};
inline constexpr il::sql_function<"soundex(1) --", std::string(std::string)> wrong{};

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().where(wrong(il::col<&Gem::id>) == "H500").all();
#else
    (void)db.from<Gem>().where(soundex(il::col<&Gem::id>) == "H500").all();
#endif
}
