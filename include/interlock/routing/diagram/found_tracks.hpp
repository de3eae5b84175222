// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/routing/diagram/lanes.hpp>
#include <interlock/routing/routing_map.hpp>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace interlock::detail {

/// What runs on a track.
enum class traffic : unsigned char {
    both,
    reads,
    writes,
    named  // as the query says, to any of several databases
};

/// What a track diagram has: models on the left by their apps, databases as stations on the right, and between them the
/// tracks, each through the plate of the router that decided it. Where all that stands is found later.
struct found_tracks {
    static constexpr std::size_t npos = route::npos;
    static constexpr int row_height = 22, app_head = 26, app_gap = 14, track_height = 14, plate_head = 22,
                         port_gap = 13, siding_height = 17;

    /// A line of models with one way.
    struct track {
        std::size_t router = npos;
        traffic use = traffic::both;
        bool to_replicas = false;
        std::vector<std::size_t> databases;  // where it leads: one, but of the named
        std::vector<std::size_t> rows;       // where it comes from
        int y = 0;                           // in its plate
        std::vector<int> ports;              // at its stations
        crossing_line in, out;

        bool is_like(const track& t) const {
            return router == t.router && use == t.use && to_replicas == t.to_replicas &&
                   databases == t.databases;
        }
    };
    struct row {
        const route* of = nullptr;
        std::size_t app = 0;
        int y = 0;  // the middle
        std::vector<std::size_t> tracks;
    };
    struct app {
        std::string_view label;
        int top = 0, bottom = 0;
    };
    struct plate {
        std::size_t router = npos;
        std::vector<std::size_t> tracks;
        int top = 0, height = 0;
    };
    struct station {
        std::size_t database = 0;
        int top = 0, height = 0, lines = 0;  // of text
        int siding = 0;                      // the height of the first, from the top
        std::size_t sidings = 0;
    };

    explicit found_tracks(const routing_map& m) : map(m) {
        find_rows();
        find_tracks();
    }

    const routing_map& map;
    std::vector<app> apps;
    std::vector<row> rows;
    std::vector<track> tracks;
    std::vector<plate> plates;
    std::vector<station> stations;

    std::size_t row_of(const table_info& t) const {
        for (std::size_t i = 0; i < rows.size(); ++i)
            if (rows[i].of->table->is(t)) return i;
        return npos;
    }
    /// Reads and writes that part leave a model one above the other.
    int leaves_at(std::size_t r, const track& t) const {
        return rows[r].y + (t.use == traffic::reads ? -4 : t.use == traffic::writes ? 4 : 0);
    }

    std::size_t place_of_station(std::size_t database) const {
        std::size_t i = 0;
        while (stations[i].database != database) ++i;
        return i;
    }

private:
    std::size_t database_of(std::string_view alias) const {
        std::size_t i = 0;
        while (map.databases[i].alias != alias) ++i;
        return i;
    }

    void find_rows() {
        for (const route& r : map.routes) {
            const std::string_view label = r.table->app_label;
            std::size_t a = 0;
            while (a < apps.size() && apps[a].label != label) ++a;
            if (a == apps.size()) apps.push_back({label, 0, 0});
            rows.push_back({&r, a, 0, {}});
        }
        std::stable_sort(rows.begin(), rows.end(), [](const row& a, const row& b) { return a.app < b.app; });
    }
    void find_tracks() {
        for (row& r : rows) {
            const route& of = *r.of;
            const auto add = [&](traffic use, std::size_t router, std::string_view alias, bool replicas) {
                track t;
                t.use = use;
                t.router = router;
                t.to_replicas = replicas;
                t.databases = {database_of(alias)};
                join(r, std::move(t));
            };
            if (of.read.empty() && of.write.empty()) {
                track t;
                t.use = traffic::named;
                t.router = of.read_router;
                for (const std::string_view home : of.homes) t.databases.push_back(database_of(home));
                if (!t.databases.empty()) join(r, std::move(t));
                continue;
            }
            const bool writes = !of.write.empty() && !map.databases[database_of(of.write)].only_reads;
            if (writes && of.has_one_way()) add(traffic::both, of.read_router, of.read, false);
            else {
                if (!of.read.empty()) add(traffic::reads, of.read_router, of.read, of.reads_replicas);
                if (writes) add(traffic::writes, of.write_router, of.write, false);
            }
        }
        for (std::size_t i = 0; i < tracks.size(); ++i) {
            std::size_t p = 0;
            while (p < plates.size() && plates[p].router != tracks[i].router) ++p;
            if (p == plates.size()) plates.push_back({tracks[i].router, {}, 0, 0});
            plates[p].tracks.push_back(i);
        }
        for (plate& p : plates) p.height = plate_head + track_height * static_cast<int>(p.tracks.size()) + 4;
        for (std::size_t i = 0; i < map.databases.size(); ++i) stations.push_back(station_of(i));
    }
    void join(row& r, track&& t) {
        std::size_t i = 0;
        while (i < tracks.size() && !tracks[i].is_like(t)) ++i;
        if (i == tracks.size()) tracks.push_back(std::move(t));
        tracks[i].rows.push_back(static_cast<std::size_t>(&r - rows.data()));
        r.tracks.push_back(i);
    }
    station station_of(std::size_t database) const {
        const arrangement_info& a = map.databases[database].arrangement;
        station s;
        s.database = database;
        s.lines = a.kind == arrangement_kind::single ? 2 : 3;
        if (a.kind != arrangement_kind::single)
            s.sidings = a.parts > 4 || a.parts <= 0 ? 3 : static_cast<std::size_t>(a.parts);
        int main_ports = 0, siding_ports = 0;
        for (const track& t : tracks)
            for (const std::size_t d : t.databases)
                if (d == database) ++(t.to_replicas ? siding_ports : main_ports);
        s.siding = std::max(14 + 16 * s.lines + 8, 16 + port_gap * main_ports + 2);
        s.height = std::max(16 * s.lines + 16, 16 + port_gap * main_ports);
        if (s.sidings > 0)
            s.height = s.siding + siding_height * static_cast<int>(s.sidings + (a.parts > 4)) + 2;
        s.height = std::max(s.height, s.siding * (siding_ports > 0) + port_gap * siding_ports + 4);
        return s;
    }
};

}  // namespace interlock::detail
