// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

/// Where a record stands, for messages: "gems.json: record 3 (id 13)".
struct place {
    std::string file;
    std::string record;
};

/// A record that cannot be loaded. Its message names file, record and field (none where the whole
/// record is wrong).
struct bad_record : std::runtime_error {
    bad_record(const place& where, std::string_view field, std::string_view problem)
        : std::runtime_error(where.file + ": " + where.record + (field.empty() ? "" : ", field ") +
                             std::string(field) + ": " + std::string(problem)) {}
};
