// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a database of tenants
// names: pypi
#include "toolchain.hpp"

#include <interlock/in.hpp>
#include <interlock/tenants.hpp>

using routers =
    il::routers<il::in_every<"contenttypes">, il::route_app<"auth", users>, il::route_app<"workflow", maven>,
                il::route_app<"webresource", il::tenanted<pypi>>, il::tenanted<pypi>>;
using service =
    il::service<il::databases<maven, pypi, users>, il::models<ContentType, Resource, Task, Person>, routers>;

void use(il::session<service>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.in<maven, pypi>("maven").from<Task>();
#else
    (void)db.in("maven").from<Task>();
#endif
}
