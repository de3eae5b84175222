// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a many-to-many relation across databases
// names: Song
// names: songs_db
// names: Mix
// names: mixes_db
#include "links.hpp"

struct mixes_db : il::database<"mixes", il::sqlite> {};
struct songs_db : il::database<"songs", il::sqlite> {};

#ifndef INTERLOCK_FIXED
using radio = il::service<il::databases<songs_db, mixes_db>, il::models<Song, Mix>,
                          il::routers<il::route_model<Mix, mixes_db>, il::route_rest<songs_db>>>;
#else
using radio = il::service<il::databases<songs_db, mixes_db>, il::models<Song, Mix>,
                          il::routers<il::route_rest<songs_db>>>;
#endif
static_assert(il::verify<radio>());
