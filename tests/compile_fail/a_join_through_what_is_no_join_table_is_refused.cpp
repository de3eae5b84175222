// SPDX-License-Identifier: BSL-1.0
// expect: interlock: il::through of members that make no join table
// names: Play
#include "links.hpp"

void use() {
#ifndef INTERLOCK_FIXED
    (void)il::from<Song>().join<il::through<&Play::song_id, &Play::minute>>();
#else
    (void)il::from<Song>().join<il::through<&Play::song_id, &Play::mix_code>>();
#endif
}
