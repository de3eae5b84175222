// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a prefetch whose query gives no whole rows of the related model
// names: Song
// names: Mix
#include "links.hpp"

void use() {
#ifndef INTERLOCK_FIXED
    (void)il::from<Mix>().prefetch<il::link<Mix, Song>>(il::from<Mix>());
#else
    (void)il::from<Mix>().prefetch<il::link<Mix, Song>>(il::from<Song>());
#endif
}
