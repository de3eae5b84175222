// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a router of a database that the service does not list
// names: maven
// names: per_app
#include "toolchain.hpp"

#ifndef INTERLOCK_FIXED
using listed = il::databases<pypi, users>;
#else
using listed = il::databases<pypi, users, maven>;
#endif
using routers = il::routers<il::per_app<users, "auth">, il::per_app<pypi, "webresource">,
                            il::per_app<maven, "packagerepomaven">>;

static_assert(il::verify<il::service<listed, il::models<Resource, Person>, routers>>());
