// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a many-to-many relation that its model does not declare
// names: Song
// names: Mix
#include "links.hpp"

void use() {
#ifndef INTERLOCK_FIXED
    (void)il::from<Song>().join<il::link<Song, Mix>>();
#else
    (void)il::from<Song>().join<il::link<Mix, Song>>();
#endif
}
