// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a database that the service does not list
// names: maven
#include "toolchain.hpp"

#include <interlock/in.hpp>

void use(il::session<toolchain<"crawler/pypi", pypi, users>>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.in<pypi, maven>("pypi");
#else
    (void)db.in<pypi, users>("pypi");
#endif
}
