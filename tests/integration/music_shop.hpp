// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "engines.hpp"

#include <optional>

// A music shop: eleven tables, some thousand made-up rows, the same in every run. What is sold and to whom, in which
// playlists it is, and who of the employees is told by whom what to do.

namespace music {

struct Artist {
    std::int64_t id = 0;
    std::string name;
};
struct Album {
    std::int64_t id = 0;
    std::string title;
    std::int64_t artist_id = 0;
    std::int32_t year = 0;
};
struct Genre {
    std::int64_t id = 0;
    std::string name;
};
struct Format {
    std::int64_t id = 0;
    std::string name;
};
struct Track {
    std::int64_t id = 0;
    std::string name;
    std::optional<std::int64_t> album_id;
    std::int64_t format_id = 0;
    std::optional<std::int64_t> genre_id;
    std::int32_t seconds = 0;
    std::int32_t cents = 0;
};
struct Playlist {
    std::int64_t id = 0;
    std::string name;
};
struct PlaylistTrack {
    std::int64_t playlist_id = 0;
    std::int64_t track_id = 0;
};
struct Employee {
    std::int64_t id = 0;
    std::string name;
    std::string title;
    std::optional<std::int64_t> manager_id;
};
struct Customer {
    std::int64_t id = 0;
    std::string name;
    std::string country;
    std::optional<std::int64_t> support_id;
};
struct Invoice {
    std::int64_t id = 0;
    std::int64_t customer_id = 0;
    std::int32_t day = 0;
};
struct InvoiceLine {
    std::int64_t id = 0;
    std::int64_t invoice_id = 0;
    std::int64_t track_id = 0;
    std::int32_t cents = 0;
    std::int32_t quantity = 0;
};

// Names made of syllables, from numbers that are the same everywhere.
class maker {
public:
    std::uint32_t below(std::uint32_t n) {
        state_ = state_ * 6364136223846793005u + 1442695040888963407u;
        return static_cast<std::uint32_t>(state_ >> 33) % n;
    }
    std::string word() {
        static constexpr const char* syllables[]{"ka", "lo", "mi", "ra", "su", "te", "vi", "no",
                                                 "ba", "du", "fe", "go", "zi", "pe", "ha", "ny"};
        std::string w;
        for (std::uint32_t i = 0, n = 2 + below(2); i < n; ++i) w += syllables[below(16)];
        w[0] = static_cast<char>(w[0] - 'a' + 'A');
        return w;
    }
    std::string words(std::uint32_t n) {
        std::string all = word();
        for (std::uint32_t i = 1; i < n; ++i) all += ' ' + word();
        return all;
    }

private:
    std::uint64_t state_ = 20260901;
};

}  // namespace music

template <>
struct interlock::model<music::Artist> {
    using fields = il::fields<il::field<&music::Artist::id, il::primary_key, il::generated>,
                              il::field<&music::Artist::name, il::max_length<80>>>;
};
template <>
struct interlock::model<music::Album> {
    using fields =
        il::fields<il::field<&music::Album::id, il::primary_key, il::generated>,
                   il::field<&music::Album::title>,
                   il::field<&music::Album::artist_id,
                             il::references<&music::Artist::id, il::on_delete::cascade>, il::indexed>,
                   il::field<&music::Album::year>>;
};
template <>
struct interlock::model<music::Genre> {
    using fields = il::fields<il::field<&music::Genre::id, il::primary_key, il::generated>,
                              il::field<&music::Genre::name, il::unique>>;
};
template <>
struct interlock::model<music::Format> {
    using fields = il::fields<il::field<&music::Format::id, il::primary_key, il::generated>,
                              il::field<&music::Format::name, il::unique>>;
};
template <>
struct interlock::model<music::Track> {
    using fields = il::fields<
        il::field<&music::Track::id, il::primary_key, il::generated>, il::field<&music::Track::name>,
        il::field<&music::Track::album_id, il::references<&music::Album::id, il::on_delete::cascade>,
                  il::indexed>,
        il::field<&music::Track::format_id, il::references<&music::Format::id>>,
        il::field<&music::Track::genre_id, il::references<&music::Genre::id, il::on_delete::set_null>>,
        il::field<&music::Track::seconds>, il::field<&music::Track::cents>>;
};
template <>
struct interlock::model<music::Playlist> {
    using fields = il::fields<il::field<&music::Playlist::id, il::primary_key, il::generated>,
                              il::field<&music::Playlist::name>>;
};
template <>
struct interlock::model<music::PlaylistTrack> {
    static constexpr auto table = "playlist_track";
    using fields = il::fields<il::field<&music::PlaylistTrack::playlist_id, il::primary_key,
                                        il::references<&music::Playlist::id, il::on_delete::cascade>>,
                              il::field<&music::PlaylistTrack::track_id, il::primary_key,
                                        il::references<&music::Track::id, il::on_delete::cascade>>>;
};
template <>
struct interlock::model<music::Employee> {
    using fields = il::fields<il::field<&music::Employee::id, il::primary_key, il::generated>,
                              il::field<&music::Employee::name>, il::field<&music::Employee::title>,
                              il::field<&music::Employee::manager_id, il::references<&music::Employee::id>>>;
};
template <>
struct interlock::model<music::Customer> {
    using fields = il::fields<il::field<&music::Customer::id, il::primary_key, il::generated>,
                              il::field<&music::Customer::name>, il::field<&music::Customer::country>,
                              il::field<&music::Customer::support_id,
                                        il::references<&music::Employee::id, il::on_delete::set_null>>>;
};
template <>
struct interlock::model<music::Invoice> {
    using fields =
        il::fields<il::field<&music::Invoice::id, il::primary_key, il::generated>,
                   il::field<&music::Invoice::customer_id,
                             il::references<&music::Customer::id, il::on_delete::cascade>, il::indexed>,
                   il::field<&music::Invoice::day>>;
};
template <>
struct interlock::model<music::InvoiceLine> {
    static constexpr auto table = "invoice_line";
    using fields =
        il::fields<il::field<&music::InvoiceLine::id, il::primary_key, il::generated>,
                   il::field<&music::InvoiceLine::invoice_id,
                             il::references<&music::Invoice::id, il::on_delete::cascade>, il::indexed>,
                   il::field<&music::InvoiceLine::track_id, il::references<&music::Track::id>, il::indexed>,
                   il::field<&music::InvoiceLine::cents>, il::field<&music::InvoiceLine::quantity>>;
};

namespace music {

template <class Backend>
using shop_tables = engine<Backend, Artist, Album, Genre, Format, Track, Playlist, PlaylistTrack, Employee,
                           Customer, Invoice, InvoiceLine>;

/// The shop with all that is in it: 120 artists of whom some have no album, 1500 tracks of which some are on none.
template <class Backend>
struct shop : shop_tables<Backend> {
    explicit shop(place where) : shop_tables<Backend>(where) {
        maker make;
        std::vector<Artist> artists;
        std::vector<Album> albums;
        std::vector<Genre> genres;
        std::vector<Format> formats{{1, "MP3"}, {2, "FLAC"}, {3, "vinyl"}};
        std::vector<Track> tracks;
        std::vector<Playlist> playlists;
        std::vector<PlaylistTrack> entries;
        std::vector<Employee> employees;
        std::vector<Customer> customers;
        std::vector<Invoice> invoices;
        std::vector<InvoiceLine> lines;

        const auto id = [](const auto& rows) { return static_cast<std::int64_t>(rows.size()) + 1; };
        const auto one_of = [&](const auto& rows) {
            return rows[make.below(static_cast<std::uint32_t>(rows.size()))].id;
        };
        for (int i = 0; i < 120; ++i) artists.push_back({id(artists), make.words(2)});
        for (const char* name : {"rock", "jazz", "metal", "blues", "latin", "opera", "unheard"})
            genres.push_back({id(genres), name});
        for (int i = 0; i < 200; ++i)  // of the first hundred artists
            albums.push_back({id(albums), make.words(2), 1 + make.below(100),
                              static_cast<std::int32_t>(1960 + make.below(60))});
        for (int i = 0; i < 1500; ++i) {
            Track t{id(tracks),
                    make.words(1 + make.below(3)),
                    {},
                    one_of(formats),
                    {},
                    static_cast<std::int32_t>(90 + make.below(400)),
                    make.below(4) == 0 ? 199 : 99};
            if (make.below(12) != 0) t.album_id = one_of(albums);
            if (make.below(9) != 0) t.genre_id = 1 + make.below(6);
            tracks.push_back(t);
        }
        for (int i = 0; i < 15; ++i) playlists.push_back({id(playlists), make.word()});
        for (const Playlist& p : playlists) {
            if (p.id == 15) continue;  // an empty one
            for (std::int64_t track = 1 + make.below(20); track <= 1500; track += 1 + make.below(40))
                entries.push_back({p.id, track});
        }
        for (std::int64_t i = 1; i <= 25; ++i)
            employees.push_back({i, make.word(), i == 1 ? "head" : i < 6 ? "manager" : "agent", {}});
        for (Employee& e : employees)
            if (e.id > 1) e.manager_id = e.id < 6 ? 1 : 2 + (e.id % 4);
        for (int i = 0; i < 200; ++i) {
            static constexpr const char* countries[]{"Peru", "Chad", "Fiji", "Mali", "Cuba"};
            Customer c{id(customers), make.words(2), countries[make.below(5)], {}};
            if (make.below(5) != 0) c.support_id = 6 + make.below(18);
            customers.push_back(c);
        }
        for (int i = 0; i < 500; ++i)  // not of every customer
            invoices.push_back(
                {id(invoices), 1 + make.below(170), static_cast<std::int32_t>(make.below(1000))});
        for (const Invoice& invoice : invoices)
            for (std::uint32_t n = 1 + make.below(6); n > 0; --n) {
                const Track& t = tracks[make.below(1400)];
                lines.push_back(
                    {id(lines), invoice.id, t.id, t.cents, static_cast<std::int32_t>(1 + make.below(3))});
            }

        // keys are generated from 1 on, so that they are those above
        (**this).template transaction<typename shop_tables<Backend>::database>([&](auto& tx) {
            const auto add = [&](const auto&... rows) { (tx.insert_many(rows), ...); };
            add(artists, albums, genres, formats, tracks, playlists, entries, employees, customers, invoices,
                lines);
        });
    }
};

}  // namespace music
