// SPDX-License-Identifier: BSL-1.0
// expect: interlock: tables made in a database that is chosen at run time
// names: one_of
#include "toolchain.hpp"

#include <interlock/in.hpp>

void use(il::session<toolshed>& db) {
#ifndef INTERLOCK_FIXED
    auto tx = db.in("maven").begin();
#else
    auto tx = db.begin<maven>();
#endif
    il::create_tables(tx);
}
