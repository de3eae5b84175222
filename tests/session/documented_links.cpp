// SPDX-License-Identifier: BSL-1.0
#include <interlock/interlock.hpp>
#include <interlock/outbox.hpp>
#include <interlock/relations.hpp>
#include <interlock/sqlite.hpp>

#include "support/catch.hpp"

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

// What docs/relations.md says of links, of removals, and of what is carried to another database.

namespace il = interlock;

namespace {

struct library : il::database<"library", il::sqlite> {};
struct feedback : il::database<"feedback", il::sqlite> {};

struct Track {
    std::int64_t id = 0;
    std::string name;
};
struct Playlist {
    std::int64_t id = 0;
    std::string name;
};
struct Concert {
    std::int64_t id = 0;
    std::string city;
};
struct Performance {
    std::int64_t concert_id = 0;
    std::int64_t track_id = 0;
    std::int32_t place = 0;
};
struct Rating {
    std::int64_t id = 0;
    std::int64_t track_id = 0;
};

}  // namespace

template <>
struct interlock::model<Track> {
    using fields = il::fields<il::field<&Track::id, il::primary_key, il::generated>, il::field<&Track::name>>;
};
template <>
struct interlock::model<Playlist> {
    using fields =
        il::fields<il::field<&Playlist::id, il::primary_key, il::generated>, il::field<&Playlist::name>>;
    using links = il::links<il::link<Playlist, Track>>;
};
template <>
struct interlock::model<Concert> {
    using fields =
        il::fields<il::field<&Concert::id, il::primary_key, il::generated>, il::field<&Concert::city>>;
};
template <>
struct interlock::model<Performance> {
    using fields = il::fields<il::field<&Performance::concert_id, il::primary_key,
                                        il::references<&Concert::id, il::on_delete::cascade>>,
                              il::field<&Performance::track_id, il::primary_key,
                                        il::references<&Track::id, il::on_delete::cascade>>,
                              il::field<&Performance::place>>;
};
template <>
struct interlock::model<Rating> {
    static constexpr auto app_label = "feedback";
    using fields =
        il::fields<il::field<&Rating::id, il::primary_key, il::generated>,
                   il::field<&Rating::track_id, il::soft_references<&Track::id, il::on_delete::cascade>>>;
};

namespace {

using programme = il::through<&Performance::concert_id, &Performance::track_id>;

using music =
    il::service<il::databases<library, feedback>, il::models<Track, Playlist, Concert, Performance, Rating>,
                il::routers<il::route_app<"feedback", feedback>, il::route_rest<library>>>;

}  // namespace

TEST_CASE("The examples of links, removals and carried ones hold") {
    il::session<music> db{il::settings{{"library", "sqlite::memory:"}, {"feedback", "sqlite::memory:"}}};
    il::create_tables(db);
    Track song{0, "song"}, other{0, "other"};
    Playlist list{0, "list"};
    Concert oslo{0, "Oslo"};
    db.insert(song);
    db.insert(other);
    db.insert(list);
    db.insert(oslo);
    db.insert(Performance{oslo.id, song.id, 1});
    db.insert(Rating{0, song.id});
    const std::vector<Track> chosen{song, other};

    auto tracks = il::linked<il::link<Playlist, Track>>(db, list);
    tracks.add(song);
    tracks.replace(chosen);
    for (const Track& t : tracks.from().order_by(il::asc<&Track::name>).all()) CHECK_FALSE(t.name.empty());
    CHECK(tracks.count() == 2);

    const auto pairs = db.from<Playlist>().join<il::link<Playlist, Track>>().all();
    const auto lists = db.from<Playlist>().prefetch<il::link<Playlist, Track>>().all();
    const auto concerts = db.from<Concert>().prefetch<programme>().all();
    CHECK(pairs.size() == 2);
    CHECK(std::get<1>(lists.at(0)).size() == 2);
    CHECK(std::get<1>(concerts.at(0)).size() == 1);

    const auto in_order = db.from<Concert>()
                              .prefetch<programme>(il::from<Track>().join<&Performance::track_id>().order_by(
                                  il::asc<&Performance::place>))
                              .all();
    CHECK(std::get<Track>(std::get<1>(in_order.at(0)).at(0)).name == "song");
    CHECK(std::get<Performance>(std::get<1>(in_order.at(0)).at(0)).place == 1);

    const il::removal gone = il::remove_cascading<Track>(db, il::col<&Track::name> == "song");
    CHECK(gone.rows == 1);
    CHECK(gone.along<&Performance::track_id>() == 1);

    CHECK(db.from<Rating>().count() == 1);
    il::deliver(db);
    CHECK(db.from<Rating>().count() == 0);
}
