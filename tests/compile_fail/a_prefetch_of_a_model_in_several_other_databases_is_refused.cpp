// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a query that does not say which database it means
// names: Resource
// names: users
#include "toolchain.hpp"

void use(il::session<toolshed>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Person>().prefetch<&Resource::seen_by>().all();
#else
    (void)db.on<pypi>().from<Resource>().prefetch<&Resource::seen_by>().all();
#endif
}
