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

ENGINE_CASE("A relation begins at a table under a name") {
    shop<TestType> db(EVERY_PLACE);
    using head = il::as<"head", Employee>;
    const auto chain = db->template from<Employee>()
                           .template left_join<&Employee::manager_id, manager>()
                           .template left_join<manager::to<&Employee::manager_id>, head>()
                           .order_by(asc<&Employee::id>);
    STATIC_REQUIRE(
        std::is_same_v<decltype(chain.all()),
                       std::vector<std::tuple<Employee, std::optional<Employee>, std::optional<Employee>>>>);
    const auto rows = chain.all();
    REQUIRE(rows.size() == 25);
    for (const auto& [employee, first, second] : rows) {
        CHECK(first.has_value() == employee.manager_id.has_value());
        CHECK(second.has_value() == (employee.id >= 6));
        if (second) CHECK((second->id == first->manager_id && second->title == "head"));
    }
    // the customers of each agent's manager: the side that refers
    const auto customers = db->template from<Employee>()
                               .template join<&Employee::manager_id, manager>()
                               .template join<manager::to<&Customer::support_id>>();
    STATIC_REQUIRE(
        std::is_same_v<decltype(customers.all()), std::vector<std::tuple<Employee, Employee, Customer>>>);
    CHECK(customers.count() ==
          db->template from<Employee>()
              .template join<manager>(col<&Employee::manager_id> == manager::col<&Employee::id>)
              .template join<Customer>(col<&Customer::support_id> == manager::col<&Employee::id>)
              .count());
    const auto agents = db->template from<Customer>()
                            .template join<&Customer::support_id, head>()
                            .template join<head::to<&Employee::manager_id>, manager>();
    REQUIRE(agents.count() > 100);
    for (const auto& [customer, agent, boss] : agents.all()) {
        CHECK(customer.support_id == agent.id);
        CHECK(agent.manager_id == boss.id);
    }
}

ENGINE_CASE("with() from a table under a name keeps each row once") {
    shop<TestType> db(EVERY_PLACE);
    using head = il::as<"head", Employee>;
    const auto staff = db->template from<Employee>()
                           .template with<&Employee::manager_id, manager>()
                           .template with<manager::to<&Employee::manager_id>, head>();
    STATIC_REQUIRE(
        std::is_same_v<decltype(staff.all()),
                       std::vector<std::tuple<Employee, std::optional<Employee>, std::optional<Employee>>>>);
    CHECK(staff.count() == 25);
    // a member that is never NULL, of a table that may be missing: a left join
    using record = il::as<"record", Album>;
    const auto tracks = db->template from<Track>()
                            .template with<&Track::album_id, record>()
                            .template with<record::to<&Album::artist_id>>();
    STATIC_REQUIRE(
        std::is_same_v<decltype(tracks.all()),
                       std::vector<std::tuple<Track, std::optional<Album>, std::optional<Artist>>>>);
    CHECK(tracks.count() == 1500);
    // and of one that is always there: none
    const auto sure = db->template from<Track>()
                          .template join<&Track::album_id, record>()
                          .template with<record::to<&Album::artist_id>>();
    STATIC_REQUIRE(std::is_same_v<decltype(sure.all()), std::vector<std::tuple<Track, Album, Artist>>>);
}

ENGINE_CASE("A column of a table under a name is called as its member in a row") {
    shop<TestType> db(EVERY_PLACE);
    const auto rows = db->template from<Employee>()
                          .template left_join<&Employee::manager_id, manager>()
                          .order_by(asc<&Employee::id>)
                          .select(il::named<"who">(col<&Employee::name>), manager::col<&Employee::name>,
                                  manager::col<&Employee::title>)
                          .template as<il::row>()
                          .all();
    REQUIRE(rows.size() == 25);
    STATIC_REQUIRE(std::is_same_v<std::remove_cvref_t<decltype(rows[0].template get<"name">())>,
                                  std::optional<std::string>>);
    CHECK_FALSE(rows[0].template get<"name">().has_value());
    CHECK(rows[1].template get<"name">() == rows[0].template get<"who">());
    CHECK(rows[1].template get<"title">() == "head");
}

ENGINE_CASE("Distinct rows are ordered by a column of a table under a name") {
    shop<TestType> db(EVERY_PLACE);
    const auto staff = db->template from<Employee>().template left_join<&Employee::manager_id, manager>();
    const auto whole =
        staff.distinct().order_by(il::descending(manager::col<&Employee::id>), asc<&Employee::id>).all();
    REQUIRE(whole.size() == 25);
    CHECK_FALSE(std::get<1>(whole[0]).has_value());
    for (std::size_t i = 2; i < whole.size(); ++i)
        CHECK(std::get<1>(whole[i - 1])->id >= std::get<1>(whole[i])->id);
    const auto titles = staff.select(manager::col<&Employee::title>)
                            .distinct()
                            .order_by(il::ascending(manager::col<&Employee::title>))
                            .all();
    CHECK(titles ==
          std::vector<std::tuple<std::optional<std::string>>>{{"head"}, {"manager"}, {std::nullopt}});
}
