// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a join along a type that is no many-to-many relation
// names: Song
// names: Mix
#include "links.hpp"

void use() {
#ifndef INTERLOCK_FIXED
    (void)il::from<Mix>().join<Song>();
#else
    (void)il::from<Mix>().join<il::link<Mix, Song>>();
#endif
}
