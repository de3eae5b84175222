// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a database chosen by its alias, whose header is not included
// names: maven
#include "toolchain.hpp"

#ifdef INTERLOCK_FIXED
#include <interlock/in.hpp>
#endif

void use(il::session<toolshed>& db) { (void)db.in("maven"); }
