// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/error.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace interlock {

/// The name of a tenant as it is kept: in lower case. Throws unknown_tenant for what is none: it has letters, digits, -
/// and _, begins with a letter or digit, and has at most 40 of them, so that it may stand in a URL, a file's name and an
/// identifier.
inline std::string tenant_name(std::string_view given) {
    constexpr std::size_t most = 40;
    const auto is_plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    std::string name(given.substr(0, most + 1));
    bool sound = !name.empty() && name.size() <= most;
    for (char& c : name) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        sound = sound && (is_plain(c) || (&c != name.data() && (c == '-' || c == '_')));
    }
    if (!sound)
        throw unknown_tenant(
            "this is no tenant's name: one has letters, digits, - and _, begins with a letter or digit, and has "
            "at most 40 of them");
    return name;
}

}  // namespace interlock
