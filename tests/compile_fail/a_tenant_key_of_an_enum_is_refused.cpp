// SPDX-License-Identifier: BSL-1.0
// expect: interlock: tenant_key applies to a text or an integer
// names: Tag
// names: tenant
#include "shared_tables.hpp"

enum class Town { asgard, hogwarts };

struct Tag {
    std::int64_t id = 0;
#ifndef INTERLOCK_FIXED
    Town tenant{};
#else
    std::string tenant;
#endif
};
template <>
struct interlock::model<Tag> {
    using fields = il::fields<il::field<&Tag::id, il::primary_key>, il::field<&Tag::tenant, il::tenant_key>>;
};

void use(il::session<shared<polls, Tag>>& db) { db.tenant("thor").insert(Tag{}); }
