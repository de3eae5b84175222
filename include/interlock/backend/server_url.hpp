// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/url.hpp>

#include <cstddef>
#include <string>
#include <string_view>

// What the URL of a server says, where it may say it twice: a parameter wins over what stands before the ?.

namespace interlock::detail {

/// The name of the database, or nothing.
inline std::string database_in(const url& where) {
    if (const char* const name = where.find("dbname")) return name;
    const std::string& location = where.location();
    const std::size_t slash = location.find('/', 2);  // after //user@host
    return slash == std::string::npos ? std::string()
                                      : url::decoded(std::string_view(location).substr(slash + 1));
}

/// The host with its port, or nothing; of several, which may all be asked, they as they are written.
inline std::string host_in(const url& where) {
    for (const char* name : {"hostaddr", "host"})
        if (const char* const host = where.find(name)) return host;
    std::string_view location = where.location();
    if (!location.starts_with("//")) return {};
    location = location.substr(2, location.find('/', 2) - 2);
    return url::decoded(location.substr(location.find('@') + 1));
}

}  // namespace interlock::detail
