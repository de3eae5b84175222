// SPDX-License-Identifier: BSL-1.0
// expect: interlock: il::in_every or il::in_several after an il::per_app
// names: in_every
// names: users
#include "toolchain.hpp"

#ifndef INTERLOCK_FIXED
using routers = il::routers<il::per_app<users, "auth">, il::in_every<"contenttypes">>;
#else
using routers = il::routers<il::in_every<"contenttypes">, il::per_app<users, "auth">>;
#endif

static_assert(il::verify<il::service<il::databases<users>, il::models<ContentType, Person>, routers>>());
