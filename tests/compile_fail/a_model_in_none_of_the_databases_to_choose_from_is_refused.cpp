// SPDX-License-Identifier: BSL-1.0
// expect: interlock: an explicit database where the model's table may not exist
// names: Person
// names: one_of
// names: maven
#include "toolchain.hpp"

#include <interlock/in.hpp>

void use(il::session<toolshed>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.in<maven, pypi>("maven").from<Person>();
#else
    (void)db.in<maven, pypi>("maven").from<Resource>();
#endif
}
