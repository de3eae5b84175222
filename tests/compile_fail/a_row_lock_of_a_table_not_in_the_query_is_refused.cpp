// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a row lock of a table that is not in the query
// names: Gem
// names: Remark
#include "atlas.hpp"

#ifndef INTERLOCK_FIXED
constexpr auto query = il::from<Gem>().for_update<Remark>();
#else
constexpr auto query = il::from<Gem>().for_update<Gem>();
#endif
constexpr auto text = il::sql<il::postgres>(query);
