// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/routing/diagram/names.hpp>
#include <interlock/routing/diagram/svg_writer.hpp>
#include <interlock/routing/diagram/track_plan.hpp>
#include <interlock/routing/routing_table.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace interlock {

namespace detail {

/// Draws a track_plan.
class track_diagram {
public:
    track_diagram(const routing_map& map, std::string_view title)
        : plan_(map), map_(map), title_(title.empty() ? "Routes" : title) {
        place_columns();
        find_references();
    }

    std::string draw() {
        const int legend_y = head + plan_.bottom + 44;
        svg_.text({margin, 36, 18, "t", "start"}, cut(title_, 60));
        svg_.text({margin, 54, 11, "s", "start"}, said_of_all());
        draw_references();
        draw_tracks();
        draw_models();
        draw_plates();
        draw_stations();
        const int right = std::max({draw_legend(legend_y), station_x_ + station_width_ + margin, 660});
        return svg_.document(right, legend_y + 30, title_, said_of_all());
    }

private:
    static constexpr int margin = 28, head = 84, lane_width = 9, turn = 8, siding_length = 46;

    // names are in a font whose characters are 0.6 wide
    static int width_of(std::size_t glyphs, int size) { return static_cast<int>(glyphs) * size * 62 / 100; }
    static int width_of(std::string_view text, int size) { return width_of(glyphs(text), size); }

    static std::string app_name(std::string_view label) { return label.empty() ? "no app" : cut(label, 28); }
    std::string plate_name(std::size_t router) const {
        return router == route::npos ? "on<Db>(): each query says" : cut(map_.routers[router], 48);
    }
    static std::string model_name(const route& r) { return cut(r.table->model, 30); }
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

    std::string said_of_all() const {
        const auto number = [](std::size_t n, const char* what) {
            return std::to_string(n) + ' ' + what + (n == 1 ? "" : "s");
        };
        return "profile " + std::string(map_.profile) + ", " + number(map_.databases.size(), "database") +
               ", " + number(map_.routes.size(), "model");
    }

    void place_columns() {
        int model = 0, table = 0, label = 0;
        for (const track_plan::row& r : plan_.rows) {
            model = std::max(model, width_of(model_name(*r.of), 13));
            table = std::max(table, width_of(table_name(*r.of), 11));
        }
        for (const track_plan::app& a : plan_.apps) label = std::max(label, width_of(app_name(a.label), 11));
        model_width_ = std::max({model + 18 + table, label, 120}) + 28;
        for (const track_plan::plate& p : plan_.plates)
            plate_width_ = std::max(plate_width_, width_of(plate_name(p.router), 11) + 20);
        for (const database_entry& d : map_.databases)
            station_width_ =
                std::max({station_width_, width_of(cut(d.alias, 28), 15) + 34, width_of(engines(d), 11) + 34,
                          width_of(cut(arrangement_text(d.arrangement), 44), 11) + 34});
    }
    /// The references that lead to one model are one line.
    void find_references() {
        struct kind {
            std::size_t to;
            bool soft;
        };
        std::vector<kind> kinds;
        std::vector<crossing_line> lines;
        for (const relation_entry& r : map_.relations) {
            const std::size_t from = plan_.row_of(*r.from), to = plan_.row_of(*r.to);
            if (from == route::npos || to == route::npos) continue;
            std::size_t i = 0;
            while (i < kinds.size() && (kinds[i].to != to || kinds[i].soft != r.soft)) ++i;
            if (i == kinds.size()) {
                kinds.push_back({to, r.soft});
                lines.emplace_back();
                lines[i].to = {plan_.rows[to].y + (r.soft ? 6 : -6)};
            }
            const int y = plan_.rows[from].y + (r.soft ? 1 : -1);
            if (std::find(lines[i].from.begin(), lines[i].from.end(), y) == lines[i].from.end())
                lines[i].from.push_back(y);
        }
        std::vector<std::size_t> order(lines.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return lines[a].last() - lines[a].first() < lines[b].last() - lines[b].first();
        });
        std::size_t lanes = 0;
        for (const std::size_t i : order) {  // the shortest nearest to the models
            crossing_line& line = lines[i];
            const auto is_taken = [&](const reference& other) {
                return other.line.lane == line.lane && other.line.first() <= line.last() + 4 &&
                       line.first() <= other.line.last() + 4;
            };
            while (std::any_of(references_.begin(), references_.end(), is_taken)) ++line.lane;
            lanes = std::max(lanes, line.lane + 1);
            references_.push_back({line, kinds[i].soft});
        }
        model_x_ = margin + (lanes == 0 ? 0 : 14 + reference_lane * static_cast<int>(lanes));
        ladder_x_ = model_x_ + model_width_;
        plate_x_ = ladder_x_ + 34 + lane_width * static_cast<int>(plan_.lanes_in) + 22;
        exit_x_ = plate_x_ + plate_width_;
        station_x_ = exit_x_ + 24 + lane_width * static_cast<int>(plan_.lanes_out) + 40;
    }

    // --- what is drawn, from the back to the front ---
    void draw_references() {
        for (const reference& r : references_) {
            const int x = model_x_ - 12 - reference_lane * static_cast<int>(r.line.lane);
            const int to = r.line.to[0] + head;
            std::string path;
            for (const int y : r.line.from) {
                const int from = y + head, c = std::min(4, std::abs(to - from) / 2), s = to < from ? -1 : 1;
                path += svg_path(model_x_, from).h(x + c).l(x, from + s * c).d;
            }
            // from the farthest on each side
            const int above = r.line.first() + head, below = r.line.last() + head;
            if (above < to) path += svg_path(x, above + 4).v(to - 4).l(x + 4, to).h(model_x_ - 5).d;
            if (below > to) path += svg_path(x, below - 4).v(to + 4).l(x + 4, to).h(model_x_ - 5).d;
            svg_.path(path, r.soft ? "r d" : "r");
            svg_.path(svg_path(model_x_, to).l(model_x_ - 7, to - 3).v(to + 3).d + "z", "ra");
        }
    }

    std::string color_of(const track_plan::track& t) const {
        if (t.use == traffic::named) return "cn";
        return color_of(t.databases[0]);
    }
    std::string color_of(std::size_t database) const {
        std::size_t i = 0;
        while (plan_.stations[i].database != database) ++i;
        return "c" + std::to_string(i % svg_writer::colors);
    }
    std::string said_of(const track_plan::track& t, const std::vector<std::size_t>& rows) const {
        std::string text;
        for (const std::size_t r : rows)
            text.append(text.empty() ? "" : ", ").append(full_name(*plan_.rows[r].of->table));
        text += t.use == traffic::both     ? ": read and written in "
                : t.use == traffic::reads  ? ": read from "
                : t.use == traffic::writes ? ": written to "
                                           : ": where the query says, in ";
        if (t.to_replicas) text += "replicas of ";
        for (std::size_t i = 0; i < t.databases.size(); ++i)
            text.append(i == 0 ? "" : ", ").append(map_.databases[t.databases[i]].alias);
        if (t.router != route::npos) text.append(", by ").append(map_.routers[t.router]);
        return text;
    }
    /// Along a line's lane.
    static std::string ways(const crossing_line& line, int from_x, int lane_x, int to_x) {
        std::string all;
        for (const int a : line.from)
            for (const int b : line.to) {
                const int from = a + head, to = b + head;
                svg_path way(from_x, from);
                if (from != to) {
                    const int c = std::min(turn, std::abs(to - from) / 2), s = to < from ? -1 : 1;
                    way.h(lane_x - c).l(lane_x, from + s * c).v(to - s * c).l(lane_x + c, to);
                }
                all += way.h(to_x).d;
            }
        return all;
    }
    void draw_tracks() {
        for (const track_plan::track& t : plan_.tracks) {
            const int in = ladder_x_ + 34 + lane_width * static_cast<int>(t.in.lane);
            const int out = exit_x_ + 24 + lane_width * static_cast<int>(t.out.lane);
            const std::string path = ways(t.in, ladder_x_, in, plate_x_) +
                                     svg_path(plate_x_, t.y + head).h(exit_x_).d +
                                     ways(t.out, exit_x_, out, station_x_);
            svg_.path(path, "h");  // the one above interrupts the one below
            svg_.path(path,
                      "k " + color_of(t) +
                          (t.use == traffic::both     ? ""
                           : t.use == traffic::writes ? " w"
                                                      : " e"),
                      said_of(t, t.rows));
            for (const std::size_t r : t.rows) {
                const int y = plan_.leaves_at(r, t) + head;
                if (t.use == traffic::reads) svg_.path(arrow(ladder_x_ + 2, y, 1), "f " + color_of(t));
            }
            if (t.use == traffic::writes)
                svg_.path(arrow(station_x_ - 2, t.ports[0] + head, -1), "f " + color_of(t));
        }
    }
    /// A head that points to x, from the side that is given.
    static std::string arrow(int x, int y, int side) {
        return svg_path(x, y).l(x + side * 9, y - 5).v(y + 5).d + "z";
    }

    void draw_models() {
        for (const track_plan::app& a : plan_.apps) {
            svg_.box(model_x_, a.top + head, model_width_, a.bottom - a.top, 6, "p");
            svg_.text({model_x_ + 14, a.top + head + 18, 11, a.label.empty() ? "s i" : "s b", "start"},
                      app_name(a.label));
        }
        for (const track_plan::row& r : plan_.rows) {
            const int y = r.y + head;
            svg_.text({model_x_ + 14, y + 4, 13, r.of->brought ? "m i" : "m", "start"}, model_name(*r.of));
            svg_.text({ladder_x_ - 14, y + 4, 11, "s m", "end"}, table_name(*r.of));
            for (const std::size_t t : r.tracks)
                svg_.circle(
                    ladder_x_,
                    plan_.leaves_at(static_cast<std::size_t>(&r - plan_.rows.data()), plan_.tracks[t]) + head,
                    3, "n " + color_of(plan_.tracks[t]));
        }
    }
    void draw_plates() {
        for (const track_plan::plate& p : plan_.plates) {
            const int y = p.top + head;
            svg_.box(plate_x_, y, plate_width_, p.height, 5, "q");
            svg_.text({plate_x_ + 10, y + 15, 11, "m q1", "start"}, plate_name(p.router),
                      p.router == route::npos ? std::string_view() : map_.routers[p.router]);
            for (const std::size_t i : p.tracks) {
                const track_plan::track& t = plan_.tracks[i];
                const int at = t.y + head, middle = plate_x_ + plate_width_ / 2;
                svg_.path(svg_path(plate_x_, at).h(exit_x_).d, "k " + color_of(t) +
                                                                   (t.use == traffic::both     ? ""
                                                                    : t.use == traffic::writes ? " w"
                                                                                               : " e"));
                // the points: the blade of a switch
                svg_.path(svg_path(middle - 12, at).l(middle - 5, at - 5).h(middle + 5).l(middle + 12, at).d,
                          "k e " + color_of(t));
                svg_.circle(middle, at, 3, "n " + color_of(t));
            }
        }
    }
    void draw_stations() {
        for (const track_plan::station& s : plan_.stations) {
            const database_entry& d = map_.databases[s.database];
            const int x = station_x_, y = s.top + head;
            const std::string color = color_of(s.database);
            svg_.box(x, y, station_width_, s.height, 4, "p");
            svg_.box(x - 2, y, 5, s.height, 2, "f " + color);
            svg_.text({x + 18, y + 21, 15, "m b", "start"}, cut(d.alias, 28));
            svg_.text({x + 18, y + 38, 11, "s", "start"}, engines(d));
            if (s.lines > 2)
                svg_.text({x + 18, y + 53, 11, "s", "start"}, cut(arrangement_text(d.arrangement), 44));
            draw_sidings(s, d.arrangement, color);
            if (d.only_reads) draw_signal(x - 12, y + 16);
        }
    }
    void draw_sidings(const track_plan::station& s, const arrangement_info& a, const std::string& color) {
        const int x = station_x_ + 3;
        const std::size_t drawn = s.sidings;
        for (std::size_t i = 0; i < drawn; ++i) {
            const int first = s.top + head + s.siding + 8, end = x + 15 + siding_length;
            const int y = first + track_plan::siding_height * static_cast<int>(i);
            svg_path path(x, first);
            if (i > 0) path.h(x + 6).l(x + 14, first + 8).v(y - 6).l(x + 20, y);
            path.h(end);
            svg_.path(path.d, "k e " + color);
            svg_.path(svg_path(end, y - 5).v(y + 5).d, "k " + color);
            svg_.text({end + 10, y + 4, 11, "s", "start"}, siding_name(a, i));
        }
        if (a.parts > 4)
            svg_.text({x + 25 + siding_length,
                       s.top + head + s.siding + 12 + track_plan::siding_height * static_cast<int>(drawn), 11,
                       "s", "start"},
                      "and so on");
    }
    static std::string siding_name(const arrangement_info& a, std::size_t i) {
        const std::string number = std::to_string(i);
        if (a.kind == arrangement_kind::replicated) return "replica " + number;
        if (a.kind == arrangement_kind::sharded) return "shard " + number;
        return i == 0 ? "a tenant" : i == 1 ? "another" : "...";
    }
    /// At danger.
    void draw_signal(int x, int y) {
        svg_.path(svg_path(x, y).v(y - 15).d, "l");
        svg_.circle(x, y - 18, 5, "g");
        svg_.path(svg_path(x - 3, y - 18).h(x + 3).d, "gl");
    }

    /// Draws what there is to explain, from left to right; gives where that ends.
    int draw_legend(int y) {
        bool uses[4]{}, reads_only = false, soft = false, hard = false;
        for (const track_plan::track& t : plan_.tracks) uses[static_cast<std::size_t>(t.use)] = true;
        for (const database_entry& d : map_.databases) reads_only = reads_only || d.only_reads;
        for (const reference& r : references_) (r.soft ? soft : hard) = true;
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
        if (reads_only) draw_signal(x + 16, y + 10), entry("no writes pass");
        return x;
    }

    struct reference {
        crossing_line line;
        bool soft;
    };
    static constexpr int reference_lane = 8;

    track_plan plan_;
    const routing_map& map_;
    std::string_view title_;
    std::vector<reference> references_;
    svg_writer svg_;
    int model_x_ = 0, model_width_ = 0, ladder_x_ = 0, plate_x_ = 0, plate_width_ = 60, exit_x_ = 0,
        station_x_ = 0, station_width_ = 150;
};

}  // namespace detail

/// The routes of a service as a drawing, an SVG document by itself: models on the left, databases on the right, and the
/// routers between them, like the plan of a railway.
inline std::string routing_svg(const routing_map& map, std::string_view title = {}) {
    return detail::track_diagram(map, title).draw();
}
template <class Service>
std::string routing_svg(std::string_view title = {}) {
    return routing_svg(routing_table<Service>(), title);
}

}  // namespace interlock
