// SPDX-License-Identifier: BSL-1.0
#include "music_shop.hpp"

#include <interlock/relations.hpp>

// What a removal did to the rows that refer to what was removed.

using namespace music;
using il::col;
using il::from;

ENGINE_CASE("A removal says what the database removed with it, along each relation") {
    shop<TestType> db(EVERY_PLACE);
    db->template remove<InvoiceLine>().run();
    const auto albums = db->template from<Album>().where(col<&Album::artist_id> == 3).count();
    const auto of_artist = from<Album>().where(col<&Album::artist_id> == 3).select(col<&Album::id>);
    const auto tracks = db->template from<Track>().where(col<&Track::album_id>.in(of_artist)).count();
    const auto in_lists =
        db->template from<PlaylistTrack>()
            .where(col<&PlaylistTrack::track_id>.in(
                from<Track>().where(col<&Track::album_id>.in(of_artist)).select(col<&Track::id>)))
            .count();
    REQUIRE(albums > 0);
    REQUIRE(tracks > 0);
    REQUIRE(in_lists > 0);
    const auto all_tracks = db->template from<Track>().count();

    const il::removal gone = il::remove_cascading<Artist>(*db, col<&Artist::id> == 3);
    CHECK(gone.rows == 1);
    CHECK(gone.along<&Album::artist_id>() == albums);
    CHECK(gone.along<&Track::album_id>() == tracks);
    CHECK(gone.along<&PlaylistTrack::track_id>() == in_lists);
    CHECK(gone.along<&PlaylistTrack::playlist_id>() == 0);
    CHECK(gone.cascades.size() == 3);
    CHECK_FALSE(db->template find<Artist>(3).has_value());
    CHECK(db->template from<Track>().count() == all_tracks - tracks);
}

ENGINE_CASE("A removal says which rows lost their reference") {
    shop<TestType> db(EVERY_PLACE);
    const auto tracks = db->template from<Track>().where(col<&Track::genre_id> == 2).count();
    REQUIRE(tracks > 0);
    const il::removal gone = il::remove_cascading<Genre>(*db, col<&Genre::id> == 2);
    REQUIRE(gone.cascades.size() == 1);
    CHECK(gone.cascades[0].model == "Track");
    CHECK(gone.cascades[0].field == "genre_id");
    CHECK(gone.cascades[0].action == il::on_delete::set_null);
    CHECK(gone.cascades[0].rows == tracks);
}

ENGINE_CASE("A removal that is not let through leaves everything as it was") {
    shop<TestType> db(EVERY_PLACE);
    const auto artists = db->template from<Artist>().count();
    CHECK_THROWS_AS(il::remove_cascading<Artist>(*db, col<&Artist::id> > 0), il::foreign_key_violation);
    CHECK(db->template from<Artist>().count() == artists);
    const il::removal none = il::remove_cascading<Artist>(*db, col<&Artist::id> == 99999);
    CHECK(none.rows == 0);
    CHECK(none.cascades.empty());
}

namespace {

struct Folder {
    std::int64_t id = 0;
    std::optional<std::int64_t> parent_id;
};
struct Note {
    std::int64_t id = 0;
    std::int64_t folder_id = 0;
    std::optional<std::int64_t> copy_in;
    std::optional<std::int64_t> seen_in;
};

}  // namespace

template <>
struct interlock::model<Folder> {
    using fields = il::fields<
        il::field<&Folder::id, il::primary_key>,
        il::field<&Folder::parent_id, il::references<&Folder::id, il::on_delete::cascade>, il::indexed>>;
};
template <>
struct interlock::model<Note> {
    using fields =
        il::fields<il::field<&Note::id, il::primary_key>,
                   il::field<&Note::folder_id, il::references<&Folder::id, il::on_delete::cascade>>,
                   il::field<&Note::copy_in, il::references<&Folder::id, il::on_delete::cascade>>,
                   il::field<&Note::seen_in, il::references<&Folder::id, il::on_delete::set_null>>>;
};

ENGINE_CASE("A tree goes with its root, and a row that two relations lead to goes once") {
    engine<TestType, Folder, Note> db(EVERY_PLACE);
    db->insert(Folder{1, {}});
    db->insert(Folder{2, 1});
    db->insert(Folder{3, 2});
    db->insert(Folder{4, 2});
    db->insert(Folder{9, {}});
    db->insert(Note{1, 3, 4, 9});   // two ways
    db->insert(Note{2, 9, 2, {}});  // one
    db->insert(Note{3, 9, {}, 3});  // stays
    db->insert(Note{4, 4, {}, 4});  // goes, and is not changed
    auto tx = db->template begin<store<TestType>>();
    const il::removal gone = il::remove_cascading<Folder>(tx, col<&Folder::id> == 1);
    CHECK(gone.rows == 1);
    CHECK(gone.along<&Folder::parent_id>() == 3);
    CHECK(gone.along<&Note::folder_id>() + gone.along<&Note::copy_in>() == 3);
    CHECK(gone.along<&Note::seen_in>() == 1);
    CHECK(tx.template from<Folder>().count() == 1);
    CHECK(tx.template from<Note>().count() == 1);
    CHECK_FALSE(tx.template get<Note>(3).seen_in.has_value());
    tx.rollback();
    CHECK(db->template from<Folder>().count() == 5);
    // rows of which one goes with the other
    CHECK(il::remove_cascading<Folder>(*db, col<&Folder::id> <= 2).rows == 2);
}

namespace {

struct Order {
    std::int64_t shop = 0;
    std::int64_t no = 0;
};
struct Line {
    std::int64_t id = 0;
    std::int64_t order_no = 0;
    std::int64_t shop = 0;
};
struct Hint {
    std::int64_t id = 0;
    std::optional<std::int64_t> order_no;
    std::optional<std::int64_t> shop;
};

}  // namespace

template <>
struct interlock::model<Order> {
    static constexpr auto table = "orders";
    using fields =
        il::fields<il::field<&Order::shop, il::primary_key>, il::field<&Order::no, il::primary_key>>;
};
template <>
struct interlock::model<Line> {
    using fields =
        il::fields<il::field<&Line::id, il::primary_key>, il::field<&Line::order_no>, il::field<&Line::shop>>;
    using constraints =
        il::constraints<il::foreign_key<il::members<&Line::order_no, &Line::shop>,
                                        il::members<&Order::no, &Order::shop>, il::on_delete::cascade>>;
};
template <>
struct interlock::model<Hint> {
    using fields =
        il::fields<il::field<&Hint::id, il::primary_key>, il::field<&Hint::order_no>, il::field<&Hint::shop>>;
    using constraints =
        il::constraints<il::foreign_key<il::members<&Hint::order_no, &Hint::shop>,
                                        il::members<&Order::no, &Order::shop>, il::on_delete::set_null>>;
};

ENGINE_CASE("A removal says what went along a foreign key of several columns") {
    engine<TestType, Order, Line, Hint> db(EVERY_PLACE);
    for (std::int64_t shop : {1, 2})
        for (std::int64_t no : {1, 2}) {
            db->insert(Order{shop, no});
            db->insert(Line{10 * shop + no, no, shop});
            db->insert(Hint{10 * shop + no, no, shop});
        }
    const il::removal gone = il::remove_cascading<Order>(*db, col<&Order::no> == 2);
    CHECK(gone.rows == 2);
    CHECK(gone.along<&Line::order_no>() == 2);
    CHECK(gone.along<&Hint::order_no>() == 2);
    CHECK(gone.cascades.size() == 2);
    CHECK(gone.cascades[1].action == il::on_delete::set_null);
    CHECK(each(db->template from<Line>().order_by(il::asc<&Line::id>).all(), &Line::id) ==
          std::vector<std::int64_t>{11, 21});
}
