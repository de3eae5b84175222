// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "session.hpp"

#include <string>

/// `atlas tile`: the tile of this id or name, and its file. Throws std::runtime_error where there is none.
void show_tile(session& db, const std::string& name);
