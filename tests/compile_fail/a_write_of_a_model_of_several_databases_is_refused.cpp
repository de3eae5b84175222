// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a query that does not say which database it means
// names: Task
// names: maven
#include "toolchain.hpp"

void use(il::session<toolshed>& db) {
#ifndef INTERLOCK_FIXED
    db.insert(Task{1, 2, 3});
#else
    db.on<maven>().insert(Task{1, 2, 3});
#endif
}
