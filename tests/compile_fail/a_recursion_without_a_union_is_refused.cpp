// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a recursive common table is a union
// names: Level
#include "atlas.hpp"

struct Level {
    std::int64_t id = 0;
    std::int64_t depth = 0;
};
template <>
struct interlock::model<Level> {
    using fields = il::fields<il::field<&Level::id>, il::field<&Level::depth>>;
};
void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db
        .with_recursive<Level>(il::from<Reaction>().select(il::col<&Reaction::id>, il::col<&Reaction::step>))
        .from<Level>()
        .all();
#else
    (void)db.with_table<Level>(il::from<Reaction>().select(il::col<&Reaction::id>, il::col<&Reaction::step>))
        .from<Level>()
        .all();
#endif
}
