// SPDX-License-Identifier: BSL-1.0
// expect: interlock: il::linked() along a type that is no many-to-many relation of the row's model
// names: Play
#include "links.hpp"
#include <interlock/relations.hpp>

void use(il::session<one_radio>& db, Play& play, Song& song) {
#ifndef INTERLOCK_FIXED
    (void)song;
    il::linked<il::link<Mix, Song>>(db, play);
#else
    (void)play;
    (void)il::linked<il::link<Mix, Song>>(db, song).count();
#endif
}
