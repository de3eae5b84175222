// SPDX-License-Identifier: BSL-1.0
#include "library_sqlite.hpp"

#include "interlock_side.hpp"

#include <interlock/sqlite.hpp>

namespace bench {

std::unique_ptr<side> library_on_sqlite(const std::string& path) {
    auto library = std::make_unique<interlock_side<interlock::sqlite>>("sqlite:" + path);
    library->create_tables();
    return library;
}

}  // namespace bench
