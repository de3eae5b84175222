// SPDX-License-Identifier: BSL-1.0
#pragma once

// The three databases of Metabolic Atlas.

#include <interlock/interlock.hpp>

namespace il = interlock;

#ifdef ATLAS_WITH_POSTGRES
/// The scheme of each database's URL chooses one of the two when the program starts.
using backend = il::either<il::sqlite, il::postgres>;
#else
using backend = il::sqlite;
#endif

struct main_db : il::database<"default", backend> {};
struct gems : il::database<"gems", backend> {};
struct tiles : il::database<"tiles", backend> {};
