// SPDX-License-Identifier: BSL-1.0
// expect: interlock: two models have one table in one database
// names: Label
// names: Person
#include "toolchain.hpp"

struct Label {
    std::int64_t id = 0;
};

template <>
struct interlock::model<Label> {
    static constexpr auto app_label = "contenttypes";
#ifndef INTERLOCK_FIXED
    static constexpr auto table = "auth_person";
#endif
    using fields = il::fields<il::field<&Label::id, il::primary_key>>;
};

using routers = il::routers_of<"users/ui", il::databases<pypi, users>, il::in_every<"contenttypes">>;

static_assert(il::verify<il::service<il::databases<pypi, users>, il::models<Person, Label>, routers>>());
