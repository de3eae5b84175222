// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a query over two databases
// names: Resource
// names: one_of
#include "toolchain.hpp"

#include <interlock/in.hpp>

void use(il::session<toolshed>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.in("pypi").from<Task>().join<&Task::resource>().all();
#else
    (void)db.in<maven, pypi>("pypi").from<Task>().join<&Task::resource>().all();
#endif
}
