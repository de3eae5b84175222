// SPDX-License-Identifier: BSL-1.0
#include "routes.hpp"

#include "routers.hpp"

#include <interlock/routing_diagram.hpp>

#include <fmt/core.h>

void print_routes(const std::string& form) {
    fmt::print("{}", form == "json"  ? il::routing_json<atlas>()
                     : form == "dot" ? il::routing_dot<atlas>()
                     : form == "svg" ? il::routing_svg<atlas>("Metabolic Atlas")
                                     : il::routing_text<atlas>());
}
