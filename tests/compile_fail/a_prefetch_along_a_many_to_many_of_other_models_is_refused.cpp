// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a prefetch along a many-to-many relation of which neither side is in the rows
// names: Play
// names: Mix
#include "links.hpp"

void use() {
#ifndef INTERLOCK_FIXED
    (void)il::from<Play>().prefetch<il::link<Mix, Song>>();
#else
    (void)il::from<Play>().join<&Play::song_id>().prefetch<il::link<Mix, Song>>();
#endif
}
