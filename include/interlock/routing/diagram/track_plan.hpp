// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/routing/diagram/lanes.hpp>
#include <interlock/routing/diagram/ordered_tracks.hpp>
#include <interlock/routing/diagram/places.hpp>

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace interlock::detail {

/// The plan of a track diagram: every height, from the one on that is given, and every lane.
struct track_plan : ordered_tracks {
    std::size_t lanes_in = 0, lanes_out = 0;
    int bottom = 0;

    track_plan(const routing_map& m, int top) : ordered_tracks(m) {
        place_plates();
        place_stations();
        lay_tracks();
        move_down(top);
    }

private:
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
    /// So that nothing stands above that.
    void move_down(int to) {
        int top = 0;
        for (const plate& p : plates) top = std::min(top, p.top);
        for (const station& s : stations) top = std::min(top, s.top);
        const int by = to - top;
        bottom = to;
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
