// SPDX-License-Identifier: BSL-1.0
#include "music_shop.hpp"

#include <tuple>

// Joins along relations, outer joins, and tables under names.

using namespace music;
using il::asc;
using il::col;
using il::desc;

namespace {

using manager = il::as<"manager", Employee>;

}  // namespace

ENGINE_CASE("A join along a relation gives tuples of models from either of its sides") {
    shop<TestType> db(EVERY_PLACE);
    const auto albums =
        db->template from<Album>().template join<&Album::artist_id>().order_by(asc<&Album::id>);
    STATIC_REQUIRE(std::is_same_v<decltype(albums.all()), std::vector<std::tuple<Album, Artist>>>);
    const auto rows = albums.all();
    REQUIRE(rows.size() == 200);
    for (const auto& [album, artist] : rows) CHECK(album.artist_id == artist.id);

    const auto artists =
        db->template from<Artist>().template join<&Album::artist_id>().order_by(asc<&Album::id>);
    STATIC_REQUIRE(std::is_same_v<decltype(artists.all()), std::vector<std::tuple<Artist, Album>>>);
    const auto turned = artists.all();
    REQUIRE(turned.size() == 200);
    for (std::size_t i = 0; i < 200; ++i) {
        CHECK(std::get<1>(turned[i]).title == std::get<0>(rows[i]).title);
        CHECK(std::get<0>(turned[i]).name == std::get<1>(rows[i]).name);
    }
}

ENGINE_CASE("An outer join gives std::optional where there may be no row, and nowhere else") {
    shop<TestType> db(EVERY_PLACE);
    const auto tracks = db->template from<Track>()
                            .template left_join<&Track::album_id>()
                            .template left_join<&Album::artist_id>()
                            .order_by(asc<&Track::id>);
    STATIC_REQUIRE(
        std::is_same_v<decltype(tracks.all()),
                       std::vector<std::tuple<Track, std::optional<Album>, std::optional<Artist>>>>);
    const auto rows = tracks.all();
    REQUIRE(rows.size() == 1500);
    int without = 0;
    for (const auto& [track, album, artist] : rows) {
        CHECK(album.has_value() == track.album_id.has_value());
        CHECK(artist.has_value() == album.has_value());
        if (album) CHECK((album->id == track.album_id && artist->id == album->artist_id));
        without += !album;
    }
    CHECK(without > 50);

    const auto names = tracks.select(col<&Track::name>, col<&Album::title>, col<&Album::year> + 1,
                                     il::coalesce(col<&Artist::name>, "nobody"), il::missing<Album>);
    STATIC_REQUIRE(std::is_same_v<decltype(names.all()),
                                  std::vector<std::tuple<std::string, std::optional<std::string>,
                                                         std::optional<std::int64_t>, std::string, bool>>>);
    const auto certain = tracks.select(!il::missing<Album>, il::lower(il::coalesce(col<&Album::title>, "-")),
                                       il::named<"lines">(il::coalesce(col<&Album::year>, 0)));
    STATIC_REQUIRE(std::is_same_v<decltype(certain.first()),
                                  std::optional<std::tuple<bool, std::string, std::int64_t>>> ||
                   std::is_same_v<decltype(certain.first()),
                                  std::optional<std::tuple<bool, std::string, std::int32_t>>>);
    CHECK(names.where(il::missing<Album>).count() == without);
    CHECK(names.where(!il::missing<Album>).count() == 1500 - without);

    const auto right = db->template from<Album>().template right_join<&Album::artist_id>();
    STATIC_REQUIRE(
        std::is_same_v<decltype(right.all()), std::vector<std::tuple<std::optional<Album>, Artist>>>);
    const auto artists = db->template from<Artist>().template left_join<&Album::artist_id>();
    CHECK(right.count() == artists.count());
    CHECK(right.where(il::missing<Album>).count() == artists.where(il::missing<Album>).count());
    const auto full = db->template from<Track>().template full_join<&Track::genre_id>();
    STATIC_REQUIRE(std::is_same_v<decltype(full.all()),
                                  std::vector<std::tuple<std::optional<Track>, std::optional<Genre>>>>);
    CHECK(std::get<1>(full.where(il::missing<Track>).one())->name == "unheard");
}

ENGINE_CASE("What an outer join did not find comes last, on every engine") {
    shop<TestType> db(EVERY_PLACE);
    const auto titles = db->template from<Artist>().template left_join<&Album::artist_id>().select(
        col<&Album::title>, col<&Artist::id>);
    const auto up = titles.order_by(asc<&Album::title>, asc<&Artist::id>).all();
    CHECK(std::get<0>(up.front()).has_value());
    CHECK_FALSE(std::get<0>(up.back()).has_value());
    const auto down = titles.order_by(desc<&Album::title>, asc<&Artist::id>).all();
    CHECK_FALSE(std::get<0>(down.front()).has_value());
    CHECK(std::get<0>(down.back()).has_value());
    struct line {
        std::optional<std::string> title;
        std::int64_t artist;
    };
    CHECK(titles.template as<line>().order_by(asc<&Album::title>, asc<&Artist::id>).all().back().title ==
          std::nullopt);
    const auto named = titles.template as<il::row>().limit(1).one();
    STATIC_REQUIRE(std::is_same_v<std::remove_cvref_t<decltype(named.template get<"title">())>,
                                  std::optional<std::string>>);
}

ENGINE_CASE("A table stands in a query twice under a name") {
    shop<TestType> db(EVERY_PLACE);
    const auto staff =
        db->template from<Employee>().template left_join<&Employee::manager_id, manager>().order_by(
            asc<&Employee::id>);
    STATIC_REQUIRE(
        std::is_same_v<decltype(staff.all()), std::vector<std::tuple<Employee, std::optional<Employee>>>>);
    for (const auto& [employee, boss] : staff.all()) {
        CHECK(boss.has_value() == employee.manager_id.has_value());
        if (boss) CHECK(boss->id == employee.manager_id);
    }
    using head = il::as<"head", Employee>;
    const auto chain =
        db->template from<Employee>()
            .template join<manager>(col<&Employee::manager_id> == manager::col<&Employee::id>)
            .template join<head>(manager::col<&Employee::manager_id> == head::col<&Employee::id>)
            .select(col<&Employee::name>, manager::col<&Employee::title>, head::col<&Employee::title>);
    for (const auto& [name, first, second] : chain.all()) {
        CHECK(first == "manager");
        CHECK(second == "head");
    }
    CHECK(chain.count() == 20);
    // how many each manager tells what to do
    const auto teams = db->template from<Employee>()
                           .template join<&Employee::manager_id, manager>()
                           .group_by(manager::col<&Employee::id>)
                           .select(manager::col<&Employee::name>, il::count())
                           .order_by(il::ascending(manager::col<&Employee::id>));
    CHECK(teams.all().size() == 5);
}

ENGINE_CASE("with() keeps each row once, whether it refers to another one or not") {
    shop<TestType> db(EVERY_PLACE);
    const auto albums = db->template from<Album>().template with<&Album::artist_id>();
    STATIC_REQUIRE(std::is_same_v<decltype(albums.all()), std::vector<std::tuple<Album, Artist>>>);
    const auto tracks = db->template from<Track>()
                            .template with<&Track::album_id>()
                            .template with<&Album::artist_id>()
                            .template with<&Track::format_id>();
    STATIC_REQUIRE(
        std::is_same_v<decltype(tracks.all()),
                       std::vector<std::tuple<Track, std::optional<Album>, std::optional<Artist>, Format>>>);
    CHECK(tracks.count() == 1500);
}
