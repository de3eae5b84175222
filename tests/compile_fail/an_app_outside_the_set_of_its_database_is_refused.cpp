// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a model is routed to a database where its table may not exist
// names: Person
// names: pypi
#include "toolchain.hpp"

#ifndef INTERLOCK_FIXED
using last = il::route_rest<pypi>;
#else
using last = il::route_rest<users>;
#endif
using routers = il::routers<il::per_app<pypi, "webresource">, last>;

static_assert(il::verify<il::service<il::databases<pypi, users>, il::models<Resource, Person>, routers>>());
