// SPDX-License-Identifier: BSL-1.0
// expect: interlock: il::linked() over a join table that may hold a pair twice
// names: Play
#include "links.hpp"
#include <interlock/relations.hpp>

void use(il::session<one_radio>& db, Song& song) {
#ifndef INTERLOCK_FIXED
    il::linked<il::through<&Play::song_id, &Play::mix_code>>(db, song);
#else
    (void)il::linked<il::link<Mix, Song>>(db, song).count();
#endif
}
