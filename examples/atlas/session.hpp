// SPDX-License-Identifier: BSL-1.0
#pragma once

// The databases at run time.

#include "routers.hpp"

#include <interlock/sqlite.hpp>
#ifdef ATLAS_WITH_POSTGRES
#include <interlock/postgres.hpp>
#endif

using session = il::session<atlas>;
