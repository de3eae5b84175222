// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a reference between two models of tenants that does not hold the tenant key
// names: Vote
// names: polls
#include "shared_tables.hpp"

struct Option {
    std::int64_t id = 0;
    std::string tenant;
};
struct Vote {
    std::int64_t id = 0;
    std::string tenant;
    std::int64_t option = 0;
};
template <>
struct interlock::model<Option> {
    using fields =
        il::fields<il::field<&Option::id, il::primary_key>, il::field<&Option::tenant, il::tenant_key>>;
    using constraints = il::constraints<il::unique_together<&Option::id, &Option::tenant>>;
};
template <>
struct interlock::model<Vote> {
#ifndef INTERLOCK_FIXED
    using fields = il::fields<il::field<&Vote::id, il::primary_key>, il::field<&Vote::tenant, il::tenant_key>,
                              il::field<&Vote::option, il::references<&Option::id, il::on_delete::cascade>>>;
#else
    using fields = il::fields<il::field<&Vote::id, il::primary_key>, il::field<&Vote::tenant, il::tenant_key>,
                              il::field<&Vote::option>>;
    using constraints =
        il::constraints<il::foreign_key<il::members<&Vote::option, &Vote::tenant>,
                                        il::members<&Option::id, &Option::tenant>, il::on_delete::cascade>>;
#endif
};

void use(il::session<shared<polls, Option, Vote>>& db) { (void)db.tenant("thor"); }
