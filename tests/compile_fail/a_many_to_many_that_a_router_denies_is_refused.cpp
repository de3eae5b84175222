// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a reference that a router denies
// names: Song
// names: Mix
#include "links.hpp"

struct songs_db : il::database<"songs", il::sqlite> {};

struct strangers {
    template <class A, class B>
    static constexpr il::verdict allow_relation() {
        return std::same_as<A, Mix> && std::same_as<B, Song> ? il::verdict::deny : il::verdict::pass;
    }
};

#ifndef INTERLOCK_FIXED
using routers = il::routers<strangers, il::route_rest<songs_db>>;
#else
using routers = il::routers<il::route_rest<songs_db>>;
#endif
using radio = il::service<il::databases<songs_db>, il::models<Song, Mix, Play>, routers>;
static_assert(il::verify<radio>());
