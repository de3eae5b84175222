// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a pipeline touches another database
// names: Resource
// names: one_of
#include "toolchain.hpp"

#include <interlock/in.hpp>
#include <interlock/pipeline.hpp>

void use(il::session<toolshed>& db) {
#ifndef INTERLOCK_FIXED
    auto p = db.in("pypi").pipeline();
#else
    auto p = db.in<maven, pypi>("pypi").pipeline();
#endif
    (void)p.from<Resource>().all();
}
