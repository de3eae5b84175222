// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/routing/diagram/names.hpp>
#include <interlock/routing/diagram/places.hpp>
#include <interlock/routing/routing_map.hpp>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

// The plan of a track diagram: models on the left by their apps, databases as stations on the right, and between them the
// tracks, each through the plate of the router that decided it.

namespace interlock::detail {

/// What runs on a track.
enum class traffic : unsigned char {
    both,
    reads,
    writes,
    named  // as the query says, to any of several databases
};

struct track_plan {
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

    explicit track_plan(const routing_map& m) : map(m) {
        find_rows();
        find_tracks();
        for (int pass = 0; pass < 3; ++pass) {
            place_rows();
            order_plates();
            order_stations();
            order_rows();
        }
        place_rows();
        place_plates();
        place_stations();
        lay_tracks();
        move_down();
    }

    const routing_map& map;
    std::vector<app> apps;
    std::vector<row> rows;
    std::vector<track> tracks;
    std::vector<plate> plates;
    std::vector<station> stations;
    std::size_t lanes_in = 0, lanes_out = 0;
    int top = 0, bottom = 0;

    std::size_t row_of(const table_info& t) const {
        for (std::size_t i = 0; i < rows.size(); ++i)
            if (rows[i].of->table->is(t)) return i;
        return npos;
    }
    /// Reads and writes that part leave a model one above the other.
    int leaves_at(std::size_t r, const track& t) const {
        return rows[r].y + (t.use == traffic::reads ? -4 : t.use == traffic::writes ? 4 : 0);
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

    // --- the order ---
    static double mean(double sum, std::size_t count, double otherwise) {
        return count == 0 ? otherwise : sum / static_cast<double>(count);
    }
    double height_of(const track& t) const {
        double sum = 0;
        for (const std::size_t r : t.rows) sum += rows[r].y;
        return mean(sum, t.rows.size(), 0);
    }
    std::size_t place_of_station(std::size_t database) const {
        std::size_t i = 0;
        while (stations[i].database != database) ++i;
        return i;
    }
    void order_plates() {
        for (plate& p : plates)
            std::stable_sort(p.tracks.begin(), p.tracks.end(), [&](std::size_t a, std::size_t b) {
                return height_of(tracks[a]) < height_of(tracks[b]);
            });
        std::stable_sort(plates.begin(), plates.end(),
                         [&](const plate& a, const plate& b) { return mean_height(a) < mean_height(b); });
    }
    double mean_height(const plate& p) const {
        double sum = 0;
        for (const std::size_t t : p.tracks) sum += height_of(tracks[t]);
        return mean(sum, p.tracks.size(), 0);
    }
    void order_stations() {
        std::vector<double> wish(map.databases.size(), 1e9);  // nobody's last
        for (std::size_t d = 0; d < wish.size(); ++d) {
            double sum = 0;
            std::size_t count = 0, at = 0;
            for (const plate& p : plates)
                for (const std::size_t t : p.tracks) {
                    ++at;
                    if (tracks[t].use == traffic::named || tracks[t].databases[0] != d) continue;
                    sum += static_cast<double>(at);
                    ++count;
                }
            wish[d] = mean(sum, count, 1e9);
        }
        std::stable_sort(stations.begin(), stations.end(), [&](const station& a, const station& b) {
            return wish[a.database] < wish[b.database];
        });
    }
    /// In each app those of one way stand together.
    void order_rows() {
        const auto rank = [&](const row& r) {
            std::size_t sum = 0;
            for (const std::size_t t : r.tracks)
                sum += 1 + 2 * place_of_station(tracks[t].databases[0]) + (tracks[t].use == traffic::named);
            return r.tracks.empty() ? npos : sum / r.tracks.size();
        };
        std::vector<std::pair<std::size_t, std::size_t>> order;  // rank, and where it stood
        for (std::size_t i = 0; i < rows.size(); ++i) order.push_back({rank(rows[i]), i});
        std::stable_sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
            const std::size_t of_a = rows[a.second].app, of_b = rows[b.second].app;
            return of_a != of_b ? of_a < of_b : a.first < b.first;
        });
        std::vector<row> sorted;
        std::vector<std::size_t> now(rows.size());
        for (std::size_t i = 0; i < order.size(); ++i) {
            now[order[i].second] = i;
            sorted.push_back(rows[order[i].second]);
        }
        rows = std::move(sorted);
        for (track& t : tracks)
            for (std::size_t& r : t.rows) r = now[r];
    }

    // --- the heights ---
    void place_rows() {
        int y = 0;
        std::size_t before = npos;
        for (row& r : rows) {
            if (r.app != before) {
                if (before != npos) y += app_gap + 6;
                apps[r.app].top = y;
                y += app_head;
            }
            r.y = y + row_height / 2;
            y += row_height;
            apps[r.app].bottom = y + 6;
            before = r.app;
        }
    }
    static int median(std::vector<int> v) {
        std::sort(v.begin(), v.end());
        return v[(v.size() - 1) / 2];
    }
    static int slot(std::size_t i) {
        return plate_head + track_height * static_cast<int>(i) + track_height / 2;
    }
    void place_plates() {
        std::vector<standing> standing_plates;
        for (const plate& p : plates) {
            std::vector<int> wishes;
            for (std::size_t i = 0; i < p.tracks.size(); ++i) {
                std::vector<int> sources;
                for (const std::size_t r : tracks[p.tracks[i]].rows)
                    sources.push_back(leaves_at(r, tracks[p.tracks[i]]));
                wishes.push_back(median(std::move(sources)) - slot(i));
            }
            standing_plates.push_back({p.height, median(std::move(wishes)), 0});
        }
        place_in_order(standing_plates, 16);
        for (std::size_t k = 0; k < plates.size(); ++k) {
            plates[k].top = standing_plates[k].top;
            for (std::size_t i = 0; i < plates[k].tracks.size(); ++i)
                tracks[plates[k].tracks[i]].y = plates[k].top + slot(i);
        }
    }
    void place_stations() {
        std::vector<standing> standing_stations;
        int under_others = 0;
        for (const station& s : stations) {
            std::vector<int> wishes;
            for_ports(s, [&](track& t, std::size_t, int port) {
                if (t.use != traffic::named) wishes.push_back(t.y - port);
            });
            const int wish = wishes.empty() ? under_others : median(std::move(wishes));
            standing_stations.push_back({s.height, wish, 0});
            under_others = wish + s.height + 24;
        }
        place_in_order(standing_stations, 24);
        for (std::size_t i = 0; i < stations.size(); ++i) {
            stations[i].top = standing_stations[i].top;
            for_ports(stations[i], [&](track& t, std::size_t which, int port) {
                t.ports.resize(t.databases.size());
                t.ports[which] = stations[i].top + port;
            });
        }
    }
    /// Calls f with each track of a station, the place of that among its databases, and the height of its port from the
    /// station's top; in the order of the plates.
    template <class Function>
    void for_ports(const station& s, const Function& f) {
        int mains = 0, sidings = 0;
        for (const plate& p : plates)
            for (const std::size_t i : p.tracks) {
                track& t = tracks[i];
                for (std::size_t which = 0; which < t.databases.size(); ++which)
                    if (t.databases[which] == s.database)
                        f(t, which,
                          t.to_replicas ? s.siding + 8 + port_gap * sidings++ : 16 + port_gap * mains++);
            }
    }
    /// So that nothing stands above 0.
    void move_down() {
        for (const plate& p : plates) top = std::min(top, p.top);
        for (const station& s : stations) top = std::min(top, s.top);
        const int by = -std::exchange(top, 0);
        for (app& a : apps) a.top += by, a.bottom += by;
        for (row& r : rows) r.y += by;
        for (plate& p : plates) p.top += by;
        for (station& s : stations) s.top += by;
        for (track& t : tracks) {
            t.y += by;
            for (int& port : t.ports) port += by;
            for (crossing_line* const line : {&t.in, &t.out}) line->move(by);
        }
        for (const app& a : apps) bottom = std::max(bottom, a.bottom);
        for (const plate& p : plates) bottom = std::max(bottom, p.top + p.height);
        for (const station& s : stations) bottom = std::max(bottom, s.top + s.height);
    }
    /// Where lines would meet, what they lead to is moved by a little.
    template <class Move>
    std::size_t choose_lanes_of(crossing_line track::*way, const Move& move) {
        std::vector<crossing_line> lines;
        lanes_chosen chosen;
        for (int moved = 0; const int by : {0, 5, -5, 7, -7, 3, -3}) {
            move(by - std::exchange(moved, by));
            lines.clear();
            for (const track& t : tracks) lines.push_back(line_of(t, way));
            chosen = choose_lanes(lines);
            if (!chosen.collide) break;
        }
        for (std::size_t i = 0; i < tracks.size(); ++i) tracks[i].*way = std::move(lines[i]);
        return chosen.count;
    }
    crossing_line line_of(const track& t, crossing_line track::*way) const {
        crossing_line line;
        if (way == &track::in) {
            for (const std::size_t r : t.rows) line.from.push_back(leaves_at(r, t));
            line.to = {t.y};
        } else {
            line.from = {t.y};
            line.to = t.ports;
        }
        return line;
    }
    void lay_tracks() {
        lanes_in = choose_lanes_of(&track::in, [this](int by) {
            for (plate& p : plates) p.top += by;
            for (track& t : tracks) t.y += by;
        });
        lanes_out = choose_lanes_of(&track::out, [this](int by) {
            for (station& s : stations) s.top += by;
            for (track& t : tracks)
                for (int& port : t.ports) port += by;
        });
    }
};

}  // namespace interlock::detail
