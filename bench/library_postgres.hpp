// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "side.hpp"

#include <memory>
#include <string>

namespace bench {

// The library's side on the PostgreSQL database that the URL names; its tables must exist.
std::unique_ptr<side> library_on_postgres(const std::string& url);

void create_library_tables(const std::string& url);

}  // namespace bench
