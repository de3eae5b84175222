// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a reference to a model that the service does not list
// names: Song
// names: Mix
#include "links.hpp"

struct songs_db : il::database<"songs", il::sqlite> {};

#ifndef INTERLOCK_FIXED
using models = il::models<Mix>;
#else
using models = il::models<Mix, Song>;
#endif
using radio = il::service<il::databases<songs_db>, models, il::routers<il::route_rest<songs_db>>>;
static_assert(il::verify<radio>());
