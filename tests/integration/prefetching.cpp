// SPDX-License-Identifier: BSL-1.0
#include "music_shop.hpp"

#include <tuple>

// Related rows that are loaded beside those of a query, and how many queries that takes.

using namespace music;
using il::asc;
using il::col;
using il::desc;
using il::from;

namespace {

template <class Db>
std::int64_t queries(Db& db) {
    return db->template query_count<typename Db::database>();
}

auto tracks_of_albums() {
    return from<Album>().prefetch<&Track::album_id>(
        from<Track>().order_by(asc<&Track::id>).prefetch<&InvoiceLine::track_id>());
}

}  // namespace

ENGINE_CASE("The rows that refer to each row are loaded by one more query") {
    shop<TestType> db(EVERY_PLACE);
    const std::int64_t before = queries(db);
    const auto albums =
        db->template from<Album>().order_by(asc<&Album::id>).template prefetch<&Track::album_id>().all();
    CHECK(queries(db) - before == 2);
    STATIC_REQUIRE(
        std::is_same_v<decltype(albums), const std::vector<std::tuple<Album, std::vector<Track>>>>);
    REQUIRE(albums.size() == 200);
    std::size_t loaded = 0;
    for (const auto& [album, tracks] : albums) {
        for (const Track& t : tracks) CHECK(t.album_id == album.id);
        loaded += tracks.size();
    }
    CHECK(static_cast<std::int64_t>(loaded) ==
          db->template from<Track>().where(col<&Track::album_id> != std::nullopt).count());
}

ENGINE_CASE("The row that each row refers to is loaded by one more query") {
    shop<TestType> db(EVERY_PLACE);
    const std::int64_t before = queries(db);
    const auto tracks = db->template from<Track>().template prefetch<&Track::album_id>().all();
    CHECK(queries(db) - before == 2);
    STATIC_REQUIRE(
        std::is_same_v<decltype(tracks), const std::vector<std::tuple<Track, std::optional<Album>>>>);
    REQUIRE(tracks.size() == 1500);
    for (const auto& [track, album] : tracks) {
        CHECK(album.has_value() == track.album_id.has_value());
        if (album) CHECK(album->id == track.album_id);
    }
}

ENGINE_CASE("A depth of three takes four queries, and several relations beside each other one each") {
    shop<TestType> db(EVERY_PLACE);
    std::int64_t before = queries(db);
    const auto artists =
        db->template from<Artist>().template prefetch<&Album::artist_id>(tracks_of_albums()).all();
    CHECK(queries(db) - before == 4);
    REQUIRE(artists.size() == 120);
    std::size_t albums = 0, tracks = 0, lines = 0;
    for (const auto& [artist, its_albums] : artists)
        for (const auto& [album, its_tracks] : its_albums) {
            CHECK(album.artist_id == artist.id);
            ++albums;
            for (const auto& [track, its_lines] : its_tracks) {
                CHECK(track.album_id == album.id);
                ++tracks;
                for (const InvoiceLine& line : its_lines) CHECK(line.track_id == track.id);
                lines += its_lines.size();
            }
        }
    CHECK(albums == 200);
    CHECK(static_cast<std::int64_t>(tracks) ==
          db->template from<Track>().where(col<&Track::album_id> != std::nullopt).count());
    CHECK(static_cast<std::int64_t>(lines) == db->template from<InvoiceLine>()
                                                  .template join<&InvoiceLine::track_id>()
                                                  .where(col<&Track::album_id> != std::nullopt)
                                                  .count());

    before = queries(db);
    const auto customers = db->template from<Customer>()
                               .template prefetch<&Invoice::customer_id>()
                               .template prefetch<&Customer::support_id>()
                               .all();
    CHECK(queries(db) - before == 3);
    STATIC_REQUIRE(std::is_same_v<
                   decltype(customers),
                   const std::vector<std::tuple<Customer, std::vector<Invoice>, std::optional<Employee>>>>);
    std::size_t invoices = 0;
    for (const auto& [customer, its, agent] : customers) {
        invoices += its.size();
        CHECK(agent.has_value() == customer.support_id.has_value());
    }
    CHECK(invoices == 500);
}

ENGINE_CASE("What is loaded has conditions, an order, and a limit for each row") {
    shop<TestType> db(EVERY_PLACE);
    const auto longest =
        db->template from<Album>()
            .template prefetch<&Track::album_id>(from<Track>()
                                                     .where(col<&Track::cents> == 99)
                                                     .order_by(desc<&Track::seconds>, asc<&Track::id>)
                                                     .limit(3))
            .all();
    REQUIRE(longest.size() == 200);
    for (const auto& [album, tracks] : longest) {
        const auto all = db->template from<Track>()
                             .where(col<&Track::album_id> == album.id && col<&Track::cents> == 99)
                             .order_by(desc<&Track::seconds>, asc<&Track::id>)
                             .limit(3)
                             .all();
        CHECK(each(tracks, &Track::id) == each(all, &Track::id));
    }
    const auto second =
        db->template from<Album>()
            .template prefetch<&Track::album_id>(from<Track>().order_by(asc<&Track::id>).limit(1).offset(1))
            .all();
    const auto rest =
        db->template from<Album>()
            .template prefetch<&Track::album_id>(from<Track>().order_by(asc<&Track::id>).offset(1))
            .all();
    const auto every = db->template from<Album>()
                           .template prefetch<&Track::album_id>(from<Track>().order_by(asc<&Track::id>))
                           .all();
    for (std::size_t i = 0; i < every.size(); ++i) {
        const std::vector<Track>& all = std::get<1>(every[i]);
        CHECK(std::get<1>(second[i]).size() == (all.size() > 1 ? 1u : 0u));
        if (all.size() > 1) CHECK(std::get<1>(second[i])[0].id == all[1].id);
        CHECK(std::get<1>(rest[i]).size() == (all.empty() ? 0 : all.size() - 1));
    }
}

ENGINE_CASE("Joined rows, single rows and no rows have their related ones too") {
    shop<TestType> db(EVERY_PLACE);
    const auto rows = db->template from<Album>()
                          .template with<&Album::artist_id>()
                          .template prefetch<&Track::album_id>()
                          .all();
    STATIC_REQUIRE(
        std::is_same_v<decltype(rows), const std::vector<std::tuple<Album, Artist, std::vector<Track>>>>);
    // the same artist several times: each time with all of the albums
    const auto turned = db->template from<Album>()
                            .template join<&Album::artist_id>()
                            .template prefetch<&Album::artist_id>()
                            .all();
    for (const auto& [album, artist, albums] : turned) {
        CHECK(static_cast<std::int64_t>(albums.size()) ==
              db->template from<Album>().where(col<&Album::artist_id> == artist.id).count());
        CHECK(album.artist_id == artist.id);
    }
    const auto one = db->template from<Playlist>()
                         .where(col<&Playlist::id> == 15)
                         .template prefetch<&PlaylistTrack::playlist_id>()
                         .one();
    CHECK(std::get<1>(one).empty());
    const auto staff = db->template from<Employee>()
                           .where(col<&Employee::title> == "head")
                           .template prefetch<&Employee::manager_id>()
                           .first();
    REQUIRE(staff.has_value());
    CHECK(std::get<1>(*staff).size() == 4);

    const std::int64_t before = queries(db);
    CHECK(db->template from<Album>()
              .where(col<&Album::id> == 0)
              .template prefetch<&Track::album_id>()
              .all()
              .empty());
    CHECK_FALSE(
        db->template from<Album>().where(col<&Album::id> == 0).template prefetch<&Track::album_id>().first());
    CHECK_THROWS_AS(
        db->template from<Album>().where(col<&Album::id> == 0).template prefetch<&Track::album_id>().one(),
        il::not_found);
    CHECK(queries(db) - before == 3);
    db->template transaction<typename shop<TestType>::database>([](auto& tx) {
        CHECK(tx.template from<Playlist>().template prefetch<&PlaylistTrack::playlist_id>().all().size() ==
              15);
    });
}
