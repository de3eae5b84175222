// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "session.hpp"

#include <optional>
#include <string>

/// What to load.
struct load_files {
    std::optional<std::string> gems, tiles;
};

/// The files of the small sample that ships with the example.
load_files sample_files();

/// `atlas load`: brings the files' records into the databases, and makes the tables that are missing. All of the
/// records are loaded or none: each is read and checked before the first is written, and each database has one
/// transaction, of which none is committed before all records are written.
///
/// A commit of the last database can still fail when the others are made (no transaction spans databases).
/// Loading again completes it: a record that is there already is written over with the same values.
void load(session& db, const load_files& files);
