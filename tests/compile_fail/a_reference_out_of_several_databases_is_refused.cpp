// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a reference across databases
// names: Permission
// names: Person
#include "toolchain.hpp"

struct Permission {
    std::int64_t id = 0;
    std::int64_t content_type = 0;
    std::int64_t person = 0;
};

template <>
struct interlock::model<Permission> {
#ifndef INTERLOCK_FIXED
    static constexpr auto app_label = "contenttypes";
#else
    static constexpr auto app_label = "auth";
#endif
    using fields = il::fields<il::field<&Permission::id, il::primary_key>,
                              il::field<&Permission::content_type, il::references<&ContentType::id>>,
                              il::field<&Permission::person, il::references<&Person::id>>>;
};

using routers = il::routers_of<"users/ui", il::databases<pypi, users>, il::in_every<"contenttypes">>;

static_assert(il::verify<il::service<il::databases<pypi, users>, il::models<ContentType, Permission, Person>,
                                     routers>>());
