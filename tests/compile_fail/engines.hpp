// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/interlock.hpp>
#if __has_include(<libpq-fe.h>) || __has_include(<postgresql/libpq-fe.h>)
#include <interlock/postgres.hpp>
#endif

// PostgreSQL, for the programs that ask it for what it has not.
