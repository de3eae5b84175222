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

namespace {

struct Worker {
    std::int64_t id = 0;
    std::optional<std::int64_t> boss_id;
};
struct Seat {
    std::int64_t hall = 0;
    std::int64_t no = 0;
    std::optional<std::int64_t> beside;
};

}  // namespace

template <>
struct interlock::model<Worker> {
    using fields = il::fields<il::field<&Worker::id, il::primary_key>,
                              il::field<&Worker::boss_id, il::references<&Worker::id>>>;
};
template <>
struct interlock::model<Seat> {
    using fields = il::fields<il::field<&Seat::hall, il::primary_key>, il::field<&Seat::no, il::primary_key>,
                              il::field<&Seat::beside>>;
    using constraints = il::constraints<
        il::foreign_key<il::members<&Seat::beside, &Seat::hall>, il::members<&Seat::no, &Seat::hall>>>;
};

ENGINE_CASE("Rows that refer to each other go by one statement, as by a removal without a report") {
    engine<TestType, Worker, Seat> db(EVERY_PLACE);
    for (std::int64_t i = 1; i <= 3; ++i) {
        db->insert(Worker{i, i == 1 ? std::nullopt : std::optional(i - 1)});
        db->insert(Seat{1, i, i == 1 ? std::nullopt : std::optional(i - 1)});
        db->insert(Seat{2, i, {}});
    }
    CHECK_THROWS_AS(il::remove_cascading<Worker>(*db, col<&Worker::id> == 1), il::foreign_key_violation);
    CHECK(il::remove_cascading<Worker>(*db, col<&Worker::id> > 0).rows == 3);
    CHECK_FALSE(db->template from<Worker>().exists());
    CHECK(il::remove_cascading<Worker>(*db, col<&Worker::id> > 0).rows == 0);

    CHECK_THROWS_AS(il::remove_cascading<Seat>(*db, col<&Seat::no> == 2), il::foreign_key_violation);
    CHECK(il::remove_cascading<Seat>(*db, col<&Seat::hall> == 1 || col<&Seat::no> == 3).rows == 4);
    CHECK(each(db->template from<Seat>().order_by(il::asc<&Seat::no>).all(), &Seat::no) ==
          std::vector<std::int64_t>{1, 2});
}

namespace {

namespace paper {
struct Entry {
    std::int64_t id = 0;
    std::int64_t worker_id = 0;
};
}  // namespace paper
namespace screen {
struct Entry {
    std::int64_t id = 0;
    std::int64_t worker_id = 0;
};
}  // namespace screen

struct OfAWorker {
    std::int64_t worker_id = 0;
    std::optional<std::int64_t> deputy_id;
};
struct Desk : OfAWorker {
    std::int64_t id = 0;
};
struct Badge : OfAWorker {
    std::int64_t id = 0;
};

}  // namespace

template <>
struct interlock::model<paper::Entry> {
    static constexpr auto table = "paper_entry";
    using fields =
        il::fields<il::field<&paper::Entry::id, il::primary_key>,
                   il::field<&paper::Entry::worker_id, il::references<&Worker::id, il::on_delete::cascade>>>;
};
template <>
struct interlock::model<screen::Entry> {
    static constexpr auto table = "screen_entry";
    using fields =
        il::fields<il::field<&screen::Entry::id, il::primary_key>,
                   il::field<&screen::Entry::worker_id, il::references<&Worker::id, il::on_delete::cascade>>>;
};
template <>
struct interlock::model<Desk> {
    using fields =
        il::fields<il::field<&Desk::id, il::primary_key>,
                   il::field<&Desk::worker_id, il::references<&Worker::id, il::on_delete::cascade>>,
                   il::field<&Desk::deputy_id, il::references<&Worker::id, il::on_delete::set_null>>>;
};
template <>
struct interlock::model<Badge> {
    using fields = il::fields<
        il::field<&Badge::worker_id, il::primary_key, il::references<&Worker::id, il::on_delete::cascade>>,
        il::field<&Badge::id>>;
};

ENGINE_CASE("A removal tells models of one name apart, and sees members that a model inherits") {
    engine<TestType, Worker, paper::Entry, screen::Entry, Desk, Badge> db(EVERY_PLACE);
    db->insert(Worker{1, {}});
    db->insert(Worker{2, {}});
    db->insert(paper::Entry{1, 1});
    for (std::int64_t i = 1; i <= 3; ++i) db->insert(screen::Entry{i, 1});
    db->insert(Desk{{1, {}}, 1});
    db->insert(Desk{{1, 2}, 2});
    db->insert(Desk{{2, 1}, 3});
    db->insert(Badge{{1, {}}, 7});
    const il::removal gone = il::remove_cascading<Worker>(*db, col<&Worker::id> == 1);
    CHECK(gone.along<&paper::Entry::worker_id>() == 1);
    CHECK(gone.along<&screen::Entry::worker_id>() == 3);
    CHECK(gone.along<&Desk::worker_id>() == 3);  // of both models that inherit it
    CHECK(gone.along<&Desk::deputy_id>() == 1);
    REQUIRE(gone.cascades.size() == 5);
    CHECK(gone.cascades[2].model == "Desk");
    CHECK(gone.cascades[2].rows == 2);
    CHECK(db->template from<Desk>().count() == 1);
    CHECK(il::remove_cascading<Badge>(*db, col<&Badge::id> == 7).rows == 0);
    CHECK(il::remove_cascading<Desk>(*db, col<&Desk::id> == 3).rows == 1);
}

// What a family is inserted as.

namespace {

struct Shelf {
    std::int64_t id = 0;
    std::optional<std::string> code;
};
struct Book {
    std::string isbn;
    std::int32_t shelf_id = 0;
    std::string shelf_code;
};

}  // namespace

template <>
struct interlock::model<Shelf> {
    using fields = il::fields<il::field<&Shelf::id, il::primary_key>, il::field<&Shelf::code, il::unique>>;
};
template <>
struct interlock::model<Book> {
    using fields = il::fields<il::field<&Book::isbn, il::primary_key>,
                              il::field<&Book::shelf_id, il::references<&Shelf::id>>,
                              il::field<&Book::shelf_code, il::references<&Shelf::code>>>;
};

ENGINE_CASE("Children without generated keys are inserted together, and refer to values of their own type") {
    engine<TestType, Shelf, Book> db(EVERY_PLACE);
    using database = typename engine<TestType, Shelf, Book>::database;
    db->insert(Shelf{1, "a"});
    Shelf shelf{2, "b"};
    std::vector<Book> books(50);
    for (std::size_t i = 0; i < books.size(); ++i) books[i] = {std::to_string(i), 1, ""};
    const auto before = db->template query_count<database>();
    il::insert_with<&Book::shelf_code>(*db, shelf, books);
    CHECK(db->template query_count<database>() - before < 10);
    CHECK(db->template from<Book>().where(col<&Book::shelf_code> == "b").count() == 50);
    CHECK(books[49].shelf_code == "b");

    std::vector<Book> none;
    Shelf alone{3, "c"};
    il::insert_with<&Book::shelf_id>(*db, alone, none);
    CHECK(db->template from<Shelf>().count() == 3);

    // of a value that is NULL, or that the member cannot hold
    std::vector<Book> more{{"x", 1, "a"}};
    Shelf unnamed{4, {}};
    try {
        il::insert_with<&Book::shelf_code>(*db, unnamed, more);
        FAIL("a child refers to NULL");
    } catch (const il::usage_error& e) {
        CHECK(e.alias() == "store");
        CHECK(e.model() == "Book");
        CHECK(e.field() == "shelf_code");
    }
    CHECK(more[0].shelf_code == "a");
    Shelf far{5'000'000'000, "far"};
    CHECK_THROWS_AS(il::insert_with<&Book::shelf_id>(*db, far, more), il::value_out_of_range);
    CHECK(more[0].shelf_id == 1);
    CHECK(db->template from<Shelf>().count() == 3);
}

ENGINE_CASE("A family and a removal by an explicit database are transactions of their own") {
    engine<TestType, Folder, Note> db(EVERY_PLACE);
    auto here = db->template on<store<TestType>>();
    Folder root{1, {}};
    std::vector<Folder> below{{2, {}}, {3, {}}};
    il::insert_with<&Folder::parent_id>(here, root, below);
    CHECK(db->template from<Folder>().where(col<&Folder::parent_id> == 1).count() == 2);
    Folder other{4, {}};
    std::vector<Folder> taken{{5, {}}, {1, {}}};
    CHECK_THROWS_AS(il::insert_with<&Folder::parent_id>(here, other, taken), il::unique_violation);
    CHECK_FALSE(taken[0].parent_id.has_value());
    CHECK(db->template from<Folder>().count() == 3);
    const il::removal gone = il::remove_cascading<Folder>(here, col<&Folder::id> == 1);
    CHECK(gone.along<&Folder::parent_id>() == 2);
    CHECK(db->template from<Folder>().count() == 0);
}
