// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write in a pipeline of what only reads
// names: Answer
// names: main_db
#include "web.hpp"

void use(il::session<assistant>& db) {
#ifndef INTERLOCK_FIXED
    auto tx = db.begin<main_db, il::mode::read_only>();
    tx.pipeline().insert(Answer{1, 2});
#else
    auto tx = db.begin<main_db>();
    tx.pipeline().insert(Answer{1, 2});
#endif
}
