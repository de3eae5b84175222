// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/routing/diagram/found_tracks.hpp>

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace interlock::detail {

/// The same in an order in which few tracks cross: each thing stands, as far as it can, beside what leads to it.
struct ordered_tracks : found_tracks {
    explicit ordered_tracks(const routing_map& m) : found_tracks(m) {
        for (int pass = 0; pass < 3; ++pass) {
            place_rows();
            order_plates();
            order_stations();
            order_rows();
        }
        place_rows();
    }

private:
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
    static double mean(double sum, std::size_t count, double otherwise) {
        return count == 0 ? otherwise : sum / static_cast<double>(count);
    }
    double height_of(const track& t) const {
        double sum = 0;
        for (const std::size_t r : t.rows) sum += rows[r].y;
        return mean(sum, t.rows.size(), 0);
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
    /// Apps of one way stand together, and so do the models of each of them that have one; last those that go everywhere.
    void order_rows() {
        const auto rank = [&](const row& r) {
            double sum = 0;
            for (const std::size_t t : r.tracks)
                sum += tracks[t].use == traffic::named
                           ? static_cast<double>(stations.size())
                           : static_cast<double>(place_of_station(tracks[t].databases[0]));
            return mean(sum, r.tracks.size(), 1e9);
        };
        std::vector<double> ranks, of_apps(apps.size());
        std::vector<std::size_t> sizes(apps.size());
        for (const row& r : rows) {
            ranks.push_back(rank(r));
            of_apps[r.app] += ranks.back();
            ++sizes[r.app];
        }
        for (std::size_t a = 0; a < apps.size(); ++a) of_apps[a] /= static_cast<double>(sizes[a]);
        std::vector<std::size_t> order(rows.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            const std::size_t app_a = rows[a].app, app_b = rows[b].app;
            if (app_a == app_b) return ranks[a] < ranks[b];
            return of_apps[app_a] != of_apps[app_b] ? of_apps[app_a] < of_apps[app_b] : app_a < app_b;
        });
        std::vector<row> sorted;
        std::vector<std::size_t> now(rows.size());
        for (std::size_t i = 0; i < order.size(); ++i) {
            now[order[i]] = i;
            sorted.push_back(rows[order[i]]);
        }
        rows = std::move(sorted);
        for (track& t : tracks)
            for (std::size_t& r : t.rows) r = now[r];
    }
};

}  // namespace interlock::detail
