// SPDX-License-Identifier: BSL-1.0
#include "music_shop.hpp"

#include <interlock/relations.hpp>

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

ENGINE_CASE("Related rows are not loaded by a query of another session") {
    shop<TestType> here(EVERY_PLACE), there(EVERY_PLACE);
    const auto tracks = [](auto& db) { return db->template from<Track>().order_by(asc<&Track::id>); };
    const auto albums = here->template from<Album>();
    const auto e = thrown<il::wrong_origin>(
        [&] { (void)albums.template prefetch<&Track::album_id>(tracks(there)).all(); });
    CHECK(e.alias() == "store");
    CHECK(e.model() == "Track");
    CHECK_THROWS_AS(
        albums
            .template prefetch<&Track::album_id>(
                from<Track>().template prefetch<&InvoiceLine::track_id>(there->template from<InvoiceLine>()))
            .all(),
        il::wrong_origin);
    CHECK(albums.template prefetch<&Track::album_id>(tracks(here)).all().size() == 200);
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
    const auto turned = db->template from<Artist>()
                            .template join<&Album::artist_id>()
                            .template prefetch<&Album::artist_id>()
                            .all();
    REQUIRE(turned.size() == rows.size());
    for (const auto& [artist, album, albums] : turned) {
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

ENGINE_CASE("Clauses may come before what is loaded, or after it") {
    shop<TestType> db(EVERY_PLACE);
    const auto before = db->template from<Album>()
                            .where(col<&Album::year> > 1980)
                            .order_by(desc<&Album::year>, asc<&Album::id>)
                            .limit(5)
                            .offset(2)
                            .template prefetch<&Track::album_id>(from<Track>().order_by(asc<&Track::id>));
    const auto after = db->template from<Album>()
                           .template prefetch<&Track::album_id>(from<Track>().order_by(asc<&Track::id>))
                           .where(col<&Album::year> > 1980)
                           .order_by(desc<&Album::year>, asc<&Album::id>)
                           .limit(5)
                           .offset(2);
    STATIC_REQUIRE(std::is_same_v<decltype(before.all()), decltype(after.all())>);
    const auto expected = before.all(), rows = after.all();
    REQUIRE(rows.size() == 5);
    REQUIRE(expected.size() == 5);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        CHECK(std::get<0>(rows[i]).id == std::get<0>(expected[i]).id);
        CHECK(each(std::get<1>(rows[i]), &Track::id) == each(std::get<1>(expected[i]), &Track::id));
    }
    CHECK(std::get<0>(*after.first()).id == std::get<0>(expected[0]).id);
    CHECK_THROWS_AS(after.one(), il::multiple_rows);
    CHECK(after.count() == 5);
    CHECK(after.exists());

    const auto none = after.where(col<&Album::year> > 3000);
    CHECK(none.all().empty());
    CHECK_FALSE(none.first().has_value());
    CHECK_THROWS_AS(none.one(), il::not_found);
    CHECK_FALSE(none.exists());
    CHECK(none.count() == 0);
    CHECK_THROWS_AS(after.limit(-1), il::value_out_of_range);
}

ENGINE_CASE("The number of rows is one query, whatever is loaded beside them") {
    shop<TestType> db(EVERY_PLACE);
    const auto albums = db->template from<Album>().template prefetch<&Track::album_id>();
    const std::int64_t before = queries(db);
    CHECK(albums.count() == 200);
    CHECK(albums.where(col<&Album::id> == 3).exists());
    CHECK(queries(db) - before == 2);
    CHECK(albums.where_if(true, col<&Album::id> == 3).count() == 1);
    CHECK(albums.where_if(false, col<&Album::id> == 3).count() == 200);
    CHECK(std::get<0>(albums.where(col<&Album::id> == 3).one()).id == 3);
    CHECK(albums.distinct().order_by(asc<&Album::id>).limit(2).all().size() == 2);
}

ENGINE_CASE("Tables that are joined after a prefetch stand before what is loaded") {
    shop<TestType> db(EVERY_PLACE);
    const auto rows = db->template from<Album>()
                          .template prefetch<&Track::album_id>()
                          .template with<&Album::artist_id>()
                          .where(col<&Artist::id> < 20)
                          .all();
    STATIC_REQUIRE(
        std::is_same_v<decltype(rows), const std::vector<std::tuple<Album, Artist, std::vector<Track>>>>);
    REQUIRE_FALSE(rows.empty());
    std::size_t loaded = 0;
    for (const auto& [album, artist, tracks] : rows) {
        CHECK(artist.id < 20);
        CHECK(album.artist_id == artist.id);
        for (const Track& t : tracks) CHECK(t.album_id == album.id);
        loaded += tracks.size();
    }
    CHECK(static_cast<std::int64_t>(loaded) == db->template from<Track>()
                                                   .template join<&Track::album_id>()
                                                   .where(col<&Album::artist_id> < 20)
                                                   .count());
    const auto joined = db->template from<Artist>()
                            .template prefetch<&Album::artist_id>()
                            .template left_join<Genre>(col<&Genre::id> == col<&Artist::id>)
                            .order_by(asc<&Artist::id>)
                            .all();
    STATIC_REQUIRE(
        std::is_same_v<decltype(joined),
                       const std::vector<std::tuple<Artist, std::optional<Genre>, std::vector<Album>>>>);
    CHECK(std::get<1>(joined[6]).has_value());
    CHECK_FALSE(std::get<1>(joined[7]).has_value());
}

ENGINE_CASE("What is loaded has its clauses in any order too") {
    shop<TestType> db(EVERY_PLACE);
    const auto rows =
        db->template from<Artist>()
            .template prefetch<&Album::artist_id>(from<Album>()
                                                      .template prefetch<&Track::album_id>()
                                                      .order_by(desc<&Album::year>, asc<&Album::id>)
                                                      .limit(1))
            .order_by(asc<&Artist::id>)
            .limit(30)
            .all();
    REQUIRE(rows.size() == 30);
    for (const auto& [artist, latest] : rows) {
        const auto expected = db->template from<Album>()
                                  .where(col<&Album::artist_id> == artist.id)
                                  .order_by(desc<&Album::year>, asc<&Album::id>)
                                  .first();
        REQUIRE(latest.size() == (expected ? 1u : 0u));
        if (!expected) continue;
        CHECK(std::get<0>(latest[0]).id == expected->id);
        CHECK(static_cast<std::int64_t>(std::get<1>(latest[0]).size()) ==
              db->template from<Track>().where(col<&Track::album_id> == expected->id).count());
    }
}

namespace {

struct Club {
    std::int64_t id = 0;
    std::string name;
};
struct Game {
    std::int64_t id = 0;
    std::int64_t home = 0;
    std::optional<std::int64_t> away;
};
struct Fan {
    std::int64_t id = 0;
    std::int64_t club_id = 0;
};

struct Visit {
    std::int64_t club_id = 0;
    std::int64_t fan_id = 0;
};
struct Side {
    bool white = false;
    std::string name;
};
struct Player {
    std::int64_t id = 0;
    std::optional<bool> white;
};

}  // namespace

template <>
struct interlock::model<Visit> {
    using fields = il::fields<il::field<&Visit::club_id, il::primary_key, il::references<&Club::id>>,
                              il::field<&Visit::fan_id, il::primary_key, il::references<&Fan::id>>>;
};
template <>
struct interlock::model<Side> {
    using fields = il::fields<il::field<&Side::white, il::primary_key>, il::field<&Side::name>>;
};
template <>
struct interlock::model<Player> {
    using fields = il::fields<il::field<&Player::id, il::primary_key>,
                              il::field<&Player::white, il::soft_references<&Side::white>>>;
};
template <>
struct interlock::model<Club> {
    using fields = il::fields<il::field<&Club::id, il::primary_key, il::generated>, il::field<&Club::name>>;
};
template <>
struct interlock::model<Game> {
    using fields =
        il::fields<il::field<&Game::id, il::primary_key>, il::field<&Game::home, il::references<&Club::id>>,
                   il::field<&Game::away, il::references<&Club::id>>>;
};
template <>
struct interlock::model<Fan> {
    using fields = il::fields<il::field<&Fan::id, il::primary_key, il::generated>,
                              il::field<&Fan::club_id, il::references<&Club::id>>>;
};

ENGINE_CASE("Two relations to one model are each followed from the rows of the query") {
    engine<TestType, Club, Game, Fan> db(EVERY_PLACE);
    std::vector<Club> clubs{{0, "north"}, {0, "south"}};
    for (Club& c : clubs) db->insert(c);
    db->insert(Game{1, clubs[0].id, clubs[1].id});
    db->insert(Game{2, clubs[1].id, {}});
    const auto games = db->template from<Game>()
                           .order_by(asc<&Game::id>)
                           .template prefetch<&Game::home>()
                           .template prefetch<&Game::away>()
                           .all();
    STATIC_REQUIRE(
        std::is_same_v<decltype(games),
                       const std::vector<std::tuple<Game, std::optional<Club>, std::optional<Club>>>>);
    REQUIRE(games.size() == 2);
    CHECK(std::get<1>(games[0])->name == "north");
    CHECK(std::get<2>(games[0])->name == "south");
    CHECK(std::get<1>(games[1])->name == "south");
    CHECK_FALSE(std::get<2>(games[1]).has_value());

    // what comes by a join has no say either, before or after it
    const auto away = db->template from<Game>()
                          .template with<&Game::home>()
                          .template prefetch<&Game::away>()
                          .order_by(asc<&Game::id>)
                          .all();
    STATIC_REQUIRE(
        std::is_same_v<decltype(away), const std::vector<std::tuple<Game, Club, std::optional<Club>>>>);
    CHECK(std::get<2>(away[0])->name == "south");
    const auto after = db->template from<Game>()
                           .template prefetch<&Game::away>()
                           .template with<&Game::home>()
                           .order_by(asc<&Game::id>)
                           .all();
    STATIC_REQUIRE(std::is_same_v<decltype(away), decltype(after)>);
    CHECK(std::get<2>(after[0])->name == "south");

    // from the other side, and below another prefetch
    const auto both = db->template from<Club>()
                          .order_by(asc<&Club::id>)
                          .template prefetch<&Game::home>(
                              from<Game>().template prefetch<&Game::home>().template prefetch<&Game::away>())
                          .template prefetch<&Game::away>()
                          .all();
    REQUIRE(both.size() == 2);
    CHECK(std::get<1>(both[0]).size() == 1);
    CHECK(std::get<2>(std::get<1>(both[0])[0])->name == "south");
    CHECK(std::get<2>(both[0]).empty());
    CHECK(std::get<2>(both[1]).size() == 1);
}

ENGINE_CASE("A many-to-many relation is followed from the rows of the query too") {
    engine<TestType, Club, Fan, Visit> db(EVERY_PLACE);
    Club north{0, "north"}, south{0, "south"};
    db->insert(north);
    db->insert(south);
    Fan fan{0, north.id};
    db->insert(fan);
    db->insert(Visit{south.id, fan.id});
    const auto fans = db->template from<Fan>()
                          .template prefetch<&Fan::club_id>()
                          .template prefetch<il::through<&Visit::club_id, &Visit::fan_id>>()
                          .all();
    STATIC_REQUIRE(
        std::is_same_v<decltype(fans),
                       const std::vector<std::tuple<Fan, std::optional<Club>, std::vector<Club>>>>);
    REQUIRE(fans.size() == 1);
    CHECK(std::get<1>(fans[0])->name == "north");
    REQUIRE(std::get<2>(fans[0]).size() == 1);
    CHECK(std::get<2>(fans[0])[0].name == "south");
}

ENGINE_CASE("A thousand rows and what belongs to them take two queries") {
    engine<TestType, Club, Game, Fan> db(EVERY_PLACE);
    std::vector<Club> clubs;
    for (std::int64_t i = 1; i <= 1000; ++i) clubs.push_back({i, std::to_string(i)});
    (void)db->insert_many(clubs);
    std::vector<Fan> fans;
    for (const Club& c : db->template from<Club>().all())
        for (std::int64_t n = 0; n < c.id % 3; ++n) fans.push_back({0, c.id});
    (void)db->insert_many(fans);
    const std::int64_t before = queries(db);
    const auto rows = db->template from<Club>().template prefetch<&Fan::club_id>().all();
    CHECK(queries(db) - before == 2);
    REQUIRE(rows.size() == 1000);
    std::size_t wrong = 0;
    for (const auto& [club, its] : rows) {
        wrong += its.size() != static_cast<std::size_t>(club.id % 3);
        for (const Fan& f : its) wrong += f.club_id != club.id;
    }
    CHECK(wrong == 0);
}

ENGINE_CASE("A truth value is a key, and a column of results, as any other value is") {
    engine<TestType, Side, Player> db(EVERY_PLACE);
    db->insert(Side{true, "white"});
    db->insert(Player{1, true});
    db->insert(Player{2, false});
    db->insert(Player{3, {}});
    const auto players =
        db->template from<Player>().order_by(asc<&Player::id>).template prefetch<&Player::white>().all();
    CHECK(std::get<1>(players[0])->name == "white");
    CHECK_FALSE(std::get<1>(players[1]).has_value());
    CHECK_FALSE(std::get<1>(players[2]).has_value());
    const auto sides = db->template from<Side>().template prefetch<&Player::white>().all();
    CHECK(std::get<1>(sides[0]).size() == 1);
    const auto lost = il::orphans<&Player::white>(*db);
    REQUIRE(lost.size() == 1);
    CHECK_FALSE(lost[0].key);
    db->insert(Side{false, "black"});
    CHECK(db->template from<Side>()
              .order_by(desc<&Side::white>)
              .select(col<&Side::white>)
              .template as<bool>()
              .all() == std::vector<bool>{true, false});
}

#if INTERLOCK_TEST_WITH_POSTGRES
TEST_CASE("Rows are locked after what is loaded beside them was named") {
    shop<il::postgres> db(place::server);
    db->transaction<shop<il::postgres>::database>([](auto& tx) {
        const auto albums = tx.template from<Album>()
                                .template prefetch<&Track::album_id>()
                                .where(col<&Album::id> < 3)
                                .for_update()
                                .skip_locked();
        CHECK(albums.sql().find("FOR UPDATE") != std::string_view::npos);
        CHECK(albums.all().size() == 2);
        CHECK(tx.template from<Album>()
                  .template prefetch<&Track::album_id>()
                  .limit(1)
                  .for_share()
                  .nowait()
                  .all()
                  .size() == 1);
    });
}
#endif
