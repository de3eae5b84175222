// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write to a database that this service only reads
// names: Material
// names: archive
#include "web.hpp"

struct archive : il::database<"archive", il::sqlite> {
    static constexpr bool is_read_only = true;
};
using library = il::service<il::databases<archive>, il::models<Material, Tag>,
                            il::routers<il::route_rest<archive>>, il::profile::testing>;

void use(il::session<library>& db) {
#ifndef INTERLOCK_FIXED
    db.insert(Material{});
#else
    (void)db.from<Material>().first();
#endif
}
