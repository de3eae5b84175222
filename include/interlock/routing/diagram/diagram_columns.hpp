// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/routing/diagram/names.hpp>
#include <interlock/routing/diagram/track_plan.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace interlock::detail {

/// A plan with its columns: how wide they have to be for the names that stand in them, and the lanes of references.
struct diagram_columns {
    static constexpr int margin = 28, head = 84, lane_width = 9, reference_lane = 8;

    struct reference {
        crossing_line line;
        bool soft;
    };

    track_plan plan;
    std::vector<reference> references;
    std::size_t reference_lanes = 0;
    int model_x = 0, model_width = 0, ladder_x = 0, plate_x = 0, plate_width = 60, exit_x = 0, station_x = 0,
        station_width = 150;

    explicit diagram_columns(const routing_map& map) : plan(map, head) {
        find_references();
        place_columns();
    }

    // names are in a font whose characters are 0.6 wide
    static int width_of(std::size_t glyphs, int size) { return static_cast<int>(glyphs) * size * 62 / 100; }
    static int width_of(std::string_view text, int size) { return width_of(glyphs(text), size); }

    static std::string app_name(std::string_view label) { return label.empty() ? "no app" : cut(label, 28); }
    std::string plate_name(std::size_t router) const {
        return router == route::npos ? "no router: each query says" : cut(plan.map.routers[router], 48);
    }
    static std::string name_of(const route& r) { return cut(model_name(*r.table), 30); }
    static std::string table_name(const route& r) { return cut(r.table->name, 32); }
    static std::string engine_name(std::string_view backend) {
        return backend == "sqlite" ? "SQLite" : backend == "postgres" ? "PostgreSQL" : std::string(backend);
    }
    static std::string engines(const database_entry& d) {
        std::string text;
        for (const std::string_view one : d.backends)
            text.append(text.empty() ? "" : " or ").append(engine_name(one));
        return d.only_reads ? text + ", read only" : text;
    }

    int lane_in(std::size_t lane) const { return ladder_x + 34 + lane_width * static_cast<int>(lane); }
    int lane_out(std::size_t lane) const { return exit_x + 24 + lane_width * static_cast<int>(lane); }
    int lane_of_references(std::size_t lane) const {
        return model_x - 12 - reference_lane * static_cast<int>(lane);
    }

private:
    void place_columns() {
        int model = 0, table = 0, label = 0;
        for (const track_plan::row& r : plan.rows) {
            model = std::max(model, width_of(name_of(*r.of), 13));
            table = std::max(table, width_of(table_name(*r.of), 11));
        }
        for (const track_plan::app& a : plan.apps) label = std::max(label, width_of(app_name(a.label), 11));
        model_width = std::max({model + 18 + table, label, 120}) + 28;
        for (const track_plan::plate& p : plan.plates)
            plate_width = std::max(plate_width, width_of(plate_name(p.router), 11) + 20);
        for (const database_entry& d : plan.map.databases)
            station_width =
                std::max({station_width, width_of(cut(d.alias, 28), 15) + 34, width_of(engines(d), 11) + 34,
                          width_of(cut(arrangement_text(d.arrangement), 44), 11) + 34});
        model_x =
            margin + (reference_lanes == 0 ? 0 : 14 + reference_lane * static_cast<int>(reference_lanes));
        ladder_x = model_x + model_width;
        plate_x = ladder_x + 34 + lane_width * static_cast<int>(plan.lanes_in) + 22;
        exit_x = plate_x + plate_width;
        station_x = exit_x + 24 + lane_width * static_cast<int>(plan.lanes_out) + 40;
    }
    /// The references that lead to one model are one line.
    void find_references() {
        struct kind {
            std::size_t to;
            bool soft;
        };
        std::vector<kind> kinds;
        std::vector<crossing_line> lines;
        for (const relation_entry& r : plan.map.relations) {
            const std::size_t from = plan.row_of(*r.from), to = plan.row_of(*r.to);
            if (from == route::npos || to == route::npos) continue;
            std::size_t i = 0;
            while (i < kinds.size() && (kinds[i].to != to || kinds[i].soft != r.soft)) ++i;
            if (i == kinds.size()) {
                kinds.push_back({to, r.soft});
                lines.emplace_back();
                lines[i].to = {plan.rows[to].y + (r.soft ? 6 : -6)};
            }
            const int y = plan.rows[from].y + (r.soft ? 1 : -1);
            if (std::find(lines[i].from.begin(), lines[i].from.end(), y) == lines[i].from.end())
                lines[i].from.push_back(y);
        }
        std::vector<std::size_t> order(lines.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return lines[a].last() - lines[a].first() < lines[b].last() - lines[b].first();
        });
        for (const std::size_t i : order) {  // the shortest nearest to the models
            crossing_line& line = lines[i];
            const auto is_taken = [&](const reference& other) {
                return other.line.lane == line.lane && other.line.first() <= line.last() + 4 &&
                       line.first() <= other.line.last() + 4;
            };
            while (std::any_of(references.begin(), references.end(), is_taken)) ++line.lane;
            reference_lanes = std::max(reference_lanes, line.lane + 1);
            references.push_back({line, kinds[i].soft});
        }
    }
};

}  // namespace interlock::detail
