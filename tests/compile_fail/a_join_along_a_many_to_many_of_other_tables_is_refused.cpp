// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a join along a many-to-many relation of which neither side is in the query
// names: Play
// names: Mix
#include "links.hpp"

void use() {
#ifndef INTERLOCK_FIXED
    (void)il::from<Play>().left_join<il::link<Mix, Song>>();
#else
    (void)il::from<Play>().join<&Play::song_id>().left_join<il::link<Mix, Song>>();
#endif
}
