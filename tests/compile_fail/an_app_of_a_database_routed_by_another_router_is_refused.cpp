// SPDX-License-Identifier: BSL-1.0
// expect: interlock: an app is routed twice
// names: pypi
// names: users
#include "toolchain.hpp"

#ifndef INTERLOCK_FIXED
using routers = il::routers<il::per_app<pypi, "webresource", "packagerepopypi">, il::per_app<users, "auth">,
                            il::route_app<"webresource", users>>;
#else
using routers = il::routers<il::per_app<pypi, "webresource", "packagerepopypi">, il::per_app<users, "auth">>;
#endif

static_assert(il::verify<il::service<il::databases<pypi, users>, il::models<Resource, Person>, routers>>());
