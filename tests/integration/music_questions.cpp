// SPDX-License-Identifier: BSL-1.0
#include "music_shop.hpp"

#include <tuple>

// What people ask of a music shop: thirty questions, each typed and by hand in SQL that every engine takes, with equal
// answers.

using namespace music;
using il::asc;
using il::col;
using il::count;
using il::desc;
using il::from;

namespace {

using text = std::string;
using number = std::int64_t;
using perhaps = std::optional<text>;
using boss = il::as<"boss", Employee>;

/// The answers of a typed query and of SQL are the same, and there are some.
template <class Db, class Query>
void same(Db& db, const Query& query, const char* sql) {
    using row = typename Query::row_type;
    INFO(sql);
    const std::vector<row> typed = query.all();
    const std::vector<row> by_hand = db->template raw<typename Db::database, il::reads, row>(sql).all();
    CHECK_FALSE(typed.empty());
    CHECK((typed == by_hand));
}

// The rows that a recursive table has.
struct Below {
    std::int64_t id = 0;
    std::int64_t depth = 0;
};
struct Spent {
    std::int64_t customer_id = 0;
    std::optional<std::int64_t> cents;
};

}  // namespace

template <>
struct interlock::model<Below> {
    using fields = il::fields<il::field<&Below::id>, il::field<&Below::depth>>;
};
template <>
struct interlock::model<Spent> {
    using fields = il::fields<il::field<&Spent::customer_id>, il::field<&Spent::cents>>;
};

ENGINE_CASE("Questions about artists, albums and tracks") {
    shop<TestType> db(EVERY_PLACE);
    // 1: the albums of an artist
    same(
        db,
        db->template from<Album>()
            .template join<&Album::artist_id>()
            .where(col<&Artist::id> == 7)
            .order_by(asc<&Album::id>)
            .select(col<&Album::title>, col<&Artist::name>),
        "SELECT al.title, ar.name FROM album al JOIN artist ar ON ar.id = al.artist_id WHERE ar.id = 7 ORDER BY al.id");
    // 2: how many albums each artist has, those without one too
    same(
        db,
        db->template from<Artist>()
            .template left_join<&Album::artist_id>()
            .group_by(col<&Artist::id>)
            .order_by(asc<&Artist::id>)
            .select(col<&Artist::id>, count(col<&Album::id>)),
        "SELECT ar.id, count(al.id) FROM artist ar LEFT JOIN album al ON al.artist_id = ar.id GROUP BY ar.id "
        "ORDER BY ar.id");
    // 3: the artists without an album
    same(
        db,
        db->template from<Artist>()
            .template left_join<&Album::artist_id>()
            .where(il::missing<Album>)
            .order_by(asc<&Artist::id>)
            .select(col<&Artist::id>, col<&Artist::name>),
        "SELECT ar.id, ar.name FROM artist ar LEFT JOIN album al ON al.artist_id = ar.id WHERE al.id IS NULL "
        "ORDER BY ar.id");
    // 4: the same, asked otherwise
    same(
        db,
        db->template from<Artist>()
            .where(!il::exists(from<Album>().where(col<&Album::artist_id> == il::outer<&Artist::id>)))
            .order_by(asc<&Artist::id>)
            .select(col<&Artist::id>, col<&Artist::name>),
        "SELECT id, name FROM artist ar WHERE NOT EXISTS (SELECT 1 FROM album WHERE artist_id = ar.id) ORDER BY id");
    // 5: the five longest tracks with their album and artist
    same(
        db,
        db->template from<Track>()
            .template join<&Track::album_id>()
            .template join<&Album::artist_id>()
            .order_by(desc<&Track::seconds>, asc<&Track::id>)
            .limit(5)
            .select(col<&Track::name>, col<&Album::title>, col<&Artist::name>),
        "SELECT t.name, al.title, ar.name FROM track t JOIN album al ON al.id = t.album_id JOIN artist ar ON "
        "ar.id = al.artist_id ORDER BY t.seconds DESC, t.id LIMIT 5");
    // 6: the length of each album of more than ten tracks
    same(db,
         db->template from<Album>()
             .template join<&Track::album_id>()
             .group_by(col<&Album::id>, col<&Album::title>)
             .having(count() > 10)
             .order_by(asc<&Album::id>)
             .select(col<&Album::title>, count(), il::sum(col<&Track::seconds>)),
         "SELECT al.title, count(*), sum(t.seconds) FROM album al JOIN track t ON t.album_id = al.id "
         "GROUP BY al.id, al.title HAVING count(*) > 10 ORDER BY al.id");
    // 7: tracks and minutes per genre, tracks without one too
    same(db,
         db->template from<Track>()
             .template left_join<&Track::genre_id>()
             .group_by(col<&Genre::name>)
             .order_by(asc<&Genre::name>)
             .select(col<&Genre::name>, count()),
         "SELECT g.name, count(*) FROM track t LEFT JOIN genre g ON g.id = t.genre_id GROUP BY g.name "
         "ORDER BY g.name IS NULL, g.name");
    // 8: the genres that nobody plays
    same(db,
         db->template from<Track>()
             .template right_join<&Track::genre_id>()
             .where(il::missing<Track>)
             .select(col<&Genre::name>),
         "SELECT name FROM genre WHERE id NOT IN (SELECT genre_id FROM track WHERE genre_id IS NOT NULL)");
    // 9: the albums on which all tracks are longer than two minutes
    same(db,
         db->template from<Album>()
             .template join<&Track::album_id>()
             .group_by(col<&Album::id>)
             .having(il::min(col<&Track::seconds>) > 120)
             .order_by(asc<&Album::id>)
             .select(col<&Album::id>),
         "SELECT album_id FROM track WHERE album_id IS NOT NULL GROUP BY album_id HAVING min(seconds) > 120 "
         "ORDER BY album_id");
    // 10: the longest track of each album
    same(
        db,
        db->template from<Track>()
            .where(col<&Track::album_id> != std::nullopt &&
                   !il::exists(from<Track>().where(col<&Track::album_id> == il::outer<&Track::album_id> &&
                                                   col<&Track::seconds> > il::outer<&Track::seconds>)))
            .order_by(asc<&Track::id>)
            .select(col<&Track::id>, col<&Track::album_id>, col<&Track::seconds>),
        "SELECT id, album_id, seconds FROM track t WHERE album_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM track o "
        "WHERE o.album_id = t.album_id AND o.seconds > t.seconds) ORDER BY id");
}

ENGINE_CASE("Questions about playlists and formats") {
    shop<TestType> db(EVERY_PLACE);
    // 11: the tracks of a playlist
    same(
        db,
        db->template from<PlaylistTrack>()
            .template join<&PlaylistTrack::track_id>()
            .where(col<&PlaylistTrack::playlist_id> == 3)
            .order_by(asc<&Track::id>)
            .select(col<&Track::name>),
        "SELECT t.name FROM playlist_track p JOIN track t ON t.id = p.track_id WHERE p.playlist_id = 3 ORDER BY t.id");
    // 12: the playlists by the number of their tracks, an empty one too
    same(
        db,
        db->template from<Playlist>()
            .template left_join<&PlaylistTrack::playlist_id>()
            .group_by(col<&Playlist::id>, col<&Playlist::name>)
            .order_by(asc<&Playlist::id>)
            .select(col<&Playlist::name>, count(col<&PlaylistTrack::track_id>)),
        "SELECT p.name, count(pt.track_id) FROM playlist p LEFT JOIN playlist_track pt ON pt.playlist_id = p.id "
        "GROUP BY p.id, p.name ORDER BY p.id");
    // 13: the tracks that are in at least three playlists
    same(
        db,
        db->template from<PlaylistTrack>()
            .template join<&PlaylistTrack::track_id>()
            .group_by(col<&Track::id>, col<&Track::name>)
            .having(count() >= 3)
            .order_by(asc<&Track::id>)
            .select(col<&Track::name>, count()),
        "SELECT t.name, count(*) FROM playlist_track p JOIN track t ON t.id = p.track_id GROUP BY t.id, t.name "
        "HAVING count(*) >= 3 ORDER BY t.id");
    // 14: the playlists with a track of an artist
    same(
        db,
        db->template from<Playlist>()
            .where(col<&Playlist::id>.in(from<PlaylistTrack>()
                                             .join<&PlaylistTrack::track_id>()
                                             .join<&Track::album_id>()
                                             .where(col<&Album::artist_id> == 5)
                                             .select(col<&PlaylistTrack::playlist_id>)))
            .order_by(asc<&Playlist::id>)
            .select(col<&Playlist::id>, col<&Playlist::name>),
        "SELECT id, name FROM playlist WHERE id IN (SELECT pt.playlist_id FROM playlist_track pt JOIN track t ON "
        "t.id = pt.track_id JOIN album a ON a.id = t.album_id WHERE a.artist_id = 5) ORDER BY id");
    // 15: how many artists a playlist has
    same(
        db,
        db->template from<PlaylistTrack>()
            .template join<&PlaylistTrack::track_id>()
            .template join<&Track::album_id>()
            .group_by(col<&PlaylistTrack::playlist_id>)
            .order_by(asc<&PlaylistTrack::playlist_id>)
            .select(col<&PlaylistTrack::playlist_id>, il::count_distinct(col<&Album::artist_id>)),
        "SELECT pt.playlist_id, count(DISTINCT a.artist_id) FROM playlist_track pt JOIN track t ON t.id = pt.track_id "
        "JOIN album a ON a.id = t.album_id GROUP BY pt.playlist_id ORDER BY pt.playlist_id");
    // 16: tracks by format, the share of the dear ones
    same(db,
         db->template from<Format>()
             .template join<&Track::format_id>()
             .group_by(col<&Format::name>)
             .order_by(asc<&Format::name>)
             .select(col<&Format::name>, count(), count().filter(col<&Track::cents> > 100)),
         "SELECT f.name, count(*), count(CASE WHEN t.cents > 100 THEN 1 END) FROM format f JOIN track t ON "
         "t.format_id = f.id GROUP BY f.name ORDER BY f.name");
    // 17: the tracks that are in no playlist and that nobody has bought
    same(db,
         db->template from<Track>()
             .template left_join<&PlaylistTrack::track_id>()
             .template left_join<&InvoiceLine::track_id>()
             .where(il::missing<PlaylistTrack> && il::missing<InvoiceLine>)
             .order_by(asc<&Track::id>)
             .select(col<&Track::id>),
         "SELECT id FROM track WHERE id NOT IN (SELECT track_id FROM playlist_track) AND id NOT IN "
         "(SELECT track_id FROM invoice_line) ORDER BY id");
}

ENGINE_CASE("Questions about employees") {
    shop<TestType> db(EVERY_PLACE);
    // 18: everybody and who tells them what to do
    same(db,
         db->template from<Employee>()
             .template left_join<&Employee::manager_id, boss>()
             .order_by(asc<&Employee::id>)
             .select(col<&Employee::name>, boss::col<&Employee::name>),
         "SELECT e.name, b.name FROM employee e LEFT JOIN employee b ON b.id = e.manager_id ORDER BY e.id");
    // 19: how many each of them tells what to do
    same(
        db,
        db->template from<Employee>()
            .template join<&Employee::manager_id, boss>()
            .group_by(boss::col<&Employee::id>)
            .order_by(il::ascending(boss::col<&Employee::id>))
            .select(boss::col<&Employee::id>, count()),
        "SELECT manager_id, count(*) FROM employee WHERE manager_id IS NOT NULL GROUP BY manager_id ORDER BY manager_id");
    // 20: everybody below the head, and how deep
    same(
        db,
        db->template with_recursive<Below>(
              from<Employee>()
                  .where(col<&Employee::manager_id> == std::nullopt)
                  .select(col<&Employee::id>, 0)
                  .union_all(from<Employee>()
                                 .join<Below>(col<&Employee::manager_id> == col<&Below::id>)
                                 .select(col<&Employee::id>, col<&Below::depth> + 1)))
            .template from<Below>()
            .order_by(asc<&Below::depth>, asc<&Below::id>)
            .select(col<&Below::id>, col<&Below::depth>),
        "WITH RECURSIVE b (id, depth) AS (SELECT id, CAST(0 AS BIGINT) FROM employee WHERE manager_id IS NULL UNION ALL "
        "SELECT e.id, b.depth + 1 FROM employee e JOIN b ON e.manager_id = b.id) SELECT id, depth FROM b ORDER BY depth, id");
    // 21: the customers of each agent, agents without one too
    same(
        db,
        db->template from<Employee>()
            .template left_join<&Customer::support_id>()
            .group_by(col<&Employee::id>)
            .order_by(asc<&Employee::id>)
            .select(col<&Employee::id>, count(col<&Customer::id>)),
        "SELECT e.id, count(c.id) FROM employee e LEFT JOIN customer c ON c.support_id = e.id GROUP BY e.id ORDER BY e.id");
    // 22: who has the same manager as somebody else of the same title
    using other = il::as<"other", Employee>;
    same(
        db,
        db->template from<Employee>()
            .template join<other>(col<&Employee::manager_id> == other::col<&Employee::manager_id> &&
                                  col<&Employee::title> == other::col<&Employee::title> &&
                                  col<&Employee::id> < other::col<&Employee::id>)
            .order_by(il::ascending(col<&Employee::id>), il::ascending(other::col<&Employee::id>))
            .select(col<&Employee::id>, other::col<&Employee::id>),
        "SELECT a.id, b.id FROM employee a JOIN employee b ON a.manager_id = b.manager_id AND a.title = b.title AND "
        "a.id < b.id ORDER BY a.id, b.id");
}

ENGINE_CASE("Questions about customers and sales") {
    shop<TestType> db(EVERY_PLACE);
    const auto worth = [] { return col<&InvoiceLine::cents> * col<&InvoiceLine::quantity>; };
    // 23: what each invoice comes to
    same(
        db,
        db->template from<InvoiceLine>()
            .group_by(col<&InvoiceLine::invoice_id>)
            .order_by(asc<&InvoiceLine::invoice_id>)
            .select(col<&InvoiceLine::invoice_id>, il::sum(worth())),
        "SELECT invoice_id, CAST(sum(cents * quantity) AS BIGINT) FROM invoice_line GROUP BY invoice_id ORDER BY invoice_id");
    // 24: sales per country
    same(
        db,
        db->template from<Customer>()
            .template join<&Invoice::customer_id>()
            .template join<&InvoiceLine::invoice_id>()
            .group_by(col<&Customer::country>)
            .order_by(asc<&Customer::country>)
            .select(col<&Customer::country>, il::sum(worth())),
        "SELECT c.country, CAST(sum(l.cents * l.quantity) AS BIGINT) FROM customer c JOIN invoice i ON "
        "i.customer_id = c.id JOIN invoice_line l ON l.invoice_id = i.id GROUP BY c.country ORDER BY c.country");
    // 25: the ten best customers
    same(
        db,
        db->template from<Customer>()
            .template join<&Invoice::customer_id>()
            .template join<&InvoiceLine::invoice_id>()
            .group_by(col<&Customer::id>, col<&Customer::name>)
            .order_by(il::descending(il::sum(worth())), asc<&Customer::id>)
            .limit(10)
            .select(col<&Customer::name>, il::sum(worth())),
        "SELECT c.name, CAST(sum(l.cents * l.quantity) AS BIGINT) FROM customer c JOIN invoice i ON i.customer_id = c.id "
        "JOIN invoice_line l ON l.invoice_id = i.id GROUP BY c.id, c.name ORDER BY sum(l.cents * l.quantity) DESC, c.id "
        "LIMIT 10");
    // 26: the customers who have bought nothing
    same(db,
         db->template from<Customer>()
             .template left_join<&Invoice::customer_id>()
             .where(il::missing<Invoice>)
             .order_by(asc<&Customer::id>)
             .select(col<&Customer::name>),
         "SELECT name FROM customer WHERE id NOT IN (SELECT customer_id FROM invoice) ORDER BY id");
    // 27: the customers who have spent more than the mean of all
    const auto spent = from<Invoice>()
                           .join<&InvoiceLine::invoice_id>()
                           .group_by(col<&Invoice::customer_id>)
                           .select(col<&Invoice::customer_id>, il::sum(worth()));
    same(
        db,
        db->template with_table<Spent>(spent)
            .template from<Spent>()
            .where(col<&Spent::cents> > il::scalar(from<Spent>().select(il::avg(col<&Spent::cents>))))
            .order_by(asc<&Spent::customer_id>)
            .select(col<&Spent::customer_id>),
        "WITH s (customer_id, cents) AS (SELECT i.customer_id, sum(l.cents * l.quantity) FROM invoice i JOIN invoice_line l "
        "ON l.invoice_id = i.id GROUP BY i.customer_id) SELECT customer_id FROM s WHERE cents > (SELECT avg(cents) FROM s) "
        "ORDER BY customer_id");
    // 28: the genre that sells best in each country, with ties
    same(
        db,
        db->template from<Customer>()
            .template join<&Invoice::customer_id>()
            .template join<&InvoiceLine::invoice_id>()
            .template join<&InvoiceLine::track_id>()
            .template join<&Track::genre_id>()
            .group_by(col<&Customer::country>, col<&Genre::name>)
            .order_by(asc<&Customer::country>, il::descending(il::sum(col<&InvoiceLine::quantity>)),
                      asc<&Genre::name>)
            .select(col<&Customer::country>, col<&Genre::name>, il::sum(col<&InvoiceLine::quantity>)),
        "SELECT c.country, g.name, CAST(sum(l.quantity) AS BIGINT) FROM customer c JOIN invoice i ON i.customer_id = c.id "
        "JOIN invoice_line l ON l.invoice_id = i.id JOIN track t ON t.id = l.track_id JOIN genre g ON g.id = t.genre_id "
        "GROUP BY c.country, g.name ORDER BY c.country, sum(l.quantity) DESC, g.name");
    // 29: sales that an agent's customers have brought
    same(
        db,
        db->template from<Employee>()
            .template left_join<&Customer::support_id>()
            .template left_join<&Invoice::customer_id>()
            .template left_join<&InvoiceLine::invoice_id>()
            .group_by(col<&Employee::id>)
            .order_by(asc<&Employee::id>)
            .select(col<&Employee::id>, il::coalesce(il::sum(worth()), 0)),
        "SELECT e.id, CAST(coalesce(sum(l.cents * l.quantity), 0) AS BIGINT) FROM employee e LEFT JOIN customer c ON "
        "c.support_id = e.id LEFT JOIN invoice i ON i.customer_id = c.id LEFT JOIN invoice_line l ON l.invoice_id = i.id "
        "GROUP BY e.id ORDER BY e.id");
    // 30: the running total of a customer's invoices by day
    same(
        db,
        db->template from<Invoice>()
            .template join<&InvoiceLine::invoice_id>()
            .where(col<&Invoice::customer_id> == 11)
            .order_by(asc<&Invoice::day>, asc<&InvoiceLine::id>)
            .select(col<&Invoice::day>, il::sum(col<&InvoiceLine::cents>)
                                            .over(il::ordered_by(asc<&Invoice::day>, asc<&InvoiceLine::id>))),
        "SELECT i.day, CAST(sum(l.cents) OVER (ORDER BY i.day, l.id) AS BIGINT) FROM invoice i JOIN invoice_line l ON "
        "l.invoice_id = i.id WHERE i.customer_id = 11 ORDER BY i.day, l.id");
}
