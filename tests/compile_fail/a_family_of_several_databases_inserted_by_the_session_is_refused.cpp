// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a query that does not say which database it means
// names: ContentType
#include "toolchain.hpp"

#include <interlock/relations.hpp>

#include <vector>

void use(il::session<toolshed>& db) {
    ContentType type{1, "task"};
    std::vector<Task> tasks{{1, 0, 3}};
#ifndef INTERLOCK_FIXED
    il::insert_with<&Task::content_type>(db, type, tasks);
#else
    il::insert_with<&Task::content_type>(db.on<maven>(), type, tasks);
#endif
}
