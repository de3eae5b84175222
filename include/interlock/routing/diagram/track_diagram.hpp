// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/routing/diagram/diagram_columns.hpp>
#include <interlock/routing/diagram/svg_writer.hpp>
#include <interlock/routing/diagram/track_shapes.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <string>
#include <string_view>

namespace interlock::detail {

/// Draws a plan, from the back to the front.
class track_diagram : diagram_columns {
public:
    track_diagram(const routing_map& map, std::string_view title)
        : diagram_columns(map), title_(title.empty() ? "Routes" : title) {}

    std::string draw() {
        const int legend_y = plan.bottom + 44;
        svg_.text({margin, 36, 18, "t", "start"}, cut(title_, 60));
        svg_.text({margin, 54, 11, "s", "start"}, said_of_all());
        draw_references();
        draw_tracks();
        draw_models();
        draw_plates();
        draw_stations();
        const int right = std::max({draw_legend(legend_y), station_x + station_width + margin, 660});
        return svg_.document(right, legend_y + 30, title_, said_of_all());
    }

private:
    std::string said_of_all() const {
        const auto number = [](std::size_t n, const char* what) {
            return std::to_string(n) + ' ' + what + (n == 1 ? "" : "s");
        };
        return "profile " + std::string(plan.map.profile) + ", " +
               number(plan.map.databases.size(), "database") + ", " + number(plan.map.routes.size(), "model");
    }

    void draw_references() {
        for (const reference& r : references) {
            const int x = lane_of_references(r.line.lane);
            const int to = r.line.to[0];
            std::string path;
            for (const int y : r.line.from) {
                const int from = y, c = std::min(4, std::abs(to - from) / 2), s = to < from ? -1 : 1;
                path += svg_path(model_x, from).h(x + c).l(x, from + s * c).d;
            }
            // from the farthest on each side
            const int above = r.line.first(), below = r.line.last();
            if (above < to) path += svg_path(x, above + 4).v(to - 4).l(x + 4, to).h(model_x - 5).d;
            if (below > to) path += svg_path(x, below - 4).v(to + 4).l(x + 4, to).h(model_x - 5).d;
            svg_.path(path, r.soft ? "r d" : "r");
            svg_.path(svg_path(model_x, to).l(model_x - 7, to - 3).v(to + 3).d + "z", "ra");
        }
    }

    std::string color_of(const track_plan::track& t) const {
        if (t.use == traffic::named) return "cn";
        return color_of(t.databases[0]);
    }
    std::string color_of(std::size_t database) const {
        std::size_t i = 0;
        while (plan.stations[i].database != database) ++i;
        return "c" + std::to_string(i % svg_writer::colors);
    }
    std::string said_of(const track_plan::track& t) const {
        std::string text;
        for (const std::size_t r : t.rows)
            text.append(text.empty() ? "" : ", ").append(full_name(*plan.rows[r].of->table));
        text += t.use == traffic::both     ? ": read and written in "
                : t.use == traffic::reads  ? ": read from "
                : t.use == traffic::writes ? ": written to "
                                           : ": where the query says, in ";
        if (t.to_replicas) text += "replicas of ";
        for (std::size_t i = 0; i < t.databases.size(); ++i)
            text.append(i == 0 ? "" : ", ").append(plan.map.databases[t.databases[i]].alias);
        if (t.router != route::npos) text.append(", by ").append(plan.map.routers[t.router]);
        return text;
    }
    void draw_tracks() {
        for (const track_plan::track& t : plan.tracks)  // those of many places below the others
            if (t.use == traffic::named) draw_track(t);
        for (const track_plan::track& t : plan.tracks)
            if (t.use != traffic::named) draw_track(t);
    }
    void draw_track(const track_plan::track& t) {
        const int in = lane_in(t.in.lane);
        const int out = lane_out(t.out.lane);
        const std::string path = ways(t.in, ladder_x, in, plate_x) + svg_path(plate_x, t.y).h(exit_x).d +
                                 ways(t.out, exit_x, out, station_x);
        svg_.path(path, "h");  // the one above interrupts the one below
        svg_.path(path, track_classes(t.use, color_of(t)), said_of(t));
        for (const std::size_t r : t.rows) {
            const int y = plan.leaves_at(r, t);
            if (t.use == traffic::reads) svg_.path(arrow(ladder_x + 2, y, 1), "f " + color_of(t));
        }
        if (t.use == traffic::writes) svg_.path(arrow(station_x - 2, t.ports[0], -1), "f " + color_of(t));
    }
    void draw_models() {
        for (const track_plan::app& a : plan.apps) {
            svg_.box(model_x, a.top, model_width, a.bottom - a.top, 6, "p");
            svg_.text({model_x + 14, a.top + 18, 11, a.label.empty() ? "s i" : "s b", "start"},
                      app_name(a.label));
        }
        for (const track_plan::row& r : plan.rows) {
            const int y = r.y;
            svg_.text({model_x + 14, y + 4, 13, r.of->brought ? "m i" : "m", "start"}, name_of(*r.of));
            svg_.text({ladder_x - 14, y + 4, 11, "s m", "end"}, table_name(*r.of));
            for (const std::size_t t : r.tracks)
                svg_.circle(ladder_x,
                            plan.leaves_at(static_cast<std::size_t>(&r - plan.rows.data()), plan.tracks[t]),
                            3, "n " + color_of(plan.tracks[t]));
        }
    }
    void draw_plates() {
        for (const track_plan::plate& p : plan.plates) {
            const int y = p.top;
            svg_.box(plate_x, y, plate_width, p.height, 5, "q");
            svg_.text({plate_x + 10, y + 15, 11, "m q1", "start"}, plate_name(p.router),
                      p.router == route::npos ? std::string_view() : plan.map.routers[p.router]);
            for (const std::size_t i : p.tracks) {
                const track_plan::track& t = plan.tracks[i];
                const int at = t.y, middle = plate_x + plate_width / 2;
                svg_.path(svg_path(plate_x, at).h(exit_x).d, track_classes(t.use, color_of(t)));
                // the points: the blade of a switch
                svg_.path(svg_path(middle - 12, at).l(middle - 5, at - 5).h(middle + 5).l(middle + 12, at).d,
                          "k e " + color_of(t));
                svg_.circle(middle, at, 3, "n " + color_of(t));
            }
        }
    }
    void draw_stations() {
        for (const track_plan::station& s : plan.stations) {
            const database_entry& d = plan.map.databases[s.database];
            const int x = station_x, y = s.top;
            const std::string color = color_of(s.database);
            svg_.box(x, y, station_width, s.height, 4, "p");
            svg_.box(x - 2, y, 5, s.height, 2, "f " + color);
            svg_.text({x + 18, y + 21, 15, "m b", "start"}, cut(d.alias, 28));
            svg_.text({x + 18, y + 38, 11, "s", "start"}, engines(d));
            if (s.lines > 2)
                svg_.text({x + 18, y + 53, 11, "s", "start"}, cut(arrangement_text(d.arrangement), 44));
            draw_sidings(svg_, x + 3, y + s.siding + 8, s.sidings, d.arrangement, color);
            if (d.only_reads) draw_signal(svg_, x - 12, y + 16);
        }
    }
    /// Draws what there is to explain, from left to right; gives where that ends.
    int draw_legend(int y) {
        bool uses[4]{}, reads_only = false, soft = false, hard = false;
        for (const track_plan::track& t : plan.tracks) uses[static_cast<std::size_t>(t.use)] = true;
        for (const database_entry& d : plan.map.databases) reads_only = reads_only || d.only_reads;
        for (const reference& r : references) (r.soft ? soft : hard) = true;
        int x = margin;
        const auto entry = [&](const char* text) {
            svg_.text({x + 42, y + 4, 11, "s", "start"}, text);
            x += 42 + width_of(text, 11) + 26;
        };
        const auto line = [&](const char* classes) { svg_.path(svg_path(x, y).h(x + 32).d, classes); };
        const auto pointed = [&] { svg_.path(svg_path(x + 32, y).l(x + 25, y - 3).v(y + 3).d + "z", "ra"); };
        if (uses[0]) line("k cn"), entry("read and write");
        if (uses[1]) line("k e cn"), svg_.path(arrow(x, y, 1), "f cn"), entry("read");
        if (uses[2]) line("k w cn"), svg_.path(arrow(x + 32, y, -1), "f cn"), entry("write");
        if (uses[3]) line("k e cn"), entry("as the query says");
        if (hard) line("r"), pointed(), entry("reference");
        if (soft) line("r d"), pointed(), entry("soft reference");
        if (reads_only) draw_signal(svg_, x + 16, y + 10), entry("no writes pass");
        return x;
    }

    std::string_view title_;
    svg_writer svg_;
};

}  // namespace interlock::detail
