// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/error.hpp>

#include <string>
#include <string_view>

namespace interlock::detail {

/// How a test database is told from others: its name begins with test_ or ends in _test, before the extension where it
/// is a file's. Tests remove what they find; so a test program that was given another URL by mistake opens nothing.
constexpr bool is_test_name(std::string_view name) {
    name = name.substr(name.rfind('/') + 1);
    name = name.substr(0, name.find('.', 1));
    return name.starts_with("test_") || name.ends_with("_test");
}

inline void require_test_name(std::string_view name) {
    if (!is_test_name(name))
        throw configuration_error(
            "'" + std::string(name) +
            "' is no test database, and this program opens no others: the name of one begins with test_ or ends "
            "in _test");
}

}  // namespace interlock::detail
