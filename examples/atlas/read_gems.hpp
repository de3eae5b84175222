// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "bad_record.hpp"
#include "models.hpp"

#include <string>
#include <vector>

/// One record of Metabolic Atlas's GEM repository, as the rows that it becomes.
struct gem_record {
    place where;
    Gem gem;
    GemSet set;
    std::vector<GemSetReference> set_references;
    GemDetail detail;
    GemSample sample;
    std::vector<GemFile> files;
    std::vector<GemReference> references;
};

/// Reads a file such as gemsRepository.json: a JSON array of GEMs. Throws bad_record for the first record that
/// lacks a field, has one of another type, or repeats an id or a file.
std::vector<gem_record> read_gems(const std::string& path);
