// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/routing/diagram/found_tracks.hpp>
#include <interlock/routing/diagram/lanes.hpp>
#include <interlock/routing/diagram/svg_writer.hpp>
#include <interlock/routing/routing_map.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

// What a track diagram is drawn with.

namespace interlock::detail {

/// A head that points to x, from the side that is given.
inline std::string arrow(int x, int y, int side) {
    return svg_path(x, y).l(x + side * 9, y - 5).v(y + 5).d + "z";
}
/// How a track looks, in its colour.
inline std::string track_classes(traffic use, const std::string& color) {
    return "k " + color + (use == traffic::both ? "" : use == traffic::writes ? " w" : " e");
}
/// Along a line's lane.
inline std::string ways(const crossing_line& line, int from_x, int lane_x, int to_x) {
    std::string all;
    for (const int from : line.from)
        for (const int to : line.to) {
            svg_path way(from_x, from);
            if (from != to) {
                const int c = std::min(8, std::abs(to - from) / 2), s = to < from ? -1 : 1;
                way.h(lane_x - c).l(lane_x, from + s * c).v(to - s * c).l(lane_x + c, to);
            }
            all += way.h(to_x).d;
        }
    return all;
}
/// A signal at danger.
inline void draw_signal(svg_writer& svg, int x, int y) {
    svg.path(svg_path(x, y).v(y - 15).d, "l");
    svg.circle(x, y - 18, 5, "g");
    svg.path(svg_path(x - 3, y - 18).h(x + 3).d, "gl");
}

inline std::string siding_name(const arrangement_info& a, std::size_t i) {
    const std::string number = std::to_string(i);
    if (a.kind == arrangement_kind::replicated) return "replica " + number;
    if (a.kind == arrangement_kind::sharded) return "shard " + number;
    return i == 0 ? "a tenant" : i == 1 ? "another" : "...";
}
/// The sidings of a station, which begin at a place; `drawn` of them.
inline void draw_sidings(svg_writer& svg, int x, int first, std::size_t drawn, const arrangement_info& a,
                         const std::string& color) {
    const int end = x + 61;
    int y = first;
    for (std::size_t i = 0; i < drawn; ++i, y += found_tracks::siding_height) {
        svg_path path(x, first);
        if (i > 0) path.h(x + 6).l(x + 14, first + 8).v(y - 6).l(x + 20, y);
        svg.path(path.h(end).d, "k e " + color);
        svg.path(svg_path(end, y - 5).v(y + 5).d, "k " + color);
        svg.text({end + 10, y + 4, 11, "s", "start"}, siding_name(a, i));
    }
    if (drawn > 0 && a.parts > static_cast<std::int64_t>(drawn))
        svg.text({end + 10, y + 4, 11, "s", "start"}, "and so on");
}

}  // namespace interlock::detail
