// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "side.hpp"

#include <memory>
#include <string>

namespace bench {

// libpqxx as its manual has it: statements prepared once, results read by as<T>(), bulk rows by stream_to.
std::unique_ptr<side> hand_written_libpqxx(const std::string& url);

}  // namespace bench
