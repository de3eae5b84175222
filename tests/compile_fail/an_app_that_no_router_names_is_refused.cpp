// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a model without a route
// names: Artifact
// names: per_app
#include "toolchain.hpp"

#ifndef INTERLOCK_FIXED
using routers = il::routers<il::per_app<users, "auth">, il::per_app<pypi, "webresource">>;
#else
using routers = il::routers<il::per_app<users, "auth">, il::per_app<pypi, "webresource", "packagerepomaven">>;
#endif

static_assert(
    il::verify<il::service<il::databases<pypi, users>, il::models<Resource, Person, Artifact>, routers>>());
