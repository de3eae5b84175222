// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "side.hpp"

#include <memory>
#include <string>

namespace bench {

enum class result_format { text, binary };

// libpq at its best: statements prepared once and kept, text parameters, binary COPY for the bulk. The tables
// must exist in the database that the URL names.
std::unique_ptr<side> hand_written_libpq(const std::string& url, result_format format = result_format::text);

// Runs statements that return nothing, apart from any measurement.
void execute_postgres(const std::string& url, const std::string& statement);

// A URL as libpq's "keyword=value ..." has it, for those that know no URLs.
std::string keywords_of(const std::string& url);

}  // namespace bench
