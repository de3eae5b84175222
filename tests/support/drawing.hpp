// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "support/catch.hpp"

#include <interlock/routing_diagram.hpp>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

/// Holds a drawing of docs/routing to what the library draws. INTERLOCK_DRAW=1 in the environment draws it anew.
template <class Service>
void check_drawing(const char* name, const char* title) {
    const std::string here = __FILE__;
    const std::string file = here.substr(0, here.rfind("tests/support/")) + "docs/routing/" + name + ".svg";
    const std::string drawn = interlock::routing_svg<Service>(title);
    if (const char* anew = std::getenv("INTERLOCK_DRAW"); anew != nullptr && std::string_view(anew) == "1")
        std::ofstream(file) << drawn;
    std::ifstream in(file);
    INFO("INTERLOCK_DRAW=1 draws " << file << " anew");
    CHECK(std::string(std::istreambuf_iterator<char>(in), {}) == drawn);
}
