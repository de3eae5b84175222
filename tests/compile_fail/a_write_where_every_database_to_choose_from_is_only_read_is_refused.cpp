// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write to a database that this service only reads
// names: Task
// names: one_of
#include "toolchain.hpp"

#include <interlock/in.hpp>

using routers =
    il::routers_of<"toolshed", il::databases<maven, users>, il::read_only<maven>, il::read_only<users>,
                   il::in_every<"contenttypes">, il::in_several<"workflow">>;
using service = il::service<il::databases<maven, users>, il::routed_models<all_models, routers>, routers>;

void use(il::session<service>& db) {
#ifndef INTERLOCK_FIXED
    db.in("users").insert(Task{1, 2, 3});
#else
    (void)db.in("users").from<Task>().all();
#endif
}
