// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/session/settings.hpp>

#include <string>

/// What the command line says about where the databases are.
struct database_options {
    std::string data_dir = ".";
    std::string settings_file;
};

/// What a command does with the databases. One that only reads makes no file where there is none.
enum class purpose { reading, loading };

/// The URL of each database: from ATLAS_DEFAULT_URL, ATLAS_GEMS_URL and ATLAS_TILES_URL; where those are not set,
/// from the settings file; where there is no such file, SQLite files in the data folder.
interlock::settings choose_settings(const database_options& options, purpose why);
