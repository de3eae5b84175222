// SPDX-License-Identifier: BSL-1.0
#include "soci_side.hpp"

// Where SOCI is not installed.
namespace bench {

bool has_soci() { return false; }

std::unique_ptr<side> soci_on(const std::string&, const std::string&, const std::vector<std::string>&) {
    return nullptr;
}

}  // namespace bench
