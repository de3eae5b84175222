// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write in a transaction that only reads
// names: Review
// names: reviews
#include "copies.hpp"

#ifndef INTERLOCK_FIXED
void use(il::session<shop>& db) {
    db.reading().transaction<reviews>([](auto& tx) { tx.insert(Review{1, "good"}); });
}
#else
void use(il::session<shop>& db) {
    db.reading().transaction<reviews>([](auto& tx) { (void)tx.template get<Review>(1); });
}
#endif
