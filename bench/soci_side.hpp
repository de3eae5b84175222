// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "side.hpp"

#include <memory>
#include <string>
#include <vector>

namespace bench {

bool has_soci();

// SOCI with its statements kept, which is its faster form, on "sqlite3" or "postgresql". Executes the schema first.
std::unique_ptr<side> soci_on(const std::string& backend, const std::string& connection,
                              const std::vector<std::string>& schema = {});

}  // namespace bench
