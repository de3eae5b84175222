// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a query that does not say which database it means
// names: ContentType
// names: pypi
#include "toolchain.hpp"

void use(il::session<toolchain<"crawler/pypi", pypi, users>>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<ContentType>().all();
#else
    (void)db.on<users>().from<ContentType>().all();
#endif
}
