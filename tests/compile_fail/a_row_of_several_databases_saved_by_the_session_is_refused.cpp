// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a query that does not say which database it means
// names: Task
#include "toolchain.hpp"

#include <interlock/tracked.hpp>

void use(il::session<toolshed>& db) {
    auto task = db.on<maven>().load<Task>(1);
#ifndef INTERLOCK_FIXED
    db.save(task);
#else
    db.on<maven>().save(task);
#endif
}
