// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "bad_record.hpp"
#include "models.hpp"

#include <string>
#include <vector>

/// One line of Metabolic Atlas's list of map tiles.
struct tile_record {
    place where;
    Tile tile;
    Subsystem subsystem;
};

/// The key of the tile with this id in the list. It is the id itself where the key, of 50 characters, can hold it;
/// else the id's beginning and a checksum of all of it. (Of the 146 ids of Human1, 16 have 51 to 64 characters.)
std::string tile_key(const std::string& name_id);

/// Reads a file such as human1_subsystemSVG.tsv: four columns with tabs between them; lines that are empty or
/// begin with # are left out. Throws bad_record for the first line that is not of this form or repeats an id.
std::vector<tile_record> read_tiles(const std::string& path);
