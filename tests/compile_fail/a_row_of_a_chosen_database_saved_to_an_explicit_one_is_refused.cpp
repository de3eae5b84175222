// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a tracked row saved to another database
// names: Task
// names: maven
// names: one_of
#include "toolchain.hpp"

#include <interlock/in.hpp>
#include <interlock/tracked.hpp>

void use(il::session<toolshed>& db) {
    auto task = db.in("maven").load<Task>(1);
#ifndef INTERLOCK_FIXED
    db.on<maven>().save(task);
#else
    db.in("maven").save(task);
#endif
}
