// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "side.hpp"

#include <memory>
#include <string>

namespace bench {

// The library's side on the SQLite database at path, ":memory:" included, with its tables made.
std::unique_ptr<side> library_on_sqlite(const std::string& path);

}  // namespace bench
