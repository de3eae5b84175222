// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a query over two databases
// names: Gem
// names: gems
// names: main_db
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
    (void)db.with_table<Level>(il::from<Reaction>().select(il::col<&Reaction::id>, il::col<&Reaction::step>))
        .from<Gem>()
        .all();
#else
    (void)db.with_table<Level>(il::from<Reaction>().select(il::col<&Reaction::id>, il::col<&Reaction::step>))
        .from<Remark>()
        .all();
#endif
}
