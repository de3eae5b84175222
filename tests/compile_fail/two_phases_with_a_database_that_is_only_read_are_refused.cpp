// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write to a database that this service only reads
// names: prepared_transactions
// names: web
// needs: postgres
#include "web_server.hpp"

void use(il::session<assistant>& db) {
#ifndef INTERLOCK_FIXED
    il::two_phase<main_db, web>(db, [](auto& answers, auto& materials) {
        answers.insert(Answer{1, "yes"});
        materials.insert(Material{1, "Oxides"});
    });
#else
    db.transaction<main_db>([](auto& tx) { tx.insert(Answer{1, "yes"}); });
#endif
}
