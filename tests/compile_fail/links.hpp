// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/interlock.hpp>
#include <interlock/sqlite.hpp>

#include <cstdint>
#include <string>

namespace il = interlock;

// Songs in mixes, many to many, and when which song was played of which mix.

struct Song {
    std::int64_t id = 0;
    std::string name;
};
struct Mix {
    std::string code;
};
struct Play {
    std::int64_t id = 0;
    std::int64_t song_id = 0;
    std::string mix_code;
    std::int32_t minute = 0;
};

template <>
struct interlock::model<Song> {
    using fields = il::fields<il::field<&Song::id, il::primary_key>, il::field<&Song::name>>;
};
template <>
struct interlock::model<Mix> {
    using fields = il::fields<il::field<&Mix::code, il::primary_key>>;
    using links = il::links<il::link<Mix, Song>>;
};
template <>
struct interlock::model<Play> {
    using fields =
        il::fields<il::field<&Play::id, il::primary_key>,
                   il::field<&Play::song_id, il::references<&Song::id>>,
                   il::field<&Play::mix_code, il::references<&Mix::code>>, il::field<&Play::minute>>;
};

struct radio_db : il::database<"radio", il::sqlite> {};
using one_radio =
    il::service<il::databases<radio_db>, il::models<Song, Mix, Play>, il::routers<il::route_rest<radio_db>>>;
