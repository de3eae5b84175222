// SPDX-License-Identifier: BSL-1.0
// expect: interlock: links or an outbox of a model with a tenant key
// names: Tag
// names: polls
#include "shared_tables.hpp"

#include <interlock/relations.hpp>

struct Tag {
    std::int64_t id = 0;
    std::string tenant;
};
struct Text {
    std::int64_t id = 0;
    std::string tenant;
};
template <>
struct interlock::model<Tag> {
    using fields = il::fields<il::field<&Tag::id, il::primary_key>, il::field<&Tag::tenant, il::tenant_key>>;
#ifndef INTERLOCK_FIXED
    using links = il::links<il::link<Tag, Text>>;
#endif
};
template <>
struct interlock::model<Text> {
    using fields =
        il::fields<il::field<&Text::id, il::primary_key>, il::field<&Text::tenant, il::tenant_key>>;
};

void use(il::session<shared<polls, Tag, Text>>& db) { (void)db.tenant("thor"); }
