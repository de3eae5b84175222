// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/routing/diagram/track_diagram.hpp>
#include <interlock/routing/routing_table.hpp>

#include <string>
#include <string_view>

namespace interlock {

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
