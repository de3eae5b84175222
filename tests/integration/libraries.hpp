// SPDX-License-Identifier: BSL-1.0
#pragma once

// What all integration tests include, to be compiled once for all of them.

#include "support/catch.hpp"
#include "support/scratch.hpp"

#include <interlock/chrono.hpp>
#include <interlock/interlock.hpp>
#include <interlock/sqlite.hpp>
#if INTERLOCK_TEST_WITH_POSTGRES
#include <interlock/postgres.hpp>
#endif

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>
