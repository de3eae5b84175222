// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a prefetch along a many-to-many relation whose query joins the same one
// names: Mix
#include "links.hpp"

using in_mix = il::link<Mix, Song>;

void use(il::session<one_radio>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Mix>().prefetch<in_mix>(il::from<Song>().join<in_mix>()).all();
#else
    (void)db.from<Mix>().prefetch<in_mix>(il::from<Song>().join<&in_mix::to>()).all();
#endif
}
