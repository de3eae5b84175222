// SPDX-License-Identifier: BSL-1.0
#pragma once

// PostgreSQL as a backend. Needs libpqxx and libpq: link interlock::postgres.

#include <interlock/backend/postgres/bulk.hpp>
#include <interlock/backend/postgres/connection.hpp>
#include <interlock/backend/postgres/copy.hpp>
