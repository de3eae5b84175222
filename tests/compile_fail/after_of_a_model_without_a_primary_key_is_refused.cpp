// SPDX-License-Identifier: BSL-1.0
// expect: interlock: after() of a model without a primary key
// names: Remark
#include "lists.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Remark>().limit(3).after("");
#else
    (void)db.from<Remark>().order_by(il::asc<&Remark::text>).page(1, 3);
#endif
}
