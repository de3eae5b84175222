// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write in a scope that only reads
// names: writes
#include "copies.hpp"

#ifndef INTERLOCK_FIXED
void use(il::session<shop>& db) { db.reading().raw<reviews, il::writes>("DELETE FROM reviews_review").run(); }
#else
void use(il::session<shop>& db) {
    (void)db.reading().raw<reviews, il::reads, std::int64_t>("SELECT count(*) FROM reviews_review").one();
}
#endif
