// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a tenant's statement that is not said with the tenant's key
// names: copy_shape
// names: Poll
#include "shared_tables.hpp"

#ifndef INTERLOCK_FIXED
constexpr auto text = il::sql<il::as_tenant<il::sqlite>>(il::copy_shape<Poll>{});
#else
constexpr auto text = il::sql<il::as_tenant<il::sqlite>>(il::insert<Poll>());
#endif
