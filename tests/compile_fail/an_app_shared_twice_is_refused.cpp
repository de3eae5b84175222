// SPDX-License-Identifier: BSL-1.0
// expect: interlock: an app is routed twice
// names: in_every
// names: in_several
#include "toolchain.hpp"

#ifndef INTERLOCK_FIXED
using first = il::in_every<"contenttypes", "workflow">;
#else
using first = il::in_every<"contenttypes">;
#endif
using routers = il::routers_of<"toolshed", il::databases<pypi, users>, first, il::in_several<"workflow">>;

static_assert(il::verify<il::service<il::databases<pypi, users>,
                                     il::models<ContentType, Task, Resource, Person>, routers>>());
