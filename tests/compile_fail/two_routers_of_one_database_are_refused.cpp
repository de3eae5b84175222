// SPDX-License-Identifier: BSL-1.0
// expect: interlock: two il::per_app routers for one database
// names: users
// names: per_app
#include "toolchain.hpp"

#ifndef INTERLOCK_FIXED
using routers =
    il::routers<il::per_app<users, "auth">, il::per_app<pypi, "webresource">, il::per_app<users, "workflow">>;
#else
using routers = il::routers<il::per_app<users, "auth", "workflow">, il::per_app<pypi, "webresource">>;
#endif

static_assert(il::verify<il::service<il::databases<pypi, users>, il::models<Resource, Person>, routers>>());
