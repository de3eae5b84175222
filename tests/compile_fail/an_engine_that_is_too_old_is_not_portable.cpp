// SPDX-License-Identifier: BSL-1.0
// expect: interlock: the engine is older than the library
// names: postgres_at
#include "atlas.hpp"

#include <interlock/sql/portable.hpp>

#ifndef INTERLOCK_FIXED
using server = il::postgres_at<11>;
#else
using server = il::postgres_at<15>;
#endif
static_assert(il::require_portable<il::sqlite_at<3, 40>, server>(il::from<Gem>()));
