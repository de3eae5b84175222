// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/routing/routing_map.hpp>

#include <cstddef>
#include <string>
#include <string_view>

// How what a routing map holds is named where people read it.

namespace interlock::detail {

/// "api.Gem"; without an app the model alone.
inline std::string full_name(const table_info& t) {
    std::string name(t.app_label);
    if (!name.empty()) name += '.';
    return name += t.model;
}

/// The number of characters of a UTF-8 text.
inline std::size_t glyphs(std::string_view text) {
    std::size_t n = 0;
    for (const char c : text) n += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return n;
}
/// At most so many of them.
inline std::string cut(std::string_view text, std::size_t most) {
    if (glyphs(text) <= most) return std::string(text);
    std::size_t end = 0;
    for (std::size_t n = 0; n < most; ++end) n += (static_cast<unsigned char>(text[end]) & 0xC0) != 0x80;
    return std::string(text.substr(0, end - 1)) + "\xE2\x80\xA6";
}

inline std::string joined(const entries<std::string_view>& all, std::string_view between) {
    std::string text;
    for (const std::string_view one : all) text.append(text.empty() ? "" : between).append(one);
    return text;
}

/// "sqlite or postgres"
inline std::string backends_text(const database_entry& d) { return joined(d.backends, " or "); }

inline std::string_view kind_text(arrangement_kind kind) {
    switch (kind) {
        case arrangement_kind::replicated: return "replicated";
        case arrangement_kind::tenanted: return "tenanted";
        case arrangement_kind::sharded: return "sharded";
        default: return "single";
    }
}
/// "replicated, up to 3, round robin"; "single".
inline std::string arrangement_text(const arrangement_info& a) {
    std::string text(kind_text(a.kind));
    if (a.parts > 0)
        text.append(a.kind == arrangement_kind::sharded ? ", " : ", up to ").append(std::to_string(a.parts));
    if (!a.policy.empty()) text.append(", ").append(a.policy);
    return text;
}

/// The routers that decided a route, as one or as "for reads" and "for writes".
inline std::string routers_text(const routing_map& map, const route& r) {
    const auto name = [&](std::size_t i) {
        return i == route::npos ? std::string("-") : std::string(map.routers[i]);
    };
    if (r.read_router == r.write_router) return name(r.read_router);
    return name(r.read_router) + " / " + name(r.write_router);
}

}  // namespace interlock::detail
