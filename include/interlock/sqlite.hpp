// SPDX-License-Identifier: BSL-1.0
#pragma once

// SQLite as a backend. Link with the SQLite library, version 3.37 or later.

#include <interlock/backend/sqlite/bulk.hpp>
#include <interlock/backend/sqlite/connection.hpp>
