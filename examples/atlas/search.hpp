// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "session.hpp"

#include <cstdint>
#include <optional>
#include <string>

struct search_options {
    std::optional<std::string> organism, tissue;
    std::optional<std::int64_t> limit;
    bool json = false;
};

/// `atlas search`: the GEMs of an organism and tissue by name, as a table or as JSON.
void search(session& db, const search_options& options);
