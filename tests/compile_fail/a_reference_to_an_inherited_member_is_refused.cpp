// SPDX-License-Identifier: BSL-1.0
// expect: interlock: not a model
// names: Numbered
#include <interlock/interlock.hpp>
#include <interlock/sqlite.hpp>

#include <cstdint>

namespace il = interlock;

struct store : il::database<"store", il::sqlite> {};

struct Numbered {
    std::int64_t number = 0;
};
struct Artist : Numbered {
    std::int64_t id = 0;
};
struct Album {
    std::int64_t id = 0;
    std::int64_t artist = 0;
};
template <>
struct interlock::model<Artist> {
    using fields =
        il::fields<il::field<&Artist::id, il::primary_key>, il::field<&Artist::number, il::unique>>;
};
#ifndef INTERLOCK_FIXED
using to_artist = il::references<&Artist::number>;
#else
using to_artist = il::references<&Artist::id>;
#endif
template <>
struct interlock::model<Album> {
    using fields = il::fields<il::field<&Album::id, il::primary_key>, il::field<&Album::artist, to_artist>>;
};

using service =
    il::service<il::databases<store>, il::models<Artist, Album>, il::routers<il::route_rest<store>>>;

auto albums(il::session<service>& db) { return db.from<Album>().all(); }
