// SPDX-License-Identifier: BSL-1.0
#include "library_postgres.hpp"

#include "interlock_side.hpp"

#include <interlock/postgres.hpp>

namespace bench {

std::unique_ptr<side> library_on_postgres(const std::string& url) {
    return std::make_unique<interlock_side<interlock::postgres>>(url);
}

void create_library_tables(const std::string& url) {
    interlock_side<interlock::postgres>{url}.create_tables();
}

}  // namespace bench
