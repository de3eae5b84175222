// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a tracked row copied into its own database under its own key
// names: Task
// names: one_of
#include "toolchain.hpp"

#include <interlock/in.hpp>
#include <interlock/tracked.hpp>

void use(il::session<toolshed>& db) {
    auto task = db.in("maven").load<Task>(1);
#ifndef INTERLOCK_FIXED
    task.copy_to<pypi>(il::upsert_key);
#else
    il::copy_to<pypi>(db, *task, il::upsert_key);
#endif
}
