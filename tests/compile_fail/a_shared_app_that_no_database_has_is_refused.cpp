// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a model of an app in several databases, of which the service lists none
// names: Resource
// names: users
#include "toolchain.hpp"

#ifndef INTERLOCK_FIXED
using routers = il::routers<il::in_several<"webresource">, il::per_app<users, "auth">>;
#else
using routers = il::routers<il::in_several<"webresource">, il::per_app<users, "auth", "webresource">>;
#endif

static_assert(il::verify<il::service<il::databases<users>, il::models<Resource, Person>, routers>>());
