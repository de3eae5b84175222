// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "side.hpp"

#include <memory>
#include <string>
#include <vector>

namespace bench {

// The CREATE statements of a database file, as SQLite keeps them.
std::vector<std::string> read_sqlite_schema(const std::string& path);

// The connection's own: none, which is for one thread alone, or SQLite's default, which most programs keep.
enum class mutexes { none, by_default };

// The SQLite C API at its best: statements prepared once and kept, values bound in place. Opens (or makes) the
// database at path, ":memory:" included, and gives it the schema.
std::unique_ptr<side> hand_written_sqlite(const std::string& path, const std::vector<std::string>& schema,
                                          mutexes kept = mutexes::none);

}  // namespace bench
